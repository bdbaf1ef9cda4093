"""Bộ Ngoại giao."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

MOFA_2026 = Layout(
    id="mofa-2026",
    since=date(2026, 1, 1),
    title=("h1",),  # D: else og:title and <title>
    summary=("div.article-summary",),  # B, TM
    body=("div#content-post.main-content",),  # B, TM
)


class Mofa(SiteSpider):
    """Addresses, lead and text (B, TM); listings are not told: the home page is read."""

    name = "mofa"
    publisher = "Bộ Ngoại giao"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("mofa.gov.vn",)
    home = "/"
    platform = Generic(
        layouts=(MOFA_2026,),
        article_url=r"^/tin-chi-tiet/chi-tiet/.+-\d+[^/]*\.html$",  # B, TM
        needs_proof=False,
    )
    article_examples = ("/tin-chi-tiet/chi-tiet/ten-bai-viet-51288-132.html",)  # its form
