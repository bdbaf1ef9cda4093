"""Liferay: the Java portal, also in VNPT's edition "eportal" with news portlets of its own.

Run by quangtri.gov.vn, quangbinh.gov.vn, thanhtra.gov.vn, moh.gov.vn, cmsc.gov.vn (B), daknong.gov.vn (C)
(SITE-FACTS 6.10). Recognised by portlet boundaries ``p_p_id_…`` and ``journal-content-article``, the element that the
product puts around web content (A, its source).

**What lies:** ``h1.portlet-title`` is the name of the portlet ("Xem tin tức"), not of the article. Links carry how
the reader came (``redirect``, ``inheritRedirect``, ``p_p_…``) and the session: one article would have many addresses.
Other parameters stay, because thanhtra.gov.vn needs its ``?<id>`` (B).

A site sets: ``hosts``, ``home`` or ``listings``. Nothing of the markup of VNPT's news portlets is published: on their
pages the generic reader stands in, unless the site gives a layout. moh.gov.vn has a weak key in its TLS (B).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

LIFERAY_6 = Layout(
    id="liferay-6",
    since=date(2020, 1, 1),
    title=(".asset-full-content .header-title", ".taglib-header .header-title"),  # B, hust.edu.vn and others
    published=(".asset-full-content .metadata-publish-date",),  # B, several readers of Liferay sites
    body=(".journal-content-article",),  # A, source; B, moh.gov.vn
    tags=(".asset-full-content .taglib-asset-tags-summary a",),  # D
    drop=(".taglib-ratings", ".asset-links"),  # D
)

_WAY = re.compile(r"^(?:redirect|inheritRedirect|p_p_\w+)$")


class Liferay(Platform):
    """Liferay and VNPT eportal."""

    name = "liferay"
    layouts = (LIFERAY_6,)
    article_url = (
        r"/-/view-article/\d+/\d+/\d+/?$"  # B, quangtri, quangbinh
        r"|/-/view_content/\d+-[^/]+\.html$"  # C, daknong
        r"|/-/asset_publisher/(?:[^/]+/)?[Cc]ontent/"  # B, thanhtra; A: with the portlet's number before it
        r"|/-/[^/]+/?$"  # B, moh, below /web/<site>; A: on a host of its own that part is left out
    )
    # B: the last of three numbers is the article, the one before its category; C. Slugs are no numbers: the address.
    article_id = (r"/-/view-article/\d+/\d+/(?P<id>\d+)/?$", r"/-/view_content/(?P<id>\d+)-[^/]+\.html$")
    listing_links = (
        "a[href*='/-/view-article/']",  # B
        "a[href*='/-/view_content/']",  # C
        ".asset-abstract .asset-title a",  # B
    )
    listing_url = r"^/web/[^/]+/[a-z0-9-]+/?$|^/[a-z]+(?:-[a-z]+)+/?$"  # B: addresses; D: that these are listings
    paging = NextLink(  # B: readers of Vietnamese sites follow "Tiếp theo"; script links are no addresses
        (
            "ul.lfr-pagination-buttons a.next",
            "ul.lfr-pagination-buttons a:contains('Tiếp')",
            "ul.lfr-pagination-buttons a:contains('Next')",
        )
    )
    fingerprint = (
        "[id^='p_p_id_']",  # A: boundary of every portlet
        ".journal-content-article",  # A
        "a[href*='/-/view-article/']",  # B
    )

    def canonical(self, url: str, hosts: Sequence[str], scheme: str | None) -> str:
        """Without the parameters that say how a reader came to an article."""
        url = super().canonical(url, hosts, scheme)
        parts = urlsplit(url)
        if "/-/" not in parts.path or not parts.query:
            return url
        query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
        return parts._replace(query=urlencode([pair for pair in query if not _WAY.match(pair[0])])).geturl()
