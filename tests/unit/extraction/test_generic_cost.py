"""If these fail, one long list of links on an unknown page holds up the whole crawl for minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from crawler.extraction.fallback import find_body
from crawler.extraction.fields import Rules
from crawler.extraction.tags import read_tags
from tests.unit.extraction.article import LONG1, P1, TITLE
from tests.unit.extraction.reading import body, page
from tests.unit.extraction.test_cost import seconds

OTHER = "<a href=/b>Một bài khác về mùa vụ ở vùng cao</a>"


def _column(line: str) -> str:
    return f"<h1>{TITLE}</h1><div><p>{LONG1}</p>{line}</div>"


def _find(line: str) -> object:
    return find_body(page(_column(line)), TITLE)


def _tags(line: str) -> object:
    return read_tags(page(_column(line * 3)), None, Rules(), TITLE)


@pytest.mark.parametrize(
    ("read", "line"),
    [
        (_find, f"<div>{OTHER}<p>{P1}</p></div>"),
        (_find, f"<div class=related><p>{P1}</p></div>"),
        (body, f"<p>{OTHER}</p>"),
        (_tags, f"<p>{OTHER}</p>"),
        (_find, f"<p>{OTHER}</p><p>{P1}</p>"),
        (body, f"{OTHER}<br>"),
        (_tags, f"{OTHER}<br>"),
    ],
)
def test_the_time_for_links_grows_with_their_number(read: Callable[[str], object], line: str) -> None:
    """3,000 linked headlines with a line below each took a minute, 20,000 would take an hour."""
    few, many = (min(seconds(partial(read, line * n)) for _ in range(2)) for n in (120, 480))
    assert many < 9 * max(few, 0.005)
