"""Báo Bắc Ninh; Bắc Giang became part of Bắc Ninh in July 2025."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

BACNINH_2026 = Layout(
    id="bacninh-2026",
    since=date(2026, 1, 1),
    title=("h1",),  # D: else og:title and <title>
    summary=("div.news_detail_sapo",),  # B, TM
    body=(".news-details__content.link_content",),  # B, TM
)


class BaoBacNinhTv(SiteSpider):
    """Addresses, links, lead and text (B, TM); categories are not told: the home page is read."""

    name = "baobacninhtv"
    publisher = "Báo Bắc Ninh"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Bắc Ninh"
    hosts = ("baobacninhtv.vn",)
    home = "/"
    platform = Generic(
        layouts=(BACNINH_2026,),
        article_url=r"-postid\d+\.bbg$",  # B, TM
        article_id=(r"-postid(?P<id>\d+)\.bbg$",),  # B: the address calls it the post's id
        listing_links=("a.font-tin-doc",),  # B, TM
        needs_proof=False,
    )
    article_examples = ("/ten-bai-viet-postid440127.bbg",)  # its form
