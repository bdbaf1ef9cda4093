"""The "news-detail-layout" CMS of many public sites of Ninh Bình, and of moit.gov.vn with the same blocks.

Known from *.ninhbinh.gov.vn, *.ninhbinh.edu.vn and moit.gov.vn (SITE-FACTS 6.2, B). Recognised by
``article.news-detail-layout-…`` on articles and ``section.Article-Detail-…`` on listings.

**What lies:** ``div.author`` holds the number of views ("Lượt xem: N"), not an author; dates of ``listType10`` lists
have two-digit years (B). Which machine data are right is not known.

A site sets: ``hosts``, ``home`` or ``listings``; moit.gov.vn's addresses are ``/tin-tuc/….html`` (B), others are told
by a slug of four words and by the page's own date (D). The Hà Nam side (*.hanam.edu.vn) is another CMS.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

NEWS_DETAIL_2025 = Layout(
    id="news-detail-2025",
    since=date(2025, 10, 30),
    title=("h1.title-detail", "h1.article-title"),  # B, EDU; B, moit
    published=("article[class*='news-detail-layout'] span.post-date",),  # B: Thứ năm, 30/10/2025 | 10:31
    summary=("article[class*='news-detail-layout'] div.brief", ".article-brief"),  # B, EDU; B, moit
    body=(
        "article[class*='news-detail-layout'] div.content-detail",  # B, EDU
        "div.block-core-a5 > div.article-content",  # B, moit
    ),
    sections=(".pathway-category a", ".breadcrumb a"),  # D
    views=("article[class*='news-detail-layout'] div.author",),  # B
    drop=(".social-connect", ".block_share", ".rating", ".relatedArticles", ".audio"),  # B, EDU
)


class NewsDetailLayout(Platform):
    """The "news-detail-layout" CMS."""

    name = "news_detail_layout"
    layouts = (NEWS_DETAIL_2025,)
    # B, moit, but only below a category, because categories end in .html too (D); D.
    article_url = r"^/tin-tuc/[^/]+/.+\.html$|/[^/]*[a-z0-9]+(?:-[a-z0-9]+){3,}\.html$"
    listing_links = (
        "section.Article-Detail-default article.detailType2 h4.entry-title a",  # B, EDU
        "div.title-news-listType10 h2 a",  # B, EDU
        "a.article-title",  # B, moit
    )
    listing_url = r"^/[a-z0-9]+(?:-[a-z0-9]+){0,2}(?:/[a-z0-9]+(?:-[a-z0-9]+){0,2})?\.html$"  # D
    paging = NextLink(("div.default-pagination a.next", "a.next"))  # B: on the last page "next" is a span
    needs_proof = True
    fingerprint = (
        "article[class*='news-detail-layout']",  # B
        "section[class*='Article-Detail-']",  # B
        "article.detailType2 h4.entry-title",  # B
        "div.block-core-a5 > div.article-content",  # B, moit
    )
