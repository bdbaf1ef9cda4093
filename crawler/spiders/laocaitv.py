"""Đài Phát thanh - Truyền hình Lào Cai."""

from crawler.platforms.laravel_3s import Laravel3S
from crawler.site import SiteSpider


class LaoCaiTv(SiteSpider):
    """HTTP only (B). Merged into baolaocai.vn in 2025; whether the host still answers is not known (SITE-FACTS 9.4)."""

    name = "laocaitv"
    publisher = "Đài Phát thanh - Truyền hình Lào Cai"
    kind = "tv"
    evidence = "B"
    verified = "never"
    province = "Lào Cai"
    hosts = ("laocaitv.vn",)
    scheme = "http"
    home = "/"
    platform = Laravel3S()
    article_examples = ("/chinh-tri-xa-hoi/an-toan-phong-chay-chua-chay-o-cac-khu-tro-nhung-van-de-dat-ra",)  # B
