"""Brings an item into the one form that is validated, hashed and stored: NFC, tidy lines, UTC, no empty entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from crawler.items import Article, Attachment, Image
from crawler.text.unicode import mojibake_note, nfc, squeeze

_LINES = ("title", "summary", "dateline", "source_credit", "published_raw", "publisher", "province", "province_current")
_LISTS = ("authors", "sections", "tags", "notes")
_ADDRESSES = ("url", "key", "site", "platform", "language", "layout", "archive")
_TIMES = ("published_at", "modified_at", "fetched_at")
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_Media = TypeVar("_Media", Image, Attachment)


class NormalisePipeline:
    """First in the row: what comes later may rely on the form."""

    def process_item(self, item: Any) -> Any:
        """Normalise an Article in place; other items pass untouched."""
        if isinstance(item, Article):
            normalise(item)
        return item


def normalise(item: Article) -> None:
    """Normalise ``item`` in place. Safe to repeat. Lost characters (U+FFFD) are noted in ``item.notes``."""
    for name in _LINES:
        setattr(item, name, squeeze(getattr(item, name)) or None)
    for name in _ADDRESSES:
        value = getattr(item, name)
        setattr(item, name, nfc(value).strip() if isinstance(value, str) else value)
    item.body = paragraphs(item.body)
    item.body_html = nfc(item.body_html).strip() or None if item.body_html else None
    item.images = _media(item.images, ("caption", "credit"))
    item.attachments = _media(item.attachments, ("name", "media_type"))
    item.via = {squeeze(name): squeeze(origin) for name, origin in item.via.items() if squeeze(origin)}
    for name in _TIMES:
        setattr(item, name, utc(getattr(item, name)))
    for name in _LISTS:
        setattr(item, name, distinct(getattr(item, name)))
    lost = [f"{name}: {note}" for name, text in _texts(item) if (note := mojibake_note(text))]
    item.notes = distinct([*item.notes, *lost])


def paragraphs(text: str | None) -> str | None:
    """``text`` with clean lines, paragraphs separated by exactly one blank line; ``None`` if nothing is left."""
    if text is None:
        return None
    blocks = _PARAGRAPH_BREAK.split(nfc(text).replace("\r\n", "\n").replace("\r", "\n"))
    tidy = ("\n".join(line for raw in block.split("\n") if (line := squeeze(raw))) for block in blocks)
    return "\n\n".join(block for block in tidy if block) or None


def distinct(values: Iterable[str | None]) -> list[str]:
    """Squeezed values in their order, without empty ones and repetitions."""
    return list(dict.fromkeys(line for value in values if (line := squeeze(value))))


def utc(moment: datetime | None) -> datetime | None:
    """An aware time in UTC. A naive one is left as it is: its zone is unknown, and validation says so."""
    return moment if moment is None or moment.utcoffset() is None else moment.astimezone(UTC)


def _texts(item: Article) -> Iterator[tuple[str, str]]:
    """Every text of the item that is stored, with the name of its field; notes name none of their own."""
    for name in (*_LINES, *_ADDRESSES, "body", "body_html"):
        yield name, getattr(item, name) or ""
    for name in _LISTS:
        if name != "notes":
            yield name, "\n".join(getattr(item, name))
    yield "images", "\n".join(text or "" for i in item.images for text in (i.url, i.caption, i.credit))
    yield "attachments", "\n".join(text or "" for a in item.attachments for text in (a.url, a.name))


def _media(entries: Sequence[_Media], lines: Sequence[str]) -> list[_Media]:
    """Entries with a URL, each URL once, their texts squeezed."""
    kept: dict[str, _Media] = {}
    for entry in entries:
        entry.url = nfc(entry.url or "").strip()
        for name in lines:
            setattr(entry, name, squeeze(getattr(entry, name)) or None)
        if entry.url:
            kept.setdefault(entry.url, entry)
    return list(kept.values())
