"""A small verifying HTTP client that goes through a playback."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message

from demo.playback import Playback

TIMEOUT_SECONDS = 10


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Hands redirects to the test."""

    def redirect_request(self, *args: object) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    """Status, headers, body."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Client:
    """Sends requests through the playback's proxy and trusts its CA only."""

    playback: Playback

    def fetch(self, url: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Answer:
        """One request on a connection of its own; redirects are not followed."""
        context = ssl.create_default_context(cafile=str(self.playback.ca_file))
        proxies = {"http": self.playback.url, "https": self.playback.url}
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler(proxies), urllib.request.HTTPSHandler(context=context), _NoRedirect()
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(url, data=data, headers=named, method=method)
        try:
            with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())
