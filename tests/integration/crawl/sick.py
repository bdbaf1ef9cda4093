"""A sample site that fell ill: what it answers is changed on its way out, as redesigns, moves and walls do it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from demo.play import PlayRequest, PlayResponse, Site, Tls, not_found, redirect, text_response

Change = Callable[[PlayRequest, PlayResponse], PlayResponse]
"""What becomes of an answer."""


def as_ever(_request: PlayRequest, response: PlayResponse) -> PlayResponse:
    """Nothing happened."""
    return response


class Sick:
    """*site* with a change that a test chooses; the change may also be of its TLS."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.change: Change = as_ever
        self.certificate: Tls | None = None
        self.moves: dict[str, str] = {}
        """Path -> path that serves it now; the old one is gone, and links lead to the new one."""

    @property
    def hosts(self) -> Sequence[str]:
        """Those of the site."""
        return self._site.hosts

    @property
    def tls(self) -> Tls:
        """That of the site, unless something happened to it."""
        return self.certificate or self._site.tls

    def get_well(self) -> None:
        """Back to what it was."""
        self.change, self.certificate, self.moves = as_ever, None, {}

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Answer as the site, changed."""
        if request.path in self.moves:
            return not_found()
        back = {new: old for old, new in self.moves.items()}
        asked = request
        if request.path in back:
            url = request.url.replace(request.path, back[request.path], 1)
            asked = PlayRequest(request.method, url, request.headers, request.body)
        response = self._site.respond(asked)
        for old, new in self.moves.items():
            response.body = response.body.replace(f'"{old}"'.encode(), f'"{new}"'.encode())
        return self.change(request, response)


def is_article(request: PlayRequest) -> bool:
    """By the address."""
    return re.search(r"-(?:post)?\d+\.html$", request.path) is not None


def replacing(*pairs: tuple[str, str]) -> Change:
    """A redesign of the articles: texts of the markup that are others now."""

    def change(request: PlayRequest, response: PlayResponse) -> PlayResponse:
        if is_article(request):
            text = response.body.decode()
            for pattern, new in pairs:
                text = re.sub(pattern, new, text)
            response.body = text.encode()
        return response

    return change


def answering(response: Callable[[PlayRequest], PlayResponse], *, but: Sequence[str] = ("/robots.txt",)) -> Change:
    """The same answer to everything *but* some paths."""
    return lambda request, was: was if request.path in but else response(request)


def forbidden(_request: PlayRequest) -> PlayResponse:
    """What a firewall answers."""
    return text_response(403, "Forbidden")


def block_page(_request: PlayRequest) -> PlayResponse:
    """A refusal with status 200."""
    page = (
        "<html><head><title>Thông báo từ chối truy cập</title></head><body><h1>Truy cập bị từ chối</h1></body></html>"
    )
    return PlayResponse(page.encode())


def stub(_request: PlayRequest) -> PlayResponse:
    """The script that sets the cookie D1N."""
    script = 'document.cookie="D1N=0a1b2c3d4e5f60718293a4b5c6d7e8f9"+"; expires=Fri, 31 Dec 2099 23:59:59 GMT; path=/";'
    return PlayResponse(f"<html><body><script>{script}window.location.reload(true);</script></body></html>".encode())


def moved_to(host: str) -> Callable[[PlayRequest], PlayResponse]:
    """Everything leads to another host."""
    return lambda request: redirect(f"https://{host}{request.path}", 301)


def gone(*paths: str) -> Change:
    """Some paths are not there any more."""
    return lambda request, response: not_found() if request.path.startswith(paths) else response


def no_articles(request: PlayRequest, response: PlayResponse) -> PlayResponse:
    """Listings lead to pages that are not there."""
    return not_found() if is_article(request) else response


def closed(request: PlayRequest, response: PlayResponse) -> PlayResponse:
    """robots.txt forbids everything."""
    return text_response(200, "User-agent: *\nDisallow: /") if request.path == "/robots.txt" else response
