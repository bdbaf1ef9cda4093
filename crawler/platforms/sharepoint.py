"""SharePoint: Microsoft's portal, on provincial and ministerial sites of the years around 2012 to 2020.

Run by communes of *.hatinh.gov.vn (addresses B), moj.gov.vn (C), mard.gov.vn (B, 2021) (SITE-FACTS 6.11). Recognised
by ``meta[name=GENERATOR]`` "Microsoft SharePoint", ``#s4-workspace`` and style sheets below ``/_layouts/`` (A, the
product's own master pages).

**What lies:** ``<title>`` is often that of the page that shows every article ("Chi tiết tin"). Words are full of
zero-width signs (U+200B), which the reader takes out.

A site sets: ``hosts``, ``home`` or ``listings``, and nearly always a layout of its own: page layouts and web parts are
made per site. Where the article is told by a parameter (``?ItemID=``, moj.gov.vn, C), it also sets ``article_url`` to
the path of the page that shows articles; without an ``article_id`` the whole address is the identity.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

SHAREPOINT_2021 = Layout(
    id="sharepoint-2021",
    since=date(2021, 1, 1),
    title=("div.news-details h1", "#contentBox h1"),  # C, moj; D
    published_near=("div.news-details [class*='date']", "div.news-details [class*='ngay']"),  # D
    summary=("div.news-details .mota",),  # C, moj
    body=("div.news-details .news-content", "div#divArticleDescription"),  # C, moj; B, mard 2021
)


class SharePoint(Platform):
    """SharePoint."""

    name = "sharepoint"
    layouts = (SHAREPOINT_2021,)
    # B, hatinh; D: a page that shows every article, told by its parameters.
    article_url = r"(?i)/pages/\d{4}-\d{2}-\d{2}/[^/]+\.aspx$|/chi-?tiet[^/]*\.aspx$"
    listing_links = ("#pnListNews a", "[id$='_pnListNews'] a")  # B, most/mt/moc 2021; D: the prefix of a control
    listing_url = r"(?i)^/(?:[^/]+/)*pages/[^/]+\.aspx$"  # B: mard has /Pages/….aspx; D: that all are listings
    paging = NextLink()
    fingerprint = (
        "meta[name='GENERATOR'][content*='SharePoint']",  # A
        "meta[name='generator'][content*='SharePoint']",  # D: the same in small letters
        "#s4-workspace",  # A
        "link[href*='/_layouts/1']",  # A: /_layouts/15/…, /_layouts/1066/…
    )
