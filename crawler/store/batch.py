"""What became of a batch of items: the figures that a run reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.items import Article
from crawler.store.plan import Kind, Planned
from crawler.store.rejects import Reject


@dataclass(slots=True)
class BatchResult:
    """What became of a batch; each item counts once."""

    new: int = 0
    touched: int = 0
    copied: int = 0
    edited: int = 0
    split: int = 0
    """Sources that left an article whose text they do not show any more."""
    merged: int = 0
    """Articles whose place now shows another article's text."""
    conflicts: int = 0
    rejects: list[Reject] = field(default_factory=list)
    """Items that are now in ``rejects``: conflicts, and items that MongoDB cannot hold."""

    def count(self, decisions: Iterable[Planned]) -> None:
        """Take over what was decided for the items; conflicts become rejects."""
        decisions = list(decisions)
        kinds: Counter[Kind] = Counter(decision.kind for decision in decisions)
        self.new, self.touched, self.copied = kinds["new"], kinds["touched"], kinds["copied"]
        self.edited, self.split, self.merged = kinds["edited"], kinds["split"], kinds["merged"]
        self.conflicts = kinds["conflict"]
        for decision in decisions:
            if decision.kind == "conflict" and isinstance(decision.item, Article):
                self.rejects.append(Reject(decision.item, (str(decision.reason),)))
