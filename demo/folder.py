"""Plays a folder of saved pages: its ``INDEX.tsv`` says which file answers for which exact URL."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from demo.play import PlayRequest, PlayResponse, Tls, not_found

INDEX = "INDEX.tsv"
COLUMNS = ("file", "url", "kind")


class FolderError(Exception):
    """The folder cannot be played; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One file, read once at start."""

    body: bytes
    content_type: str
    etag: str


class FolderSite:
    """The pages of one host out of a folder."""

    tls: Tls = "own"

    def __init__(self, host: str, pages: dict[str, SavedPage]) -> None:
        self._host = host
        self._pages = pages

    @property
    def hosts(self) -> Sequence[str]:
        """The one host of these pages."""
        return (self._host,)

    def respond(self, request: PlayRequest) -> PlayResponse:
        """The saved page of this very URL, else 404."""
        page = self._pages.get(request.url)
        if page is None:
            return not_found()
        return PlayResponse(page.body, content_type=page.content_type, etag=page.etag)


def load_folder(folder: Path) -> list[FolderSite]:
    """One site per host named in the folder's index; ``FolderError`` when the index or a file is not right."""
    index = folder / INDEX
    if not index.is_file():
        raise FolderError(
            f"{folder} has no {INDEX}: a playable folder needs one with the columns {', '.join(COLUMNS)}."
        )
    with index.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
        if missing:
            raise FolderError(f"{index}: the header line lacks the column {', '.join(missing)}.")
        hosts: dict[str, dict[str, SavedPage]] = {}
        for number, row in enumerate(rows, start=2):
            host, url, page = _read_row(folder, f"{index} line {number}", row)
            hosts.setdefault(host, {})[url] = page
    if not hosts:
        raise FolderError(f"{index} lists no page.")
    return [FolderSite(host, pages) for host, pages in hosts.items()]


def _read_row(folder: Path, where: str, row: dict[str, str | None]) -> tuple[str, str, SavedPage]:
    """Read the file of one index line."""
    name, url, kind = (row.get(column) or "" for column in COLUMNS)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise FolderError(f"{where}: {url!r} is not an absolute http(s) URL.")
    root = folder.resolve()
    file = (folder / name).resolve()
    if not name or not file.is_relative_to(root):
        raise FolderError(f"{where}: {name!r} leaves the folder; only files inside it can be played.")
    if not file.is_file():
        raise FolderError(f"{where}: the file {name!r} does not exist in {folder}.")
    body = file.read_bytes()
    etag = hashlib.sha256(body).hexdigest()[:16]
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    host = parts.netloc.lower()
    return host, f"{parts.scheme}://{host}{path}{query}", SavedPage(body, _content_type(kind, file.suffix, body), etag)


def _content_type(kind: str, suffix: str, body: bytes) -> str:
    """Media type from the index's kind, then from the file's ending."""
    if kind == "feed" or suffix in {".xml", ".rss"}:
        media = "application/rss+xml" if b"<rss" in body[:1000] else "application/xml"
    elif kind == "robots" or suffix == ".txt":
        media = "text/plain"
    elif suffix == ".json":
        media = "application/json"
    else:
        media = "text/html"
    return f"{media}; charset=utf-8"
