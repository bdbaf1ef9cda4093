"""A site that stops answering when a test wants it to: after headers, so that a client waits for the rest."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Sequence

from demo.play import PlayRequest, PlayResponse, Tls, not_found, text_response
from demo.sites.misbehaving import article, listing

HOST, OTHER_HOST = "cung-dau.demo.test", "hien.demo.test"
ARTICLES = 8
PATIENCE_S = 60.0
_ARTICLE = re.compile(r"/bai/tot-(\d+)\.html")


class Stubborn:
    """``asked`` holds ``host/path`` of every request, in order."""

    hosts: Sequence[str] = (HOST, OTHER_HOST)
    tls: Tls = "none"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: int | None = None
        """Articles of HOST that are answered; the next ones hang. ``None``: all."""
        self._changed = threading.Condition()

    def wait_until_asked(self, articles: int) -> None:
        """Return when so many articles of HOST have been asked for."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.articles >= articles, PATIENCE_S), self.asked

    def wait_until_asked_for(self, path: str) -> None:
        """Return when ``host/path`` has been asked for."""
        with self._changed:
            assert self._changed.wait_for(lambda: path in self.asked, PATIENCE_S), self.asked

    @property
    def articles(self) -> int:
        """Requests for articles of HOST so far."""
        return sum(entry.startswith(f"{HOST}/bai/") for entry in self.asked)

    def respond(self, request: PlayRequest) -> PlayResponse:
        """A listing, its articles, or the beginning of an answer."""
        with self._changed:
            self.asked.append(f"{request.host}{request.path}")
            self._changed.notify_all()
        if request.path == "/robots.txt":
            return text_response(200, "User-agent: *\nDisallow:")
        if request.path == "/muc/tot/":
            return PlayResponse(listing("tot", range(1, ARTICLES + 1)))
        found = _ARTICLE.fullmatch(request.path)
        if not found:
            return not_found()
        if request.host == HOST and self.answers is not None and self.articles > self.answers:
            return PlayResponse(raw=_begun())
        return PlayResponse(article(int(found[1]) + (100 if request.host == OTHER_HOST else 0)).encode())


async def _begun() -> AsyncIterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 5000\r\n\r\n<html>"
    await asyncio.Event().wait()
