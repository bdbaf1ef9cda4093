"""The golden pages and listings of a new site, made of the pages of its survey; all marked for review."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Container
from dataclasses import replace
from urllib.parse import urlsplit

from scrapy.http import Headers, Response

from crawler.cases import Case, RequestFacts, golden
from crawler.listing_cases import ListingCase
from crawler.newsite.files import Places
from crawler.newsite.trial import Trial
from crawler.survey.asking import Answer

Headed = Callable[[Headers], dict[str, str]]
"""Which headers of an answer are kept."""


def page_cases(
    trial: Trial,
    places: Places,
    *,
    slug_of: Callable[[str], str],
    headers: Headed,
    boilerplate: Callable[..., tuple[str, ...]],
    note: Callable[..., str],
) -> list[Case]:
    """One case for each article; what was read is what it expects, until a person has corrected it."""
    made: list[Case] = []
    for look, reading in trial.readings:
        facts, body = _facts(look.answer, headers)
        name = _free(slug_of(facts.url), {case.folder.name for case in made})
        case = Case(folder=places.pages / name, request=facts, page=body, expected=golden(reading.item))
        told = boilerplate(case, reading.item)
        case.request = replace(facts, note=note(case, reading.item), boilerplate=told)
        made.append(case)
    return made


def listing_cases(trial: Trial, places: Places, *, headers: Headed) -> list[ListingCase]:
    """One case for each listing that leads to articles."""
    made: list[ListingCase] = []
    for listing in trial.listings:
        if not listing.works:
            continue
        facts, body = _facts(listing.answer, headers)
        path = re.sub(r"[^a-z0-9]+", "-", urlsplit(facts.url).path.lower()).strip("-")[:60].strip("-")
        name = _free(path or "home", {case.folder.name for case in made})
        facts = replace(facts, note=f"Listing of {places.name}, {len(listing.articles)} articles.")
        expected = {"articles": list(listing.articles), "next": listing.next_url}
        made.append(ListingCase(folder=places.listings / name, request=facts, page=body, expected=expected))
    return made


def _facts(answer: Answer, headers: Headed) -> tuple[RequestFacts, bytes]:
    response = answer.response
    assert isinstance(response, Response)
    captured_at = answer.at.replace(microsecond=0)
    facts = RequestFacts(
        url=response.url,
        captured_at=captured_at,
        status=response.status,
        headers=headers(response.headers),
        review=True,
    )
    return facts, response.body


def _free(name: str, taken: Container[str]) -> str:
    numbered = (f"{name[:56].rstrip('-')}-{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain((name,), numbered) if one not in taken)
