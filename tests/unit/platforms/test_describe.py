"""If these fail, docs/platforms.md tells whoever adds a site what the families no longer are."""

from __future__ import annotations

import sys
from pathlib import Path

from crawler.platforms import PLATFORMS
from crawler.platforms.describe import document

PAGE = Path(__file__).parents[3] / "docs" / "platforms.md"


def test_the_page_is_what_the_families_say() -> None:
    """It is written by a command; somebody changed a family without it."""
    mend = "write it anew: python -m crawler.platforms.describe > docs/platforms.md"
    assert PAGE.read_text("utf-8") == document(), mend


def test_every_family_says_what_its_user_needs() -> None:
    """How it is recognised, and what a site sets, cannot be guessed from selectors."""
    for name, family in PLATFORMS.items():
        text = sys.modules[family.__module__].__doc__ or ""
        assert f"\n## {name}\n" in document()
        if name != "generic":
            assert "Recognised by" in " ".join(text.split()), name
            assert "A site sets:" in text, name
            assert "SITE-FACTS" in text or "grade A" in text, name
