"""The element that holds the article's text on every page, and what in it is not the article.

The paragraphs of the reading without layout are found again on the page; the smallest elements that hold them give the
paths, and the layout's own reader judges which of these gives the same text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.body import read_body
from crawler.extraction.column import holder_of, length
from crawler.extraction.tree import is_below, link_share
from crawler.induction.alignment import Proposal, how_sure, named
from crawler.induction.candidates import cost, is_telling, may_count, paths_to
from crawler.induction.known import Known
from crawler.induction.names import stable_attribute, stable_classes, stable_id
from crawler.induction.paths import Path, folded
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.canonical import canonical_text
from crawler.text.datelines import split_dateline

_MIN_LINE = 20  # characters; shorter lines stand everywhere
_MIN_NAME = 4  # characters; shorter ones stand in other words
_COVERAGE = 0.85  # share of the text that the element must hold
_BOXES_ABOVE = 4  # wider elements that are tried as well
_MOST_TRIED = 300  # paths
_MOST_READ = 5  # groups of elements that are read as a body
_MOST_GROUPS = 3  # that one layout takes the body from
_AGREES = 0.98  # share of the text that two readings have in common
_MARGIN = 0.005  # share of the text by which a wider element must be better than a smaller one
_MIN_SHARE = 0.85  # the least on any page: below it, one of the two readings is of something else
_BOXES = frozenset({"div", "section", "ul", "ol", "aside", "nav", "table", "article", "form", "footer"})
_REPEATS = 2  # pages on which a box stands that is no part of the text
_MOST_BOXES = 8  # boxes that one layout drops
_LINKED = 0.5  # share of a box's text that stands in links


@dataclass(frozen=True, slots=True)
class BodyFound:
    """The body's proposal, and the element that it means on each page."""

    proposal: Proposal
    elements: tuple[HtmlElement | None, ...]


def agreement(one: str | None, other: str | None) -> float:
    """How much two texts have in common, by paragraphs weighted by their length; 1 for two empty ones."""
    parts = [_weighed(text) for text in (one, other)]
    whole = sum(part.total() for part in parts)
    return 2 * (parts[0] & parts[1]).total() / whole if whole else 1.0


def _weighed(text: str | None) -> Counter[str]:
    counts: Counter[str] = Counter()
    for paragraph in (text or "").split("\n\n"):
        if said := canonical_text(paragraph):
            counts[said] += len(said)
    return counts


def induce_body(pages: Sequence[Known]) -> BodyFound | str:
    """The body's selectors, or why there are none."""
    told = [_told(page) for page in pages]
    known = [place for place, blocks in enumerate(told) if blocks]
    if not known:
        return f"no text is known on any of {len(pages)} pages"
    held = [_held(blocks) for blocks in told]
    pool = {
        path
        for place in known
        for element in _holders(pages[place], told[place])
        for path in paths_to(element)
        if element.tag not in ("html", "body")
    }
    groups: dict[_Elements, _Group] = {}
    for path in sorted(pool, key=lambda path: cost(path, "body"))[:_MOST_TRIED]:
        found = tuple(next(iter(page.index.find(path)), None) for page in pages)
        holds = {p: found[p] is not None and held[p][found[p]] >= _COVERAGE * length(told[p]) for p in known}
        right = frozenset(p for p in known if holds[p])
        if (len(right) > 1 or (right and not may_count(path))) and all(holds[p] or found[p] is None for p in known):
            groups.setdefault(found, _Group(found, right, [])).paths.append(path)
    chosen = _chosen(list(groups.values()), pages, known)
    if isinstance(chosen, str):
        return chosen
    first = chosen[0]
    second = next((path for path in first.paths[1:] if _kind(path) != _kind(first.paths[0])), None)
    paths = [first.paths[0], *([second] if second else []), *(group.paths[0] for group in chosen[1:])]
    held_by_first = [(pages[p], element) for p in first.right if (element := first.found[p]) is not None]
    count = sum(_share(page, element) >= _AGREES for page, element in held_by_first)
    agreed = all(pages[place].agrees("body") for place in known)
    return BodyFound(
        Proposal(
            field="body",
            selectors=tuple(path.css for path in paths),
            sure=how_sure(count, len(known), agreed=agreed),
            right=count,
            known=len(known),
            evidence=f"holds {named('body', [pages[p] for p in known])} on {count} of {len(known)} pages",
        ),
        tuple(next((g.found[p] for g in chosen if g.found[p] is not None), None) for p in range(len(pages))),
    )


_Elements = tuple[HtmlElement | None, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Paths that find the same first element on every page."""

    found: _Elements
    right: frozenset[int]
    """Pages on which that element holds the text."""
    paths: list[Path]
    """Best first."""

    @property
    def width(self) -> int:
        """Characters that the elements hold: the fewer, the less else they hold."""
        return sum(len(element.text_content()) for element in self.found if element is not None)


def _chosen(groups: Sequence[_Group], pages: Sequence[Known], known: Sequence[int]) -> list[_Group] | str:
    """The group that reads the known text on most pages, and others for the pages that it leaves out."""
    left, chosen = set(known), list[_Group]()
    why = "no id or class leads to the element that holds the text"
    while left and len(chosen) < _MOST_GROUPS:
        best, least = _best(groups, pages, known, left)
        if best is None:
            break
        if least < _MIN_SHARE:
            why = f"the element around the text holds other text as well (only {least:.0%} agree)"
            break
        chosen.append(best)
        left -= best.right
    return chosen or why


def _best(
    groups: Sequence[_Group], pages: Sequence[Known], known: Sequence[int], left: set[int]
) -> tuple[_Group | None, float]:
    """The group that reads most of the pages *left* as they are known, and how much of the text agrees at least."""
    # What only one of several pages shows must be called after the text.
    useful = [g for g in groups if len(g.right) > 1 or len(known) == 1 or is_telling(g.paths[0], "body")]
    found: tuple[_Group | None, float] = (None, 0.0)
    for most in sorted({len(group.right & left) for group in useful} - {0}, reverse=True):
        for group in sorted((g for g in useful if len(g.right & left) == most), key=lambda g: g.width)[:_MOST_READ]:
            least = min(
                _share(pages[p], element) for p in group.right & left if (element := group.found[p]) is not None
            )
            if least > found[1] + _MARGIN:
                found = group, least
        if found[1] >= _AGREES:
            break  # fewer pages are no better
    return found


def _kind(path: Path) -> tuple[bool, bool, bool]:
    return bool(path.last.id or path.last.id_end), bool(path.last.classes), bool(path.last.attribute)


def _share(page: Known, element: HtmlElement) -> float:
    """How much of the known text and of what is read of *element* agrees.

    Lead and dateline are left out of account: which of them stands inside is settled later.
    """
    lead = canonical_text(page.read.summary or "")
    own_names = page.rules.own_names
    read = read_body(element, page.page.base_url, own_names=own_names).paragraphs
    texts = []
    for paragraphs in (read, (page.read.body or "").split("\n\n")):
        bare = [split_dateline(paragraph, own_names)[1] for paragraph in paragraphs]
        texts.append("\n\n".join(text for text in bare if canonical_text(text) != lead))
    return agreement(texts[0], texts[1])


def _told(page: Known) -> list[Block]:
    """The blocks of the page that are paragraphs of the article."""
    paragraphs = {folded(text) for text in (page.read.body or "").split("\n\n") if text}
    dateline = folded(page.read.dateline or "")
    blocks = []
    for block in page.page.blocks:
        text = folded(block.text)
        if text in paragraphs or (
            dateline and text.startswith(dateline) and text[len(dateline) :].strip() in paragraphs
        ):
            blocks.append(block)
    return [block for block in blocks if len(block.text) >= _MIN_LINE] or blocks


def _held(blocks: Sequence[Block]) -> Counter[HtmlElement]:
    held: Counter[HtmlElement] = Counter()
    for block in blocks:
        for element in (block.element, *block.element.iterancestors()):
            held[element] += len(block.text)
    return held


def _holders(page: Known, told: Sequence[Block]) -> Iterator[HtmlElement]:
    """The smallest element around the text, and a few wider ones."""
    element: HtmlElement | None = holder_of(page.page.selector.root, told)
    for _ in range(_BOXES_ABOVE):
        if element is None or element.tag in ("html", "body"):
            return
        yield element
        element = element.getparent()


def induce_drop(pages: Sequence[Known], bodies: Sequence[HtmlElement | None]) -> tuple[Path, ...]:
    """Boxes inside the body that stand on two pages or more and never hold anything of the article."""
    kept = [_kept(page, body) for page, body in zip(pages, bodies, strict=True)]
    seen: defaultdict[Path, set[int]] = defaultdict(set)
    for place, (page, body) in enumerate(zip(pages, bodies, strict=True)):
        for box in _foreign_boxes(page, body, kept[place]) if body is not None else ():
            for path in paths_to(box, top=body):
                if path.last.is_named:
                    seen[path].add(place)
    needed = min(_REPEATS, sum(body is not None for body in bodies))
    chosen: list[Path] = []
    covered: set[HtmlElement] = set()
    for path in sorted(seen, key=lambda path: (-len(seen[path]), cost(path, "drop"))):
        if len(seen[path]) < needed or len(chosen) >= _MOST_BOXES:
            continue
        if needed < _REPEATS and (may_count(path) or not is_telling(path, "drop")):
            continue  # on one page nothing repeats: only a name tells that it is no part of the text
        found = [
            [e for e in page.index.find(path) if body is not None and is_below(e, body)]
            for page, body in zip(pages, bodies, strict=True)
        ]
        new = {element for elements in found for element in elements} - covered
        if new and not any(e in kept[place] for place, elements in enumerate(found) for e in elements):
            chosen.append(path)
            covered |= {below for element in new for below in element.iter()}
    return tuple(chosen)


def _kept(page: Known, body: HtmlElement | None) -> set[HtmlElement]:
    """All elements below *body* that are, hold, or stand in something of the article."""
    if body is None:
        return set()
    read = page.read
    texts = {folded(text) for text in (read.body or "").split("\n\n")}
    whole = "\n".join(texts)
    said = [read.summary, read.source_credit, *read.authors, *(image.caption for image in read.images)]
    said += [file.name for file in read.attachments]
    names = [folded(text) for text in said if text and len(text) >= _MIN_NAME]
    kept: set[HtmlElement] = set(page.pictures)
    for block in page.page.blocks:
        text = folded(block.text)
        paragraph = text in texts or (len(text) >= _MIN_LINE and text in whole)
        if paragraph or any(name in text for name in names):
            kept.add(block.element)
    around = {above for element in kept for above in element.iterancestors()}
    below = {inner for element in kept for inner in element.iterdescendants() if inner.tag not in _BOXES}
    return kept | around | below


def _foreign_boxes(page: Known, body: HtmlElement, kept: set[HtmlElement]) -> Iterator[HtmlElement]:
    """The widest boxes below *body* without anything of the article, that hold links, tools or labels."""
    blocks: defaultdict[HtmlElement, list[Block]] = defaultdict(list)
    for block in page.page.blocks:
        for box in (block.element, *block.element.iterancestors()):
            if box is body:
                break
            blocks[box].append(block)
    waiting = [body]
    while waiting:
        for box in waiting.pop():
            if not isinstance(box.tag, str) or not blocks.get(box):
                continue
            if box in kept or box.tag not in _BOXES:
                waiting.append(box)
            elif (stable_id(box) or stable_classes(box) or stable_attribute(box)) and _is_furniture(blocks[box]):
                yield box


def _is_furniture(blocks: Sequence[Block]) -> bool:
    whole = length(blocks)
    linked = sum(link_share(block) * len(block.text) for block in blocks)
    if linked >= _LINKED * whole:
        return True
    return all(is_noise_line(b.text) or is_tail_label(b.text) or link_share(b) >= _LINKED for b in blocks)
