"""Pages that stand in for the page that was asked for, told by evidence: pure functions of what was answered.

A page *about* a refused access is no wall. So a phrase alone never decides: it must be the page's title or headline,
on a page that is short, has few links and does not call itself an article.

Grades as in SITE-FACTS: A seen in a product's source or a saved page, B in code that ran against a site, C one source,
D inferred (never alone).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from urllib.parse import urljoin, urlsplit


class Kind(StrEnum):
    """What stands in the way."""

    SCRIPT_COOKIE = "script_cookie"
    """A stub whose script sets a cookie and loads the page again."""
    BLOCK_PAGE = "block_page"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    HOME = "home"
    """The home page in place of another page."""
    SOFT_404 = "soft_404"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    WRONG_TYPE = "wrong_type"


PAST_THE_END = frozenset({Kind.HOME, Kind.SOFT_404, Kind.EMPTY})
"""What sites answer past the last page of a listing."""


@dataclass(frozen=True, slots=True)
class Wall:
    """What stands in the way, and how it was known, for the person who looks."""

    kind: Kind
    evidence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the detectors look at."""

    url: str
    """The address that answered."""
    status: int
    text: str
    """The page as text; empty if it is none."""
    body: bytes
    asked: str = ""
    """The address that was asked for, before redirects; empty: the same."""
    content_type: str = ""
    """As the server declares it."""
    location: str | None = None
    """Target of a redirect that was not followed."""
    flags: Sequence[str] = ()
    """Of the download: ``truncated``, ``partial``, ``dataloss``."""


STUB_MAX_CHARS = 2_000
"""The D1N stub has 177 (B, four independent sources)."""
WALL_MAX_CHARS = 1_500
"""Readable characters of a page that only says why it is none; articles of three short paragraphs have more (D)."""
WALL_MAX_LINKS = 15
"""Links of such a page; the menu of any portal has more (A: 28 saved pages, the fewest 80)."""
HEAD_CHARS = 200_000
"""How much of a page is looked at: a wall is short."""
_MAX_CONTROL_SHARE = 0.05
"""Control bytes of text, in its first 4 kB: none; of random bytes 0.11."""

# B: the answer of laodong.vn, quochoi.vn sites, viettelhightech.vn and others in 2024-2026, all of this form:
# <html><body><script>document.cookie="D1N=f285…fbd4"+"; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/";
# window.location.reload(true);</script></body></html>
_SETS_COOKIE = re.compile(r"document\.cookie\s*=\s*[\"']\s*([A-Za-z0-9_.-]{1,64})=", re.IGNORECASE)
_RELOADS = re.compile(r"location\s*(?:\.\s*(?:reload|replace|assign|href)\b|=)", re.IGNORECASE)
D1N = re.compile(r"document\.cookie\s*=\s*[\"']D1N=([0-9a-f]{8,64})[\"';]")

_REFUSALS = re.compile(
    r"truy cập (?:này )?(?:đã )?bị (?:từ chối|chặn)"  # A: title of CIDRAM's page; the issue names it of a live portal
    r"|từ chối truy cập"  # B: "Thông báo từ chối truy cập" on mae.gov.vn (TM)
    r"|(?:ip|địa chỉ)[^.]{0,40} bị chặn"  # D
    r"|access (?:is |was )?denied|request rejected|403 forbidden|^forbidden$"  # C: Akamai; F5; A: nginx
    r"|attention required! \| cloudflare|just a moment\.\.\."  # B: what code that meets Cloudflare looks for
    r"|web page blocked|you have been blocked"  # C: FortiGate, Cloudflare
)
_MAINTENANCE = re.compile(
    r"(?:đang|tạm ngừng|thông báo).{0,40}(?:bảo trì|nâng cấp)|^bảo trì|trang web tạm ngừng"  # C, D
    r"|(?:under|scheduled|down for) maintenance|maintenance mode"  # A: WordPress, Joomla
)
_FILLER = r"(?: (?:web|tin|này|mà|bạn|quý vị|được|yêu cầu|đang|cần|tìm|kiếm|truy cập|muốn|xem))*"
# B: "KHÔNG TÌM THẤY TRANG"; the rest D. Nothing else may stand there: "404 hộ dân", "không tìm thấy nạn nhân".
_NOT_FOUND = re.compile(
    r"(?:(?:mã )?lỗi |error )?404(?:[:. ]+(?:error|(?:page )?not found|không tìm thấy.{0,40}))?|(?:page )?not found"
    rf"|(?:trang|bài viết|nội dung|tin){_FILLER} (?:không tồn tại|đã bị xóa)(?: hoặc đã bị (?:xóa|gỡ))?"
    rf"|(?:rất tiếc, )?không tìm thấy (?:trang|bài viết|nội dung|dữ liệu|kết quả){_FILLER}"
)
_FILES = re.compile(
    r"\s*(?:(?:image|video|audio|font)/|application/(?:pdf|zip|msword|octet-stream|vnd\.(?:ms-|openxml|oasis)|x-rar))",
    re.I,
)
_LOGIN_PATH = re.compile(r"/(?:dang-?nhap|log-?in|log-?on|sign-?in|sso|oauth2?|account/log\w+)(?:[/.?]|$)", re.I)
_ARTICLE_MARKS = re.compile(
    r"article:published_time|og:type[\"'][^>]{0,40}content=[\"']article|itemprop=[\"']articleBody|"
    r"\"@type\"\s*:\s*\"(?:News)?Article\"",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<(title|h1|h2)\b[^>]*>(.{0,400}?)</\1", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|noscript|template|title)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"<a\s[^>]*href", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def wall_of(answer: Answer) -> Wall | None:
    """The wall that *answer* is, if it is one; the surest evidence first."""
    return (
        _led_away(answer)
        or _not_whole(answer)
        or _empty(answer)
        or _no_text(answer)
        or _script_cookie(answer)
        or _says_so(answer)
    )


def d1n_of(text: str) -> str | None:
    """The value that a D1N stub wants to see as a cookie."""
    found = D1N.search(text[:STUB_MAX_CHARS]) if len(text) <= STUB_MAX_CHARS else None
    return found.group(1) if found else None


def _led_away(answer: Answer) -> Wall | None:
    asked = answer.asked or answer.url
    target = urljoin(answer.url, answer.location) if answer.location else answer.url
    if target == asked:
        return None
    old, new = urlsplit(asked), urlsplit(target)
    if _LOGIN_PATH.search(new.path) and not _LOGIN_PATH.search(old.path):
        return Wall(Kind.LOGIN, f"{asked} leads to {target}")
    if _is_home(new.path) and not new.query and not _is_home(old.path):
        return Wall(Kind.HOME, f"{asked} leads to {target}")
    return None


def _is_home(path: str) -> bool:
    return re.fullmatch(r"/?(?:(?:index|default|home)\.\w+|vi|trang-chu(?:\.\w+)?)?/?", path, re.IGNORECASE) is not None


def _not_whole(answer: Answer) -> Wall | None:
    if answer.location or not answer.status < 300:
        return None
    if "truncated" in answer.flags:
        return Wall(Kind.TRUNCATED, f"the compressed page ends early, after {len(answer.body)} readable bytes")
    lost = "partial" in answer.flags or "dataloss" in answer.flags
    if lost and "<html" in answer.text[:1000].lower() and not _CLOSED.search(answer.text[-2000:]):
        return Wall(Kind.TRUNCATED, f"the connection ended after {len(answer.body)} bytes, before </html>")
    return None


def _empty(answer: Answer) -> Wall | None:
    if answer.status == 200 and not answer.body.strip():
        return Wall(Kind.EMPTY, f"HTTP 200 with {len(answer.body)} bytes")
    return None


def _no_text(answer: Answer) -> Wall | None:
    if answer.status < 300 and answer.text and _FILES.match(answer.content_type):
        return Wall(Kind.WRONG_TYPE, f"the answer is {answer.content_type[:60]} and holds no HTML")
    head = answer.body[:4096]
    if not answer.text or head.startswith((b"\xff\xfe", b"\xfe\xff")) or len(head) < 64:  # UTF-16 holds zeros
        return None
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    if controls > _MAX_CONTROL_SHARE * len(head):
        return Wall(Kind.WRONG_TYPE, f"{controls} of the first {len(head)} bytes are no text")
    return None


def _script_cookie(answer: Answer) -> Wall | None:
    if not answer.text or len(answer.text) > STUB_MAX_CHARS:
        return None
    cookie = _SETS_COOKIE.search(answer.text)
    if cookie and _RELOADS.search(answer.text) and not _readable(answer.text):
        return Wall(Kind.SCRIPT_COOKIE, f"{len(answer.text)} characters: a script sets {cookie.group(1)} and reloads")
    return None


def _says_so(answer: Answer) -> Wall | None:
    """A page that says in its title or headline why it is none."""
    text = answer.text[:HEAD_CHARS]
    titles = [_plain(inner) for _, inner in _TITLE.findall(text)[:4]]
    found = next(((title, kind) for title in titles if (kind := _kind_of(title))), None)
    readable = None
    if found is None:
        # Firewalls answer with a bare line, without title and headline (D: only on a page of a few words).
        if len(answer.body) > STUB_MAX_CHARS:
            return None
        readable = _readable(text)
        kind = _kind_of(readable) if len(readable) <= 300 else None
        if kind not in (Kind.BLOCK_PAGE, Kind.MAINTENANCE):
            return None
        found = readable[:120], kind
    if _ARTICLE_MARKS.search(text):
        return None
    readable = _readable(text) if readable is None else readable
    links = len(_LINK.findall(text))
    title, kind = found
    # A "not found" page wears the portal's menu; it must be the whole headline then.
    if kind is Kind.SOFT_404 and any(_is_not_found(title) for title in titles[:2]):
        pass
    elif len(readable) > WALL_MAX_CHARS or links > WALL_MAX_LINKS:
        return None
    return Wall(kind, f'"{title[:120]}" on a page of {len(readable)} readable characters and {links} links')


def _kind_of(title: str) -> Kind | None:
    folded = title.casefold()
    if _REFUSALS.search(folded):
        return Kind.BLOCK_PAGE
    if _MAINTENANCE.search(folded):
        return Kind.MAINTENANCE
    return Kind.SOFT_404 if _is_not_found(title) else None


def _is_not_found(title: str) -> bool:
    """True if the title, or its part before the site's name, is nothing but "not found"."""
    parts = re.split(r"\s+[|–—-]\s+", title.casefold())
    return _NOT_FOUND.fullmatch(parts[0].strip(" .!")) is not None


def _plain(inner: str) -> str:
    return unicodedata.normalize("NFC", " ".join(unescape(_TAG.sub(" ", inner)).split()))


def _readable(text: str) -> str:
    return _plain(_HIDDEN.sub(" ", text))
