"""Which ids and classes of a page are names that will stand on the next page too.

Refused: what a build step generates (hashes, CSS modules, styled components), what says only how something looks
(Tailwind, Bootstrap's grid and helpers, Word), what counts (``post-1234``), and marks of a state (``active``). ASP.NET
writes the path of controls into ids (``ctl00_Main_lblDate``): their last piece is the name.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_NAME = re.compile(r"-?[A-Za-z_][\w-]*\Z", re.ASCII)
_MAX_NAME = 40  # characters; longer ones are generated
_LONG_NUMBER = re.compile(r"\d{3}")
_COUNTS = re.compile(r"[^A-Za-z\d]\d+$|^\D{0,3}\d+$|\d{3}$")  # post-1234, item_7, u12; not margintop10
_GENERATED = re.compile(
    r"^(?:css|sc|jsx|emotion|svelte|styled|makeStyles|jss)[-_]?\w*\d"  # emotion, styled-components, Svelte, JSS
    r"|^sc-[A-Za-z]{5,}$"
    r"|__(?=\w{5,6}$)\w*(?:\d[A-Za-z_]|[A-Za-z]\d|[a-z][A-Z])"  # Component_name__aB3xY of CSS modules
    r"|^_[A-Za-z]*\d\w*$"  # _a1b2c
    r"|^ng-|^v-|^data-v-|^elementor-element-|^wp-block-|^wp-image-|^fusion-builder-|^vc_custom|^et_pb_\w+_\d",
)
_MIXED = re.compile(r"(?=.*\d[a-z])(?=(?:\D*\d){2})[a-z0-9]{5,}\Z|(?=.*\d)[0-9a-f]{6,}\Z")
_LOOKS = re.compile(
    r"^-?(?:m|p)[trblxyse]?-(?:\d|auto|px)"
    r"|^(?:w|h|min|max|gap|top|left|right|bottom|z|order|flex|grid|basis|inset|space|opacity|leading|tracking|indent)-"
    r"|^(?:text|font|bg|border|rounded|shadow|align|justify|items|self|float|d|fw|fs|fst|lh|g|gx|gy|offset|overflow)-"
    r"|^align(?:[A-Z]|left|right|center|none)"
    r"|^(?:object|whitespace|break|line-clamp|prose|position|visible|cursor|select|transition|duration|ring|divide)(?:-|$)"
    r"|^col(?:-(?:xs|sm|md|lg|xl|xxl))?(?:-\d+|-auto)?$|^(?:large|medium|small|grid|span|fl|pull|push|hidden)-?\d*(?:-\d+)?$"
    r"|^(?:row|container(?:-\w+)?|wrapper|clearfix|clear|flex|grid|block|inline(?:-\w+)?|hidden|hide|show|shown|fade|in|out"
    r"|active|current|open|opened|selected|disabled|first|last|odd|even|left|right|center|middle|bold|italic|relative"
    r"|absolute|fixed|sticky|static|img-(?:fluid|responsive)|lazy\w*|uppercase|truncate|underline|animated|wow|sr-only"
    r"|pull-(?:left|right)|(?:margin|padding)-[\w-]+|no-?(?:padding|margin|gutters?)|mt|mb|pt|pb|list-(?:unstyled|inline)|btn(?:-\w+)?|fa[a-z]?"
    r"|fa-[\w-]+|icon|icon-[\w-]+|glyphicon[\w-]*|h[1-6]|small|Mso\w*)$",
)
_HELPERS = re.compile(r"(?:text-(?:right|left|center|end|muted)|h[1-6]|pull-(?:left|right)|small|lead)\Z")
_CONTROL = re.compile(r"^(?:ctl|dnn|ct|DeltaPlace|M_|WebPart|MSO|_)\w*\d+\w*_|^(?:ctl\d+|dnn)_|_ctl\d+_|_ctr\d+_")
_MIN_ENDING = 4  # characters of the last piece of a control's id
_MOST_CLASSES = 6  # of one element; utility classes come in dozens
ATTRIBUTES = ("itemprop", "data-role", "data-field")
"""Attributes whose values name an element's part."""
_VALUE = re.compile(r"[A-Za-z][\w:.-]{1,39}\Z", re.ASCII)


def stable_classes(element: HtmlElement) -> tuple[str, ...]:
    """The classes of *element* that are names, in order."""
    classes = dict.fromkeys((element.get("class") or "").split())
    return tuple(name for name in classes if is_stable_class(name))[:_MOST_CLASSES]


def is_stable_class(name: str) -> bool:
    """True for a class that is a name of what stands there."""
    return _is_name(name) and not _LOOKS.search(name)


def helper_class(element: HtmlElement) -> str | None:
    """Bootstrap's name of a look: within a named box it may be all that tells one line from others."""
    return next((name for name in (element.get("class") or "").split() if _HELPERS.match(name)), None)


def stable_id(element: HtmlElement) -> tuple[str, bool] | None:
    """The id of *element*, or the last piece of a control's id with true; ``None`` if neither is a name."""
    name = element.get("id") or ""
    if _CONTROL.search(name):
        ending = name.rsplit("_", 1)[-1]
        named = len(ending) >= _MIN_ENDING and _NAME.match(ending) and not re.search(r"\d", ending)
        return (f"_{ending}", True) if named else None
    return (name, False) if _is_name(name) else None


def stable_attribute(element: HtmlElement) -> tuple[str, str] | None:
    """The first attribute of *element* that names its part."""
    for attribute in ATTRIBUTES:
        value = element.get(attribute) or ""
        if _VALUE.match(value) and not _LONG_NUMBER.search(value) and not _COUNTS.search(value):
            return attribute, value
    return None


def _is_name(name: str) -> bool:
    if not _NAME.match(name) or not 2 <= len(name) <= _MAX_NAME:
        return False
    if _LONG_NUMBER.search(name) or _COUNTS.search(name) or _GENERATED.search(name):
        return False
    return not any(_MIXED.match(piece) for piece in re.split(r"[-_]", name))
