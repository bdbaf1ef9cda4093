"""Báo Quảng Trị, since July 2025 Báo và phát thanh, truyền hình Quảng Trị: two designs on one host."""

from crawler.platforms.month_hex import MONTH_HEX_2022, QUANGTRI_2021, MonthHex
from crawler.site import SiteSpider


class BaoQuangTri(SiteSpider):
    """Old articles have addresses ``/<slug>-<id>.htm`` (B), new ones ``/<cat>/<YYYYMM>/<slug>-<hex>/`` (B)."""

    name = "baoquangtri"
    publisher = "Báo và phát thanh, truyền hình Quảng Trị"
    kind = "newspaper"
    evidence = "B"
    verified = "never"
    province = "Quảng Trị"
    hosts = ("baoquangtri.vn",)
    platform = MonthHex(
        layouts=(MONTH_HEX_2022, QUANGTRI_2021),
        article_url=MonthHex.article_url + r"|^/[^/]+-\d{5,7}\.htm$",  # B
        article_id=(*MonthHex.article_id, r"^/[^/]+-(?P<id>\d{5,7})\.htm$"),  # B
    )
    listings = (  # B, TM
        "/chinh-tri/",
        "/thoi-su/",
        "/kinh-te/",
        "/xa-hoi/",
        "/van-hoa/",
        "/phap-luat/",
        "/quoc-phong-an-ninh/",
        "/dat-va-nguoi-quang-tri/",
        "/phong-su-ky-su/",
        "/suc-khoe/",
        "/the-thao/",
        "/giao-duc/",
        "/du-lich/",
        "/khoa-hoc-cong-nghe/",
    )
    article_examples = (
        "/khoa-hoc-cong-nghe/202508/khoi-day-dam-me-khoa-hoc-cong-nghe-9344c18/",  # B
        "/nghia-tinh-salavan-va-champasak-135352.htm",  # B
    )
