"""Edits of a saved page's article: one word of headline or text is another one, gone, new, or in another place."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from lxml import etree

from crawler.text.canonical import canonical_text
from tests.unit.extraction.sheets import Sheet, read, write

_WORDS = ("sông", "Huế", "chín", "không", "muối", "trâu", "Bắc", "hoãn", "tỷ", "nữ")
_LETTERS = "abcdeghiklmnopqrstuvxyđôưâ"
_GAPS = re.compile(r"(\s+)")


def another_word(words: list[str], at: int, random: Random) -> None:
    """Put another word in the place of one."""
    words[at] = random.choice(_WORDS)


def another_letter(words: list[str], at: int, random: Random) -> None:
    """Change one letter of a word."""
    places = [place for place, letter in enumerate(words[at]) if letter.isalpha()]
    if places:
        place = random.choice(places)
        words[at] = words[at][:place] + random.choice(_LETTERS) + words[at][place + 1 :]


def word_dropped(words: list[str], at: int, random: Random) -> None:
    """Leave one word out."""
    del words[at]


def word_added(words: list[str], at: int, random: Random) -> None:
    """Put one word more in."""
    words.insert(at, random.choice(_WORDS))


def words_swapped(words: list[str], at: int, random: Random) -> None:
    """Let two neighbours change places."""
    other = at + 1 if at + 1 < len(words) else at - 1
    words[at], words[other] = words[other], words[at]


def another_number(words: list[str], at: int, random: Random) -> None:
    """Change one digit of the number that is nearest."""
    numbers = [place for place, word in enumerate(words) if any(map(str.isdecimal, word))]
    if numbers:
        place = min(numbers, key=lambda number: abs(number - at))
        digit = random.choice([i for i, char in enumerate(words[place]) if char.isdecimal()])
        value = (int(words[place][digit]) + random.randint(1, 9)) % 10
        words[place] = f"{words[place][:digit]}{value}{words[place][digit + 1 :]}"


EDITS: dict[str, Callable[[list[str], int, Random], None]] = {
    edit.__name__: edit
    for edit in (another_word, another_letter, word_dropped, word_added, words_swapped, another_number)
}
"""Changes of a list of words near a place in it."""


def edit_text(sheet: Sheet, edit: str, random: Random) -> tuple[str, str] | None:
    """Edit one word of the body; return the text before and after, ``None`` if there was nothing to edit so."""
    # What the page shows twice (a table of contents), or in a longer line as well (the site's own name), may not be the
    # article's own.
    shown = [" ".join(read(spot).split()) for spot in sheet.spots()]
    spots = [
        spot
        for spot in sheet.text
        if len(words := read(spot).split()) > 1 and sum(" ".join(words) in line for line in shown) == 1
    ]
    if not spots:
        return None
    spot = random.choice(spots)
    before = read(spot)
    after = edited(before, edit, random)
    write(spot, after)
    return (before, after) if canonical_text(after) != canonical_text(before) else None


def edit_title(sheet: Sheet, edit: str, random: Random) -> tuple[str, str] | None:
    """Edit one word of the headline, as an editor's system does: wherever the page repeats it."""
    if not sheet.title:
        return None
    before = " ".join(read(sheet.title[0]).split())
    after = edited(before, edit, random)
    if canonical_text(after) == canonical_text(before):
        return None
    said = re.compile(r"\s+".join(re.escape(word) for word in before.split()))
    for element in sheet.root.iter(etree.Element):
        element.text = said.sub(lambda _: after, element.text) if element.text else element.text
        element.tail = said.sub(lambda _: after, element.tail) if element.tail else element.tail
        for name, value in element.attrib.items():
            element.set(name, said.sub(lambda _: after, value))
    return before, after


def edited(text: str, edit: str, random: Random) -> str:
    """Return *text* with one edit; white space around it stays."""
    core = text.strip()
    words = core.split()
    EDITS[edit](words, random.randrange(len(words)), random)
    start = text.index(core)
    return text[:start] + " ".join(words) + text[start + len(core) :]
