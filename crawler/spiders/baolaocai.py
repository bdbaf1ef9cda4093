"""Báo và phát thanh, truyền hình Lào Cai: successor of laocaitv.vn and the papers of Lào Cai and Yên Bái."""

from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider


class BaoLaoCai(SiteSpider):
    """Markup known from a real page (A)."""

    name = "baolaocai"
    publisher = "Báo và phát thanh, truyền hình Lào Cai"
    kind = "newspaper"
    evidence = "A"
    verified = "never"
    province = "Lào Cai"
    hosts = ("baolaocai.vn",)
    home = "/"
    platform = OneCms()
    article_examples = ("/song-dep-tu-nhung-dieu-gian-di-post404649.html",)  # A
