"""MediaTech (mediatech.vn): the CMS of many provincial broadcasters and papers.

Older generation: nbtv.vn, baothaibinh.com.vn, thaibinhtv.vn; newer: baohungyen.vn, baolangson.vn, baoquangninh.vn,
baocaobang.vn (SITE-FACTS 2, 6.3). Recognised by media hosts under ``mediatech.vn`` and ``#content-detail``. An
article has an old address ``/news/<cat>/<id>/<slug>`` and a new one ``/<slug>-<id>.html`` with the same id: one
article.

A site sets: ``hosts``, ``home`` or ``listings``. No selector of the older generation's articles is published: what
stands here comes from its relatives (grade D for it), so headline, date line and signature are also found by text
anchors."""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import FirstOf, NextLink, QueryParameter
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

MEDIATECH_NEW = Layout(
    id="mediatech-2025",
    since=date(2025, 1, 1),
    title=("h1.name",),  # B for the newer generation (TM); D for nbtv.vn
    body=("#content-detail", ".content-article"),  # B, TM
    lead_in_body=("h2", "p > strong"),  # B: baolangson; baocaobang
    sections=(".breadcrumbs ol.breadcrumb li a",),  # B: the last is the category
    byline=("div.pseudonym",),  # B
    drop=(  # B, TM
        "div.relates",
        "div.topics",
        "div.social",
        "div.print_page",
        "div.block-news-list",
        ".related-news",
        "div.pseudonym",
    ),
)


class MediaTech(Platform):
    """MediaTech, both generations."""

    name = "mediatech"
    layouts = (MEDIATECH_NEW,)
    article_url = r"^/(?:news|tin-tuc)/\d+/\d+/[^/]+/?$|^/[a-z0-9-]+-\d+\.html$"  # B
    article_id = (
        # One id series serves both address forms (48578 → 50151 → 114274; B); "-2026.html" is a year.
        r"^/(?:news|tin-tuc)/\d+/(?P<id>\d+)/[^/]+/?$",
        r"-(?P<id>\d{5,7})\.html$",
    )
    listing_links = ("article a", "h3 a", "h2 a", ".card-title a")  # B for the newer generation
    listing_url = r"^/(?:tin-tuc|news|chuyen-muc)(?:/[^/.]+)?/?$|^/[a-z-]+$"  # D: category addresses are unpublished
    paging = FirstOf((NextLink(), QueryParameter("page")))  # D: paging is unpublished; ends at a page without news
    fingerprint = ("[src*='mediatech.vn']", "#content-detail .pseudonym", "h1.name ~ #content-detail")  # B
