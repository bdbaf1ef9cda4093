"""The "b-grid / sc-longform" CMS of several papers whose pictures lie on ``*.1cdn.vn``.

Run by baonghean.vn, baohaiphong.vn, baodanang.vn, hanoimoi.vn, baolamdong.vn (SITE-FACTS 6.7, all B). Recognised by
``b-grid__title`` cards and by ``sc-longform`` and ``block-sc`` classes of articles. The picture host alone proves
nothing: it also serves other CMSs.

**What lies:** nothing known; the first ``.entry`` may hold ``.sc-longform-header``: headline and lead once more.

A site sets: ``hosts``, ``home`` or ``listings``. No date selector is published: machine data and the date line beside
the headline give it. Paging is unpublished as well; hanoimoi.vn has ``/sitemap-article-…`` (B).
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

B_GRID_2026 = Layout(
    id="b-grid-2026",
    since=date(2026, 1, 1),
    title=(
        ".sc-longform-header-title",  # B, baonghean
        ".block-sc-title",  # D: by analogy with block-sc-sapo
        ".c-detail-head h1",  # D: the author's block (B) is the head of the article
    ),
    summary=("p.block-sc-sapo", ".sc-longform-header-sapo"),  # B, baohaiphong; B, baonghean
    body=("article.entry", "div.b-maincontent .entry", "div.b-maincontent"),  # B: nghean; haiphong; hanoimoi
    byline=("span.c-detail-head__author", ".c-author-page__name"),  # B, hanoimoi; D
    sections=(".c-breadcrumb a",),  # D
    tags=(".c-tags a",),  # D
    drop=(".sc-related-articles", ".sc-longform-header", ".sc-empty-layer"),  # B, baonghean
)


class BGrid(Platform):
    """The "b-grid / sc-longform" CMS."""

    name = "b_grid"
    layouts = (B_GRID_2026,)
    article_url = r"^/(?:[^/]+/)*[a-z0-9-]+-\d+\.html$|/\d{6}/[^/]+/?$"  # B; B: old addresses of baolamdong.vn
    article_id = (r"-(?P<id>\d{5,})\.html$",)  # B: "-2026.html" is a year
    listing_links = (".b-grid__title a", "h3 a")  # B: nghean, danang; haiphong
    listing_url = r"^/[a-z-]+(?:/[a-z-]+)?/?$"  # D: category addresses are unpublished
    paging = NextLink()
    fingerprint = (
        ".b-grid__title a",  # B
        "[class*='sc-longform-header']",  # B
        ".block-sc-sapo",  # B
        "div.b-maincontent article.entry",  # B
    )
