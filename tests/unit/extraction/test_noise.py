"""If these fail, the store fills with revisions that nobody made, or an edit never reaches a consumer.

Every golden page is visited again, with noise that hypothesis draws: its content hash must stay; and with one word of
the article edited: it must be another one. The demo's sites are visited with other stories beside the article.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawler.cases import CASES, Case, golden
from crawler.extraction.encoding import decoded
from crawler.items import Article
from crawler.loader import SiteLoader
from crawler.saved import read_article, spider_for
from crawler.site import SiteSpider
from crawler.text.canonical import canonical_text, content_hash
from demo.corpus.model import Story
from demo.editions import Edition
from demo.manifest import LAST_EDITION
from demo.play import PlayRequest
from demo.sites import news_sites
from demo.sites.base import SampleSite
from tests.sites.test_golden import FEW_CASES, known_layouts
from tests.sites.whole import name_of, whole
from tests.unit.extraction.edits import EDITS, edit_text, edit_title, edited
from tests.unit.extraction.noise import NOISES, WRITINGS, visit
from tests.unit.extraction.reading import repeatable
from tests.unit.extraction.sheets import Sheet

KNOWN: dict[str, set[str]] = {}
"""Noise -> the pages whose hash it changes today. The lists only shrink: a page that is read right leaves its list."""
REASONS: dict[str, str] = {}
"""Why, by noise."""

NOISE = st.sets(st.sampled_from(sorted({*NOISES, *WRITINGS})), min_size=1)
SEED = st.integers(0, 10**6)
FOLDERS = whole(CASES)
WITH_TEXT = [folder for folder in FOLDERS if (Case.load(folder).expected or {})["body"]]
Edit = Callable[[Sheet, str, Random], tuple[str, str] | None]


each_case = pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
each_case_with_text = pytest.mark.parametrize("folder", WITH_TEXT, ids=name_of)


SAMPLES = {site.name: site for site in news_sites(Edition(LAST_EDITION))}
SEEN_AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
"""The day of the samples' clock."""


class Visited:
    """A case with its page as text and the hash that the page gives as it was saved."""

    def __init__(self, folder: Path) -> None:
        self.case = Case.load(folder)
        self.markup = decoded(self.case.response())[0].text
        self.known = {noise for noise, names in KNOWN.items() if self.case.name in names}
        self.hash = self.hash_of(None)

    def sheet(self) -> Sheet:
        """The page, ready to be changed."""
        assert self.case.expected is not None
        return Sheet.of(self.markup, self.case.expected, self.case.request.captured_at)

    def hash_of(self, page: bytes | None) -> str | None:
        """The content hash of *page*, or of the page as it was saved; ``None`` if it is no valid article."""
        return self.case.read(page).item.content_hash


@cache
def visited(folder: Path) -> Visited:
    """Load and read a case once for all its tests."""
    return Visited(folder)


@each_case
@given(noises=NOISE, seed=SEED)
@settings(repeatable, max_examples=4)
def test_no_noise_changes_the_hash(folder: Path, noises: set[str], seed: int) -> None:
    """Counters, clocks, related lists, tools, ads, spaces, comments and spelling of the characters are no edit."""
    page = visited(folder)
    assert page.hash is not None
    assert page.hash_of(visit(page.sheet(), noises - page.known, (page.case.name, seed))) == page.hash


@each_case
def test_all_noise_at_once_changes_no_hash(folder: Path) -> None:
    """What each alone does not change, two together might."""
    page = visited(folder)
    noises = {*NOISES, *WRITINGS} - page.known
    assert page.hash_of(visit(page.sheet(), noises, page.case.name)) == page.hash


@each_case
@given(edit=st.sampled_from(sorted(EDITS)), noises=NOISE, seed=SEED)
@settings(repeatable, max_examples=3)
def test_one_word_of_the_title_always_changes_the_hash(folder: Path, edit: str, noises: set[str], seed: int) -> None:
    """An edit that is not seen leaves every consumer with the old headline."""
    edited_page_gives_another_hash(folder, edit_title, edit, noises, seed)


@each_case_with_text
@given(edit=st.sampled_from(sorted(EDITS)), noises=NOISE, seed=SEED)
@settings(repeatable, max_examples=3)
def test_one_word_of_the_text_always_changes_the_hash(folder: Path, edit: str, noises: set[str], seed: int) -> None:
    """An edit that is not seen leaves every consumer with the old text, say with a wrong price or name."""
    edited_page_gives_another_hash(folder, edit_text, edit, noises, seed)


@given(folder=st.sampled_from(WITH_TEXT), edit=st.sampled_from(sorted(EDITS)), seed=SEED)
@settings(repeatable, max_examples=150)
def test_one_word_of_a_stored_text_changes_its_hash(folder: Path, edit: str, seed: int) -> None:
    """The hash rule itself must see what the reader saw, wherever in title or body it stands."""
    item = visited(folder).case.expected
    assert item is not None
    title, body = item["title"], item["body"]
    other_title, other_body = (edited(text, edit, Random(seed)) for text in (title, body))
    for said, other in ((title, other_title), (body, other_body)):
        assume(canonical_text(said) != canonical_text(other))
    hashes = {content_hash(t, b) for t in (title, other_title) for b in (body, other_body)}
    assert len(hashes) == 4


def edited_page_gives_another_hash(folder: Path, place: Edit, edit: str, noises: set[str], seed: int) -> None:
    page = visited(folder)
    sheet = page.sheet()
    changed = place(sheet, edit, Random(f"{page.case.name} {seed}"))
    assume(changed is not None)
    found = page.hash_of(visit(sheet, noises - page.known, (page.case.name, seed)))
    assert found is not None, changed
    assert found != page.hash, changed


@each_case
def test_the_article_is_found_on_the_page(folder: Path) -> None:
    """Where no text of the article is known, the tests above would change nothing and prove nothing."""
    page = visited(folder)
    assert page.case.expected is not None
    sheet = page.sheet()
    assert bool(sheet.text) == bool(page.case.expected["body"])
    assert sheet.title
    assert page.hash_of(sheet.markup().encode()) == page.hash


def test_every_layout_is_visited() -> None:
    """A layout without a page here could let a counter into its texts."""
    seen = {visited(folder).case.read().item.layout for folder in FOLDERS}
    assert seen >= {None, *known_layouts()} - FEW_CASES.keys()


@pytest.mark.parametrize("noise", [*NOISES, *WRITINGS])
def test_every_noise_changes_many_pages(noise: str) -> None:
    """Noise that changes nothing proves nothing."""
    changed = 0
    for folder in FOLDERS[::2]:
        page = visited(folder)
        changed += visit(page.sheet(), {noise}, (page.case.name, 0)) != page.sheet().markup().encode()
    assert changed >= 5


def test_known_changes_still_happen() -> None:
    """A list of excuses that excuses too much hides the next error."""
    assert REASONS.keys() == KNOWN.keys()
    assert all(reason.strip() for reason in REASONS.values())
    folders = {name_of(folder): folder for folder in FOLDERS}
    for noise, name in ((noise, name) for noise, names in KNOWN.items() for name in sorted(names)):
        page = visited(folders[name])
        again = any(page.hash_of(visit(page.sheet(), {noise}, (name, seed))) != page.hash for seed in range(20))
        assert again, f"{noise} no longer changes {name}: take it out of KNOWN"


@pytest.mark.parametrize("name", SAMPLES)
@given(which=st.integers(0, 10**6), seed=SEED, noises=st.sets(st.sampled_from(sorted({*NOISES, *WRITINGS}))))
@settings(repeatable, max_examples=8)
def test_no_noise_changes_a_sample_article(name: str, which: int, seed: int, noises: set[str]) -> None:
    """A site's own templates, with other stories in every list and a counter that moved."""
    site = SAMPLES[name]
    stories = site.stories()
    story, random = stories[which % len(stories)], Random(seed)
    first = sample(site, story, stories)
    before = read_sample(site, story, first)
    others = random.sample(stories, random.randint(len(stories) // 2, len(stories)))
    again = sample(site, story, tuple(dict.fromkeys([*others, story])))
    assert again != first
    sheet = Sheet.of(again.decode(), golden(before), SEEN_AT)
    assert before.content_hash is not None
    found = read_sample(site, story, visit(sheet, noises - KNOWN.keys(), seed))
    assert found.content_hash == before.content_hash


def sample(site: SampleSite, story: Story, stories: tuple[Story, ...]) -> bytes:
    """The page of *story* on a site that has these *stories*."""
    request = PlayRequest("GET", site.urls(story)[0], {})
    answer = site.routes(stories)[request.path](request)
    assert answer.status == 200
    return answer.body


def read_sample(site: SampleSite, story: Story, page: bytes) -> Article:
    """Read *page* as the crawl of the site does."""
    settings_ = Settings()
    settings_.setmodule("crawler.settings")
    spidercls = SiteLoader(settings_).load(site.name)
    assert issubclass(spidercls, SiteSpider)
    url = site.urls(story)[0]
    spider, _ = spider_for(spidercls, url, {})
    response = HtmlResponse(url, body=page, headers={"Content-Type": "text/html; charset=utf-8"})
    return read_article(spider, response, SEEN_AT).item
