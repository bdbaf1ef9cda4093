"""3S Soft Laravel: the news site of the vendor 3S Soft (cdn.3ssoft.vn), known from laocaitv.vn.

Recognised by inputs ``totalViewLink`` and files of ``3ssoft.vn`` (SITE-FACTS 5, grade B). Articles lie at
``/<category>/<slug>`` without id or extension. The content block holds neither title nor date; text begins with a
dateline ("Laocaitv.vn -") and ends with the authors (A). No selector, listing or paging is public: everything here is
grade D or the framework's default, and text anchors and the generic reader stand behind it.

A site sets: ``hosts``, ``scheme``, ``home``. Listings are found from article links (a category is their parent path).
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import FirstOf, NextLink, QueryParameter
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

LARAVEL_3S_2021 = Layout(
    id="laravel-3s-2021",
    since=date(2021, 10, 1),
    title=("h1",),  # D
    body=("div.content-detail", "div.detail-content", "div.post-content", "#content-detail"),  # D
    published_near=(".post-date", ".detail-date", "time"),  # D
    sections=(".breadcrumb a",),  # D
)


class Laravel3S(Platform):
    """Laravel news site of 3S Soft."""

    name = "laravel_3s"
    layouts = (LARAVEL_3S_2021,)
    article_url = r"^/[a-z0-9-]+/[a-z0-9-]{20,}/?$"  # D: from one real address (B)
    strip_slash = True
    listing_links = ("article a", "h2 a", "h3 a", ".news-item a", ".item a")  # D: else every link of article form
    parent_is_listing = True
    paging = FirstOf((NextLink(), QueryParameter("page")))  # D: Laravel's pager renders rel="next" and ?page=N
    fingerprint = (  # B
        "input[name='totalViewLink']",
        "#totalViewLink",
        "[src*='3ssoft.vn']",
        "[href*='3ssoft.vn']",
    )
