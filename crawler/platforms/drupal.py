"""Drupal, versions 7 to 11, with themes that keep the core's names: hospitals, departments, districts.

Facts are grade A from the product's own templates (node, page title, pager, file link); Long Xuyên's site is one of
them (``/sites/default/files/YYYY-MM/``, SITE-FACTS 6.12, A). Recognised by ``meta[name=Generator]`` "Drupal N", its
settings element, and style sheets below ``/sites/default/files/css/``.

**What lies:** the shown author is the account that typed the text in, and the shown date is when the node was created,
which may be days before it was published (A). Nothing better is on the page. The pager counts from 0: ``?page=1`` is
the second page (A), so its link is followed and never computed.

A site sets: ``hosts``, ``home`` or ``listings``; ``feeds`` (``/rss.xml``, A, where the front page is the core's);
``article_url`` where its aliases have a form of their own. A node is at its alias and at ``/node/<id>``; its
``link[rel=canonical]`` names the alias (A).
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

_NO_ARTICLE = r"(?:vi/|en/)?(?:taxonomy|user|admin|search|tags|sites|comment)/"

DRUPAL_8 = Layout(
    id="drupal-8",
    since=date(2015, 11, 19),
    title=("h1 .field--name-title", "h1.page-title"),  # A
    published=(
        ".node__meta .field--name-created time[datetime]::attr(datetime)",  # A, since 9.3
        ".node__meta .field--name-created",  # A: T3, 26/05/2026 - 10:42
    ),
    body=(".node--view-mode-full .field--name-body", ".node__content .field--name-body"),  # A
    byline=(".node__content .field--name-field-tac-gia .field__item",),  # D: what sites call a field of their own
    sections=("nav.breadcrumb a",),  # A
    tags=(".field--name-field-tags a",),  # A, standard profile
    lead_image=(".node__content .field--name-field-image img",),  # A, standard profile
    attachments=(".node__content .file a",),  # A
)

DRUPAL_7 = Layout(
    id="drupal-7",
    since=date(2011, 1, 5),
    title=("h1#page-title", "h1.page-title", "h1.title"),  # A, Bartik / Garland
    published=(".node .submitted",),  # A
    body=(".node .field-name-body",),  # A
    tags=(".field-name-field-tags a",),  # A
    lead_image=(".node .field-name-field-image img",),  # A
    attachments=(".node .file a",),  # A
)


class Drupal(Platform):
    """Drupal."""

    name = "drupal"
    layouts = (DRUPAL_8, DRUPAL_7)
    # A: /node/<id>; D: aliases are free, a slug of four words is taken for an article.
    article_url = rf"^/(?:vi/|en/)?node/\d+$|^/(?!{_NO_ARTICLE}|(?:vi/|en/)?node/).*[a-z0-9]+(?:-[a-z0-9]+){{3,}}[^/]*$"
    article_id = (r"^/(?:(?:vi|en)/)?(?P<space>node)/(?P<id>\d+)$",)  # A
    listing_links = (".node__title a", ".views-field-title a", ".node h2 a")  # A; A; A, Drupal 7
    listing_url = r"^/(?:vi/)?(?:taxonomy/term/\d+|[a-z0-9]+(?:-[a-z0-9]+){0,2})$"  # A; D
    paging = NextLink(("li.pager__item--next a", "a[rel~='next']", "li.pager-next a"))  # A; A; A, Drupal 7
    needs_proof = True
    fingerprint = (  # A
        "meta[name='Generator'][content^='Drupal']",
        "meta[name='generator'][content^='Drupal']",
        "script[data-drupal-selector]",
        "link[href*='/sites/default/files/css/css_']",
    )
