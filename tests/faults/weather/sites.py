"""Site files of the fault bench, one per fault of a way in. Load them with ``SPIDER_MODULES``."""

from __future__ import annotations

from crawler.discovery.paging import NextLink
from crawler.platforms.base import Platform
from crawler.site import SiteSpider
from demo.sites.misbehaving import GATED_HOST, LISTINGS, host_of


class _Bench(SiteSpider):
    publisher = "Báo Xấu Trời"
    kind = "newspaper"
    evidence = "D"
    verified = "never"
    scheme = "http"
    platform = Platform(
        article_url=r"^/bai/[a-z0-9-]+-\d+\.html$",
        article_id=(r"-(?P<id>\d+)\.html$",),
        paging=NextLink(("a[rel=next]",)),
    )


def _bench(name: str, **attributes: object) -> type[SiteSpider]:
    return type(name, (_Bench,), {"name": name, "__module__": __name__, **attributes})


def site_of(fault: str) -> str:
    """Name of the site whose listing has the fault."""
    return "m_" + fault.replace("-", "_")


for _fault in LISTINGS:
    globals()[site_of(_fault)] = _bench(site_of(_fault), hosts=(host_of(_fault),), listings=(f"/muc/{_fault}/",))

cong_mo = _bench("cong_mo", hosts=(GATED_HOST,), listings=("/muc/tot/",), answers_d1n=True)
cong_dong = _bench("cong_dong", hosts=(GATED_HOST,), listings=("/muc/tot/",))
tls_yeu = _bench(
    "tls_yeu", hosts=("yeu.demo.test",), scheme="https", listings=("/muc/tot/",), weak_tls="TLS 1.1 at most (A: ours)"
)
tls_yeu_dong = _bench("tls_yeu_dong", hosts=("yeu.demo.test",), scheme="https", listings=("/muc/tot/",))
tls_sai = _bench("tls_sai", hosts=("tls.demo.test",), scheme="https", listings=("/muc/tot/",))
khong_ten = _bench("khong_ten", hosts=("khong-ten.demo.test",), listings=("/muc/tot/",))
