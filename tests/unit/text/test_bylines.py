"""If these fail, writers are lost or invented."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.bylines import Byline, read_byline
from crawler.text.credits import split_caption_credit
from crawler.text.datelines import split_dateline
from crawler.text.signatures import byline_line, signature, signs_document
from tests.unit.text import repeatable
from tests.unit.text.byline_table import BYLINES

OWN = ("nbtv.vn", "Đài PT-TH Ninh Bình")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "authors", "source", "sure"), BYLINES)
def test_bylines(text: str, authors: tuple[str, ...], source: str | None, sure: bool, form: str) -> None:
    """A wrong name stands in the author's field, or the line that says it is lost from the text."""
    text = unicodedata.normalize("NFD", text) if form == "NFD" else text
    expected = Byline(authors, source)
    assert read_byline(text, own_names=OWN) == expected
    assert signature(text, own_names=OWN) == (expected if sure else None)


NAMES = st.sampled_from(
    ["Lan Anh", "Đỗ Đức Minh", "P.Y", "Hoàng Thị Thu Trang", "Quốc Khánh", "N.Linh", "Giàng A Páo", "H'Hen Niê", "CTV"]
)
JOINTS = st.sampled_from([" - ", ", ", " – ", "; ", " & ", " và ", " + ", "/", " | ", "-"])
FRAMES = st.sampled_from(
    ["{}", "Tin, ảnh: {}", "Bài và ảnh: {}", "Tác giả bài viết: {}", "Thực hiện: {}", "{} (tổng hợp)"]
)


@repeatable
@given(st.lists(NAMES, min_size=1, max_size=3, unique=True), JOINTS, FRAMES)
def test_any_list_of_names_is_read_in_printed_order(names: list[str], joint: str, frame: str) -> None:
    """An author of several is lost, or two become one."""
    if joint == "-" and not all(" " in name for name in names):
        joint = " - "  # without spaces only whole names can be told apart from the halves of one
    line = frame.format(joint.join(names))
    assert read_byline(line).authors == tuple(names)
    assert signature(line) == Byline(tuple(names), None)
    assert byline_line(line) == (Byline(tuple(names), None))


@repeatable
@given(st.lists(NAMES, min_size=1, max_size=3, unique=True), st.sampled_from(["TTXVN", "Báo Đá Bạc", "baochinhphu.vn"]))
def test_the_source_beside_names_is_no_author(names: list[str], source: str) -> None:
    """A newspaper would be counted among the writers."""
    for line in (
        f"{', '.join(names)} ({source})",
        f"{', '.join(names)} - {source}",
        f"{', '.join(names)} (Theo {source})",
    ):
        assert signature(line) == Byline(tuple(names), source)


def read_in_every_way(text: str) -> None:
    """Ask every reader of single lines about *text*."""
    read_byline(text, own_names=OWN)
    signature(text, own_names=OWN, set_apart=True)
    byline_line(text, own_names=OWN)
    split_caption_credit(text)
    split_dateline(text)
    signs_document(text)


@repeatable
@given(st.text(max_size=80) | st.text(alphabet="ảnh: TinTheo(),-./ LaAVN", max_size=80))
def test_any_text_is_answered_without_an_error(text: str) -> None:
    """One odd line would end the article's extraction."""
    read_in_every_way(text)


def test_prose_in_a_byline_element_is_no_name() -> None:
    """A broken page puts half an article into the author's element; its words must not become writers."""
    assert read_byline("Lan Anh, " * 40) == Byline((), None)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        "(",
        "Ảnh: ",
        "Ảnh ",
        "Lan Anh, ",
        "A.",
        "- ",
        "Theo ",
        "x@",
        "ThS. ",
        "1:00 ",
        "\u0301",
        "(Ảnh: ",
        "/",
        "1.",
    ],
)
def test_a_broken_page_is_read_in_time(piece: str) -> None:
    """One page would hold up the whole run: a line of it may be as long as a book."""
    for length in (75, 290, 990, 3_900, 1_000_000):
        text = piece * (length // len(piece))
        start = time.perf_counter()
        read_in_every_way(text)
        assert time.perf_counter() - start < 2, "seconds"
