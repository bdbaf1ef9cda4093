"""If these fail, feeds and sitemaps lead to a whole archive, or to nothing."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import XmlResponse

from crawler.platforms.nukeviet import NukeViet
from tests.unit.site.vidu import HOST, ViDu, all_of, articles, spider


def test_a_feeds_entries_are_bounded_by_the_window_and_the_site() -> None:
    """A dated run must not fetch a whole archive, and a broken or relative link must not end the feed."""
    of = spider(start="2026-03-05")
    entries = "".join(
        f"<item><link>{link}</link><pubDate>{when}</pubDate></item>"
        for link, when in [
            (f"{HOST}/cu-1.html", "Wed, 04 Mar 2026 12:00:00 +0700"),
            (f"{HOST}/moi-2.html", "Fri, 06 Mar 2026 12:00:00 +0700"),
            (f"{HOST}/khong-ngay-3.html", ""),
            ("/tuong-doi-4.html", ""),
            ("http://[/hong-5.html", ""),
            ("https://khac.vn/bai-6.html", ""),
            (f"{HOST}/xa-hoi/", ""),
        ]
    )
    asked = all_of(of.parse_feed(XmlResponse(f"{HOST}/rss/", body=f"<rss>{entries}</rss>".encode())))
    assert articles(asked) == [f"{HOST}/{name}.html" for name in ("moi-2", "khong-ngay-3", "tuong-doi-4")]


def test_a_sitemap_index_is_followed_to_news_only() -> None:
    """A portal's index also names its laws and its pages; a relative address must not crash the run."""
    of = spider(type("Nv", (ViDu,), {"platform": NukeViet()}))
    index = "".join(
        f"<sitemap><loc>{loc}</loc></sitemap>"
        for loc in (
            f"{HOST}/sitemap-vi.news.xml",
            f"{HOST}/sitemap-vi.about.xml",
            "/sitemap-vi.tin.xml",
            "http://[/sitemap.xml",
        )
    )
    answer = XmlResponse(f"{HOST}/sitemap.xml", body=f"<sitemapindex>{index}</sitemapindex>".encode())
    asked: list[Request] = all_of(of.parse_sitemap(answer))
    assert [request.url for request in asked] == [f"{HOST}/sitemap-vi.news.xml", f"{HOST}/sitemap-vi.tin.xml"]
    pages = f"<urlset><url><loc>{HOST}/tin/bai-viet-1.html</loc></url></urlset>"
    assert articles(all_of(of.parse_sitemap(XmlResponse(f"{HOST}/a.xml", body=pages.encode())))) == [
        f"{HOST}/tin/bai-viet-1.html"
    ]
