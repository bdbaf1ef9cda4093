"""If these fail, a form of date that portals print is misread: its articles are filed under a wrong day or minute."""

from __future__ import annotations

import itertools
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.dates import VIETNAM, Label, Precision, ReadDate, read_date, read_date_line
from tests.unit.text import date_forms as forms
from tests.unit.text import repeatable
from tests.unit.text.date_forms import NORMALS, Normal, Written, fill, utc
from tests.unit.text.date_table import NOW

MOMENTS = (datetime(2025, 3, 5, 14, 7, 9), datetime(2026, 10, 11, 0, 30, 0), datetime(1999, 12, 31, 12, 0, 59))
"""A day that could be a month, midnight, noon, a two-digit year of the last century."""
ANY_MOMENT = st.datetimes(datetime(1995, 1, 2), datetime(2026, 11, 20)).map(
    lambda moment: moment.replace(microsecond=0)
)


def check(written: Written, moment: datetime) -> None:
    if written.is_ambiguous:
        return
    precision = written.clock[1]
    expected = ReadDate(utc(moment, written.zone[1], precision).replace(tzinfo=UTC), precision)
    for normal in NORMALS:
        text = unicodedata.normalize(normal, written.text(moment))
        found = read_date(text, now=NOW)
        assert (found, found and found.label) == (expected, written.label[1]), text
        line = read_date_line(text, now=NOW)
        assert (line, line and line.label) == (expected, written.label[1]), text


@pytest.mark.parametrize("day", forms.DAYS)
def test_every_form_of_day_with_every_time_and_joiner(day: str) -> None:
    """No combination of the two may swallow a digit of the other."""
    for clock, joiner in itertools.product(forms.CLOCKS, forms.JOINERS):
        check(Written(day=day, clock=clock, joiner=joiner), MOMENTS[0])


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_form_once_for_days_that_are_special(moment: datetime) -> None:
    """Midnight and noon are where halves of the day go wrong, 1999 is where two-digit years do."""
    for clock in forms.CLOCKS:
        if not (moment.hour == 0 and "{AM}" in clock[0] and "{H" in clock[0]):  # "00:30 AM" contradicts itself
            check(Written(clock=clock), moment)
    for day in forms.DAYS:
        check(Written(day=day), moment)


@pytest.mark.parametrize("label", forms.LABELS)
def test_every_label_with_every_day_and_joiner(label: tuple[str, Label | None]) -> None:
    """An unknown label costs the dates of a whole site; one that is misunderstood hides that it is an update."""
    for day, joiner in itertools.product(forms.DAYS, forms.JOINERS[::4]):
        check(Written(day=day, joiner=joiner, label=label), MOMENTS[0])


@pytest.mark.parametrize("weekday", forms.WEEKDAYS)
def test_every_weekday_with_every_day_and_joiner(weekday: tuple[str, ...]) -> None:
    """``Thứ 5`` and ``Thứ năm`` hold numbers and a word for "year" that are no part of the date."""
    for day, joiner, ahead in itertools.product(forms.DAYS, forms.JOINERS[::7], range(7)):
        check(Written(day=day, joiner=joiner, weekday=weekday), MOMENTS[0] + timedelta(days=ahead))


@pytest.mark.parametrize("zone", forms.ZONES)
def test_every_zone_with_every_time_and_joiner(zone: tuple[str, float]) -> None:
    """A zone that is overlooked shifts an article by hours, often to another day."""
    for clock, joiner in itertools.product(forms.CLOCKS, forms.JOINERS[::2]):
        check(Written(clock=clock, joiner=joiner, zone=zone), MOMENTS[0])
        check(Written(day="{y}-{m:02}-{d:02}", clock=clock, joiner=joiner, zone=zone), MOMENTS[0])


@pytest.mark.parametrize(("template", "precision", "offset"), forms.ISO)
def test_every_form_of_machines(template: str, precision: Precision, offset: float) -> None:
    """``datetime`` attributes and feeds are the only dates of some pages, to the second."""
    for moment in MOMENTS:
        text = fill(template, moment)
        expected = ReadDate(utc(moment, offset, precision).replace(tzinfo=UTC), precision)
        assert read_date(text, now=NOW) == expected
        assert read_date_line(text, now=NOW) == expected


def test_every_form_of_every_list_stands_alone() -> None:
    """A form that is listed but never written is a promise that nobody keeps."""
    for joiner in forms.JOINERS:
        check(Written(joiner=joiner), MOMENTS[0])
    for label in forms.LABELS:
        check(Written(label=label), MOMENTS[0])
    for zone in forms.ZONES:
        check(Written(zone=zone), MOMENTS[0])
    for weekday in forms.WEEKDAYS:
        check(Written(weekday=weekday), MOMENTS[0])


@repeatable
@given(
    ANY_MOMENT,
    st.builds(
        Written,
        day=st.sampled_from(forms.DAYS),
        clock=st.sampled_from([clock for clock in forms.CLOCKS if not ("{H" in clock[0] and "{AM}" in clock[0])]),
        joiner=st.sampled_from(forms.JOINERS),
        label=st.sampled_from(forms.LABELS),
        weekday=st.sampled_from(forms.WEEKDAYS),
        zone=st.sampled_from(forms.ZONES),
    ),
)
def test_what_is_written_is_read_back(moment: datetime, written: Written) -> None:
    """Any moment in any combination of all forms."""
    check(written, moment)


@repeatable
@given(ANY_MOMENT, st.sampled_from(forms.ISO))
def test_what_machines_write_is_read_back(moment: datetime, form: tuple[str, Precision, float]) -> None:
    """As above, for whole texts of machines."""
    template, precision, offset = form
    expected = ReadDate(utc(moment, offset, precision).replace(tzinfo=UTC), precision)
    assert read_date(fill(template, moment), now=NOW) == expected


@pytest.mark.parametrize("form", forms.RELATIVE)
@repeatable
@given(now=ANY_MOMENT, amount=st.integers(1, 59), normal=st.sampled_from(NORMALS))
def test_relative_times_count_from_the_fetch(form: tuple[str, str], now: datetime, amount: int, normal: Normal) -> None:
    """Counted from anything but the fetch, an archived page would date its articles to the day it is read."""
    template, unit = form
    fetched = now.replace(tzinfo=VIETNAM) + timedelta(days=60)  # what lies before 1995 is refused
    text = unicodedata.normalize(normal, template.format(n=amount))
    then = fetched - timedelta(**{unit: amount})
    if unit == "days":
        expected = ReadDate(then.replace(hour=0, minute=0, second=0).astimezone(UTC), "day")
    else:
        expected = ReadDate(then.replace(second=0).astimezone(UTC), "minute")
    assert read_date(text, now=fetched) == expected
    assert read_date_line(text, now=fetched) is None
