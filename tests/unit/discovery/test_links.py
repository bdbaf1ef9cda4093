"""If these fail, articles are never found, or pages that are none are fetched on every run."""

from __future__ import annotations

from parsel import Selector

from crawler.discovery.links import article_links, menu_listings, parent_listings

BASE = "https://vidu.vn/tin-tuc/"
ARTICLE = r"-\d+\.html$"


def links(markup: str, *candidates: str) -> list[str]:
    return article_links(Selector(markup), candidates, BASE, pattern=ARTICLE, hosts=("vidu.vn",))


def test_links_come_in_page_order_each_once_and_absolute() -> None:
    """Newest first is the order in which a sample is taken."""
    assert links(
        "<h3><a href=' b-2.html '>x</a></h3><h3><a href='/a-1.html'><img></a></h3><h3><a href='b-2.html'>x</a></h3>",
        "h3 a",
    ) == ["https://vidu.vn/tin-tuc/b-2.html", "https://vidu.vn/a-1.html"]


def test_a_selector_inside_the_link_counts() -> None:
    """Many themes put the heading inside the link."""
    assert links("<a href='/a-1.html'><h3>x</h3></a>", "a h3") == ["https://vidu.vn/a-1.html"]


def test_when_the_theme_changed_the_form_of_the_address_still_finds_articles() -> None:
    """A new theme must not end the site's news."""
    assert links("<div class=neu><a href='/a-1.html'>x</a></div>", "h3 a") == ["https://vidu.vn/a-1.html"]


def test_what_is_no_article_of_the_site_is_left_out() -> None:
    """Off-site, scripts, files and broken addresses are nothing to ask for."""
    assert (
        links(
            "<a href='http://khac.vn/a-1.html'></a><a href='javascript:a-1.html'></a><a href='JavaScript:a-1.html'></a>"
            "<a href='#a-1.html'></a><a href='http://[/a-1.html'></a><a href='mailto:a-1.html'></a>"
            "<a href='/a-1.html.pdf'></a>"
            "<a href='/tin-tuc'></a><a></a>"
        )
        == []
    )


def test_listings_are_found_from_articles_and_menu() -> None:
    """Sites without known categories are walked from their home page."""
    assert parent_listings(
        ["https://vidu.vn/xa-hoi/bai-1", "https://vidu.vn/xa-hoi/bai-2/", "https://vidu.vn/bai-3"]
    ) == ["https://vidu.vn/xa-hoi"]
    menu = (
        "<nav><a href='/xa-hoi/'></a><a href='/'></a><a href='http://khac.vn/y-te/'></a><a href='/xa-hoi/'></a></nav>"
    )
    assert menu_listings(Selector(menu), ("nav a",), BASE, pattern=r"^/[a-z-]+/$", hosts=("vidu.vn",)) == [
        "https://vidu.vn/xa-hoi/"
    ]
