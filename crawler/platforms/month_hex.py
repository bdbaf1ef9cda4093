"""The "/YYYYMM/slug-hex/" CMS of several provincial papers.

Run by baoquangtri.vn since July 2025 (before: Báo Quảng Bình), baodongnai.com.vn, baokhanhhoa.vn, baodaklak.vn,
baothainguyen.vn, baotuyenquang.com.vn (SITE-FACTS 4c, 6.4). Recognised by ``.td-post-content`` and addresses of the
form ``/<category>/<YYYYMM>/<slug>-<7 hex>/``; month and hex number together are taken for the CMS's id.

A site sets: ``hosts``, ``home`` or ``listings``. Paging of category pages is unknown: a next link is followed
where there is one.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

MONTH_HEX_2022 = Layout(
    id="month-hex-2022",
    since=date(2022, 10, 1),
    url=r"/\d{6}/[^/]+/?$",  # B, TM
    title=("h2#title", "h1.media-heading", "h1"),  # B QB; B TM; B VIB
    published=(".page-detail-meta ul.list-inline > li.list-inline-item",),  # B, QB 2022
    published_near=(".page-detail-meta li", "div.date"),  # D; B, baotuyenquang: also the name of the page's clock
    body=(".td-post-content", "div#content", "div.content"),  # B, VIB+TM
    lead_in_body=("strong",),  # C: the first strong of the body
    byline=(".page-detail-meta .author", "p.author"),  # D
    tags=("div.tag_list a",),  # B, baodaklak
    sections=("a.maincatetitle", "a.title.color1"),  # B: daklak; thainguyen
    drop=("h1.media-heading", "div.date", "ul.social", "div.bd02"),  # B, baodaklak
)

QUANGTRI_2021 = Layout(
    id="quangtri-2021",
    since=date(2021, 1, 1),
    url=r"^/[^/]+-\d{5,7}\.htm$",  # B: addresses; every selector of this layout is unpublished
    title=("h1",),  # D: else og:title and <title>
    body=("div.content-detail", "#content-detail", "div.detail-content", "article"),  # D: else the generic reader
    drop=("[class*='template']",),  # D; nodes with {title} {publish} {head} are cut everywhere (A)
)
"""baoquangtri.vn until July 2025, an own CMS: only its text is known (lead "(QT) -", tail "Phản hồi")"""


class MonthHex(Platform):
    """The "/YYYYMM/slug-hex/" CMS."""

    name = "month_hex"
    layouts = (MONTH_HEX_2022,)
    article_url = r"^/[a-z0-9-]+(?:/[a-z0-9-]+)?/\d{6}/[a-z0-9-]+-[0-9a-f]+/?$"  # B, TM+VIB
    # D: that the hex number is the CMS's id; with the month beside it two articles cannot share it by chance.
    article_id = (r"/(?P<space>\d{6})/[^/]+-(?P<id>[0-9a-f]{7})/?$",)
    listing_links = ("a.h2[href]", "a.h3[href]", "a.card-img[href]", "a.title1", "a.title2", "a.title5")  # B, TM
    # B, baoquangtri: /x/, and what it has beside news; D: /x/y/, as its articles have it.
    listing_url = r"^/(?!doc-bao-in/|thong-tin-quang-cao-tuyen-dung/)[a-z0-9-]+(?:/(?!\d{6}/)[a-z0-9-]+)?/$"
    paging = NextLink()
    # The first is also the name of a WordPress theme's text; WordPress marks its body (A).
    fingerprint = ("body:not([class*='single-post']) .td-post-content", ".page-detail-meta")
