"""If these fail, `scrapy new-site` stands still for minutes on one long page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from crawler.extraction.page import Page
from crawler.induction.listing import article_candidates, induce_listing
from tests.unit.extraction.reading import page
from tests.unit.extraction.test_cost import seconds
from tests.unit.induction.site import HOST, induced, markup, url_of

ITEM = (
    '<li class="muc muc-{kind}"><a href="/tin/bai-so-{n}-{id}.html">Một tin khác về mùa vụ ở vùng cao số {n}</a>'
    '<span class="ngay">{day:02d}/10/2026</span><div class="x"><p>Vài lời về tin số {n}.</p></div></li>'
)


def long(number: int, items: int) -> Page:
    """An article above a side list of *items* entries with dates."""
    side = "".join(ITEM.format(n=n, kind=n % 7, day=n % 28 + 1, id=90000 + n) for n in range(items))
    return page(markup(number).replace("</body>", f"<ul class=danh-sach>{side}</ul></body>"), url_of(number))


def _layout(items: int) -> object:
    return induced(*(long(number, items) for number in range(3)))


def _listing(items: int) -> object:
    shown = long(0, items)
    return induce_listing([shown], article_candidates(shown, (HOST,)), (HOST,))


@pytest.mark.parametrize("work", [_layout, _listing])
def test_the_time_grows_with_the_page(work: Callable[[int], object]) -> None:
    """Four times the page may take four times as long, not sixteen times."""
    few, many = (min(seconds(partial(work, items)) for _ in range(2)) for items in (120, 480))
    assert many < 9 * max(few, 0.01)
