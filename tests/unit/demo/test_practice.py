"""The practice sites: what docs/adding-a-site.md says of each is what its pages are."""

from __future__ import annotations

import re

import pytest
from parsel import Selector
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from demo.editions import FIRST, Edition
from demo.manifest import LAST_EDITION
from demo.play import PlayRequest
from demo.sites import news_sites, sample_sites
from demo.sites.base import SampleSite
from demo.sites.practice import ZONE, FeedOnly, KnownPlatform, OldHost, OwnCms, PostPaging, ScriptOnly, SitemapOnly
from tests.unit.demo.walk import get, walk

MADE: tuple[type[SampleSite], ...] = (KnownPlatform, FeedOnly, SitemapOnly, PostPaging, OwnCms, ScriptOnly)


class Chosen(Edition):
    """An edition that a test names."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._chosen = number

    def current(self) -> int:
        """The edition now."""
        return self._chosen


def article_links(page: str) -> list[str]:
    """Links that end in an id, as articles' do on most of these sites."""
    return re.findall(r'href="([^"]*-\d{3,}[^"/]*)"', page)


def test_they_are_played_and_are_no_part_of_the_fleet() -> None:
    """`new-site` refuses a host that has a file, and `make demo` would crawl what is for practising."""
    played = {host for site in sample_sites(Edition()) for host in site.hosts}
    mine = {*OldHost.hosts, *(host for site in MADE for host in site.hosts)}
    assert mine <= played
    assert all(host.endswith(f".{ZONE}") for host in mine)
    assert not mine & {host for site in news_sites(Edition()) for host in site.hosts}
    loader = get_spider_loader(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
    assert not mine & {host for name in loader.list() for host in getattr(loader.load(name), "hosts", ())}


@pytest.mark.parametrize("made", MADE)
def test_no_link_is_dead_and_every_article_answers(made: type[SampleSite]) -> None:
    """A reader would look for his mistake where the practice site is broken."""
    site = made(Edition())
    not_played = ("/users/", "/news/tag/", "/tim-kiem")
    dead = {url for url, status in walk(site).items() if status >= 400}
    assert {url for url in dead if not any(part in url for part in not_played)} == set()
    for story in site.stories():
        assert get(site, site.urls(story)[0]).status == 200


@pytest.mark.parametrize("made", [FeedOnly, SitemapOnly])
def test_lists_that_a_script_draws_lead_nowhere(made: type[SampleSite]) -> None:
    """The sections on feed and sitemap would show what is no reason to use them."""
    site = made(Edition())
    assert site.section_names
    for slug in ("", *(f"{slug}.htm" if made is FeedOnly else slug for slug in site.section_names)):
        assert not Selector(get(site, f"{site.root}/{slug}").body.decode()).css("a")


def test_the_feed_and_the_sitemap_hold_every_article() -> None:
    """They are the only ways in."""
    feed, sitemap = FeedOnly(Edition()), SitemapOnly(Edition())
    named = Selector(get(feed, f"{feed.root}/").body.decode()).css('[type="application/rss+xml"]::attr(href)').get()
    entries = get(feed, f"{feed.root}{named}").body.decode()
    assert all(f"<link>{feed.urls(story)[0]}</link>" in entries for story in feed.stories())
    robots = get(sitemap, f"{sitemap.root}/robots.txt").body.decode()
    named = robots.partition("Sitemap: ")[2].strip()
    entries = get(sitemap, named).body.decode()
    assert all(f"<loc>{sitemap.urls(story)[0]}</loc>" in entries for story in sitemap.stories())


def test_the_known_cms_pages_by_post_and_the_own_one_by_address() -> None:
    """The sections on paging would have no second page."""
    posted, own = PostPaging(Edition()), OwnCms(Edition())
    assert "parseInt(2)" in get(posted, f"{posted.root}/tin-tuc-su-kien").body.decode()
    for slug in own.section_names:
        first, second = (get(own, f"{own.root}/{slug}{query}").body.decode() for query in ("", "?trang=2"))
        assert f"/{slug}?trang=2" in first
        assert set(article_links(second)) - set(article_links(first))


def test_articles_that_a_script_draws_are_empty() -> None:
    """The section would show a site that can be read."""
    site = ScriptOnly(Edition())
    story = site.stories()[0]
    assert site.path(story) in get(site, f"{site.root}/{story.sections[0]}").body.decode()
    page = get(site, site.urls(story)[0]).body.decode()
    assert story.title not in page
    assert "<script" in page


def test_the_second_edition_says_the_same_in_another_design() -> None:
    """`scrapy doctor` could not be tried on a site that is well."""
    first, second = OwnCms(Chosen(FIRST)), OwnCms(Chosen(LAST_EDITION))
    for story in first.stories():
        old, new = (get(site, site.urls(story)[0]).body.decode() for site in (first, second))
        assert all(text in old and text in new for text in story.paragraphs)
        assert "bai-noi-dung" in old
        assert "bai-noi-dung" not in new


def test_the_old_host_leads_to_the_new_one() -> None:
    """The section on hosts that moved."""
    answer = OldHost().respond(PlayRequest("GET", f"https://{OldHost.hosts[0]}/kinh-te", {}))
    assert dict(answer.headers)["Location"] == f"https://{OwnCms.hosts[0]}/kinh-te"
