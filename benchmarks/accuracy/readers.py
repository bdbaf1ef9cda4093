"""Who reads the pages: this project, with its layouts and without, and the generic extractors that it is measured with.

All get the same saved bytes. The generic extractors get them decoded, because that serves them best: both would take a
mislabelled charset at its word. Their settings are the best for these pages:

- trafilatura: ``favor_precision``, metadata, no comments, tables, dates with their time of day and none later than the
  capture. Of its three balances this one keeps least boilerplate and has the best bodies here; the others can be run as
  ``trafilatura-default`` and ``trafilatura-recall``.
- newspaper4k: ``language="vi"``, the page given as ``input_html``. Its choice of a top image is left out: even with
  ``fetch_images=False`` it would ask the sites for the images of a page, and no field needs it. Between equal
  candidates it chooses by hash order: its figures may differ by a page from run to run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import trafilatura
from scrapy.http import HtmlResponse

from benchmarks.accuracy.sets import SavedPage, SetError
from crawler.extraction.encoding import decoded
from crawler.items import Article
from crawler.site import SiteSpider
from crawler.spiders.adhoc import Adhoc
from crawler.text.dates import VIETNAM
from pipelines.normalise import normalise

_NAMES = re.compile(r"[;,]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a page; times are aware."""

    title: str | None = None
    published_at: datetime | None = None
    states_minute: bool = False
    """True if the reader gave a time of day, not only a day."""
    authors: tuple[str, ...] = ()
    lead: str | None = None
    body: str | None = None
    dateline: str | None = None
    source: str | None = None
    how: str = ""
    """Which of its ways the reader took, e.g. the platform."""
    failure: str | None = None
    """The exception that it, or the reading of one field, ended in."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read pages."""

    name: str
    read: Callable[[SavedPage], Reading]
    ours: bool = True
    """Ours are held to the letter of the gold; others have no field for dateline or source and need not part the lead
    from the body."""


def response_of(page: SavedPage) -> HtmlResponse:
    """Return the answer that a crawl would have got."""
    if page.case is not None:
        return page.case.response(page.markup)
    return HtmlResponse(page.url, status=page.status, headers=page.headers, body=page.markup)


def spider_for(page: SavedPage, platform: str | None = None) -> SiteSpider:
    """Return the site's own spider, or ``adhoc`` for a page of any site or with a *platform* named."""
    if page.case is None or platform:
        return Adhoc(url=page.url, **({"platform": platform} if platform else {}))
    return page.case.spider()


def read_ours(page: SavedPage, platform: str | None = None) -> Reading:
    """Read *page* as a crawl would."""
    item = spider_for(page, platform).article(response_of(page), page.captured_at)
    normalise(item)
    return reading_of(item)


def reading_of(item: Article) -> Reading:
    """What the harness compares of an item."""
    return Reading(
        title=item.title,
        published_at=item.published_at,
        states_minute=item.published_precision in ("minute", "second"),
        authors=tuple(item.authors),
        lead=item.summary,
        body=item.body,
        dateline=item.dateline,
        source=item.source_credit,
        how=item.platform,
        failure=next((note for note in item.notes if "reader failed" in note), None),
    )


def read_trafilatura(page: SavedPage, *, favor_precision: bool = True, favor_recall: bool = False) -> Reading:
    """Read *page* with trafilatura."""
    dates = {
        "original_date": True,
        "extensive_search": True,
        "max_date": f"{page.captured_at.astimezone(VIETNAM):%Y-%m-%d}",
        "outputformat": "%Y-%m-%dT%H:%M:%S%z",
    }
    found = trafilatura.bare_extraction(
        _text(page),
        url=page.url,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_precision=favor_precision,
        favor_recall=favor_recall,
        date_extraction_params=dates,
    )
    if found is None:
        return Reading()
    assert not isinstance(found, dict)
    time, states_minute = _rival_time(datetime.fromisoformat(found.date) if found.date else None)
    return Reading(
        title=found.title,
        published_at=time,
        states_minute=states_minute,
        authors=_rival_names([found.author or ""]),
        lead=found.description,
        body=found.text,
    )


def read_newspaper(page: SavedPage) -> Reading:
    """Read *page* with newspaper4k."""
    import newspaper  # makes folders in the temporary directory when it is imported

    article = newspaper.Article(page.url, language="vi", fetch_images=False)
    article.fetch_images = lambda: None  # the option alone still lets it measure images over the network
    article.download(input_html=_text(page))
    article.parse()
    given = article.publish_date
    time, states_minute = _rival_time(given if isinstance(given, datetime) else None)
    return Reading(
        title=article.title,
        published_at=time,
        states_minute=states_minute,
        authors=_rival_names(article.authors),
        lead=article.meta_description,
        body=article.text,
    )


def _text(page: SavedPage) -> str:
    return decoded(response_of(page))[0].text


def _rival_time(time: datetime | None) -> tuple[datetime | None, bool]:
    """Times without zone are the page's own, so Vietnam's; 00:00:00 is how they write a day."""
    if time is None:
        return None, False
    states_minute = (time.hour, time.minute, time.second) != (0, 0, 0)
    return (time if time.tzinfo else time.replace(tzinfo=VIETNAM)), states_minute


def _rival_names(lines: list[str]) -> tuple[str, ...]:
    """Names that they leave joined in one string are not held against them."""
    return tuple(name for line in lines for part in _NAMES.split(line) if (name := part.strip()))


def exported(file: Path) -> Reader:
    """Return a reader of the items that a crawl exported (``scrapy crawl ... -o FILE.jsonl``)."""
    try:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise SetError(f"{file} cannot be read as JSON lines: {error}") from None
    items = {row["url"]: row for row in rows}
    if len(items) < len(rows):
        raise SetError(f"{file}: {len(rows) - len(items)} articles are in it twice")

    def read(page: SavedPage) -> Reading:
        row = items.get(page.url)
        if row is None:
            raise SetError(f"{file}: {page.url} is not in it")
        published = datetime.fromisoformat(row["published_at"]) if row["published_at"] else None
        return reading_of(Article(**{**row, "published_at": published}))

    return Reader(OURS, read)


OURS = "ours"
LAYOUTS_OFF = "layouts-off"
RIVALS = ("trafilatura", "newspaper4k")
READERS = {
    reader.name: reader
    for reader in (
        Reader(OURS, read_ours),
        Reader(LAYOUTS_OFF, partial(read_ours, platform="generic")),
        Reader("trafilatura", read_trafilatura, ours=False),
        Reader("newspaper4k", read_newspaper, ours=False),
        Reader("trafilatura-default", partial(read_trafilatura, favor_precision=False), ours=False),
        Reader("trafilatura-recall", partial(read_trafilatura, favor_precision=False, favor_recall=True), ours=False),
    )
}
DEFAULT_READERS = (OURS, LAYOUTS_OFF, *RIVALS)
