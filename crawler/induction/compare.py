"""What an induced layout would change: per field today's selectors with what they find, beside the proposed ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from crawler.extraction.layout import NO_SELECTORS, Layout
from crawler.extraction.page import Page
from crawler.induction.article import Induced

Change = Literal["same", "new", "replace", "keep", "unseen"]


@dataclass(frozen=True, slots=True)
class Found:
    """A selector and on how many of the pages it finds something."""

    selector: str
    pages: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a layout, today and as proposed."""

    field: str
    today: tuple[Found, ...]
    proposed: tuple[Found, ...]
    pages: int
    """How many pages were looked at."""
    change: Change
    """``same``: the proposed selector is one of today's; ``new``: today has none; ``replace``: today's find nothing
    and others do; ``keep``: today's find as much; ``unseen``: today's find nothing and nothing is
    proposed, mostly because these pages show none."""
    sure: str
    """How sure the proposal is; empty without one."""
    note: str
    """What the proposal was aligned with, or why there is none."""

    def __str__(self) -> str:
        """One line for a person."""
        sides = [
            ", ".join(f"{found.selector} ({found.pages}/{self.pages})" for found in side) or "nothing"
            for side in (self.today, self.proposed)
        ]
        told = f" [{self.sure}: {self.note}]" if self.sure else f" [{self.note}]" if self.note else ""
        return f"{self.change:8}{self.field}: {sides[0]} -> {sides[1]}{told}"


def difference(pages: Sequence[Page], today: Sequence[Layout], induced: Induced) -> list[Difference]:
    """Compare field by field, on the pages that the proposals came from; fields that neither side knows are left out.

    Of several layouts of today the selectors of all count: which one is meant for a page is what may be broken.
    """
    found = []
    for name in (field.name for field in fields(Layout) if field.name not in NO_SELECTORS):
        old = tuple(dict.fromkeys(selector for layout in today for selector in getattr(layout, name)))
        said = next((proposal for proposal in induced.proposals if proposal.field == name), None)
        if not old and said is None:
            continue
        before = tuple(Found(selector, _hits(pages, selector)) for selector in old)
        after = tuple(Found(selector, _hits(pages, selector)) for selector in (said.selectors if said else ()))
        found.append(
            Difference(
                field=name,
                today=before,
                proposed=after,
                pages=len(pages),
                change=_change(before, after),
                sure=said.sure if said else "",
                note=said.evidence if said else induced.missing.get(name, ""),
            )
        )
    return found


def _hits(pages: Sequence[Page], selector: str) -> int:
    return sum(any(True for _ in page.selector.css(selector)) for page in pages)


def _change(before: Sequence[Found], after: Sequence[Found]) -> Change:
    most = max((found.pages for found in before), default=0)
    if not before:
        return "new"
    if after and {found.selector for found in after} & {found.selector for found in before if found.pages}:
        return "same"
    if most == 0:
        return "replace" if after else "unseen"
    return "replace" if max((found.pages for found in after), default=0) > most else "keep"
