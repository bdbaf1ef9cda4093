"""The ``-a<id>.html`` CMS of papers of the Mekong delta (Cần Thơ type).

Run by baocantho.com.vn (facts A: real pages), baodongthap.vn, baobinhduong.vn, www.baotayninh.vn (B), dongkhoi. and
travinh.baovinhlong.vn (B/C) (SITE-FACTS 6.5). Recognised by ``#newscontents .content-fck`` and the hidden input
``#txtnewscate`` of articles, ``li.news-img a.b-title`` of listings (A).

**What lies:** the first ``h1`` of a page is the category, never the headline; ``<base href>`` names the theme's folder,
so relative addresses must not be resolved against it blindly (A: both).

A site sets: ``hosts``, ``listings`` or ``home``; ``feeds`` (``/rss/cate/<category>/``, A); and
``paging`` where listings have a pager: ``QueryParameter("page")`` (baobinhduong.vn, B), numbers in ``#page`` that lead
to ``?p=N`` (baocantho.com.vn, A).
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

A_ID_2026 = Layout(
    id="a-id-2026",
    since=date(2026, 1, 8),
    title=("h1.margintopbot10", "h1.title"),  # A, cantho; B, dongthap
    published=("span.pubdate",),  # A: 08/01/2026 - 18:21
    summary=("h4.sapo", ".detail-desc p"),  # B, dongthap; B/C, dongkhoi
    body=("#newscontents .content-fck", "#contentNews .singular-content", "#newscontents"),  # A; B; B/C
    sections=(".breadcrumb-news-detail a", ".titlecate a"),  # B, dongthap; A
    tags=(".block_tag a.tag_item",),  # A
    drop=(".detail-related", ".block_tag"),  # A
)


class AId(Platform):
    """The ``-a<id>.html`` CMS."""

    name = "a_id"
    layouts = (A_ID_2026,)
    article_url = r"-a\d+\.html$"  # A
    article_id = (r"-a(?P<id>\d+)\.html$",)  # A
    listing_links = (
        "li.news-img a.b-title",  # A
        "a.b-img",  # A
        "a.news-title",  # B, dongthap
        "a.title",  # B, dongthap, tayninh
        ".article-item a",  # B, binhduong
        "div.box-latestnews h3 > a",  # B, binhduong
    )
    listing_url = r"^/(?!rss/)[a-z0-9-]+/(?:[a-z0-9-]+/)?$"  # A: /thoi-su/, /thoi-su/can-tho/
    paging = NextLink()
    fingerprint = (
        "#newscontents .content-fck",  # A
        "input#txtnewscate",  # A
        "#contentNews .singular-content",  # B, dongthap and binhduong
        "li.news-img a.b-title",  # A
    )
