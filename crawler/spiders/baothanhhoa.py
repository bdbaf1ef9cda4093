"""Báo Thanh Hóa."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

THANHHOA_2026 = Layout(
    id="thanhhoa-2026",
    since=date(2026, 1, 1),
    title=("h1.pTitle",),  # B, TM
    summary=("p.pHead",),  # B, TM
    body=("#dcontent",),  # B, TM
)


class BaoThanhHoa(SiteSpider):
    """Addresses, headline, lead and text (B, TM); categories are not told: the home page is read."""

    name = "baothanhhoa"
    publisher = "Báo Thanh Hóa"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Thanh Hóa"
    hosts = ("baothanhhoa.vn",)
    home = "/"
    platform = Generic(
        layouts=(THANHHOA_2026,),
        article_url=r"-\d+\.htm$",  # B, TM
        needs_proof=False,
    )
    article_examples = ("/ten-bai-viet-238814.htm",)  # its form
