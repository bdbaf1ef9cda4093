"""The paths by which an element of a page may be found again, and which of them is to be preferred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.induction.names import helper_class, is_stable_class, stable_attribute, stable_classes, stable_id
from crawler.induction.paths import Part, Path

_BOXES_ABOVE = 8  # elements above one that may give it a context
_MOST_PATHS = 60  # of one element
_TELLING_TAGS = frozenset({"h1", "h2", "h3", "h4", "time", "img", "a", "article", "main", "figcaption", "li", "em"})
_BARE_TAGS = frozenset({"h1", "article", "main"})
_WORDS = {
    "title": r"title|tieu-?de|headline|heading|subject|name",
    "published": r"date|time|ngay|publish|pub|posted|created|thoi-?gian",
    "published_near": r"date|time|ngay|publish|pub|posted|created|thoi-?gian",
    "summary": r"sapo|lead|summary|desc|intro|trich|tom-?tat|chapeau|excerpt|hometext|quote|sub",
    "lead_in_body": r"sapo|lead|summary|desc|intro|trich|tom-?tat|chapeau|excerpt|hometext",
    "body": r"content|body|noi-?dung|detail|entry|text|article|post",
    "byline": r"author|tac-?gia|byline|writer|source|nguon|pseudonym|signature",
    "sections": r"breadcrumb|cate|section|chuyen-?muc|path|trail|folder",
    "tags": r"tag|keyword|tu-?khoa",
    "lead_image": r"avatar|image|img|thumb|photo|feature|lead",
    "caption": r"caption|desc|chu-?thich|note",
    "attachments": r"attach|file|download|tai-?ve|dinh-?kem|tep",
    "views": r"view|xem|eye|count|hit",
    "drop": r"relat|lien-?quan|tool|share|social|tag|comment|ads?|banner|author|vote|rating|box|other|more",
}
_TELLING = {field: re.compile(words, re.IGNORECASE) for field, words in _WORDS.items()}


def paths_to(element: HtmlElement, *, top: HtmlElement | None = None) -> Iterator[Path]:
    """Paths that find *element*, perhaps with others; with *top* only by what stands below it."""
    return islice(_paths_to(element, top), _MOST_PATHS)


def _paths_to(element: HtmlElement, top: HtmlElement | None) -> Iterator[Path]:
    own = list(_parts_of(element))
    bare = Part(tag=element.tag)
    for part in own:
        yield Path(part)
    if look := helper_class(element):
        own.append(Part(tag=element.tag, classes=(look,)))
    if element.tag in _BARE_TAGS or top is not None:
        yield Path(bare)
    for distance, box in enumerate(islice(element.iterancestors(), _BOXES_ABOVE)):
        if box is top or box.tag in ("html", "body"):
            break
        boxes = list(_parts_of(box)) or ([Part(tag=box.tag)] if box.tag in _BARE_TAGS else [])
        for around in boxes:
            for part in (*own, bare):
                yield Path(part, around)
                if distance == 0 and not part.is_named:
                    yield Path(part, around, child=True)
        if distance == 0 and top is not None and not boxes:
            yield Path(bare, Part(tag=box.tag), child=True)


def _parts_of(element: HtmlElement) -> Iterator[Part]:
    tag = element.tag if element.tag in _TELLING_TAGS else ""
    if named := stable_id(element):
        yield Part(id_end=named[0]) if named[1] else Part(id=named[0])
    classes = stable_classes(element)
    for name in classes:
        yield Part(tag=tag, classes=(name,))
    for first, second in pairwise(classes):
        yield Part(tag=tag, classes=(first, second))
    if said := stable_attribute(element):
        yield Part(tag=tag, attribute=said)


def cost(path: Path, field: str) -> tuple[float, int, str]:
    """What a path is worth for *field*: the lower, the likelier it is to last."""
    weight = _weight(path.last, field)
    if path.within is not None:
        weight += 0.5 + 0.5 * _weight(path.within, field)
    weight += 0.25 * path.child
    css = path.css
    return weight, len(css), css


def _weight(part: Part, field: str) -> float:
    said = f"{part.id} {part.id_end} {' '.join(part.classes)}"
    if part.id:
        weight = 1.0
    elif part.classes or part.attribute:
        weight = 1.5
    else:
        weight = 2.0 if part.id_end else 3.5
    weight -= 0.8 * _tells(part, field)
    weight += 1.5 * any(not is_stable_class(name) for name in part.classes)
    weight += 0.4 * any(map(str.isdigit, said)) + 0.3 * max(0, len(part.classes) - 1)
    return weight


def is_telling(path: Path, field: str) -> bool:
    """True if a name in *path* says what the field is."""
    return _tells(path.last, field) or (path.within is not None and _tells(path.within, field))


def may_count(path: Path) -> bool:
    """True if a name in *path* ends in a number: it may be another one on each page, so one page proves nothing."""
    parts = [path.last, *([path.within] if path.within else [])]
    names = [name for part in parts for name in (part.id, part.id_end, *part.classes, *part.attribute[1:])]
    return any(name[-1:].isdigit() for name in names)


def _tells(part: Part, field: str) -> bool:
    return bool(
        _TELLING[field].search(f"{part.id} {part.id_end} {' '.join(part.classes)} {' '.join(part.attribute[1:])}")
    )
