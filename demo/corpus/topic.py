"""One subject with its hand-written sentence patterns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """Patterns with slots in braces; ``demo.corpus.slots`` says what each slot is filled with."""

    key: str
    tags: tuple[str, ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    paragraphs: tuple[str, ...]
    quotes: tuple[str, ...]
