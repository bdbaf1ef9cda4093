"""If these fail, articles are filed under provinces that do not exist, or a reader of one misses half of its news."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import domains, units
from crawler.discovery.urls import on_site
from crawler.text.unicode import fold_marks, nfc

LAST_OF_63 = date(2025, 6, 30)
FIRST_OF_34 = date(2025, 7, 1)
TODAY = units.today()
DATA = Path(units.__file__).with_name("data")

every_unit = st.sampled_from(units.units())
every_day = st.dates(units.REGISTER_FROM, date(2030, 1, 1))


def old_tones(name: str) -> str:
    """The tone mark as old books place it, whatever the register does: "Hoà" as "Hòa", "Thanh Hoá" as "Thanh Hóa"."""
    return re.sub("oà", "òa", re.sub("oá", "óa", name))


def new_tones(name: str) -> str:
    return re.sub("òa", "oà", re.sub("óa", "oá", name))


SPELLINGS: list[Callable[[str], str]] = [
    *(str, str.upper, str.lower, str.title, old_tones, new_tones, fold_marks),
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: name.replace(" - ", " – ").replace("Đ", "Ð"),
    lambda name: name.replace(" - ", " "),
    lambda name: name.replace(" - ", "-"),
    lambda name: f"  {name.replace(' ', chr(0xA0))} ",
    lambda name: fold_marks(name).replace(" ", ""),
]
BEFORE = {
    "tỉnh": ["", "tỉnh ", "Tỉnh ", "TỈNH ", "tinh "],
    "thành phố": ["", "thành phố ", "Thành Phố ", "TP. ", "TP.", "TP ", "Tp ", "tp. ", "T.P ", "thanh pho "],
}


@given(every_unit, st.data())
def test_a_unit_is_found_by_every_spelling_of_its_name(unit: units.Unit, data: st.DataObject) -> None:
    """ "TP.HCM" and "Thành phố Hồ Chí Minh" would be two provinces with half of the news each."""
    name = data.draw(st.sampled_from((unit.short, *unit.also)))
    respelt = data.draw(st.sampled_from(SPELLINGS))(name)
    name = data.draw(st.sampled_from(BEFORE[unit.kind])) + respelt
    day = (unit.valid_until or TODAY + timedelta(days=1)) - timedelta(days=1)
    assert units.find(name, day) == unit
    assert units.current(name) == units.as_of(unit, TODAY)


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("Thừa Thiên Huế", "Huế"),
        ("Thừa Thiên - Huế", "Huế"),
        ("tỉnh Thừa Thiên-Huế", "Huế"),
        ("Huế", "Huế"),
        ("TP. Huế", "Huế"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TPHCM", "Hồ Chí Minh"),
        ("Tp Hồ Chí Minh", "Hồ Chí Minh"),
        ("Bà Rịa Vũng Tàu", "Hồ Chí Minh"),
        ("Hoà Bình", "Phú Thọ"),
        ("Thanh Hoá", "Thanh Hóa"),
        ("Daklak", "Đắk Lắk"),
        ("Đăk Nông", "Lâm Đồng"),
        ("Tỉnh Đồng Nai", "Đồng Nai"),
        ("Hanoi", "Hà Nội"),
    ],
)
def test_names_as_papers_write_them(name: str, today: str) -> None:
    """The person who writes a site file copies the name from the page."""
    found = units.current(name)
    assert found is not None
    assert found.short == today


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "-", "tỉnh", "TP.", "Nam", "Việt Nam", "Sài Gòn", "Hà Tây", "Lào Cai, Yên Bái", "huyện Hà Nam"),
        *("Kiến Giang", "Hà Nôi", "Ha Nội"),  # a town, and slips
        *("thành phố Lào Cai", "TP. Hải Dương", "tỉnh Hà Nội", "thành phố Thừa Thiên Huế"),
    ],
)
def test_nothing_is_guessed(name: str) -> None:
    """News of a town or of nobody knows what place would stand under a province, and nobody would notice."""
    assert units.find(name) is None
    assert units.current(name) is None


@given(st.text())
def test_any_text_is_answered(name: str) -> None:
    """A site file with a strange name would end in a traceback instead of a sentence."""
    found = units.find(name)
    assert found is None or found in units.units()
    assert len(units.near(name)) <= 3


def test_a_name_means_the_unit_of_its_day() -> None:
    """News of 2024 from "Huế" would belong to a city that was not yet one; a code of then means another unit now."""
    name = {day: units.find("Huế", day) for day in (date(2024, 12, 31), date(2025, 1, 1))}
    assert [unit and unit.name for unit in name.values()] == ["Tỉnh Thừa Thiên Huế", "Thành phố Huế"]
    assert units.find("thành phố Huế", date(2020, 1, 1)) is None  # a town in the province then
    assert units.find("Yên Bái", FIRST_OF_34) is None
    kinds = [units.find("Đồng Nai", day) for day in (LAST_OF_63, FIRST_OF_34, date(2026, 4, 29), date(2026, 4, 30))]
    assert [unit and unit.kind for unit in kinds] == ["tỉnh", "tỉnh", "tỉnh", "thành phố"]
    assert [u.short for day in (LAST_OF_63, FIRST_OF_34) for u in units.units_on(day) if u.code == "15"] == [
        *("Yên Bái", "Lào Cai")
    ]


def test_counts() -> None:
    """A province would be missing, or stand twice."""
    expected = {units.REGISTER_FROM: (63, 5), LAST_OF_63: (63, 6), FIRST_OF_34: (34, 6), date(2026, 4, 30): (34, 7)}
    for day, (count, cities) in expected.items():
        there = units.units_on(day)
        assert (len(there), sum(unit.kind == "thành phố" for unit in there)) == (count, cities), day
    assert units.units_on(units.REGISTER_FROM - timedelta(days=1)) == ()
    stayed = [unit for unit in units.units_on(LAST_OF_63) if unit.is_valid(FIRST_OF_34)]
    assert len(stayed) == 11


def test_each_of_the_63_became_one_of_the_34_and_each_of_those_was_one() -> None:
    """News of a merged province would have no home, or one of the 34 no past."""
    heirs = [units.as_of(unit, FIRST_OF_34) for unit in units.units_on(LAST_OF_63)]
    assert set(heirs) == set(units.units_on(FIRST_OF_34))


@given(every_unit, every_day)
def test_territory_is_held_by_exactly_one_unit_of_the_day(unit: units.Unit, day: date) -> None:
    """An article would be shown under a province of another time."""
    holder = units.as_of(unit, day)
    if day < (unit.valid_from or units.REGISTER_FROM):
        assert holder is None
    else:
        assert holder in units.units_on(day)
        if unit.is_valid(day):
            assert holder == unit


@given(every_day)
def test_no_code_and_no_name_is_borne_twice_on_one_day(day: date) -> None:
    """A lookup would have to guess."""
    there = units.units_on(day)
    assert len({unit.code for unit in there}) == len({fold_marks(unit.short) for unit in there}) == len(there)


def test_the_file_is_as_it_says() -> None:
    """A slip of a hand in the file: a letter in NFD, a name that contradicts its kind, an end without heir."""
    raw = (DATA / "units.csv").read_text("utf-8")
    assert raw == nfc(raw)
    for unit in units.units():
        assert re.fullmatch(r"\d\d", unit.code)
        assert unit.kind in BEFORE
        assert unit.name == f"{unit.kind.capitalize()} {unit.short}"
        assert (unit.valid_until is None) == (unit.successor is None)
        assert (unit.valid_from or units.REGISTER_FROM) < (unit.valid_until or date.max)


def test_the_register_is_found_from_every_folder(tmp_path: Path) -> None:
    """Cron starts in the home folder."""
    code = f"import sys; sys.path.insert(0, {str(DATA.parents[1])!r}); from crawler import domains, units; "
    code += "print(len(units.units()), len(domains.domains()) > 0)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["88", "True"]


def beside() -> tuple[dict[str, Any], dict[str, Any], dict[str, list[str]]]:
    """Old units, new units and new key -> old keys of PyPI's ``vietnamadminunits``, read without running its code."""
    spec = importlib.util.find_spec("vietnamadminunits")
    assert spec is not None, "vietnamadminunits is missing: make setup"
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0]) / "data"
    files = ("parser_legacy.json", "parser_from_2025.json", "converter_2025.json")
    old, new, merged = (json.loads((folder / file).read_text("utf-8"))["DICT_PROVINCE"] for file in files)
    return old, new, merged


def test_a_public_package_says_the_same() -> None:
    """What one of us mistyped, nobody else in the project would see."""
    old, new, merged = beside()
    ours = {(unit.code, unit.name) for unit in units.units_on(LAST_OF_63)}
    assert {(entry["provinceCode"], entry["province"]) for entry in old.values()} == ours
    ours = {(unit.code, unit.name) for unit in units.units_on(FIRST_OF_34)}
    assert {(entry["provinceCode"], entry["province"]) for entry in new.values()} == ours
    heirs = {old[key]["province"]: new[heir]["province"] for heir, keys in merged.items() for key in keys}
    found = {unit.name: units.as_of(unit, FIRST_OF_34) for unit in units.units_on(LAST_OF_63)}
    assert {name: heir and heir.name for name, heir in found.items()} == heirs


def test_old_hosts_name_their_unit_and_never_themselves() -> None:
    """`scrapy doctor` would send a person in a circle."""
    codes = {unit.code for unit in units.units_on(LAST_OF_63)}
    with (DATA / "domains.csv").open(encoding="utf-8", newline="") as file:
        assert all(None not in row and None not in row.values() for row in csv.DictReader(file))
    for entry in domains.domains():
        assert entry.unit is None or entry.unit in codes
        assert entry.grade in ("A", "B", "C"), "a D is an inference: leave it out"
        assert entry.successor is None or not on_site(entry.successor, (entry.domain,))
        assert entry.successor is None or domains.old_domain(entry.successor) is None
    assert [domains.old_domain(host) for host in ("vidu.vn", "")] == [None, None]
    laocai = domains.old_domain("www.LaoCaiTV.vn")
    assert laocai is not None
    assert laocai.successor == "baolaocai.vn"
