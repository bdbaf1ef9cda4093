"""Báo Quảng Bình, until Quảng Bình became part of Quảng Trị in July 2025; its CMS serves baoquangtri.vn since."""

from crawler.platforms.month_hex import MonthHex
from crawler.site import SiteSpider


class BaoQuangBinh(SiteSpider):
    """Addresses, headline, date and text (B, QB 2022). Whether the host still answers is not known."""

    name = "baoquangbinh"
    publisher = "Báo Quảng Bình"
    kind = "newspaper"
    status = "retired"
    evidence = "B"
    verified = "never"
    province = "Quảng Bình"
    hosts = ("baoquangbinh.vn",)
    home = "/"
    platform = MonthHex()
    article_examples = ("/xa-hoi/202210/ten-bai-viet-2203956/",)  # B, its slug left out
