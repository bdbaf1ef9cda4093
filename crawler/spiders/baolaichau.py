"""Báo Lai Châu."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

LAICHAU_2026 = Layout(
    id="laichau-2026",
    since=date(2026, 1, 1),
    title=("#post-content .post-info .title",),  # B, TM
    summary=("#post-content .post-info .sapo",),  # B, TM
    body=("#post-content .post-info .body",),  # B, TM
)


class BaoLaiChau(SiteSpider):
    """Addresses, links, headline, lead and text (B, TM); categories are not told: the home page is read."""

    name = "baolaichau"
    publisher = "Báo Lai Châu"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Lai Châu"
    hosts = ("baolaichau.vn",)
    home = "/"
    platform = Generic(
        layouts=(LAICHAU_2026,),
        article_url=r"-\d+/?$",  # B, TM
        listing_links=("a.blc-post__link",),  # B, TM
        strip_slash=True,
        needs_proof=False,
    )
    article_examples = ("/xa-hoi/ten-bai-viet-88213",)  # its form
