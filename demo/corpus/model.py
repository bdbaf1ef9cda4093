"""What one sample article says, before a site puts it into its markup."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Literal

VIETNAM = timezone(timedelta(hours=7))
"""All sites write Vietnam time, which has had no change of clock since 1975."""

BlockKind = Literal["p", "heading", "quote", "list", "table", "photo"]
FileMarkup = Literal["download", "onclick", "viewer", "plain"]
"""How a portal offers a file: ``a.link-download``, ``onclick=downloadFile()``, a PDF viewer's iframe, a plain link."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with its caption line."""

    name: str
    """File name without folder and ending; each site has its own upload paths."""
    caption: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    """Items of a list (one cell each) or rows of a table."""
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file offered with the article."""

    name: str
    path: str
    markup: FileMarkup


@dataclass(frozen=True, slots=True)
class Story:
    """One article of one site."""

    ident: int
    title: str
    blocks: tuple[Block, ...]
    published: datetime | None
    sections: tuple[str, ...]
    """Slugs of its categories; the first is its home."""
    summary: str | None = None
    authors: tuple[str, ...] = ()
    organisation: str | None = None
    """Office printed after the author's name."""
    source_credit: str | None = None
    dateline: str | None = None
    tags: tuple[str, ...] = ()
    files: tuple[FileLink, ...] = ()
    modified: datetime | None = None
    layout: str = ""
    """Id of the site's layout where it has more than one."""
    forms: tuple[str, ...] = ()
    """URL forms under which it is reachable, where the site has more than one."""
    slug_override: str | None = None
    group: str = ""
    """Articles of one group are one text on several sites."""
    flags: frozenset[str] = field(default_factory=frozenset)

    @property
    def slug(self) -> str:
        """Title as URL part."""
        return self.slug_override or slugify(self.title)

    @property
    def photos(self) -> list[Photo]:
        """Pictures in page order."""
        return [block.photo for block in self.blocks if block.photo]

    @property
    def paragraphs(self) -> list[str]:
        """Body text: paragraphs, headings, quotes and list items in order; captions and tables are not part of it."""
        found: list[str] = []
        for block in self.blocks:
            if block.kind == "list":
                found += [row[0] for row in block.rows]
            elif block.text:
                found.append(block.text)
        return found


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Plain paragraphs."""
    return tuple(Block("p", text) for text in texts)


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, as the CMSs do it."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    kept = "".join(
        char if char.isascii() and char.isalnum() else " " for char in plain if not unicodedata.combining(char)
    )
    return "-".join(kept.split())
