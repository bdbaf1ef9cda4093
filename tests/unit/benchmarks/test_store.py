"""If these fail, the figures on the store are of other work than a crawl's, or there are none."""

from __future__ import annotations

import json

import pytest

from benchmarks.articles import SYLLABLES, made
from benchmarks.store.__main__ import main
from benchmarks.store.bench import documents
from crawler.store.collections import ARTICLES
from crawler.text.similarity import sketch


def test_made_articles_are_distinct_and_of_the_promised_length() -> None:
    """Copies would be merged, and texts with runs in common joined: other work than a crawl's."""
    articles = [made(number) for number in range(60)]
    assert all(SYLLABLES[0] <= len((article.body or "").split()) <= SYLLABLES[1] for article in articles)
    for values in zip(*((article.key, article.url, article.content_hash) for article in articles), strict=True):
        assert len(set(values)) == len(articles)
    bands = [band for article in articles for band in sketch(article.body or "").bands]
    assert len(set(bands)) > 0.98 * len(bands)


def test_made_articles_are_the_same_each_time() -> None:
    """Two measurements could not be compared; and a known article would be seen with another text."""
    assert made(7) == made(7)
    again = made(7, minute=60)
    assert (again.content_hash, again.key) == (made(7).content_hash, made(7).key)
    assert again.fetched_at > made(7).fetched_at


def test_filled_documents_owe_nothing() -> None:
    """The first writer would spend its time on what the filling left undone."""
    (document,) = documents(0, 1)
    assert "story_due" not in document
    assert document["unpublished"] == []


def test_every_size_has_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """The lookups at a large store would be compared with those at none."""
    assert main(["--sizes", "120,50", "--rounds", "1", "--batches", "1", "--json"]) == 0
    small, large = map(json.loads, capsys.readouterr().out.splitlines())
    assert (small["articles"], large["articles"]) == (50, 150), "the first size's new articles stay"
    for figures in (small, large):
        assert figures["collections"][ARTICLES]["documents"] == figures["articles"] + 100
        assert min(figures["known_ms"], figures["unknown_ms"], figures["server_mb"], figures["folder_mb"]) > 0
        for rate in (figures["new"], figures["touched"]):
            assert rate["per_second"] > 0
            assert rate["our_ms"] > 0
        assert figures["touched"]["write_trips"] == 3
        assert figures["touched"]["publish_trips"] == 0, "an article that is seen again unchanged is no news"
        assert figures["new"]["publish_trips"] < 10


def test_a_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """A person would be shown JSON, or nothing."""
    assert main(["--sizes", "20", "--rounds", "1", "--batches", "1"]) == 0
    said = capsys.readouterr().out
    assert all(part in said for part in ("lookup known", "touched /s", "1.00 x", "articles", "search"))


@pytest.mark.parametrize("wrong", [["--sizes", "viele"], ["--sizes", "0"], ["--rounds", "0"]])
def test_a_wrong_call_is_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A typing error would be a traceback, after a server was started."""
    with pytest.raises(SystemExit):
        main(wrong)
    assert "numbers" in capsys.readouterr().err
