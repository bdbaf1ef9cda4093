"""loi.demo.test and ngoai.demo.test: pages that go wrong in ways that real servers do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

from demo.play import PlayRequest, PlayResponse, Tls, not_found, redirect, text_response

MAIN, ELSEWHERE = "loi.demo.test", "ngoai.demo.test"
ENDLESS_BYTES = 300_000_000
CHUNK_BYTES = 65536
MAX_DRIP_SECONDS = 60
DRIPS_PER_SECOND = 4

_ARTICLE = (
    "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Bản tin thời tiết vùng núi</title></head>"
    "<body><h1 class='title'>Bản tin thời tiết vùng núi</h1><p>Thứ 6, 20.11.2026 | 08:15:00</p>"
    "<div class='content'><p>Sáng sớm nay, nhiều nơi có sương mù dày, tầm nhìn xa dưới một ki-lô-mét.</p>"
    "<p>Người đi đường cần bật đèn và giảm tốc độ khi qua đèo.</p></div></body></html>"
)
_BROKEN = (
    "<html><body><div class='detail'><h1>Bài viết dở dang <b>không đóng thẻ<div class=\"content><p>Đoạn mở đầu của bài"
    " viết <table><tr><td>bảng bị cắt ngang<p>Đoạn thứ hai &nbsp <a href='/x\">liên kết hỏng</b></i><!-- chú thích dở"
)


class BadWeather:
    """A site for tests of bad input."""

    hosts: Sequence[str] = (MAIN, ELSEWHERE)
    tls: Tls = "own"

    def __init__(self) -> None:
        self._pages: dict[str, Callable[[PlayRequest], PlayResponse]] = {
            "/": lambda _request: self._home(),
            "/robots.txt": lambda _request: text_response(200, "User-agent: *\nDisallow:"),
            "/200-rong": lambda _request: PlayResponse(b""),
            "/html-vo": lambda _request: PlayResponse(_BROKEN.encode()),
            "/sai-bang-ma": lambda _request: PlayResponse(_ARTICLE.encode("cp1258", errors="replace")),
            "/khong-lo": lambda _request: PlayResponse(stream=_endless()),
            "/cham": _slow,
            "/chuyen-huong-ngoai": lambda _request: redirect(f"http://{ELSEWHERE}/"),
            "/500": lambda _request: text_response(500, "Lỗi máy chủ"),
            "/404": lambda _request: not_found(),
        }

    def respond(self, request: PlayRequest) -> PlayResponse:
        """One of the pages; the host elsewhere has one page only."""
        if request.host == ELSEWHERE:
            return PlayResponse(_ARTICLE.encode()) if request.path == "/" else not_found()
        page = self._pages.get(request.path)
        return page(request) if page else not_found()

    def _home(self) -> PlayResponse:
        links = "".join(f'<li><a href="{path}">{path}</a></li>' for path in self._pages)
        head = "<!DOCTYPE html><html lang='vi'><meta charset='utf-8'>"
        return PlayResponse(f"{head}<title>Thời tiết xấu</title><ul>{links}</ul></html>".encode())


async def _endless() -> AsyncIterator[bytes]:
    """A page that is far too large; never held in memory."""
    line = "<p>Trang này dài đến mức không ai đọc hết.</p>\n".encode()
    chunk = line * (CHUNK_BYTES // len(line))
    for _ in range(ENDLESS_BYTES // len(chunk)):
        yield chunk


def _slow(request: PlayRequest) -> PlayResponse:
    """Drip an article over ``giay`` seconds."""
    text = request.query.get("giay", "2")
    seconds = min(int(text), MAX_DRIP_SECONDS) if text.isdecimal() else 2
    return PlayResponse(stream=_drip(_ARTICLE.encode(), seconds))


async def _drip(body: bytes, seconds: int) -> AsyncIterator[bytes]:
    drops = max(1, seconds * DRIPS_PER_SECOND)
    size = -(-len(body) // drops)
    for start in range(0, len(body), size):
        await asyncio.sleep(seconds / drops)
        yield body[start : start + size]
