"""VNPT Portal: the ASP.NET portal of VNPT, on very many provincial government sites.

Run by ninhbinh.gov.vn, sokhcn.ninhbinh.gov.vn, wards of Hải Phòng, hoinongdan.org.vn and others (SITE-FACTS 1, 6.1).
Recognised by ``UIArticleInMenu`` lists and ``ArticleDetailControl`` pages; addresses have no extension and end in an
id. A listing's first page is ordinary HTML; further pages come as HTML fragments from a POST endpoint.

A site sets: ``hosts``, ``home`` or ``listings``. Listings are also found from article links, because an article's path
begins with its listing's path (HP, grade B). Some hosts show no date at all: then there is none.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode, urljoin

from scrapy import Request

from crawler.discovery.paging import ListingPage
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

_ENDPOINT = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"  # B, HP and NB
# Values in the listing's inline script, B (HP, NB). Quotes and colon or equals sign vary between skins.
_IDS = {
    "article_category_id": re.compile(r"article_category_id[\"']?\s*[:=]\s*(?:parseInt\()?[\"']?(\d+)"),
    "categoryIds": re.compile(r"categoryIds[\"']?\s*[:=]\s*[\"']([\d,; ]+)[\"']"),
    "site_id": re.compile(r"site_id[\"']?\s*[:=]\s*(?:parseInt\()?[\"']?(\d+)"),
    "page_size": re.compile(r"page_size[\"']?\s*[:=]\s*[\"']?(\d+)"),
}
_LAST_PAGE = re.compile(r"maxPage\s*=\s*parseInt\(\s*[\"']?(\d+)")  # B, HP


class VnptPaging:
    """Page N >= 2 is a POST with the ids that the first page's script names; answers a fragment of list items."""

    def next_request(self, page: ListingPage) -> Request | None:
        memory = page.memory
        if page.number == 1:
            text = page.selector.get()
            for name, pattern in _IDS.items():
                match = pattern.search(text)
                if match:
                    memory[name] = match.group(1).strip()
            last = _LAST_PAGE.search(text)
            if last:
                memory["last"] = last.group(1)
        if not {"article_category_id", "site_id"} <= memory.keys():
            return None
        if page.number >= int(memory.get("last", page.number + 1)):
            return None
        size = memory.get("page_size", "15")
        form = {
            "article_category_id": memory["article_category_id"],
            "categoryIds": memory.get("categoryIds", memory["article_category_id"]),
            "site_id": memory["site_id"],
            "page": str(page.number + 1),
            "page_size": size,
            "keyword": "",
            "date_begin": "",
            "date_end": "",
            "show_no": "False",
            "show_post_date": "True",
            "num_of_text": "0",
            "show_view_count": "False",
            "filter_order_in_list": "False",
            "is_default": "False",
            "new": "False",
            "number_of_day": "3",
            "no": f"-{size}",
            "lang": "vi-VN",
            "articlelang": "vi-VN",  # NB sends lang, HP articlelang: both are sent
            "is_authenticated": "False",
        }
        return Request(
            urljoin(page.root, _ENDPOINT),
            method="POST",
            body=urlencode(form),
            headers={"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "Referer": page.root},
        )


VNPT_2024 = Layout(
    id="vnpt-2024",
    since=date(2024, 1, 1),
    title=("div.ArticleHeader h1", "div.ArticleHeader"),  # B NB+EDU+HND
    published=("div.PostDate",),  # B
    published_near=(".ArticleDetailControl [class*='Date']",),  # D
    summary=("div.ArticleSummary",),  # B
    body=("div.ArticleContent",),  # B
    lead_in_body=("p > strong", "p > b"),  # B / D: where there is no ArticleSummary
    byline=("div.author", "div.ArticleAuthor"),  # B / D
    lead_image=("img.ImgDetailImage", "img[id$='_imgImagePath']"),  # B
    tags=("div.ArticleTags a",),  # B
    sections=(".breadcrumb a", ".Breadcrumb a"),  # D: breadcrumb markup unknown
    attachments=(
        ".ArticleDetailControl a.link-download",  # B
        ".ArticleDetailControl a.view-gallery",  # B
        ".ArticleDetailControl a[onclick*='downloadFile(']",  # B
    ),
    drop=(  # B; the last three are kept as attachments
        "div.tool",
        "div.ArticleTool",
        "div.UISocialShare",
        "div.ArticleTags",
        "div.author",
        "a.link-download",
        "a.view-gallery",
        "a[onclick*='downloadFile(']",
    ),
)


class VnptPortal(Platform):
    """VNPT Portal (``UIArticleInMenu``)."""

    name = "vnpt_portal"
    layouts = (VNPT_2024,)
    article_url = r"^/[a-z0-9-]+/[a-z0-9-]+-\d+/?$"  # B, HP
    article_id = (r"-(?P<id>\d{5,7})/?$",)  # B: 336351, 381436; "-2026" is a year
    strip_slash = True
    listing_links = (
        "div.UIArticleInMenu_Default ul.ArticleList h2.Title a",  # B, EDU type11
        "h2.Title a",  # B: the same items in a fragment of the POST pager
        ".UIListNews_Default .item a",  # B, NB
        ".list-news .item a",  # B, NB
    )
    parent_is_listing = True  # B, HP
    paging = VnptPaging()
    fingerprint = ("div.ArticleDetailControl", "div.UIArticleInMenu_Default", "[class*='UIListNews_']")  # B
