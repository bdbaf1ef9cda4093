"""If these fail, `scrapy doctor --suggest` says the wrong thing of a selector, and a working one is replaced."""

from __future__ import annotations

from dataclasses import replace

from crawler.extraction.layout import Layout
from crawler.induction.compare import difference
from tests.unit.induction.site import SINCE, Design, article, induced

TODAY = Layout(
    id="cu-2025",
    since=SINCE,
    title=("h1.tieu-de",),
    body=("#than-bai", ".noi-dung"),
    published=("time.cu",),
    views=("span.luot-xem",),
    byline=(".tac-gia", ".bai-cua"),
)


def test_each_field_says_what_todays_selectors_find_and_what_is_proposed() -> None:
    """Whoever repairs must see which selector died, and on how many pages the new one holds."""
    pages = [article(n) for n in range(3)]
    told = {said.field: said for said in difference(pages, [TODAY], induced(*pages))}
    assert told["title"].change == "same"
    assert [(found.selector, found.pages) for found in told["body"].today] == [("#than-bai", 0), (".noi-dung", 3)]
    assert told["body"].change == "same"
    assert (told["published"].change, told["published"].proposed[0].selector) == ("replace", ".ngay-dang")
    assert (told["summary"].change, told["summary"].today) == ("new", ())
    assert told["views"].change == "unseen"
    assert "not known" in told["views"].note
    assert "caption" not in told
    assert "time.cu (0/3) -> .ngay-dang (3/3)" in str(told["published"])


def test_a_selector_that_works_is_kept() -> None:
    """Another selector that finds as much is no reason to touch a layout that old pages were read with."""
    pages = [article(n, replace(Design(), title='<h1 id="dau-bai" class="tieu-de">{title}</h1>')) for n in range(3)]
    kept = replace(TODAY, title=(".cot-trai h1",))
    told = {said.field: said for said in difference(pages, [kept], induced(*pages))}
    assert told["title"].change == "keep"
