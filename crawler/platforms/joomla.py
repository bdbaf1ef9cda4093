"""Joomla, versions 3 to 5, and its widespread news extension K2: unions, museums, associations, districts.

Facts are grade A from the product's own templates (article, info block, pagination, router); those of K2 are C.
Recognised by ``meta[name=generator]`` "Joomla! - Open Source Content Management", the element with its script options,
and K2's container.

**What lies:** with a page heading the ``h1`` is the menu's name and the headline is an ``h2`` (A). The stated author
("Super User") is the account that typed the text in (A). ``dd.create`` is when typing began, ``dd.published`` is right.

A site sets: ``hosts``, ``home`` or ``listings``; ``feeds`` (a listing with ``?format=feed&type=rss``, A). Addresses are
``/<menu>/<id>-<alias>`` or, without ids, ``/<menu>/<alias>`` (A). The number is only the id where the site says so:
``/10-nam-xay-dung-nong-thon-moi`` is an alias as well. Such a site sets
``article_id=(r"/(?P<id>\\d+)-[^/]+$",)``; else the address is the identity. Categories look alike, so pages need proof.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

JOOMLA_3 = Layout(
    id="joomla-3",
    since=date(2012, 9, 27),
    title=(
        ".item-page [itemprop='headline']",  # A, versions 3 and 4
        ".item-page .page-header h2",  # A: with a page heading, and always in version 3
        ".item-page .page-header h1",  # A, since version 4
    ),
    published=("dd.published time[datetime]::attr(datetime)", "dd.published"),  # A
    body=(".com-content-article__body", ".item-page [itemprop='articleBody']"),  # A, since 4; A, version 3
    sections=(".mod-breadcrumbs a", "ul.breadcrumb a", "dd.parent-category-name a, dd.category-name a"),  # A
    tags=("ul.tags a",),  # A
    lead_image=(".item-image img",),  # A
    views=("dd.hits",),  # A
    drop=(".pagenavigation", ".content_rating"),  # A
)

JOOMLA_K2 = Layout(
    id="joomla-k2",
    since=date(2012, 1, 1),
    title=("#k2Container .itemTitle",),  # C
    published=("#k2Container .itemDatePublished", "#k2Container .itemDateCreated"),  # C
    summary=("#k2Container .itemIntroText",),  # C
    body=("#k2Container .itemFullText", "#k2Container .itemBody"),  # C: without the first, the whole text is intro
    sections=("#k2Container .itemCategory a",),  # C
    tags=("#k2Container .itemTagsBlock a",),  # C
    lead_image=("#k2Container .itemImage img",),  # C
    attachments=("#k2Container .itemAttachmentsBlock a",),  # C
    views=("#k2Container .itemHits",),  # C
)


class Joomla(Platform):
    """Joomla, with or without K2."""

    name = "joomla"
    layouts = (JOOMLA_3, JOOMLA_K2)
    distrust = frozenset({"microdata:author", "meta:author"})
    # A: an id before the alias; D: without ids, an alias of four words.
    article_url = (
        r"^/(?!(?:component|images|media|administrator)/)(?:[^/]+/)*"
        r"(?:\d+-[^/]*[a-z][^/]*|[^/]*[a-z0-9]+(?:-[a-z0-9]+){3,}[^/]*)$"
    )
    article_id = (r"/(?P<space>item)/(?P<id>\d+)-[^/]+$",)  # C, K2: what stands behind "item" is always the id
    listing_links = (
        ".item-page-title a",  # A, version 2.5
        ".page-header h2 a",  # A
        ".item-content h2 a",  # A, since 4
        "td.list-title a",  # A
        ".catItemTitle a",  # C, K2
    )
    listing_url = r"^/(?:[a-z0-9]+(?:-[a-z0-9]+){0,2}/)?[a-z]+(?:-[a-z0-9]+){0,2}(?:\.html)?/?$"  # D
    paging = NextLink(  # A; ?start= counts articles, not pages: the link is followed, never computed
        ("ul.pagination li.active + li a", "ul.pagination-list li.active + li a", "li.pagination-next a")
    )
    needs_proof = True
    fingerprint = (
        "meta[name='generator'][content^='Joomla']",  # A
        "script.joomla-script-options",  # A
        "#k2Container",  # C
        ".com-content-article.item-page",  # A
    )
