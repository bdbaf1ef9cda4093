"""If these fail, the accuracy figures flatter or slander a reader, and floors guard nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.accuracy.readers import Reading
from benchmarks.accuracy.scoring import Score, f1, score, summarise
from benchmarks.accuracy.sets import Gold
from tests.unit.extraction.reading import repeatable

TIME = datetime(2026, 3, 13, 18, 30, tzinfo=UTC)  # 01:30 of the 14th in Vietnam
BODY = "Bà con gánh rau xuống chợ từ sớm. Phiên sau mở vào thứ Bảy tuần tới."
LEAD = "Phiên chợ đầu tiên của xã mở lúc sáu giờ sáng."
GOLD = Gold(
    title="Chợ phiên",
    published_at=TIME,
    precision="minute",
    authors=("Trần Thị Mẫu", "Lê Ví"),
    lead=LEAD,
    body=BODY,
    dateline="(VD) -",
    source="TTXVN",
    has_source=True,
    first="Bà con gánh rau xuống chợ từ sớm.",
    last="Phiên sau mở vào thứ Bảy tuần tới.",
    boilerplate=("Xem thêm", "Quảng cáo"),
)
RIGHT = Reading(
    title="Chợ phiên",
    published_at=TIME,
    states_minute=True,
    authors=("Lê Ví", "Trần Thị Mẫu"),
    lead=LEAD,
    body=BODY,
    dateline="(VD) -",
    source="TTXVN",
)


def ours(reading: Reading, gold: Gold = GOLD) -> Score:
    return score(reading, gold, strict=True)


def rival(reading: Reading, gold: Gold = GOLD) -> Score:
    return score(reading, gold, strict=False)


def test_a_right_reading_is_right_in_every_column() -> None:
    """A page read as the gold says would be counted as wrong."""
    assert summarise([ours(RIGHT)]) == {
        **dict.fromkeys(("title", "day", "minute", "authors", "lead", "source", "first", "last"), 1.0),
        "body": 1.0,
        "body_min": 1.0,
        "boilerplate": 0,
    }


def test_a_value_is_wrong_where_the_page_gives_none() -> None:
    """Guessed dates and authors would pass for right."""
    nothing = replace(GOLD, published_at=None, precision=None, authors=(), lead="", source=None)
    guessed = ours(RIGHT, nothing)
    assert not any((guessed.day, guessed.minute, guessed.authors, guessed.lead, guessed.source))
    empty = ours(Reading(title="Chợ phiên", body=BODY), nothing)
    assert all((empty.day, empty.minute, empty.authors, empty.lead, empty.source))


def test_a_missing_value_is_wrong_where_the_page_gives_one() -> None:
    """A reader that finds nothing would look good."""
    empty = ours(Reading())
    assert not any(getattr(empty, name) for name in ("title", "day", "minute", "authors", "lead", "source"))
    assert (empty.body, empty.first, empty.last) == (0.0, False, False)


def test_days_are_those_of_vietnam() -> None:
    """An article of 01:30 would count for the day before."""
    assert rival(replace(RIGHT, published_at=datetime(2026, 3, 14, tzinfo=UTC), states_minute=False)).day
    assert not rival(replace(RIGHT, published_at=datetime(2026, 3, 13, 12, tzinfo=UTC))).day


def test_a_day_gives_no_minute_and_a_stated_minute_must_be_on_the_page() -> None:
    """A reader that knows the day only would be credited with the minute, or one that invents it."""
    assert not ours(replace(RIGHT, states_minute=False)).minute
    day_only = replace(GOLD, precision="day")
    assert not ours(RIGHT, day_only).minute
    assert ours(replace(RIGHT, states_minute=False), day_only).minute


def test_a_rival_may_leave_lead_and_dateline_in_its_text_but_we_may_not() -> None:
    """The comparison would be unfair to readers without these fields, or too kind to ours."""
    whole = replace(RIGHT, lead=f"(VD) - {LEAD}", body=f"(VD) - {LEAD}\n\n{BODY}", dateline=None)
    assert (rival(whole).lead, rival(whole).body, rival(whole).first) == (True, 1.0, True)
    assert (ours(whole).lead, ours(whole).first) == (False, False)
    assert ours(whole).body < 1


def test_a_rival_that_begins_with_something_else_begins_wrong() -> None:
    """Kindness to leads would let menus through."""
    assert not rival(replace(RIGHT, body=f"Trang chủ\n{BODY}")).first


def test_in_sets_that_keep_the_dateline_in_the_text_ours_is_put_back() -> None:
    """Gold without a dateline of its own would count every parted dateline as an error."""
    in_lead = replace(GOLD, dateline=None, lead=f"(VD) - {LEAD}")
    assert ours(RIGHT, in_lead).lead
    in_body = replace(GOLD, dateline=None, lead="", body=f"(VD) - {BODY}", first="(VD) - Bà con gánh rau")
    read = ours(replace(RIGHT, lead=None), in_body)
    assert (read.body, read.first) == (1.0, True)


def test_a_rival_is_not_asked_for_a_source() -> None:
    """It would be behind in a column that it never offered."""
    assert rival(RIGHT).source is None
    assert summarise([rival(RIGHT)])["source"] is None


def test_forbidden_strings_are_counted() -> None:
    """Boilerplate in stored bodies would go unseen."""
    assert ours(replace(RIGHT, body=f"{BODY}\n\nXem thêm: chợ huyện. Quảng cáo")).boilerplate == (
        "Xem thêm",
        "Quảng cáo",
    )


def test_an_article_without_text_has_an_empty_body() -> None:
    """Notices that only carry a file could never be right."""
    notice = replace(GOLD, body="", first="", last="")
    assert (ours(replace(RIGHT, body=None), notice).body, ours(replace(RIGHT, body=None), notice).last) == (1.0, True)
    assert (ours(RIGHT, notice).body, ours(RIGHT, notice).last) == (0.0, False)


@pytest.mark.parametrize(
    ("found", "least", "most"),
    [
        ("- Bà con gánh rau xuống chợ từ sớm. | Phiên sau mở vào thứ Bảy tuần tới.", 1, 1),  # bullets and bars
        (BODY.upper(), 1, 1),
        (f"{BODY} Tin liên quan: chợ huyện đông vui.", 0.7, 0.9),
        (BODY[:40], 0.3, 0.8),
        ("Một câu chuyện hoàn toàn khác hẳn.", 0, 0),
    ],
)
def test_the_body_is_measured_in_syllables(found: str, least: float, most: float) -> None:
    """The main figure would depend on bullets, or miss lost and foreign text."""
    assert least <= f1(found, BODY) <= most


@repeatable
@given(st.text(), st.text())
def test_f1_is_a_share_and_symmetric(one: str, other: str) -> None:
    """Odd texts would break a run or give figures beyond 1."""
    assert 0 <= f1(one, other) == f1(other, one) <= 1
    assert f1(one, one) == 1


def test_the_least_f1_names_the_worst_page() -> None:
    """One lost article would vanish in the mean."""
    figures = summarise([ours(RIGHT), ours(Reading(title="Chợ phiên"))])
    assert (figures["body"], figures["body_min"], figures["title"]) == (0.5, 0.0, 1.0)
