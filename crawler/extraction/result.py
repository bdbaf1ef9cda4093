"""What was read of one page, and how a reader's failure is kept from losing the other fields."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from crawler.extraction.fields import Found
from crawler.items import Attachment, Image, Precision

logger = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(slots=True)
class Extracted:
    """Field values of one page, named as in `crawler.items.Article`."""

    title: str | None = None
    summary: str | None = None
    body: str | None = None
    body_html: str | None = None
    dateline: str | None = None
    authors: list[str] = field(default_factory=list)
    source_credit: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_raw: str | None = None
    modified_at: datetime | None = None
    sections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    views: int | None = None
    via: dict[str, str] = field(default_factory=dict)
    layout: str | None = None
    notes: list[str] = field(default_factory=list)


def attempt(out: Extracted, name: str, read: Callable[[], Found[T] | None]) -> Found[T] | None:
    """Run one reader; record where its value came from, or its failure."""
    try:
        found = read()
    except Exception as error:
        # One field's failure must not lose the others; it is on record in the item and in the log.
        logger.exception("Reading %s failed", name)
        out.notes.append(f"{name}: reader failed ({type(error).__name__})")
        return None
    if found is not None and found.via:
        out.via[name] = found.via
    return found


def guarded(out: Extracted, name: str, step: Callable[[], None]) -> None:
    """Run a step that puts several fields; its failure is recorded and loses no field that was put before."""
    try:
        step()
    except Exception as error:
        logger.exception("Reading %s failed", name)
        out.notes.append(f"{name}: reader failed ({type(error).__name__})")
