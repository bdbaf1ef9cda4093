"""The text that decides whether two articles are the same, and its fingerprint.

Input is an article's title and body *after* dateline, byline, counters and related lists were cut out. What is folded
here is what can differ between two captures, or two copies, of one text without anybody having edited it.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.text.tones import fold_tone_placement
from crawler.text.unicode import fold_punctuation, squeeze

HASH_VERSION: int = 1
"""Version of the rule below. Any change of its results needs a new number and a migration of stored hashes."""

SHORT_BODY_SYLLABLES = 40
"""Bodies with fewer syllables (words between spaces) also hash their companions.

A notice that only says "see the attached file" has 5 to 30 syllables and repeats under one title for years;
40 is about two sentences, which no two different articles share by chance."""

_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|rar|7z|jpe?g|png|gif|webp|bmp|svg|mp3|mp4|m4a)", re.IGNORECASE
)


def canonical_text(text: str) -> str:
    """``text`` as one line of NFC with invisible characters, punctuation and tone placement folded; case is kept."""
    return fold_tone_placement(fold_punctuation(squeeze(text)))


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
