"""If these fail, a page decides what a terminal does, or a program cannot read what a command printed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.printable import escaped, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lũ quét ở Lào Cai", "Lũ quét ở Lào Cai"),
        ("a\tb\r\nc\u2028d\x85e", "a b  c d e"),
        ("\x1b[2J\x9b31mđỏ\x07", "\ufffd[2J\ufffd31mđỏ\ufffd"),
        ("\u202egnp.exe\u2066\u200d\u00ad", "\ufffdgnp.exe\ufffd\ufffd\ufffd"),
        ("giá\u00a0vàng", "giá\u00a0vàng"),
        ("\ud83d \U000e0041", "\ufffd \ufffd"),
    ],
)
def test_what_steers_a_terminal_is_replaced(text: str, shown: str) -> None:
    """A headline could clear the screen, colour what follows, or show a name backwards."""
    assert printable(text) == shown


@given(st.text(st.characters()))
def test_json_says_the_same_and_steers_nothing(text: str) -> None:
    """A program would get another text than the one that is stored."""
    for indent in (None, 2):
        line = escaped(json.dumps({text: [text]}, ensure_ascii=False, indent=indent))
        assert json.loads(line) == {text: [text]}
        assert printable(line.replace("\n", "")) == line.replace("\n", "")
