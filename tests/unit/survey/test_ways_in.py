"""Listings, feeds and sitemaps of a survey. If these fail, a site is made whose news no crawl finds."""

from __future__ import annotations

import asyncio

import pytest

from crawler.platforms import platform_named
from crawler.survey.feeds import declared_feeds, look_at_feed, look_at_feeds, look_at_sitemap, look_at_sitemaps
from crawler.survey.listings import Listing, listing_addresses, menu_addresses, read_listing
from demo.play import PlayRequest, PlayResponse, Tls, not_found
from tests.unit.survey.web import ROOT, Shelf, answer, page

RSS = '<?xml version="1.0"?><rss version="2.0"><channel>{}</channel></rss>'
ENTRY = "<item><link>{}</link><pubDate>Fri, 20 Nov 2026 02:15:00 GMT</pubDate></item>"
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
ARTICLE = "/news/tin/khoi-cong-tram-y-te-312.html"


class Files:
    """A host of a few files."""

    hosts = ("ben-gam.gov.vn",)
    tls: Tls = "none"

    def __init__(self, **files: str) -> None:
        self.files = {f"/{name.replace('_', '.')}": text for name, text in files.items()}

    def respond(self, request: PlayRequest) -> PlayResponse:
        """The file, or none."""
        text = self.files.get(request.path)
        return PlayResponse(text.encode(), content_type="application/xml") if text is not None else not_found()


def shelf(platform: str = "nukeviet", **files: str) -> Shelf:
    """Asks these files, as of a family."""
    asker = Shelf(Files(**files), f"{ROOT}/")
    asker.spider.platform = platform_named(platform)
    return asker


def test_feeds_that_pages_name() -> None:
    """Feeds are what costs a small server least; they are named in the head, also by relative addresses."""
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/tin.rss">'
        '<link rel="alternate" type="application/atom+xml" href="http://khac.vn/atom.xml">'
        '<link rel="alternate" type="application/rss+xml" href="/tin.rss">'
        '<link rel="alternate" type="application/rss+xml" href="http://[hong">'
    )
    pages = [page(f"<html><head>{head}</head><body></body></html>")]
    assert declared_feeds(pages) == [f"{ROOT}/tin.rss", "http://khac.vn/atom.xml"]
    asker = shelf(tin_rss=RSS.format(ENTRY.format(ROOT + ARTICLE)))
    found = asyncio.run(look_at_feeds(asker, f"{ROOT}/", pages, asker.spider.platform))
    assert not [url for url in asker.asked if "khac.vn" in url], "another host was asked"
    assert (found[0].url, found[0].source, found[0].articles) == (f"{ROOT}/tin.rss", "the page", (ROOT + ARTICLE,))
    assert str(found[0].newest) == "2026-11-20 02:15:00+00:00"
    assert found[0].problem is None
    assert all(feed.source == "platform nukeviet" for feed in found[1:])
    assert len(found) <= 3


def test_a_feed_that_page_and_family_name_is_tried_first() -> None:
    """The feed of the whole site would be left out for those of three of its categories."""
    names = ("rss/", "rss/tin/", "rss/phap-luat/", "rss/thong-bao/")
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in names)
    asker = shelf()
    pages = [page(f"<html><head>{links}</head><body></body></html>")]
    asyncio.run(look_at_feeds(asker, f"{ROOT}/", pages, asker.spider.platform))
    assert asker.spider.platform.feeds[0] == "/rss/"
    assert asker.asked == [f"{ROOT}/{name}" for name in names[:3]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no feed, or an empty one"),
        ("<html><body>Không có</body></html>", "is no feed, or an empty one"),
        (RSS.format(""), "is no feed, or an empty one"),
        (RSS.format(ENTRY.format(f"{ROOT}/gioi-thieu/")), "has 1 entries, and none has the address of an article"),
        (RSS.format(ENTRY.format("http://khac.vn" + ARTICLE)), "none has the address of an article"),
        (RSS.format(ENTRY.format("http://[hong")), "none has the address of an article"),
    ],
)
def test_feeds_that_lead_nowhere(text: str, words: str) -> None:
    """The site file would name a feed that gives nothing, and the crawl be silent."""
    found = asyncio.run(look_at_feed(shelf(tin_rss=text), f"{ROOT}/tin.rss", "the page"))
    assert (found.articles, words in (found.problem or "")) == ((), True), found.problem


def test_a_feed_that_is_gone() -> None:
    """A dead link in a page's head would be written into the site file."""
    found = asyncio.run(look_at_feed(shelf(), f"{ROOT}/tin.rss", "the page"))
    assert (found.entries, found.problem) == (0, f"{ROOT}/tin.rss answers HTTP 404.")


def test_sitemaps() -> None:
    """Articles that only the sitemap knows would be lost: of an index the part that holds articles is read."""
    loc = "<{0}><loc>{1}</loc><lastmod>2026-11-20</lastmod></{0}>"
    asker = shelf(
        sitemap_xml=INDEX.format(loc.format("sitemap", f"{ROOT}/sitemap-vi.news.xml")),
        **{
            "sitemap-vi_news_xml": SITEMAP.format(
                loc.format("url", ROOT + ARTICLE) + loc.format("url", f"{ROOT}/about/")
            )
        },
    )
    (found, *_) = asyncio.run(look_at_sitemaps(asker, f"{ROOT}/", asker.spider.platform))
    assert (found.url, found.articles, found.problem) == (f"{ROOT}/sitemap.xml", (ROOT + ARTICLE,), None)
    itself = shelf(sitemap_xml=INDEX.format(loc.format("sitemap", f"{ROOT}/sitemap.xml")))
    found = asyncio.run(look_at_sitemap(itself, f"{ROOT}/sitemap.xml", "robots.txt"))
    assert len(itself.asked) == 1, "an index that names itself is asked for once"
    assert found.articles == ()


def test_menus() -> None:
    """Listings of an unknown site are found by its menu; other hosts, files and the page itself are none."""
    home = page(
        '<nav><a href="/">Trang chủ</a><a href="/tin-tuc/">Tin</a><a href="/tin-tuc/">Tin</a><a href="#a">a</a>'
        '<a href="http://khac.vn/tin/">Khác</a><a href="javascript:void(0)">x</a><a href="http://[hong">y</a>'
        '<a href="mailto:a@b.vn">z</a></nav><div><a href="/ngoai-menu/">Ngoài</a></div>'
    )
    assert menu_addresses([home], ("ben-gam.gov.vn",)) == [f"{ROOT}/tin-tuc/"]


def test_listings_of_a_family() -> None:
    """A family says where its listings are: asking for the whole menu would burden the site for nothing."""
    home = page('<nav><a href="/lien-he/">Liên hệ</a><a href="/tin-tuc">Tin</a></nav>')
    spider = shelf("vnpt_portal").spider
    articles = [f"{ROOT}/tin-tuc/khoi-cong-tram-y-te-381436", f"{ROOT}/thong-bao/ket-qua-thi-tuyen-381437"]
    found = listing_addresses(spider, [home], articles)
    assert found == [(f"{ROOT}/{name}", "the folder of its articles") for name in ("tin-tuc", "thong-bao")]
    assert listing_addresses(spider, [home], []) == [
        (f"{ROOT}/lien-he/", "the menu"),
        (f"{ROOT}/tin-tuc", "the menu"),
    ]


def test_what_is_read_of_a_listing() -> None:
    """A page without articles, or no page at all, would be written as a listing."""
    asker = shelf()
    links = "".join(f'<h3><a href="/news/tin/khoi-cong-{n}.html">Khởi công</a></h3>' for n in (312, 311))
    good = read_listing(asker.spider, answer(f"{ROOT}/news/tin/", f"<html><body>{links}</body></html>".encode()), "x")
    assert good.works
    assert good.articles == tuple(f"{ROOT}/news/tin/khoi-cong-{n}.html" for n in (312, 311))
    empty = read_listing(asker.spider, answer(f"{ROOT}/", b"<html><body>x</body></html>"), "x")
    no_page = read_listing(asker.spider, answer(f"{ROOT}/", b"%PDF-1.7\0\1", "application/pdf"), "x")
    assert [one.works for one in (empty, no_page)] == [False, False]
    assert isinstance(no_page, Listing)
    assert no_page.answer.problem is not None
