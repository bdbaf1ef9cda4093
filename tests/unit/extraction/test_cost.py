"""If these fail, one long page of pictures or lines holds up the whole crawl for minutes."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from tests.unit.extraction.reading import body, page

LINE = "Bà con không còn phải đi đò mỗi mùa nước lên."
TITLE = "Khánh thành cây cầu nối hai thôn"
SHAPES = {
    "paragraphs and pictures": f"<p>{LINE}</p><p><img src=/a.jpg></p>",
    "pictures with text behind": f"<img src=/a.jpg>{LINE}",
    "captions": "<img src=/a.jpg><p class=caption>Cầu mới</p>",
    "figures": "<figure><img src=/a.jpg><figcaption>Cầu mới</figcaption></figure>",
    "picture table": "<tr><td><img src=/a.jpg></td></tr><tr><td>Cầu mới</td></tr>",
    "lines": f"<b>{LINE}</b><br>",
    "noise lines": "In bài viết<br>",
    "related boxes": f"<p>{LINE * 4}</p><div><h4>Tin liên quan</h4><p><a href=/b>Bài khác</a></p></div>",
    "labels": "Tin liên quan<br>",
    "spaces": "&nbsp; " * 25,
}


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def growth(work: Callable[[int], object]) -> float:
    """How many times longer four times the work takes: 4 if it is linear, 16 if it is quadratic."""
    return min(seconds(lambda: work(3200)) for _ in range(2)) / max(seconds(lambda: work(800)) for _ in range(2))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_time_for_a_body_grows_with_its_length(shape: str) -> None:
    """Two thousand pictures took a minute, in which no other site was crawled."""
    assert growth(lambda n: body(f"<p>{LINE}</p>" + SHAPES[shape] * n + f"<p>{LINE}</p>")) < 12


@pytest.mark.parametrize("line", [f"<h1>{TITLE}</h1>", f"<h1>{TITLE}</h1><p>05/03/2026 08:15</p>"])
def test_the_time_for_headline_and_date_grows_with_the_page(line: str) -> None:
    """A page that repeats its headline was searched for a date at every repetition."""
    assert growth(lambda n: extract(page(f"<title>{TITLE}</title>" + line * n + f"<p>{LINE}</p>"), (), Rules())) < 12


@pytest.mark.parametrize(("lines", "fast"), [(50, False), (2500, True)])
def test_the_generic_reader_has_no_second_opinion_on_a_huge_page(
    lines: int, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """trafilatura's second opinion compares every line with every other: 20,000 headlines took half a minute."""
    asked: list[bool] = []
    monkeypatch.setattr("trafilatura.extract", lambda *_, **options: asked.append(options["fast"]))
    extract(page(f"<h1>{TITLE}</h1>" + f"<p>{LINE}</p>" * lines), (), Rules())
    assert asked == [fast]
