"""ECM portal: the ASP.NET WebForms CMS of Ủy ban Dân tộc (cema.gov.vn = ubdt.gov.vn) and some company sites.

Recognised by panels ``ecm-panel`` below ``#BodyContent_ctl00_…`` and a 16-column grid (SITE-FACTS 3, grade A).
Control ids hold an index that varies with the page's panels (ctl01, ctl02, ctl04), so ids are matched by suffix,
never whole. Category and article share the ``.htm`` suffix: the depth of the path tells them apart. There is no
numeric id.

A site sets: ``hosts``, ``scheme``, ``listings``.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import QueryParameter
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

ECM_2013 = Layout(
    id="ecm-2013",
    since=date(2013, 8, 6),
    title=("[id$='_newsTitle']", "#printContent h3"),  # A/B
    published=("[id$='_lblDate']",),  # A/B: 09:47 AM 06/08/2013
    summary=("[id$='_newsContent']", "#printContent h4"),  # A/B: the lead, despite its name
    body=("#divNewsDetails",),  # A/B
    byline=("[id$='_lblNguonThongTin']", "p.pull-right > span"),  # B
    lead_image=("[id$='_showImage'] a.swipebox > img",),  # A: often display:none
    caption=("div.editor-img-desc", "span.img-desc"),  # A
    sections=(".breadcrumb a",),  # B
    drop=("#btnIncreaseFontSize", "#btnDecreaseFontSize", ".news-block-other"),  # B
)


class EcmPortal(Platform):
    """ECM portal of Ủy ban Dân tộc."""

    name = "ecm"
    layouts = (ECM_2013,)
    article_url = (
        r"^/tin-tuc/[^/]+/[^/]+/[^/]+\.htm$"  # B, TM
        r"|^/(?:tin-tuc-hoat-dong|thong-bao|chuyen-doi-so)/[^/]+\.htm$"  # B, TM
        r"|^/uy-ban-dan-toc-voi-[^/]+/[^/]+\.htm$"  # D: by analogy; its listings are B
        r"|^/gioi-thieu/[^/]+/[^/]+\.htm$"  # B, one example
        # B that articles lie at the root too; D that eight words tell them from categories (the longest has seven).
        r"|^/[a-z0-9]+(?:-[a-z0-9]+){7,}\.htm$"
    )
    listing_links = (
        "div.col-md-12.col-xs-16 > div.content > a",  # B, MC 2025
        ".news-block a",  # B, TM 2026
        ".news-block-body a",  # B, TM 2026
        ".news-block-other a",  # B, TM 2026
    )
    paging = QueryParameter("p")  # B, MC+MIN
    fingerprint = (".ecm-panel", "[id^='BodyContent_ctl00_'][id$='Panel']", "#divNewsDetails")  # A
