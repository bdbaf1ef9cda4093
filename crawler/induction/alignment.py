"""Finds the paths that give a field's known value on every page, and says how sure that is.

A path that reads anything else on any page is out, also where the page is not known to have the field. Values that are
the same on every page (the site's name, its clock, the date of its licence) prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from crawler.induction.candidates import cost, is_telling, may_count, paths_to
from crawler.induction.fields import Field
from crawler.induction.known import STRUCTURED, Known
from crawler.induction.paths import MOST_FOUND, Path

Sure = Literal["sure", "likely", "weak"]
_ENOUGH = 3  # pages, from which on a proposal can be sure
_MOST_TRIED = 400  # paths that are tried for one field
_MOST_CHOSEN = 2  # selectors of one field
_Foreign = Callable[[Known, HtmlElement], bool]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Selectors for one field of a layout."""

    field: str
    """A field of `Layout`."""
    selectors: tuple[str, ...]
    """Best first, rarely more than two."""
    sure: Sure
    """``sure``: right on all of three pages or more, and told to machines or by two origins; ``likely``: right on all
    of two pages or more; else ``weak``."""
    right: int
    """Pages on which the first selector gives the known value."""
    known: int
    """Pages on which the value is known without it."""
    evidence: str
    """One sentence for a person: what it was aligned with."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A path that is nowhere wrong."""

    path: Path
    right: frozenset[int]
    """Numbers of the pages on which it gives the known value."""
    found: tuple[tuple[HtmlElement, ...], ...]
    """What it finds on each page."""

    @property
    def spread(self) -> int:
        """How many elements it finds: those beside the value are of something else."""
        return sum(map(len, self.found))


def align(
    field: Field, pages: Sequence[Known], *, foreign: _Foreign = lambda _known, _element: False
) -> Proposal | str:
    """The proposal for *field*, or why there is none. *foreign*: elements that must not hold it."""
    known = [place for place, page in enumerate(pages) if field.value(page) is not None]
    if not known:
        return f"not known on any of {len(pages)} pages"
    if is_same_everywhere([field.value(pages[place]) for place in known]) and field.name != "byline":
        return "the same on every page, which proves nothing"
    if (field.name == "published") and len(known) < 2:
        return "one page cannot tell the article's date from the page's clock"
    nodes = [(page, node) for page in pages for node in field.nodes_of(page) if not foreign(page, node)]
    if not nodes:
        return "no visible element holds it alone" if field.of != "images" else "no picture outside the text shows it"
    trials = tried(field, pages, known, (path for _, node in nodes for path in _paths(field, node)))
    chosen = choose(trials, field.name, known)
    if not chosen:
        return "no id or class leads to it on every page"
    if field.name == "published" and len(chosen[0].right) < len(known):
        return "no id or class gives the known date on every page"
    return proposal(field, chosen, pages, known)


def _paths(field: Field, node: HtmlElement) -> Iterable[Path]:
    for path in paths_to(node):
        yield path
        if field.name == "published" and node.tag == "time" and node.get("datetime"):
            yield Path(path.last, path.within, path.child, "datetime")


def tried(field: Field, pages: Sequence[Known], known: Collection[int], paths: Iterable[Path]) -> list[Trial]:
    """Those of *paths* that are right somewhere and wrong nowhere."""
    pool = sorted(set(paths), key=lambda path: cost(path, field.name))[:_MOST_TRIED]
    trials = []
    for path in pool:
        found: list[tuple[HtmlElement, ...]] = []
        right = set()
        for place, page in enumerate(pages):
            elements = page.index.find(path)
            read = field.read(page, elements, path.attribute)
            wrong = read is not None and read != field.value(page)
            alone = len(elements) < 2
            vague = not path.is_named and (field.single or not (field.many or alone))
            if wrong or vague or len(elements) >= MOST_FOUND or (field.single and not alone):
                break
            found.append(tuple(elements))
            if read is not None:
                right.add(place)
        else:
            if right:
                trials.append(Trial(path, frozenset(right & set(known)), tuple(found)))
    return trials


def choose(trials: Sequence[Trial], name: str, known: Sequence[int]) -> list[Trial]:
    """The best trial, and a second one for pages that it leaves out.

    What holds for a single one of several pages must be called after the field.
    """

    def _proves(path: Path) -> bool:
        return not may_count(path) and (len(known) == 1 or is_telling(path, name))

    left = set(known)
    chosen: list[Trial] = []
    while left and len(chosen) < _MOST_CHOSEN:

        def rank(trial: Trial) -> tuple[int, int, tuple[float, int, str]]:
            return -len(trial.right & left), trial.spread, cost(trial.path, name)  # noqa: B023 - called at once

        useful = [t for t in trials if t.right & left and (len(t.right) > 1 or _proves(t.path))]
        best = min(useful, key=rank, default=None)
        if best is None:
            break
        chosen.append(best)
        left -= best.right
    return chosen


def proposal(field: Field, chosen: Sequence[Trial], pages: Sequence[Known], known: Sequence[int]) -> Proposal:
    """The chosen trials with what they were aligned with."""
    right = len(chosen[0].right)
    same = is_same_everywhere([field.value(pages[place]) for place in known])
    agreed = all(pages[place].agrees(field.of) for place in known)
    sure = "weak" if same else how_sure(right, len(known), agreed=agreed)
    return Proposal(
        field=field.name,
        selectors=tuple(trial.path.css for trial in chosen),
        sure=sure,
        right=right,
        known=len(known),
        evidence=f"equals {named(field.of, [pages[p] for p in known])} on {right} of {len(known)} pages",
    )


def how_sure(right: int, known: int, *, agreed: bool) -> Sure:
    """How much pages and origins prove."""
    if right < known or known < 2:
        return "weak"
    return "sure" if known >= _ENOUGH and agreed else "likely"


def named(name: str, pages: Iterable[Known]) -> str:
    """What tells the value of a field on *pages*, for a person."""
    origins = {origin for page in pages for origin in page.origins.get(name, ())}
    machines = sorted(origin for origin in origins if origin.startswith(STRUCTURED))
    shown = [_SHOWN.get(origin, origin.partition(":")[2]) for origin in sorted(origins - set(machines))]
    said = [origin.partition(":")[2] if origin.startswith("opengraph:") else origin for origin in machines] + shown
    return " and ".join(said[:2]) or "what the page shows"


_SHOWN = {
    "text:title": "the page's title",
    "text:h1": "the page's heading",
    "text:address": "the words of the address",
    "text:date-line": "the date line near the headline",
    "text:time-element": "the date near the headline",
    "text:above-body": "the lead above the text",
    "text:emphasised-opening": "the lead that opens the text",
    "text:signature": "the signature",
    "text:byline": "the byline",
    "text:breadcrumb": "the trail",
    "text:menu": "the menu's name of the category",
    "text:tag-label": "the links at the label of tags",
    "text:tag-box": "the links below the text",
    "text:views": "the labelled counter",
    "text:lead-picture": "the picture above the text",
    "fallback:trafilatura": "the text that the generic reader finds",
    "fallback:pictures": "the pictures that the generic reader finds",
}


def is_same_everywhere(values: Sequence[object]) -> bool:
    """True if several pages give one value."""
    return len(values) > 1 and len(set(values)) == 1
