"""The truth about the sample sites, from the same data as their pages and independent of the crawler.

Tests of a whole crawl compare the database with it. Texts are in NFC; a copy in the other tone placement stays as it is
written on its page.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from demo.corpus.model import Photo, Story
from demo.corpus.stories import (
    EDITED,
    GROUP_NORTH,
    GROUP_TV,
    HANHCHINHCONG,
    NBTV,
    NO_DATE,
    OLD_AND_NEW_URL,
    REDIRECTED,
    SAME_TEXT_OTHER_FILE,
    TWO_CATEGORIES,
)
from demo.editions import Edition
from demo.sites import news_sites
from demo.sites.base import SampleSite
from demo.sites.hanhchinhcong import HanhChinhCong
from demo.sites.laocaitv import DEAD_LINK_PATH, LaoCaiTv
from demo.sites.ubdt import Ubdt

LAST_EDITION = 2

Precision = Literal["second", "minute", "day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One article as one site publishes it."""

    site: str
    """Name of the spider."""
    urls: tuple[str, ...]
    """All URLs under which it answers, the canonical one first."""
    linked: str
    """The URL by which its listing links it; may redirect to the canonical one."""
    title: str
    summary: str | None
    """The lead printed apart from the body, without dateline."""
    body: tuple[str, ...]
    """Paragraphs, sub-headings, quotes and list items in page order; no caption, byline, table cell."""
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    """Tables as rows of cells."""
    dateline: str | None
    authors: tuple[str, ...]
    organisation: str | None
    """Office printed after the author."""
    source_credit: str | None
    published: datetime | None
    """As the page shows it, in Vietnam time; ``None`` when it shows none."""
    precision: Precision | None
    """Smallest unit that the page shows."""
    modified: datetime | None
    sections: tuple[str, ...]
    """Names of its categories; the article's page names the first only."""
    tags: tuple[str, ...]
    images: tuple[tuple[str, str, str | None], ...]
    """URL, caption without credit, credit."""
    attachments: tuple[tuple[str, str | None], ...]
    """URL, name; a viewer's frame shows no name."""
    group: str
    """Articles of one group are one document in the database."""
    flags: frozenset[str]
    """Roles, see the constants below."""


def expected(edition: int = LAST_EDITION) -> list[Expected]:
    """What all sites publish in an edition, newest first within a site."""
    found = []
    for site in news_sites(Edition(edition)):
        found += [_expect(site, story) for story in site.stories(edition)]
    return found


def by_site(edition: int = LAST_EDITION) -> dict[str, list[Expected]]:
    """``expected()`` by spider name."""
    result: dict[str, list[Expected]] = {}
    for entry in expected(edition):
        result.setdefault(entry.site, []).append(entry)
    return result


def _expect(site: SampleSite, story: Story) -> Expected:
    published, precision = _shown(site, story)
    urls = tuple(site.urls(story))
    return Expected(
        site=site.name,
        urls=urls,
        linked=site.root + site.old_path(story) if isinstance(site, Ubdt) and REDIRECTED in story.flags else urls[0],
        title=_nfc(story.title),
        summary=_nfc(story.summary) if story.summary else None,
        body=tuple(_nfc(text) for text in story.paragraphs),
        tables=tuple(block.rows for block in story.blocks if block.kind == "table"),
        dateline=story.dateline,
        authors=story.authors,
        organisation=story.organisation,
        source_credit=story.source_credit,
        published=published,
        precision=precision,
        modified=story.modified,
        sections=tuple(site.section_names[slug] for slug in story.sections),
        tags=story.tags if site.shows_tags(story) else (),
        images=tuple(_image(site, photo, story) for photo in story.photos),
        attachments=tuple(
            (site.root + file.path, None if file.markup == "viewer" else file.name) for file in story.files
        ),
        group=story.group or urls[0],
        flags=story.flags,
    )


def _shown(site: SampleSite, story: Story) -> tuple[datetime | None, Precision | None]:
    """The date as far as the page prints it."""
    if story.published is None or not site.shows_date(story):
        return None, None
    if isinstance(site, HanhChinhCong) and not site.shows_time(story):
        return story.published.replace(hour=0, minute=0, second=0), "day"
    if site.shows_seconds:
        return story.published, "second"
    return story.published.replace(second=0), "minute"


def _image(site: SampleSite, photo: Photo, story: Story) -> tuple[str, str, str | None]:
    return site.photo_url(photo, story), photo.caption, photo.credit


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _flagged(flag: str) -> tuple[Expected, ...]:
    return tuple(entry for entry in _LAST if flag in entry.flags)


def _of_group(group: str) -> tuple[str, ...]:
    return tuple(entry.urls[0] for entry in _LAST if entry.group == group)


_LAST = expected(LAST_EDITION)

DISTINCT_ARTICLES = len({entry.group for entry in _LAST})
"""Distinct articles over all sites: a syndicated text counts once, and so does an article with several URLs."""

EDITED_URL = _flagged(EDITED)[0].urls[0]
"""Has another text in edition 2."""

SYNDICATED_TV_URLS = _of_group(GROUP_TV)
"""One text at the portal and at the broadcaster; the portal's copy is NFD and writes ``hoà, uỷ``."""

SYNDICATED_NORTH_URLS = _of_group(GROUP_NORTH)
"""One text at the broadcaster of Lào Cai and at its successor."""

TWO_CATEGORY_URLS = _flagged(TWO_CATEGORIES)[0].urls
"""One article (same id) under two categories."""

OLD_AND_NEW_URLS = tuple(entry.urls for entry in _flagged(OLD_AND_NEW_URL))
"""Articles of nbtv.vn that are linked under the new and under the old URL form."""

OLD_URL_ONLY = tuple(entry.urls[0] for entry in _LAST if entry.site == NBTV and "/news/" in entry.urls[0])
"""Articles of nbtv.vn that only have the old form."""

NO_DATE_URLS = tuple(entry.urls[0] for entry in _flagged(NO_DATE))
"""Pages without a date of their own, on hanhchinhcong and on old baoquangtri."""

NOTICE_URLS = tuple(entry.urls[0] for entry in _flagged(SAME_TEXT_OTHER_FILE))
"""Two notices with the same title and text and different files: two articles."""

DEAD_LINK_URL = LaoCaiTv(Edition()).root + DEAD_LINK_PATH
"""Linked in a listing, answers 404."""

REDIRECTED_LINK = (_flagged(REDIRECTED)[0].linked, _flagged(REDIRECTED)[0].urls[0])
"""Linked in a listing (possibly on the other host name), answers 301 to the second."""

ATTACHMENT_URLS = tuple(url for entry in _LAST if entry.site == HANHCHINHCONG for url, _name in entry.attachments)
"""Files offered by the portal in its four ways."""
