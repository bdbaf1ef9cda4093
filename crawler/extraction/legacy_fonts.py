"""Finds the texts of a parsed page that were written for TCVN3 or VNI fonts and puts Unicode in their place.

Markup that names such a font is no proof by itself: word processors leave ``font-family: .VnTime`` on Unicode text. The
letters decide; the font's name only lowers how much text they need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from lxml.html import HtmlElement

from crawler.text.legacy import Legacy, converted, holds_unicode_vietnamese, legacy_of, vietnamese_words

_FONT = re.compile(r"(?<=\.)vn[a-z]|\bvni-[a-z]", re.IGNORECASE)
_FONT_NAMES = (".Vn", ".VN", ".vntime", ".vnarial", "VNI-", "vni-", "Vni-")  # ".vn" alone is in every address
# Western letters in an order that neither Vietnamese nor a Western language has, as themselves or as references.
_SIGNS = re.compile(
    "[\xa8-\xae\xb5-\xb9äåøûïÄÅØÛÏ]"
    "(?:(?<=[a-zA-Z][\xa8-\xae\xb5-\xb9])(?=[a-z \xac\xad])|(?<=[aeouôöAEOUÔÖ][äåøûïÄÅØÛÏ]))"
)
_REFERENCES = ("&micro;", "&para;", "&cedil;", "&auml;", "&oslash;")
_MIN_SIGNS = 10  # in the page; a legacy article has one in every second word
_STYLE_FONT = re.compile(r"(?<![-\w])font(?:-family)?\s*:([^;}]*)", re.IGNORECASE)
_STYLE_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)\s*$")
_ATTRIBUTES = ("content", "alt", "title")
_SILENT = frozenset({"script", "style", "noscript", "template"})
_LEAST_UNNAMED = 20  # words with a sign beyond ASCII, where no markup names a font
_LEAST_EACH = 5  # of them in each text that counts
_LEAST_NAMED = 2


@dataclass(slots=True)
class _Text:
    """One text of the page, the font that its markup names (lower case) and how to put another text in its place."""

    text: str
    font: str
    put: Callable[[str], None]


def mend_legacy_fonts(root: HtmlElement, markup: str) -> str | None:
    """Convert in place what the page ``root`` holds in TCVN3 or VNI; return a note, ``None`` if there was nothing.

    ``markup`` is what ``root`` was parsed from: pages without a sign of such fonts, nearly all, cost one scan of it.
    """
    if not any(name in markup for name in _FONT_NAMES) and not _has_signs(markup):
        return None
    suspects = [text for text in _texts(root) if not text.text.isascii() and not holds_unicode_vietnamese(text.text)]
    named: dict[Legacy, list[_Text]] = {"TCVN3": [], "VNI": []}
    unnamed: list[_Text] = []
    for suspect in suspects:
        legacy = _family(suspect.font)
        if legacy:
            named[legacy].append(suspect)
        elif _is_odd(suspect.text):
            unnamed.append(suspect)
    done: dict[str, int] = {}
    for legacy, texts in named.items():
        hits = [text for text in texts if _gains(text, legacy, at_least=0)]
        if 2 * _words(hits) >= _words(texts) and _proof(hits, legacy, least=1, share=0.8) >= _LEAST_NAMED:
            _convert(hits, legacy, done)
    # Only texts of some length prove anything: of many foreign words a few always look right in another code.
    proof = {legacy: _proof(unnamed, legacy, least=_LEAST_EACH, share=0.9) for legacy in named}
    best = max(named, key=lambda legacy: proof[legacy])
    if proof[best] >= _LEAST_UNNAMED:
        _convert([text for text in unnamed if _gains(text, best, at_least=1)], best, done)
    if not done:
        return None
    return "encoding: " + ", ".join(f"{count} text(s) converted from {name}" for name, count in done.items())


def _has_signs(markup: str) -> bool:
    if len(list(islice(_SIGNS.finditer(markup), _MIN_SIGNS))) == _MIN_SIGNS:
        return True
    return sum(markup.count(reference) for reference in _REFERENCES) >= _MIN_SIGNS


def _family(font: str) -> Legacy | None:
    if font.startswith(".vn"):
        return "TCVN3"
    return "VNI" if font.startswith("vni-") else None


def _convert(texts: list[_Text], legacy: Legacy, done: dict[str, int]) -> None:
    for text in texts:
        text.put(converted(text.text, legacy, capitals=text.font.endswith("h") and legacy == "TCVN3"))
        name = text.font if _family(text.font) else f"{legacy} (no font named)"
        done[name] = done.get(name, 0) + 1


def _is_odd(text: str) -> bool:
    words, right = vietnamese_words(text)
    return right < words


def _words(texts: list[_Text]) -> int:
    return sum(vietnamese_words(text.text)[0] for text in texts)


def _proof(texts: list[_Text], legacy: Legacy, *, least: int, share: float) -> int:
    """Words with a sign beyond ASCII in those texts that are surely written for *legacy*."""
    return _words([text for text in texts if legacy_of(text.text, least=least, share=share) == legacy])


def _gains(text: _Text, legacy: Legacy, *, at_least: int) -> bool:
    """Whether most words are right after conversion, and at least so many more than before."""
    _, right = vietnamese_words(text.text)
    words, right_after = vietnamese_words(converted(text.text, legacy))
    return right_after >= 0.8 * words and right_after - right >= at_least


def _texts(root: HtmlElement) -> Iterator[_Text]:
    """Every text and every attribute that people read, each with the nearest font that markup names for it."""
    classes = _fonts_of_classes(root)
    fonts: dict[HtmlElement, str] = {}
    for element in root.iter():
        parent = element.getparent()
        inherited = fonts.get(parent, "") if parent is not None else ""
        if isinstance(element.tag, str):
            fonts[element] = font = _own_font(element, classes) or inherited
            if element.tag not in _SILENT:
                if element.text:
                    yield _Text(element.text, font, partial(setattr, element, "text"))
                for name in _ATTRIBUTES:
                    if value := element.get(name):
                        yield _Text(value, "", partial(element.set, name))
        if element.tail:
            yield _Text(element.tail, inherited, partial(setattr, element, "tail"))


def _own_font(element: HtmlElement, classes: dict[str, str]) -> str:
    style = _STYLE_FONT.search(element.get("style") or "")
    named = style.group(1) if style else element.get("face") or ""
    if not named:
        return next((classes[name] for name in (element.get("class") or "").split() if name in classes), "")
    return _first_font(named)


def _first_font(value: str) -> str:
    """The first family of a CSS or HTML list of fonts, lower case; a legacy one also out of ``font: 12pt .VnTime``."""
    first = value.split(",")[0].strip(" \t\r\n\"'").lower()
    legacy = _FONT.search(first)
    if not legacy:
        return first
    name = first[legacy.start() :].strip(" \"'")
    return f".{name}" if name.startswith("vn") and not name.startswith("vni-") else name


def _fonts_of_classes(root: HtmlElement) -> dict[str, str]:
    fonts: dict[str, str] = {}
    for sheet in root.iter("style"):
        if not _FONT.search(sheet.text or ""):
            continue
        for selectors, rules in _STYLE_RULE.findall(sheet.text):
            font = _STYLE_FONT.search(rules)
            for selector in selectors.split(",") if font else ():
                if (name := _CLASS.search(selector)) and font:
                    fonts[name.group(1)] = _first_font(font.group(1))
    return fonts
