"""The text that decides whether two articles are the same, and its fingerprint.

Input is an article's title and body *after* dateline, byline, counters and related lists were cut out. What is folded
here is what can differ between two captures, or two copies, of one text without anybody having edited it.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from parsel import Selector

from crawler.text.tones import fold_tone_placement
from crawler.text.unicode import fold_lookalikes, fold_punctuation, squeeze

HASH_VERSION: int = 2
"""Version of the rule below. Any change of its results needs a new number and a migration of stored hashes
(`crawler.store.migrations`). 2: letters that only look like ``Đ`` are folded."""

SHORT_BODY_SYLLABLES = 40
"""Bodies with fewer syllables (words between spaces) also hash their companions.

A notice that only says "see the attached file" has 5 to 30 syllables and repeats under one title for years;
40 is about two sentences, which no two different articles share by chance."""

_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|rar|7z|jpe?g|png|gif|webp|bmp|svg|mp3|mp4|m4a)", re.IGNORECASE
)


def canonical_text(text: str) -> str:
    """``text`` as one line of NFC, with invisible characters, punctuation, false ``Đ`` and tone placement folded.

    Case is kept.
    """
    # Before the tones, because a syllable with a foreign letter is none, and its tone would stay where it is.
    return fold_tone_placement(fold_lookalikes(fold_punctuation(squeeze(text))))


def content_hash(title: str, body: str, *, attachments: Iterable[str] = (), companions: Iterable[str] = ()) -> str:
    """Hex SHA-256 over the canonical title, a newline, the canonical body, and what the article carries.

    ``attachments`` are absolute URLs of files and always count: "Lịch tiếp công dân" repeats its text every month with
    another file. ``companions`` are URLs of images and links. They count only for a body below
    ``SHORT_BODY_SYLLABLES``. Both count as sorted sets.
    """
    canonical_body = canonical_text(body)
    lines = [canonical_text(title), canonical_body]
    counted = {_companion_key(url) for url in attachments}
    if len(canonical_body.split()) < SHORT_BODY_SYLLABLES:
        counted |= {_companion_key(url) for url in companions}
    lines += sorted(counted)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def article_hash(
    *, title: str | None, body: str | None, attachments: Sequence[str], images: Sequence[str], body_html: str | None
) -> str:
    """The ``content_hash`` of an article from its fields; ``attachments`` and ``images`` are absolute URLs."""
    return content_hash(
        title or "", body or "", attachments=attachments, companions=companions(images=images, body_html=body_html)
    )


def stored_hash(document: Mapping[str, Any]) -> str:
    """The same of a stored article or revision: what today's rule makes of it, whatever rule made its own hash."""
    return article_hash(
        title=document.get("title"),
        body=document.get("body"),
        attachments=[entry["url"] for entry in document.get("attachments") or ()],
        images=[entry["url"] for entry in document.get("images") or ()],
        body_html=document.get("body_html"),
    )


HASHED_FIELDS = ("title", "body", "attachments", "images", "body_html")
"""What `stored_hash` reads."""


def companions(*, images: Iterable[str], body_html: str | None) -> Iterator[str]:
    """URLs of what a short notice may really consist of besides its files: pictures, links in the body."""
    yield from images
    if body_html:
        yield from Selector(text=body_html).css("a::attr(href)").getall()


def _companion_key(url: str) -> str:
    """The part of a URL that names the file: no scheme (sites move to HTTPS), no fragment, no cache-busting query.

    The query stays where the path does not name a file: in ``/download.aspx?id=7`` it is the only name there is.
    """
    try:
        parts = urlsplit(squeeze(url))
    except ValueError:  # editors paste anything; "http://[" is one
        return squeeze(url)
    key = f"//{parts.netloc.lower()}{parts.path}"
    names_file = _FILE_NAME.fullmatch(posixpath.splitext(parts.path)[1]) is not None
    return key if names_file or not parts.query else f"{key}?{parts.query}"
