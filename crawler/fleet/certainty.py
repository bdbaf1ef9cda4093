"""Rules on grades: what nobody graded, and what rests on inference alone.

A D fact is the only rule where nothing stands behind it. Behind the fields of a layout stand structured data, text
anchors and the generic reader; behind ``listing_links`` every link with an article's address; behind ``listing_url``
and ``paging`` the first page itself. Nothing stands behind

- ``article_url``, unless pages must prove themselves (``needs_proof``);
- ``article_id``, unless a group ``space`` must agree as well: two articles with one identity are one document;
- ``fingerprint``: a page would be of a family because somebody thought so;
- ``published``, which is read wherever it stands: a D date belongs into ``published_near``, which is compared;
- ways into a site that are all inferred, where there is no ``home``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from crawler.fleet.finding import Finding
from crawler.fleet.grades import SITE_FACTS, Fact, facts_of
from crawler.fleet.rules import Site, shown
from crawler.platforms.base import Platform

_NOTHING_BEHIND = {
    "article_url": "find an address that proves it, or set needs_proof = True",
    "fingerprint": "add a mark that was seen (A, B)",
    "article_id": "leave it out: the address is the identity then",
}


def on_site_file(site: Site) -> Iterator[Finding]:
    """What is wrong with the grades in the file of *site*."""
    file = Path(sys.modules[site.__module__].__file__ or "")
    facts = facts_of(file.read_text("utf-8"))
    yield from _findings(facts, site.name, shown(file), needs_proof=site.platform.needs_proof)
    ways = [fact for fact in facts if fact.attribute in SITE_FACTS]
    if ways and not site.home and all(fact.grade == "D" for fact in ways):
        fix = "add home = '/', from which listings are found"
        yield _only_d(ways[0], site.name, shown(file), "every way into the site is inferred (D)", fix)


def on_platform(family: type[Platform]) -> Iterator[Finding]:
    """What is wrong with the grades in the module of *family*."""
    file = Path(sys.modules[family.__module__].__file__ or "")
    yield from _findings(facts_of(file.read_text("utf-8")), family.name, shown(file), needs_proof=family.needs_proof)


def _findings(facts: list[Fact], subject: str, file: str, *, needs_proof: bool) -> Iterator[Finding]:
    for fact in facts:
        if fact.grade is None:
            yield Finding(
                rule="ungraded",
                subject=subject,
                file=file,
                line=fact.line,
                sentence=f"{fact.attribute} {fact.text!r} has no grade",
                fix="add a comment: # A (seen in a page), B (somebody's reader ran), C (said once) or D (inferred)",
            )
    for _, those in groupby(facts, key=lambda fact: fact.group):
        group = list(those)
        first = group[0]
        inferred = [fact for fact in group if fact.grade == "D"]
        if first.attribute == "published":
            for fact in inferred:
                sentence = f"published {fact.text!r} is inferred (D) and believed wherever it stands"
                yield _only_d(fact, subject, file, sentence, "move it to published_near")
        elif first.attribute == "article_id":
            for fact in (fact for fact in inferred if "(?P<space>" not in fact.text):
                yield _only_d(fact, subject, file, f"article_id {fact.text!r} is inferred (D)")
        elif first.attribute in _NOTHING_BEHIND and len(inferred) == len(group):
            if first.attribute == "article_url" and needs_proof:
                continue
            sentence = f"{first.attribute} is inferred (D), and nothing stands behind it"
            yield _only_d(first, subject, file, sentence)


def _only_d(fact: Fact, subject: str, file: str, sentence: str, fix: str | None = None) -> Finding:
    fix = fix or _NOTHING_BEHIND[fact.attribute]
    return Finding(rule="only-d", subject=subject, file=file, line=fact.line, sentence=sentence, fix=fix)
