"""If these fail, a block page is stored as an article, or an article about one is thrown away."""

from __future__ import annotations

import random

import pytest

from crawler.fetch.walls import WALL_MAX_CHARS, Answer, Kind, d1n_of, wall_of
from demo.sites.misbehaving import BLOCKED, D1N_VALUE, MAINTENANCE, NOT_THERE, STUB, article

URL = "https://vidu.vn/bai-viet-7.html"
MENU = "".join(f"<a href='/muc-{n}/'>Mục {n}</a>" for n in range(60))
PARAGRAPHS = "<p>Nhiều người dân phản ánh không vào được cổng dịch vụ công trong sáng nay, phải chờ rất lâu.</p>" * 20


def page(title: str, body: str, head: str = "", heading: str | None = None) -> str:
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{heading or title}</h1>{body}</body></html>"


def judged(text: str | bytes, **facts: object) -> Kind | None:
    body = text.encode() if isinstance(text, str) else text
    values = {"url": URL, "status": 200, "text": body.decode("utf-8", "replace"), "body": body, **facts}
    wall = wall_of(Answer(**values))  # type: ignore[arg-type]
    return wall.kind if wall else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (STUB, Kind.SCRIPT_COOKIE),
        ("<script>document.cookie='be=160; path=/'; location.href=location.href;</script>", Kind.SCRIPT_COOKIE),
        (BLOCKED, Kind.BLOCK_PAGE),
        (page("Thông báo từ chối truy cập", "<p>Địa chỉ IP: 203.0.113.7</p>"), Kind.BLOCK_PAGE),
        (page("Cổng thông tin", "<p>Mã: 12</p>", heading="TRUY CẬP BỊ TỪ CHỐI"), Kind.BLOCK_PAGE),
        (page("Request Rejected", "The requested URL was rejected. Your support ID is: 1182"), Kind.BLOCK_PAGE),
        (page("Attention Required! | Cloudflare", "<p>Ray ID</p>"), Kind.BLOCK_PAGE),
        ("Access denied. Your IP has been logged.", Kind.BLOCK_PAGE),
        (MAINTENANCE, Kind.MAINTENANCE),
        (page("Site is under maintenance", "<p>Back soon.</p>"), Kind.MAINTENANCE),
        (NOT_THERE, Kind.SOFT_404),
        (page("Không tìm thấy trang | Báo Ví Dụ", MENU + PARAGRAPHS), Kind.SOFT_404),
        (page("404", MENU), Kind.SOFT_404),
        (page("Lỗi 404: Không tìm thấy trang", MENU), Kind.SOFT_404),
        (page("Rất tiếc, không tìm thấy trang bạn yêu cầu!", MENU), Kind.SOFT_404),
        (page("Báo Ví Dụ", MENU, heading="Bài viết không tồn tại"), Kind.SOFT_404),
        (b"", Kind.EMPTY),
        (b" \r\n\r\n ", Kind.EMPTY),
        (random.Random(1).randbytes(4000), Kind.WRONG_TYPE),
    ],
)
def test_a_wall_is_told(text: str | bytes, kind: Kind) -> None:
    """Answered with 200, each would be stored as an article, or read as a day without news."""
    assert judged(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        article(7),
        # Articles about walls: by their length, by their links, by what they call themselves.
        page("Truy cập bị từ chối: vì sao người dân không vào được cổng dịch vụ công", PARAGRAPHS),
        page("Truy cập bị từ chối", MENU + "<p>Tin ngắn.</p>"),
        page("Hệ thống đang bảo trì", "<p>Tin.</p>", "<meta property='article:published_time' content='2026-01-01'>"),
        page("Cấm truy cập", "<p>x</p>", '<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>'),
        page("Không tìm thấy nạn nhân trong vụ lật thuyền", "<p>Lực lượng cứu hộ vẫn tìm kiếm.</p>"),
        page("404 hộ dân được cấp nước sạch", PARAGRAPHS),
        page("Trang Facebook giả mạo công an đã bị xóa", PARAGRAPHS),
        page("Không tìm thấy trang trại nào vi phạm", PARAGRAPHS),
        page("Hà Giang: 404 hộ dân được cấp nước sạch", "<p>Tin ngắn của phóng viên.</p>"),
        page("Tin không tồn tại dịch bệnh trên địa bàn là đúng", PARAGRAPHS),
        # A page that sets a cookie like any other, and one that shows something.
        page("Cầu mới", PARAGRAPHS + "<script>document.cookie='a=1';location.hash='x';</script>"),
        "<script>document.cookie='a=1';location.reload()</script><p>Sáng nay, xã có cầu mới.</p>",
    ],
)
def test_an_article_is_no_wall(text: str) -> None:
    """What the news says of blocked sites and missing people would be missing itself."""
    assert judged(text) is None


def test_a_long_page_is_no_wall_whatever_its_headline() -> None:
    """The bound is one of readable text: scripts and styles do not count."""
    short = page("Truy cập bị từ chối", f"<script>{'x' * 5000}</script><p>Mã 1</p>")
    long = page("Truy cập bị từ chối", f"<p>{'lời ' * WALL_MAX_CHARS}</p>")
    assert (judged(short), judged(long)) == (Kind.BLOCK_PAGE, None)


@pytest.mark.parametrize(
    ("asked", "facts", "kind"),
    [
        ("https://vidu.vn/tin-7.html", {"url": "https://vidu.vn/dang-nhap?ve=7"}, Kind.LOGIN),
        ("https://vidu.vn/tin-7.html", {"status": 302, "location": "https://sso.vidu.vn/login"}, Kind.LOGIN),
        ("https://vidu.vn/tin-7.html", {"status": 302, "location": "/"}, Kind.HOME),
        ("https://vidu.vn/muc/", {"url": "https://vidu.vn/index.html"}, Kind.HOME),
        ("https://vidu.vn/muc/", {"url": "https://vidu.vn/muc-moi/"}, None),
        ("http://vidu.vn/", {"url": "https://vidu.vn/"}, None),
        ("https://vidu.vn/", {"url": "https://vidu.vn/trang-chu.html"}, None),
        ("https://vidu.vn/tin-7.html", {"status": 302, "location": "/tin-8.html"}, None),
    ],
)
def test_where_a_redirect_leads_is_evidence(asked: str, facts: dict[str, object], kind: Kind | None) -> None:
    """The home page under an article's address would be stored as the article."""
    assert judged(article(7), asked=asked, **facts) is kind


@pytest.mark.parametrize(
    ("text", "flags", "kind"),
    [
        (article(7), ["truncated"], Kind.TRUNCATED),
        (article(7)[:500], ["partial"], Kind.TRUNCATED),
        (article(7), ["partial"], None),
        (article(7)[:500], [], None),
    ],
)
def test_half_a_page_is_none(text: str, flags: list[str], kind: Kind | None) -> None:
    """Half an article would be stored, and tomorrow's whole one be an "edit". Many whole pages lack </html>."""
    assert judged(text, flags=flags) is kind


def test_files_are_no_pages() -> None:
    """A PDF read as text is an article of garbage."""
    assert judged("%PDF-1.7", content_type="application/pdf") is Kind.WRONG_TYPE
    assert judged(article(7), content_type="text/html; charset=utf-8") is None


def test_only_a_d1n_stub_gives_its_cookie() -> None:
    """A cookie that any page names must not be sent."""
    assert d1n_of(STUB.decode()) == D1N_VALUE
    assert d1n_of(article(7) + STUB.decode() + "x" * 3000) is None
    assert d1n_of("<script>document.cookie='D1N=<script>'</script>") is None
