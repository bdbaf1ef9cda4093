"""VCCorp: the newspaper CMS of VCCorp in its edition for government sites.

Run by baochinhphu.vn, vpcp.chinhphu.vn (facts A: real pages), mst.gov.vn and bvhttdl.gov.vn (B) (SITE-FACTS 6.8).
Recognised by ``data-role`` attributes of the article's parts, ``VCSortableInPreviewMode`` figures, and
``box-stream`` / ``box-category`` lists.

**What lies:** ``og:type`` says "website" on articles, and ``meta[name=author]`` and ``generator`` hold the host (A).
``article:published_time`` is right. The id ends in the time of creation (digits 4 to 15, YYMMDDhhmmss), which may be a
day before publication: no date is taken from it. Some links begin with a space (A, vpcp).

A site sets: ``hosts``, ``home`` or ``listings``, ``feeds`` (``/<category>.rss``, A; ``/rss/home.rss``, B). Lists load
more by script (``.list__viewmore``, A), so a listing is its first page.
"""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NoPaging
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

VCCORP_2026 = Layout(
    id="vccorp-2026",
    since=date(2026, 3, 1),
    title=("h1[data-role='title']", "h1.detail-title", "h2.title"),  # A; A; B, bvhttdl
    published=("[data-role='publishdate']", ".detail-time"),  # A: 01/03/2026 09:51
    summary=("[data-role='sapo']", "h2.detail-sapo", "p.sapo"),  # A; A; B, bvhttdl
    body=(".detail-content[data-role='content']", ".detail-content.afcbc-body", "div.entry-body"),  # A; A; B, bvhttdl
    sections=("[data-role='cate-name']", ".detail-breadcrumb a"),  # A
    tags=("[data-role='tags'] a", ".detail-tags a"),  # D
    caption=(".PhotoCMS_Caption",),  # A
    drop=(
        ".NLPlaceholderShow",  # A: the editor's prompt for a caption that nobody wrote
        "[class*='VCObjectBoxRelatedNews']",  # D: cards of other articles in the text
    ),
)


class VcCorp(Platform):
    """VCCorp, government sites."""

    name = "vccorp"
    layouts = (VCCORP_2026,)
    distrust = frozenset({"meta:author"})
    article_url = r"-\d{8,20}\.htm$"  # A: 18 digits; B: 8 and more (mst), 14 to 17 (bvhttdl)
    article_id = (r"-(?P<id>\d{14,20})\.htm$",)  # A/B; eight digits could be a day
    listing_links = (
        ".box-stream-item a.box-stream-link-title",  # A
        ".box-category-item a.box-category-link-title",  # A
        ".box-category-item a",  # B, mst
    )
    listing_url = r"^/(?!.*-\d{8,}\.htm$)[a-z0-9-]+(?:/[a-z0-9-]+)?\.htm$"  # A: /chinh-sach-va-cuoc-song/x.htm
    paging = NoPaging()
    feeds = ("/rss/home.rss",)  # B, mst
    sitemaps = ("/sitemap.xml",)  # B, mst
    fingerprint = (
        ".detail-content[data-role='content']",  # A
        ".VCSortableInPreviewMode",  # A
        "a.box-stream-link-title",  # A
        "a.box-category-link-title",  # A
    )
