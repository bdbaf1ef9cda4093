"""The layout of a site's articles, induced from a few of its pages and checked against what is known of them.

What is known without a layout (structured data, title tag, date grammar, text anchors, generic body) is aligned with
the pages' elements; a path that gives the known value on every page becomes a selector. At the end every page is read
with the layout, and whatever reads worse than without it is mended or left out: no layout is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.extraction.tree import is_below
from crawler.induction import fields
from crawler.induction.alignment import Proposal, align, how_sure, named
from crawler.induction.body import BodyFound, agreement, induce_body, induce_drop
from crawler.induction.candidates import cost, may_count, paths_to
from crawler.induction.fields import Field
from crawler.induction.known import Known, know
from crawler.induction.paths import Path, folded
from crawler.text.canonical import canonical_text

READ = (
    *("title", "summary", "dateline", "body", "authors", "source_credit", "published_at", "published_precision"),
    *("sections", "tags", "images", "attachments", "views"),
)
"""The fields of a reading that are compared at the end."""
_GIVES = {
    "summary": ("lead_in_body", "summary"),
    "dateline": ("lead_in_body", "summary"),
    "body": ("drop", "lead_in_body", "summary", "caption"),
    "authors": ("byline", "drop"),
    "source_credit": ("byline", "drop"),
    "published_at": ("published", "published_near"),
    "published_precision": ("published", "published_near"),
    "sections": ("sections",),
    "tags": ("tags",),
    "images": ("lead_image", "caption", "drop"),
    "attachments": ("attachments", "drop"),
    "views": ("views",),
}
"""Field of a reading -> fields of a layout that can make it worse."""
_SAME_TEXT = 0.98  # share of two bodies that is the same
_LEADS_TRIED = 4
_MARKS = ("h2", "h3", "h4", "b", "strong", "em", "i")  # that set a lead apart


@dataclass(frozen=True, slots=True)
class Induced:
    """What was induced from the pages of one site."""

    layout: Layout | None
    """``None`` if no layout reads the pages at least as well as the reader without one."""
    proposals: tuple[Proposal, ...]
    """What the layout consists of; without a layout, what was found before it was given up."""
    missing: dict[str, str]
    """Field of a layout (or ``layout``, ``pages``) -> why nothing is proposed."""


def induce_layout(pages: Sequence[Page], rules: Rules, *, id: str, since: date) -> Induced:
    """Propose a layout for the site that *pages* are articles of, in any order; never raises for what pages hold."""
    known, missing = _articles(pages, rules)
    if not known:
        return Induced(None, (), {**missing, "layout": "none of the pages is an article that can be read"})
    return _Induction(known, Layout(id=id, since=since, partial=True), missing).run()


def _articles(pages: Sequence[Page], rules: Rules) -> tuple[list[Known], dict[str, str]]:
    """The pages that something can be learnt from, and a sentence about the others."""
    read = sorted((know(page, rules) for page in pages), key=lambda known: known.page.url)
    aside = {known.page.url: known.not_an_article for known in read if known.not_an_article}
    told = "; ".join(f"{url} {why}" for url, why in aside.items())
    return [known for known in read if not known.not_an_article], {"pages": told} if told else {}


class _Induction:
    """One run: the pages, the layout as far as it is, what was proposed and what was not."""

    def __init__(self, pages: Sequence[Known], layout: Layout, missing: dict[str, str]) -> None:
        self.pages = pages
        self.layout = layout
        self.missing = missing
        self.proposals: dict[str, Proposal] = {}
        self.bodies: tuple[HtmlElement | None, ...] = ()

    def run(self) -> Induced:
        self._propose(fields.TITLE)
        if not self.layout.title:
            return self._without("the headline has no selector, and without one no layout is read")
        body = induce_body(self.pages)
        if not isinstance(body, BodyFound):
            self.missing["body"] = body
            return self._without("the text has no selector, and without one no layout is read")
        self.bodies = body.elements
        self._put(body.proposal)
        self._drop()
        self._lead()
        for field in (fields.BYLINE, fields.LEAD_IMAGE, fields.ATTACHMENTS):
            self._propose(field, outside=True)
        for field in (fields.SECTIONS, fields.TAGS, fields.VIEWS):
            self._propose(field)
        self._propose(fields.PUBLISHED)
        if not self.layout.published:
            self._propose(fields.PUBLISHED_NEAR)
        self._captions()
        return self._checked()

    def _without(self, why: str) -> Induced:
        self.missing["layout"] = why
        return Induced(None, tuple(self.proposals.values()), self.missing)

    def _put(self, proposal: Proposal) -> None:
        self.proposals[proposal.field] = proposal
        self.layout = _with(self.layout, proposal.field, proposal.selectors)
        self.missing.pop(proposal.field, None)

    def _take_back(self, field: str, why: str) -> None:
        self.proposals.pop(field, None)
        self.layout = _with(self.layout, field, ())
        self.missing[field] = why

    def _propose(self, field: Field, *, outside: bool = False) -> None:
        found = align(field, self.pages, foreign=self._in_body if outside else lambda _page, _element: False)
        if isinstance(found, Proposal):
            self._put(found)
        else:
            self.missing[field.name] = found

    def _in_body(self, page: Known, element: HtmlElement) -> bool:
        body = self.bodies[self.pages.index(page)]
        return body is not None and (element is body or is_below(element, body))

    def _drop(self) -> None:
        paths = induce_drop(self.pages, self.bodies)
        if not paths:
            self.missing["drop"] = "no box that repeats stands in the text"
            return
        count = sum(any(page.index.find(path) for path in paths) for page in self.pages)
        self._put(
            Proposal(
                field="drop",
                selectors=tuple(path.css for path in paths),
                sure=how_sure(count, count, agreed=False),
                right=count,
                known=count,
                evidence=f"boxes of links or tools without anything of the article, on {count} pages",
            )
        )

    def _lead(self) -> None:
        """The lead outside the body by ``summary``, the one that opens the body by ``lead_in_body``."""
        self._propose(fields.SUMMARY, outside=True)
        inside = [
            (page, node)
            for page in self.pages
            for node in fields.SUMMARY.nodes_of(page)
            if self._in_body(page, node) and node is not self.bodies[self.pages.index(page)]
        ]
        self.missing["lead_in_body"] = "no lead stands in the text"
        if not inside:
            return
        paths: dict[Path, set[int]] = {}
        for page, node in inside:
            place = self.pages.index(page)
            for path in paths_to(node, top=self.bodies[place]):
                if path.last.is_named or node.tag in _MARKS:  # the first paragraph of any text is a bare p
                    paths.setdefault(path, set()).add(place)
        told = [page for page in self.pages if page.read.summary]
        self.missing["lead_in_body"] = "what opens the text is not told from it by a name or mark on every page"
        kept = [path for path, places in paths.items() if len(places) > 1 or not may_count(path)]
        ranked = sorted(kept, key=lambda path: (-len(paths[path]), cost(path, "lead_in_body")))
        for path in ranked[:_LEADS_TRIED]:
            trial = replace(self.layout, lead_in_body=(path.css,))
            right = [page for page in told if _is_same("summary", self._read(page, trial), page.read)]
            if len(right) == len(told) and all(
                self._read(p, trial).summary is None for p in self.pages if p not in told
            ):
                sure = how_sure(len(paths[path]), len(told), agreed=all(page.agrees("summary") for page in told))
                evidence = (
                    f"opens the text and equals {named('summary', told)} on {len(paths[path])} of {len(told)} pages"
                )
                self._put(Proposal("lead_in_body", (path.css,), sure, len(paths[path]), len(told), evidence))
                return

    def _captions(self) -> None:
        """Captions are read without a selector; one is proposed only where a name tells them on several pages."""
        paths: dict[Path, set[int]] = {}
        for place, page in enumerate(self.pages):
            texts = {folded(image.caption) for image in page.read.images if image.caption}
            for element in (e for text in texts for e in page.index.by_text.get(text, ())):
                if self._in_body(page, element) and element.tag != "figcaption":
                    for path in paths_to(element, top=self.bodies[place]):
                        if path.last.is_named:
                            paths.setdefault(path, set()).add(place)
        known = [page for page in self.pages if any(image.caption for image in page.read.images)]
        right = [path for path, places in paths.items() if len(places) > 1 and self._are_captions(path)]
        if not known:
            self.missing["caption"] = f"not known on any of {len(self.pages)} pages"
        elif not right:
            self.missing["caption"] = "no class of theirs repeats; they are read by where they stand"
        else:
            path = min(right, key=lambda path: (-len(paths[path]), cost(path, "caption")))
            count = len(paths[path])
            evidence = f"holds nothing but lines below pictures on {count} of {len(known)} pages"
            sure = how_sure(count, len(known), agreed=False)
            self._put(Proposal("caption", (path.css,), sure, count, len(known), evidence))

    def _are_captions(self, path: Path) -> bool:
        """True if everything in the bodies that *path* finds is a caption."""
        for page in self.pages:
            captions = [folded(f"{i.caption or ''} {i.credit or ''}") for i in page.read.images]
            for element in page.index.find(path):
                text = folded(page.index.text(element))
                if self._in_body(page, element) and text and not any(c and c[:40] in text for c in captions):
                    return False
        return True

    def _read(self, page: Known, layout: Layout) -> Extracted:
        return extract(page.page, (layout,), page.rules)

    def _worse(self, layout: Layout) -> list[tuple[int, str]]:
        """Where *layout* reads other than the reader without layout."""
        found = []
        for place, page in enumerate(self.pages):
            read = self._read(page, layout)
            if read.layout is None and (page.read.body or page.read.images):
                continue  # it is read without layout, as before
            found += [(place, name) for name in READ if not _is_same(name, read, page.read)]
        return found

    def _checked(self) -> Induced:
        """Take back what reads worse, the last word being the readers'."""
        worse = self._worse(self.layout)
        for name in dict.fromkeys(name for _, name in worse):
            for field in _GIVES.get(name, ()):
                if not getattr(self.layout, field) or not any(name == other for _, other in worse):
                    continue
                left = self._worse(_with(self.layout, field, ()))
                if len(left) < len(worse):
                    self._take_back(field, f"left out: with it, {name} was read worse than without")
                    worse = left
        if worse:
            lost = ", ".join(dict.fromkeys(name for _, name in worse))
            pages = len({place for place, _ in worse})
            return self._without(
                f"with it, {lost} would be read worse than without on {pages} of {len(self.pages)} pages"
            )
        return Induced(self.layout, tuple(self.proposals.values()), self.missing)


def _with(layout: Layout, field: str, selectors: tuple[str, ...]) -> Layout:
    changed: dict[str, Any] = {field: selectors}
    return replace(layout, **changed)


def _is_same(name: str, read: Extracted, known: Extracted) -> bool:
    """True if the layout's reading of a field is no worse than the one without."""
    one, other = getattr(read, name), getattr(known, name)
    if name == "body":
        return agreement(one, other) >= _SAME_TEXT
    if name in ("images", "attachments"):
        return [entry.url for entry in one] == [entry.url for entry in other]
    if isinstance(one, list):
        return list(map(folded, one)) == list(map(folded, other))
    if isinstance(one, str) and isinstance(other, str):
        return canonical_text(one) == canonical_text(other)
    return bool(one == other)
