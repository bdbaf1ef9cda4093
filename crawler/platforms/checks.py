"""What the values of a platform or a site file must be; each complaint is the end of a sentence and names the fix."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields

from cssselect import SelectorError
from parsel.csstranslator import HTMLTranslator

from crawler.discovery.paging import FirstOf, NextLink
from crawler.extraction.layout import NO_SELECTORS, Layout

Check = Callable[[object], str | None]
"""Returns what is wrong with a value and how to write it, or ``None``."""

_SELECTORS = ("listing_links", "menu_links", "fingerprint")
_REGEXES = ("article_url", "listing_url", "sitemap_filter", "article_id")


def is_text(value: object) -> str | None:
    """A str that is not only white space."""
    if isinstance(value, re.Pattern):
        return f"is a compiled regex: write its text, {value.pattern!r}"
    if not isinstance(value, str):
        return f"is {_shown(value)}, which is no text: write it in quotation marks"
    return None


def is_bool(value: object) -> str | None:
    """True or False, for "False" in quotation marks is true."""
    return None if isinstance(value, bool) else f"is {_shown(value)}: write True or False"


def is_texts(value: object) -> str | None:
    """A tuple of str: a str would be read letter by letter."""
    if not isinstance(value, tuple):
        return f"is no tuple: write {_as_tuple(value)}"
    wrong = next((entry for entry in value if not isinstance(entry, str) or not entry.strip()), None)
    return None if wrong is None else f"holds {_shown(wrong)}, which is no text: write only texts in quotation marks"


def is_layouts(value: object) -> str | None:
    """A tuple of layouts, whose own fields are tuples of selectors."""
    if isinstance(value, Layout):
        return f"is no tuple: write a comma behind the layout {value.id!r}, (LAYOUT,)"
    if not isinstance(value, tuple):
        return "is no tuple: write (LAYOUT,)"
    for layout in value:
        if not isinstance(layout, Layout):
            return f"holds {_shown(layout)}, which is no layout: write Layout(...)"
        if layout.url is not None and (wrong := is_text(layout.url) or is_regex(layout.url)):
            return f"{layout.id!r}: url {wrong}"
        if wrong := is_bool(layout.partial):
            return f"{layout.id!r}: partial {wrong}"
        for field in fields(layout):
            entry = getattr(layout, field.name)
            if field.name not in NO_SELECTORS and (wrong := is_texts(entry) or are_selectors(entry)):
                return f"{layout.id!r}: {field.name} {wrong}"
    return None


def is_frozenset(value: object) -> str | None:
    """A frozenset of str."""
    if isinstance(value, frozenset) and all(isinstance(entry, str) for entry in value):
        return None
    entries = [value] if isinstance(value, str) else value if isinstance(value, list | tuple | set | frozenset) else []
    return f"is no frozenset of texts: write frozenset({{{', '.join(sorted(repr(str(e)) for e in entries)) or '...'}}})"


def is_paging(value: object) -> str | None:
    """A paging object, not its class."""
    if isinstance(value, type):
        return f"is a class: write {value.__name__}()"
    if not callable(getattr(value, "next_request", None)):
        return f"is {_shown(value)}, which is no paging: write NoPaging() or another of crawler.discovery.paging"
    if isinstance(value, NextLink):
        return is_texts(value.candidates) or are_selectors(value.candidates)
    if isinstance(value, FirstOf):
        pagers: object = value.pagers
        if not isinstance(pagers, tuple):
            return "is a FirstOf without a tuple: write FirstOf((NextLink(), NoPaging()))"
        return next(filter(None, map(is_paging, pagers)), None)
    return None


def is_regex(value: str | None) -> str | None:
    """A regex that compiles."""
    try:
        re.compile(value or "")
    except re.error as error:
        return f"is no valid regex: {error} in {value!r}; correct it"
    return None


def are_selectors(value: tuple[str, ...], *, of_elements: bool = False) -> str | None:
    """CSS selectors that compile; *of_elements*: without ``::attr()`` and ``::text``."""
    for selector in value:
        if of_elements and "::" in selector:
            return f"holds {selector!r}, but needs the element: leave out {selector[selector.index('::') :]!r}"
        try:
            HTMLTranslator().css_to_xpath(selector)
        except (SelectorError, ValueError) as error:
            return f"holds {selector!r}, which is no CSS selector: {error}; correct it"
    return None


def _is_text_or_none(value: object) -> str | None:
    return None if value is None else is_text(value)


_DECLARED: dict[str, Check] = {
    "str": is_text,
    "str | None": _is_text_or_none,
    "bool": is_bool,
    "tuple[str, ...]": is_texts,
    "tuple[Layout, ...]": is_layouts,
    "frozenset[str]": is_frozenset,
    "Paging": is_paging,
}


def platform_complaint(attribute: str, value: object, declared: str) -> str | None:
    """What is wrong with *value* as the platform attribute that is declared as *declared*, or ``None``."""
    wrong = _DECLARED[declared](value)
    if wrong:
        return wrong
    if attribute in _REGEXES:
        patterns = value if isinstance(value, tuple) else (value,)
        wrong = next(filter(None, map(is_regex, patterns)), None)
        if wrong is None and attribute == "article_id":
            without = next((p for p in patterns if "id" not in re.compile(p).groupindex), None)
            return None if without is None else f"has no group 'id': write (?P<id>...) in {without!r}"
    elif attribute in _SELECTORS:
        assert isinstance(value, tuple)
        wrong = are_selectors(value, of_elements=attribute != "fingerprint")
    return wrong


def _as_tuple(value: object) -> str:
    if isinstance(value, list | set | frozenset):
        return repr(tuple(value if isinstance(value, list) else sorted(value, key=str)))
    return f"({value!r},)" if isinstance(value, str) else "('...',)"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) < 60 else f"a {type(value).__name__}"
