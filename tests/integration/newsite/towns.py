"""The towns: each with the one fault that it is called after."""

from __future__ import annotations

import asyncio
import html
import unicodedata
from collections.abc import AsyncIterator

from crawler.text.legacy import TCVN3
from demo.play import PlayRequest, PlayResponse, not_found, redirect, text_response
from demo.sites.misbehaving import BLOCKED, MAINTENANCE, STUB
from tests.integration.newsite.town import ZONE, Answer, EnglishTown, Town

D1N_COOKIE = "D1N=f285439134a8cf7f29629a33ce23fbd4"
HOSTILE_NAME = 'Cổng "Gâm" \\" """; import os; os.abort() # \\u202e\x07{0.__class__}'
"""What a page may call its office."""
_SCRIPTED = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Thị trấn Kín</title></head><body>
<div id="app"></div><script src="/app.js"></script></body></html>""".encode()
_BIG = b"<html><body>" + b"<p>x</p>" * 700_000 + b"</body></html>"


async def _nothing() -> AsyncIterator[bytes]:
    """A connection that is open, and no more."""
    await asyncio.sleep(3600)
    yield b""


def _always(body: bytes, status: int = 200, content_type: str = "text/html; charset=utf-8") -> dict[str, Answer]:
    return {"*": lambda _: PlayResponse(body, status, content_type)}


class Gated(Town):
    """Shows its pages to the cookie D1N only."""

    def respond(self, request: PlayRequest) -> PlayResponse:
        """The stub, or the page."""
        if D1N_COOKIE not in request.headers.get("cookie", ""):
            self.note(request)
            return PlayResponse(STUB)
        return super().respond(request)


class Untitled(Town):
    """Its articles have no headline, and nothing else says what they are called."""

    def article(self, number: int) -> str:
        """An article page without a title."""
        return self.framed("", f'<div class="entry-content">{"".join(f"<p>{text}</p>" for text in self.text())}</div>')


class Bare(Town):
    """Has nothing around its articles, so that no golden page of it can say what must stay out of them."""

    def framed(self, title: str, body: str, head: str = "") -> str:
        """A whole page."""
        return (
            f'<html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
        )


class Hostile(Town):
    """Calls itself and its pages what would break a file, a table or a terminal."""

    def framed(self, title: str, body: str, head: str = "") -> str:
        """A whole page with a name that its structured data say too."""
        named = f'<meta property="og:site_name" content="{html.escape(self.publisher)}">'
        return super().framed(title, body, head + named)

    def path(self, number: int) -> str:
        """An address of quotation marks, in both forms."""
        return f"/tin-tuc/bai-%22viet%22-'%5C'-(0)-ve-so-{1000 + number}.html"

    def headline(self, number: int) -> str:
        """A title that tries to move the cursor."""
        return f"{super().headline(number)} \x1b[2J\u202e\u009b31m"


class Abc(Town):
    """Its pages are written for a font of before Unicode."""

    def framed(self, title: str, body: str, head: str = "") -> str:
        """A whole page in one font."""
        return super().framed(title, f'<font face=".VnTime">{body}</font>', head)


class Moved(Town):
    """Answers on www and HTTPS only, and says so."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Both names."""
        return (self.host, f"www.{self.host}")

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Lead to www, or the page."""
        if request.scheme != "https" or not request.host.startswith("www."):
            self.note(request)
            return redirect(f"https://www.{self.host}{request.path}", 301)
        return super().respond(request)


def _in_tcvn3(text: str) -> bytes:
    """Letters in the codes of the fonts; capitals without a code become small, as typists did."""
    codes = {letter: code for code, letter in TCVN3.items()}
    return "".join(codes.get(char) or codes.get(char.lower()) or char for char in text).encode("cp1252", "replace")


def _in_1258(text: str) -> bytes:
    """Windows-1258 writes the tone marks as characters of their own, after the letter."""
    found = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            found += char.encode("cp1258")
        except UnicodeEncodeError:
            whole = unicodedata.normalize("NFD", char)
            marks = [mark for mark in whole[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(mark for mark in whole if mark not in marks))
            found += (base + "".join(marks)).encode("cp1258", "replace")
    return found


TOWNS = (
    Town("tot"),
    Town("cam", faults=_always(BLOCKED, 403)),
    Town("chan", faults=_always(BLOCKED)),
    Town("nghi", faults=_always(MAINTENANCE)),
    Gated("stub"),
    Town("robot", robots="User-agent: *\nDisallow: /"),
    Town("pdf", faults=_always(b"%PDF-1.7", content_type="application/pdf")),
    Town("json", faults=_always(b'{"tin": []}', content_type="application/json")),
    Town("loi", faults={"*": lambda _: text_response(500, "Lỗi máy chủ")}),
    Town("trong", faults=_always(b"")),
    Town("mat", faults={"*": lambda _: not_found()}),
    Town("di", faults={"*": lambda _: redirect(f"http://tot.{ZONE}/")}),
    Town("treo", faults={"*": lambda _: PlayResponse(raw=_nothing())}),
    Town("lon", faults={"*": lambda _: PlayResponse(_BIG)}),
    Town("vang", articles=0),
    Town("le", articles=2),
    Town("kin", faults={"/": lambda _: PlayResponse(_SCRIPTED)}),
    Untitled("khongten"),
    Bare("tran"),
    EnglishTown("anh", language="en"),
    Town("rieng", tls="own"),
    Town("muon", tls="foreign"),
    Town("yeu", tls="weak"),
    Town("han", tls="expired"),
    Hostile("hiem", publisher=HOSTILE_NAME),
    Town("cu1258", charset="windows-1258", encode=_in_1258),
    Abc("abc", charset="windows-1252", encode=_in_tcvn3),
    Moved("doi", tls="own"),
    Town("quen", faults={"/doi-song/": lambda _: PlayResponse(b"%PDF", content_type="application/pdf")}),
)
"""Each is a town of its own: commands run side by side."""
