"""Bộ Nội vụ."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

MOHA_2026 = Layout(
    id="moha-2026",
    since=date(2026, 1, 1),
    title=("h1",),  # D: else og:title and <title>
    body=("div.mh-detail-content",),  # B, TM
)


class Moha(SiteSpider):
    """Addresses and text (B, TM); listings are not told: the home page is read."""

    name = "moha"
    publisher = "Bộ Nội vụ"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("moha.gov.vn",)
    home = "/"
    platform = Generic(
        layouts=(MOHA_2026,),
        article_url=r"---id\d+",  # B, TM
        article_id=(r"---id(?P<id>\d+)",),  # B: the address calls it the id
        needs_proof=False,
    )
    article_examples = ("/tin-tuc/ten-bai-viet---id51204",)  # its form
