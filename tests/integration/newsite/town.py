"""The web of the tests of `scrapy probe` and `scrapy new-site`: towns' sites on no known platform, each with its own
fault."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from demo.play import PlayRequest, PlayResponse, Tls, not_found, text_response

Answer = Callable[[PlayRequest], PlayResponse]

ZONE = "thi-tran.test"
"""Domain of all towns."""
HEADLINES = (
    "Khánh thành cầu treo mới nối hai bờ sông Gâm",
    "Trạm y tế lưu động về với bà con bản Nà Lại",
    "Lớp học đàn tính mở cửa miễn phí vào mùa hè",
    "Chợ phiên cuối năm đông người bán kẻ mua",
    "Đội cứu hộ trẻ của thị trấn nhận thuyền mới",
    "Vườn mận tam hoa được mùa sau hai năm mất trắng",
)
_TEXT = (
    "Sáng nay, đông đảo bà con trong thị trấn đã có mặt từ rất sớm để chứng kiến sự kiện mà nhiều người chờ đợi suốt "
    "ba năm qua. Theo ban quản lý, công việc số {number} được làm xong trước hạn và không có tai nạn nào.",
    "Ông Lý Văn Páo, người cao tuổi nhất bản, kể rằng trước đây mỗi mùa nước lớn là cả bản bị chia cắt hàng tuần liền. "
    "Lũ trẻ phải nghỉ học, hàng hóa ùn lại ở bến, người ốm thì phải khiêng vòng qua đèo mất cả ngày đường.",
    "Trong thời gian tới, thị trấn sẽ làm tiếp đoạn đường nối vào bản và trồng cây hai bên. Kinh phí do người dân góp "
    "một phần, phần còn lại lấy từ quỹ chung của huyện và do các nhà hảo tâm ủng hộ.",
)
_MENU = (("/tin-tuc/", "Tin tức"), ("/doi-song/", "Đời sống"), ("/van-hoa/", "Văn hóa"), ("/lien-he/", "Liên hệ"))
_SECTIONS = {"/": slice(None), "/tin-tuc/": slice(0, None, 2), "/doi-song/": slice(1, None, 2), "/van-hoa/": slice(4)}
_ASIDE = ("Hộp thư góp ý của bà con", "Số điện thoại đường dây nóng", "Cơ quan chủ quản: Ủy ban thị trấn")


def article_path(number: int) -> str:
    """Address of an article on every town's site."""
    return f"/tin-tuc/bai-viet-ve-thi-tran-so-{1000 + number}.html"


@dataclass
class Town:
    """A town's site: a home page, three listings, and the articles.

    ``faults``: path -> what is answered instead; ``"*"`` stands for every path but robots.txt.
    """

    name: str
    tls: Tls = "none"
    faults: dict[str, Answer] = field(default_factory=dict)
    publisher: str = "Trang thông tin thị trấn Bến Gâm"
    articles: int = len(HEADLINES)
    language: str = "vi"
    charset: str = "utf-8"
    encode: Callable[[str], bytes] = str.encode
    robots: str = "User-agent: *\nDisallow: /quan-tri/"
    asked: list[str] = field(default_factory=list)
    condition: threading.Condition = field(default_factory=threading.Condition)
    """Told whenever something was asked."""

    @property
    def host(self) -> str:
        """Its host name."""
        return f"{self.name}.{ZONE}"

    @property
    def hosts(self) -> Sequence[str]:
        """The same, as the playback wants it."""
        return (self.host,)

    @property
    def url(self) -> str:
        """Its home page."""
        return f"{'http' if self.tls == 'none' else 'https'}://{self.host}/"

    def respond(self, request: PlayRequest) -> PlayResponse:
        """One page, good or bad."""
        self.note(request)
        fault = self.faults.get(request.path)
        if fault is None and request.path != "/robots.txt":
            fault = self.faults.get("*")
        if fault is not None:
            return fault(request)
        if request.path == "/robots.txt":
            return text_response(200, self.robots)
        pages = {self.path(number): number for number in range(self.articles)}
        if request.path in pages:
            return self.page(self.article(pages[request.path]))
        if request.path in _SECTIONS:
            return self.page(self.listing(range(self.articles)[_SECTIONS[request.path]]))
        return not_found()

    def note(self, request: PlayRequest) -> None:
        """Remember what was asked."""
        with self.condition:
            self.asked.append(request.path)
            self.condition.notify_all()

    def page(self, markup: str) -> PlayResponse:
        """An answer in the town's charset."""
        return PlayResponse(self.encode(markup), content_type=f"text/html; charset={self.charset}")

    def listing(self, numbers: Sequence[int]) -> str:
        """Headlines with their articles."""
        cards = "".join(
            f'<div class="card-news"><h3><a href="{html.escape(self.path(n))}">{self.headline(n)}</a></h3></div>'
            for n in numbers
        )
        return self.framed("Trang chủ", f'<div class="news-list">{cards}</div>')

    def article(self, number: int) -> str:
        """An article page that states nothing to machines but title and lead."""
        title = self.headline(number)
        text = "".join(f"<p>{paragraph.format(number=number)}</p>" for paragraph in self.text())
        lead = f"Tin của thị trấn về việc số {number}, cập nhật trong ngày."
        body = (
            f'<h1 class="entry-title">{title}</h1><div class="entry-date">{10 + number}/11/2026 08:{number}5</div>'
            f'<div class="entry-lead">{lead}</div><div class="entry-content">{text}</div>'
        )
        head = f'<meta property="og:title" content="{title}"><meta property="og:description" content="{lead}">'
        return self.framed(title, body, head)

    def path(self, number: int) -> str:
        """Address of an article."""
        return article_path(number)

    def headline(self, number: int) -> str:
        """Title of an article."""
        return HEADLINES[number % len(HEADLINES)]

    def text(self) -> Sequence[str]:
        """Paragraphs of an article."""
        return _TEXT

    def framed(self, title: str, body: str, head: str = "") -> str:
        """A whole page."""
        menu = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in _MENU)
        publisher = html.escape(self.publisher)
        aside = "".join(f"<p>{line}</p>" for line in _ASIDE)
        return (
            f'<!DOCTYPE html><html lang="{self.language}"><head><meta charset="{self.charset}">'
            f"<title>{title} | {publisher}</title>{head}</head><body><nav><ul>{menu}</ul></nav>{body}"
            f"<aside>{aside}</aside><footer>Giấy phép số 12 ngày 03/02/2019</footer></body></html>"
        )


class EnglishTown(Town):
    """A town's site for visitors from abroad."""

    def headline(self, number: int) -> str:
        """Title of an article."""
        return f"The new bridge over the river opens with a festival number {number}"

    def text(self) -> Sequence[str]:
        """Paragraphs of an article."""
        sentence = "People from all villages came early this morning to see the bridge that they had waited for. "
        return [sentence * 3, "The oldest man of the village told stories of the years of the ferry. " * 4]
