"""What a run took: without it nobody sees that a site became slow, or that its design changed."""

from __future__ import annotations

import pytest

from crawler.health.measures import Origin, Shares, measures, origin_of


@pytest.mark.parametrize(
    ("via", "origin"),
    [
        ("nukeviet-2017:h1.title", Origin.LAYOUT),
        ("jsonld:headline", Origin.STRUCTURED),
        ("microdata:articleBody", Origin.STRUCTURED),
        ("opengraph:og:image", Origin.STRUCTURED),
        ("meta:keywords", Origin.STRUCTURED),
        ("text:date-line", Origin.TEXT),
        ("fallback:trafilatura", Origin.GENERIC),
    ],
)
def test_each_way_of_reading_has_its_origin(via: str, origin: Origin) -> None:
    """A site read by guessing would look as if its layout fitted."""
    assert origin_of(via) is origin


def test_shares_count_fields_by_origin() -> None:
    """A rising share of guesses is the first sign of a changed design."""
    shares = Shares()
    assert shares.document() == {"articles": 0, "fields": {}}
    shares.add({"title": "ecm-2013:h1", "body": "ecm-2013:div"})
    shares.add({"title": "fallback:trafilatura"})
    fields = {"body": {"layout": 1}, "title": {"layout": 1, "generic": 1}}
    assert shares.document() == {"articles": 2, "fields": fields}


def test_measures_read_scrapys_stats() -> None:
    """Bytes and status codes are what a webmaster asks for who complains."""
    stats = {
        "downloader/response_count": 5,
        "downloader/response_bytes": 1234,
        "downloader/response_status_count/404": 1,
        "downloader/response_status_count/200": 4,
        "store/seconds": 0.26,
    }
    found = measures(stats, 12.34)
    assert found["timings"] == {"total_s": 12.3, "store_s": 0.3}
    assert (found["pages"], found["bytes"]) == (5, 1234)
    assert list(found["status_codes"].items()) == [("200", 4), ("404", 1)]
    assert measures({}, 0)["status_codes"] == {}
