"""Signals of this project, beside Scrapy's own; send them with ``crawler.signals.send_catch_log``.

They let a layer tell the store something without knowing it. Without a store (``STORE_ENABLED=0``) nobody listens.
"""

from __future__ import annotations

item_rejected = object()
"""An item failed validation. Arguments: ``item`` (Article), ``reasons`` (sequence of ``field: what is wrong``)."""

page_seen = object()
"""A page was visited and gave no article. Argument: ``page`` (``crawler.store.pages.PageRecord``)."""

wall_met = object()
"""A page stood in for the one that was asked for. Arguments: ``host``, ``evidence`` (a sentence)."""

try_failed = object()
"""A request failed and will be tried again. Arguments: ``request``, ``evidence`` (a sentence)."""

host_unwilling = object()
"""A host asked to be left alone for longer than a run can wait. Arguments: ``host``, ``evidence`` (a sentence)."""

run_ending = object()
"""The run ends before it is done (`crawler.endings`). Argument: ``reason``."""
