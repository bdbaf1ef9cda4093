"""The code blocks of docs/consuming.md, as a reader copies them."""

from __future__ import annotations

import re

from crawler.store.config import PROJECT_ROOT

CONSUMING = PROJECT_ROOT / "docs" / "consuming.md"


def python_blocks(heading: str) -> list[str]:
    """The Python blocks below the heading ``## heading``, up to the next one."""
    text = CONSUMING.read_text("utf-8")
    assert f"\n## {heading}\n" in text, f"docs/consuming.md has lost its section {heading!r}"
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"```python\n(.*?)```", section, re.DOTALL)
