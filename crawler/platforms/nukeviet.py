"""NukeViet: the free Vietnamese CMS, very common for communes, unions and departments.

Recognised by ``meta[name=generator]`` (SITE-FACTS 6.9; facts grade A from its source and from rendered pages of the
themes default and egov). One article is reachable under several categories with the same id, so its identity is host
+ module + id. RSS and sitemap are on by default.

**What lies:** the hidden ``datePublished`` is the time of entry or last edit (theme.php assigns it twice),
``article:published_time`` is malformed (date + zone + time), and the hidden author is the login name of whoever typed
the text in where no author was given. The shown date and byline are the only right ones.

A site sets: ``hosts``, ``home`` or ``listings``.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import FirstOf, NextLink, PathSuffix
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

_PREFIX = r"/(?:index\.php/)?(?:(?:vi|en)/)?"
# Modules that installations have beside news, and the copies of articles (A, source of the CMS).
_NO_NEWS = (
    r"(?:about|banners|comment|contact|download|faq|feeds|laws|menu|opinions|page|photos|print|rss|savefile|seek|"
    r"sendmail|shops|siteterms|statistics|users|video\w*|voting)/"
)

NUKEVIET_2017 = Layout(
    id="nukeviet-2017",
    since=date(2017, 1, 1),
    title=(".news_column h1.title[itemprop='headline']", "h1.title"),  # A
    published=(".news_column .newsdetailmetatop span.h5", ".news_column span.h5"),  # A: only the first is the date
    summary=("div.hometext[itemprop='description']", "div.hometext"),  # A
    body=("#news-bodyhtml", "div.bodytext"),  # A
    byline=(".news_column p.h5.text-right", "p.text-right"),  # A: "Tác giả bài viết: …", "Nguồn tin: …"
    lead_image=("figure.article img", "#imgpreview img"),  # A
    attachments=(".news-download-file a",),  # A
    tags=("em.fa-tags ~ a", ".keywords a", ".news-tags a"),  # A / D
    sections=("ul.temp-breadcrumbs li + li [itemprop='name']", ".breadcrumb li + li a"),  # A, egov / D
    drop=(".other-news", "ul.related", "#form3B", ".socialicon", "#imgpreview"),  # A
)


class NukeViet(Platform):
    """NukeViet."""

    name = "nukeviet"
    layouts = (NUKEVIET_2017,)
    distrust = frozenset(
        {
            "microdata:datePublished",
            "microdata:dateModified",
            "opengraph:article:published_time",
            "opengraph:article:modified_time",
            "microdata:author",
        }
    )
    # Without rewriting, addresses begin with /index.php (B, ubmttqvn.quangtri.gov.vn); some begin with a language.
    # Print and save copies of an article are no articles (A), nor are the things of other modules.
    article_url = rf"^{_PREFIX}(?!{_NO_NEWS})(?:[\w-]+/){{1,2}}[\w-]+-\d+\.html$"
    article_id = (rf"^{_PREFIX}(?:(?P<space>[\w-]+)/)?[\w-]+/[\w-]+-(?P<id>\d+)\.html$",)  # A
    listing_links = (".news_column h2 a", ".news_column h3 a", "a.show.h4", ".news_column .panel-body > a")  # A
    listing_url = rf"^{_PREFIX}(?!{_NO_NEWS}|(?:page-\d+)/)(?:[\w-]+/){{1,2}}$"  # A
    paging = FirstOf((NextLink(("ul.pagination li.active + li a", "a[rel~='next']")), PathSuffix("page-{n}")))  # A
    feeds = ("/rss/", "/index.php/rss/")  # A: on by default; B: without rewriting
    sitemaps = ("/sitemap.xml",)  # A
    # A: its own names of sitemaps
    sitemap_filter = r"sitemap-[a-z]+\.(?!about|laws|faq|page|contact|siteterms|opinions)[\w-]+\.xml|sitemap\.xml"
    fingerprint = ("meta[name='generator'][content^='NukeViet']", "div.news_column[itemtype$='NewsArticle']")  # A
