"""Content hash 2: a text with a letter that only looks like ``Đ`` is the text with ``Đ``.

What: every article and revision gets the hash of today's rule (`crawler.text.canonical`); ids, texts and everything
else stay. Articles whose new hash another one has already stay as they are and are named: see `rehash`.

Why: papers print "Ðảng" (Icelandic letter) beside "Đảng", so copies counted as articles of their own. Without this
migration the next crawl would take every such article for edited.
"""

from __future__ import annotations

from crawler.store.migrations.rehash import DATA, plan, run

__all__ = ["DATA", "plan", "run"]
