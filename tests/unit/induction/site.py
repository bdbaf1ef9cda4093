"""A site made up for these tests: articles of one design, with what real pages print around them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from crawler.extraction.fields import Rules
from crawler.extraction.page import Page
from crawler.induction.alignment import Proposal
from crawler.induction.article import Induced, induce_layout
from crawler.text.dates import VIETNAM
from tests.unit.extraction.reading import page

HOST = "vidu.gov.vn"
RULES = Rules(own_names=("Báo Ví Dụ", HOST))
SINCE = date(2026, 11, 22)
CLOCK = "Chủ nhật, 22/11/2026 10:00"
_FIRST = datetime(2026, 11, 3, 7, 30, tzinfo=VIETNAM)
_TOPICS = (
    ("Xã Hòa Bình khánh thành cây cầu nối hai thôn", "cây cầu", "Trần Văn An"),
    ("Trường làng mở lớp học bơi miễn phí cho trẻ em", "lớp học bơi", "Lê Thị Bình"),
    ("Hợp tác xã chè xuất lô hàng đầu tiên sang Nhật", "lô chè", "Phạm Quốc Cường"),
    ("Tổ xe ôm giúp người già đi khám bệnh ngày mưa lũ", "tổ xe ôm", "Đỗ Minh Dũng"),
    ("Người thợ rèn cuối cùng của phố huyện nhận học trò", "lò rèn", "Vũ Thu Giang"),
)
_SIDE = ("Lịch cắt điện trong tuần của các xã vùng cao", "Thông báo tuyển giáo viên mầm non năm học mới")


@dataclass(frozen=True)
class Design:
    """How the site prints an article; empty texts leave a part out."""

    title: str = '<h1 class="tieu-de">{title}</h1>'
    date: str = '<span class="ngay-dang">{date}</span>'
    lead: str = '<div class="sapo">{lead}</div>'
    body: str = '<div class="noi-dung">{text}</div>'
    author: str = '<p class="tac-gia">{author}</p>'
    tags: str = '<div class="tu-khoa">Từ khóa: <a href="/tag/{slug}">{tag}</a> <a href="/tag/xa">làng xã</a></div>'
    trail: str = '<ul class="duong-dan"><li><a href="/">Trang chủ</a></li><li><a href="/{cat}/">{section}</a></li></ul>'
    inside: str = ""
    """Printed in the middle of the text."""
    head: str = '<meta property="og:title" content="{title}"><meta property="og:type" content="article">'
    side: str = (
        '<div class="ben-phai"><h3>Tin mới</h3><ul><li><a href="/tin/a-99001.html">{side0}</a> <i>01/11/2026</i></li>'
        '<li><a href="/tin/b-99002.html">{side1}</a> <i>02/11/2026</i></li></ul></div>'
    )
    paragraphs: int = 3
    values: dict[str, str] = field(default_factory=dict)
    """Further names that the parts may use."""


def article(number: int, design: Design = Design(), **changes: str) -> Page:
    """The page of article *number*, from 0 to 4."""
    return page(markup(number, design, **changes), url_of(number))


def url_of(number: int) -> str:
    """Its address."""
    return f"https://{HOST}/tin/{_TOPICS[number][1].replace(' ', '-')}-{81234 + 17 * number}.html"


def markup(number: int, design: Design = Design(), **changes: str) -> str:
    """The markup of article *number*; *changes* replace values such as ``date`` or ``author``."""
    title, thing, author = _TOPICS[number]
    section = ("Xã hội", "Giáo dục", "Kinh tế", "Đời sống", "Văn hóa")[number]
    values = {
        "title": title,
        "date": f"{_FIRST + timedelta(days=3 * number, minutes=7 * number):%d/%m/%Y %H:%M}",
        "lead": f"Sau hai năm chờ đợi, {thing} đã thành chuyện vui của cả vùng, từ cụ già tới em nhỏ đều nhắc đến.",
        "author": author,
        "tag": thing,
        "slug": thing.replace(" ", "-"),
        "cat": f"muc-{section[0].lower()}",
        "section": section,
        "number": str(4321 + number),
        "side0": _SIDE[0],
        "side1": _SIDE[1],
        **design.values,
        **changes,
    }
    text = [
        f"<p>Sáng sớm, người dân đã có mặt rất đông để xem {thing}. Câu chuyện số {number + 1} của năm được kể lại "
        "bằng giọng vui, vì ai cũng có phần của mình trong đó.</p>",
        f"<p>Theo lãnh đạo địa phương, {thing} được chuẩn bị trong {number + 5} tháng, với sự góp công của hơn "
        f"{40 + number} gia đình ở hai bên bờ sông và nhiều người con xa quê.</p>",
        f"<p>Từ nay, mỗi khi nhắc đến {thing}, bà con lại nhớ những ngày cùng nhau khuân đá, trộn vữa và nấu bữa cơm "
        "chung dưới gốc đa đầu làng.</p>",
    ][: design.paragraphs]
    text.insert(1, design.inside)
    values["text"] = "".join(text).format(**values)
    parts = [getattr(design, name) for name in ("trail", "title", "date", "lead", "body", "author", "tags")]
    shown = "".join(part.format(**values) for part in parts)
    head = f"<title>{values['title']} - Báo Ví Dụ</title>{design.head.format(**values)}"
    return (
        f"<html><head>{head}</head><body><div class=dau-trang><span class=dong-ho>{CLOCK}</span>"
        '<ul class="trinh-don"><li><a href="/">Trang chủ</a></li><li><a href="/muc-x/">Xã hội</a></li></ul></div>'
        f"<div class=trang><div class=cot-trai>{shown}</div>{design.side.format(**values)}</div>"
        "<div class=chan-trang>Giấy phép số 12/GP-TTĐT cấp ngày 05/06/2020</div></body></html>"
    )


def renamed(text: str) -> str:
    """*text* with every class and id under a name that says nothing, the same everywhere."""
    return re.sub(
        r'\b(class|id)=(?:"([\w -]+)"|([\w-]+))',
        lambda said: f'{said[1]}="{codecs.encode(said[2] or said[3], "rot13")}"',
        text,
    )


def induced(*pages: Page) -> Induced:
    """What is induced from *pages*."""
    return induce_layout(pages, RULES, id="thu-2026", since=SINCE)


def proposal(found: Induced, name: str) -> Proposal | None:
    """The proposal for one field."""
    return next((said for said in found.proposals if said.field == name), None)
