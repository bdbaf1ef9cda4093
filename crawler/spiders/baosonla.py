"""Báo Sơn La."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider

SONLA_2026 = Layout(
    id="sonla-2026",
    since=date(2026, 1, 1),
    title=("h1",),  # D: else og:title and <title>
    summary=("div.fulltext > p.font-bold",),  # B, TM
    body=("div#editor-detail",),  # B, TM
    drop=(".audio-article", ".select-accent-wrap", ".text-end"),  # B, TM
)


class BaoSonLa(SiteSpider):
    """The CMS's links, with an article page of its own: text, lead and what to drop (B, TM)."""

    name = "baosonla"
    publisher = "Báo Sơn La"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Sơn La"
    hosts = ("baosonla.vn",)
    home = "/"
    platform = OneCms(
        layouts=(SONLA_2026, *OneCms.layouts),
        article_url=r"^/[^/]+/.+\.html$",  # B, TM
        listing_links=("a.cms-link",),  # B, TM
    )
    article_examples = ("/kinh-te/ten-bai-viet.html",)  # its form
