"""If these fail, a site that is read by its feed is silent, or one bad entry ends its run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.feeds import FeedEntry, feed_entries, sitemap_entries
from tests.unit.extraction.reading import repeatable

WHEN = datetime(2017, 5, 11, 9, 39, tzinfo=UTC)


def rss(items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Tin</title>{items}</channel></rss>'


def test_rss() -> None:
    """Links and times, also with CDATA, line breaks and a namespaced link in front."""
    body = rss(
        "<item><atom:link rel='self' href='http://a.vn/rss'/><link>\n http://a.vn/a-1.html </link>"
        "<pubDate>Thu, 11 May 2017 16:39:00 +0700</pubDate></item>"
        "<item><link><![CDATA[http://a.vn/b-2.html?x=1&y=2]]></link><pubDate>hôm qua</pubDate></item>"
        "<item><title>không có liên kết</title></item>"
    )
    assert feed_entries(body.encode()) == [
        FeedEntry("http://a.vn/a-1.html", WHEN),
        FeedEntry("http://a.vn/b-2.html?x=1&y=2", None),
    ]


def test_atom_takes_the_link_to_the_article() -> None:
    """The first link of an entry may be the feed's own or a picture's."""
    body = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='enclosure' href='http://a.vn/a.jpg'/>"
        "<link rel='alternate' href='http://a.vn/a-1.html'/><updated>2017-05-11T16:39:00+07:00</updated></entry>"
        "<entry><link href='http://a.vn/b-2.html'/></entry></feed>"
    )
    assert feed_entries(body.encode()) == [
        FeedEntry("http://a.vn/a-1.html", WHEN),
        FeedEntry("http://a.vn/b-2.html", None),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("http://a.vn/?id=1&amp;section=2", "http://a.vn/?id=1&section=2"),
        ("http://a.vn/?id=1&amp;amp;copy=2", "http://a.vn/?id=1&copy=2"),
    ],
)
def test_entities_are_undone_once_and_parameters_stay(written: str, expected: str) -> None:
    """ "&section=" is no "§ion="."""
    assert feed_entries(rss(f"<item><link>{written}</link></item>").encode())[0].url == expected


@pytest.mark.parametrize(
    "time",
    ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-10:00", "2017-05-11", "Thu, 11 May 2017 16:39:00", "", "x"],
)
def test_an_odd_time_costs_no_entry(time: str) -> None:
    """ASP.NET writes the year 1 where there is no date: the whole feed was lost by it."""
    body = rss(f"<item><link>http://a.vn/a-1.html</link><pubDate>{time}</pubDate></item>")
    assert feed_entries(body.encode()) == [FeedEntry("http://a.vn/a-1.html", None)]
    site = f"<urlset><url><loc>http://a.vn/a-1.html</loc><lastmod>{time}</lastmod></url></urlset>"
    assert [entry for entry, _ in sitemap_entries(site.encode())] == [FeedEntry("http://a.vn/a-1.html", None)]


@pytest.mark.parametrize("charset", ["utf-16", "windows-1258"])
def test_a_feed_in_another_charset_is_read(charset: str) -> None:
    """The declaration says which; a letter that is no UTF-8 must not end the feed."""
    body = rss(
        "<item><title>Đô</title><link>http://a.vn/a-1.html</link></item>", f'<?xml version="1.0" encoding="{charset}"?>'
    )
    assert [entry.url for entry in feed_entries(body.encode(charset))] == ["http://a.vn/a-1.html"]


def test_a_broken_feed_gives_what_can_be_read() -> None:
    """An unescaped "&" is ordinary."""
    body = rss(
        "<item><title>Dân & Đảng</title><link>http://a.vn/a-1.html</link></item><item><link>http://a.vn/b-2.html"
    )
    assert [entry.url for entry in feed_entries(body.encode())][:1] == ["http://a.vn/a-1.html"]


def test_a_sitemap_index_names_sitemaps() -> None:
    """The articles are one level below."""
    index = "<sitemapindex><sitemap><loc> http://a.vn/sitemap-vi.news.xml </loc></sitemap></sitemapindex>"
    assert list(sitemap_entries(index.encode())) == [(FeedEntry("http://a.vn/sitemap-vi.news.xml", None), True)]
    pages = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.vn/a-1.html</loc></url></urlset>"
    assert list(sitemap_entries(pages.encode())) == [(FeedEntry("http://a.vn/a-1.html", None), False)]


BROKEN = [
    b"",
    b" ",
    b"garbage",
    b"<html><body>404</body></html>",
    b"\x00\xff",
    b"<?xml",
    b"%PDF-1.4 \xe2\xe3",
    b"<!-- c -->",
]


@pytest.mark.parametrize("body", BROKEN)
def test_what_is_no_feed_is_empty(body: bytes) -> None:
    """Sites answer a missing feed with a page of their own; that must not end the run as crashed."""
    assert feed_entries(body) == []
    assert list(sitemap_entries(body)) == []


@given(st.binary(max_size=80))
@repeatable
def test_no_bytes_raise(body: bytes) -> None:
    """A broken feed is an empty feed."""
    for start in (b"", b"<rss><item>", b"<urlset><url><loc>"):
        feed_entries(start + body)
        list(sitemap_entries(start + body))
