"""ePi OneCMS: the newspaper CMS of ePi Technologies.

Run by baolaocai.vn, baohatinh.vn, baogialai.com.vn, plo.vn, sggp.org.vn, nhandan.vn, vietnamplus.vn and others
(SITE-FACTS 5b, 6.6). Recognised by ``cms-*`` and ``zce-*`` classes. Markup and structured data agree; the page holds
some two dozen other ``time`` elements, so the date is read inside the article's meta block only.

A site sets: ``hosts``, ``home`` or ``listings``. Zones load more articles by script; its endpoint is unpublished, so
a zone is its first page, and the home page's menu gives the zones."""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

ONECMS_2025 = Layout(
    id="onecms-2025",
    since=date(2025, 6, 17),
    title=("h1.article__title.cms-title", "h1.cms-title"),  # A
    published=(  # A: baolaocai; plo
        ".article__meta time.time[datetime]::attr(datetime)",
        "time.article__time[datetime]::attr(datetime)",
        "meta.cms-date[itemprop='datePublished']::attr(content)",
    ),
    summary=("div.article__sapo.cms-desc", ".cms-desc"),  # A
    body=("div.article__body.cms-body", "div.cms-body[itemprop='articleBody']"),  # A
    byline=(  # A: plo (twice on the page: header and footer); baolaocai signs in the body
        ".article__header .cms-author a.name",
        ".cms-author a.name",
        ".article__body div.t1 > span.t2",
        ".article__meta .cms-author .name",  # D: the same element without a link
    ),
    lead_image=(".article__avatar img", "figure.article__avatar img", ".cms-desc ~ table.picture img"),  # A, plo; D
    tags=("div.article__tags .box-content a", "div.article__tag a"),  # A / D
    sections=(".breadcrumbs h2.main a", ".breadcrumb h2.main a"),  # A: baolaocai; plo
    drop=(  # A
        ".rennab",
        ".sda_middle",
        "[id^='sdaWeb_']",
        "[id^='adsWeb_']",
        "[id^='adsMobile_']",
        "div.wrap-comment",
        "article.story",
        ".related-topic",  # plo
        ".article__meta",
        "div.t1",
    ),
)


class OneCms(Platform):
    """ePi OneCMS."""

    name = "onecms"
    layouts = (ONECMS_2025,)
    article_url = r"-post\d+\.html$"  # A
    article_id = (r"-post(?P<id>\d+)\.html$",)  # A
    listing_links = ("article.story a", "article a", "a.cms-link")  # A / B
    listing_url = r"^/[a-z0-9-]+(?:/[a-z0-9-]+)?/$"  # A: /review-lao-cai/
    paging = NextLink()
    fingerprint = (".zce-content-body", "h1.cms-title", "a.cms-link", ".cms-body")  # A; A; B; A
