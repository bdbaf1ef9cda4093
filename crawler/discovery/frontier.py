"""Which articles a run has asked for: each once, whatever addresses lead to it."""

from __future__ import annotations

_MAX_ADDRESSES = 4
"""Further addresses kept per article: categories that it is filed under."""


class Frontier:
    """Articles by identity. One address is asked for; the others are kept for the case that it fails, because an
    article that is gone from one category may live on in another."""

    def __init__(self) -> None:
        self._others: dict[str, list[str]] = {}
        self._tried: dict[str, set[str]] = {}
        self._failed: set[str] = set()

    def __len__(self) -> int:
        """Articles asked for."""
        return len(self._tried)

    def admit(self, key: str, url: str) -> bool:
        """True if *url* is to be asked for now: its article is unknown, or all its addresses so far have failed."""
        tried = self._tried.get(key)
        if tried is None or (key in self._failed and url not in tried):
            self._failed.discard(key)
            self._tried.setdefault(key, set()).add(url)
            return True
        others = self._others.setdefault(key, [])
        if url not in tried and url not in others and len(others) < _MAX_ADDRESSES:
            others.append(url)
        return False

    def fail(self, key: str) -> str | None:
        """Note that the article could not be had; returns its next address to ask for, or ``None``."""
        others = self._others.get(key)
        if others:
            url = others.pop(0)
            self._tried[key].add(url)
            return url
        self._failed.add(key)
        return None
