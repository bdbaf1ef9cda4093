"""One reader per field: layout first, then the page's own structured data, then text anchors.

Every reader returns the value with where it came from, or ``None``: a value is never guessed. Readers do not know each
other; the failure of one loses no other field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from types import MappingProxyType
from typing import Generic, TypeVar

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.layout import Layout
from crawler.extraction.media import image, image_url, leads_away, path_of
from crawler.extraction.page import Page
from crawler.extraction.structured import Statement
from crawler.extraction.tree import find_all, link_share
from crawler.items import Image
from crawler.text.boilerplate import is_noise_line, is_tail_label, read_views
from crawler.text.bylines import Byline, read_byline
from crawler.text.dates import read_date_line
from crawler.text.unicode import fold_marks, fold_punctuation, squeeze

T = TypeVar("T")

LINES_AFTER_TITLE = 12  # text blocks: the date line follows the title within the tools and counters
_HEADLINE_PLACES = 3  # breadcrumb, headline and once more; a page of equal lines must not be searched for each
_MIN_LEAD = 40  # characters; shorter descriptions are slogans of the site
_MAX_LEAD = 1000
_DATELINE = 40  # characters that a dateline adds in front of a lead
_MIN_PARAGRAPH = 120  # characters; no line of a list of links is as long
_FEATURED = (
    '[class*="featured-image"] img',
    '[class*="featured-media"] img',
    "article img.wp-post-image",
)  # WordPress and its page builders
_CAPTIONS = "figcaption, .img-desc, [class*=caption], [class*=Caption]"
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)|-scaled(?=\.\w+$)")
_TIMES_READ = re.compile(r"(?:đã )?(?:xem|đọc):? \d[\d.,]* lần\s*", re.IGNORECASE)
_EYE_SIGN = re.compile(r"👁\ufe0f?\s*(?P<views>\d[\d.,]*)")
_EYE = re.compile(r"(?:^|[\s_-])(?:eye|views?|luot-?xem)(?:$|[\s_-])", re.IGNORECASE)
_OF_SITE = re.compile(r"luot truy cap", re.IGNORECASE)  # the visitors of the whole site
_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
# Whoever typed the text in: a login, or the role that a CMS gives it.
_ACCOUNT = re.compile(r"[a-z0-9._@-]+|(?i:admin(?:istrator)?|quản trị(?: viên)?|webmaster|editor|root|user)\d*")
MAX_FIELD_TEXT = 200  # characters; a longer node is a text that mentions a date or name, not the line that gives it


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, where it came from (for ``Article.via``) and the text it was read from."""

    value: T
    via: str
    raw: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a platform says about reading its pages."""

    distrust: frozenset[str] = frozenset()
    """Origins that lie on this platform, e.g. ``microdata:datePublished``; never used."""
    own_names: tuple[str, ...] = ()
    """Names and hosts of the publisher itself; not authors."""


def trusted(statements: Iterator[Statement], rules: Rules) -> Iterator[Statement]:
    return (s for s in statements if s.via not in rules.distrust)


def via_layout(layout: Layout, selector: str) -> str:
    return f"{layout.id}:{selector}"


def headline_places(page: Page, title: str | None) -> Iterator[int]:
    """Where the headline stands among the page's blocks: the first few places, the others are of side lists."""
    return islice((i for i, block in enumerate(page.blocks) if title and is_headline(block, title)), _HEADLINE_PLACES)


def is_headline(block: Block, title: str) -> bool:
    """True for the headline's line; its date may stand behind it in small print."""
    if block.text in (title, f"- {title}"):  # the bullet of a list item is ours
        return True
    return block.text.startswith(title) and len(block.parts) > 1 and " ".join(block.parts[:-1]) == title


def read_summary(page: Page, layout: Layout | None, rules: Rules) -> Found[str] | None:
    """The lead printed apart from the body."""
    if layout:
        for match in page.matches(layout.summary):
            return Found(match.text, via_layout(layout, match.selector), match.text)
        return None  # a known layout without a lead has none: machine descriptions are cut-off copies of the body
    for said in trusted(page.structured.summary(), rules):
        # A description that nobody is shown was made by a machine from the text's beginning.
        if shown := _shown(page, said.value):
            return Found(shown, said.via, shown)
    return None


def _shown(page: Page, said: str) -> str | None:
    """The visible block that a machine description repeats: descriptions are often cut off, pages show the whole."""
    stem = fold_punctuation(said).rstrip(". ")
    if len(stem) <= _MIN_LEAD:
        return None
    whole = len(stem) + _DATELINE if not said.endswith(("...", "…")) else _MAX_LEAD
    for block in page.blocks:
        text = fold_punctuation(block.text)
        place = text.find(stem)
        if 0 <= place <= _DATELINE and len(text) <= whole:
            return block.text
    return None


def read_byline_beside(page: Page, layout: Layout, rules: Rules) -> Found[Byline] | None:
    """Authors and credited source where the layout says that they stand, outside the body."""
    authors: list[str] = []
    source: str | None = None
    via = raw = place = ""
    for match in page.matches(layout.byline):
        if (place and place != match.selector) or len(match.text) > MAX_FIELD_TEXT:
            continue
        byline = read_byline(match.text, own_names=rules.own_names)
        if byline.authors or byline.source:
            authors += [name for name in byline.authors if name not in authors]
            source, place = source or byline.source, match.selector
            via, raw = via_layout(layout, match.selector), f"{raw} {match.text}".strip()
    return Found(Byline(tuple(authors), source), via, raw) if authors or source else None


def read_stated_authors(page: Page, rules: Rules) -> Found[Byline] | None:
    """Authors as the page names them to machines; the first that are named give the origin."""
    authors: list[str] = []
    via = raw = ""
    for said in trusted(page.structured.authors(), rules):
        if _ACCOUNT.fullmatch(said.value):
            continue
        byline = read_byline(said.value, own_names=(*rules.own_names, page.structured.publisher() or ""))
        if byline.authors:
            authors += [name for name in byline.authors if name not in authors]
            via, raw = via or said.via, f"{raw} {said.value}".strip()
    return Found(Byline(tuple(authors), None), via, raw) if authors else None


def read_lead_image(
    page: Page,
    layout: Layout | None,
    title: str | None,
    pictures: Sequence[HtmlElement] = (),
    captions: Mapping[str, str] = MappingProxyType({}),
) -> Found[Image] | None:
    """The picture shown above the body; on a page without layout one of *pictures*, those that stand there.

    *captions* by address is what stands below them.
    """
    if layout:
        for element, selector in page.elements(layout.lead_image):
            found = image(element, page.base_url, _caption_beside(element, title))
            if found:
                return Found(found, via_layout(layout, selector), found.url)
        return None
    said = page.structured.image()
    if said:
        # Machines are told of a picture of another size, or of the site's logo: only a shown picture is the article's.
        name = _picture_name(said.value)
        for element, _ in page.elements(("img",)):
            found = image(element, page.base_url)
            if found and name and _picture_name(found.url) == name and not leads_away(element):
                pictures = [element, *pictures]
                break
    featured = [element for element, _ in page.elements(_FEATURED) if not leads_away(element)]
    for element in [*pictures, *featured[:1]]:
        below = captions.get(image_url(element, page.base_url) or "")
        found = image(element, page.base_url, _caption_beside(element, title) or below)
        if found:
            return Found(found, "text:lead-picture", found.url)
    return None


def _picture_name(url: str) -> str:
    """The file of a picture without the size that WordPress writes behind it."""
    return _SIZE.sub("", path_of(url).rsplit("/", 1)[-1])


def _caption_beside(element: HtmlElement, title: str | None) -> str | None:
    for holder in islice(element.iterancestors(), 3):
        if sum(1 for _ in holder.iter("img")) > 1:
            break
        captions = find_all(holder, _CAPTIONS)
        if captions:
            caption = squeeze(captions[0].text_content())
            return caption if caption != title else None
    return None


def read_page_views(page: Page, layout: Layout | None, title: str | None) -> Found[int] | None:
    """View counter as shown."""
    if layout:
        for match in page.matches(layout.views):
            views = read_views(match.text)
            if views is None and _COUNTER.fullmatch(match.text):
                views = int(match.text.replace(".", "").replace(",", ""))
            if views is not None:
                return Found(views, via_layout(layout, match.selector), match.text)
    blocks = page.blocks
    for place in headline_places(page, title):
        below = list(takewhile(_is_article_still, blocks[place + 1 :]))
        in_text = _place_in_text(below)
        for distance, block in enumerate(below):
            if distance > in_text and _is_card(block):
                continue
            whole = " ".join(block.parts)
            about = distance < LINES_AFTER_TITLE and read_date_line(whole, now=page.fetched_at) is not None
            pairs = (f"{one} {other}" for one, other in pairwise(block.parts))
            for part in (*block.parts, *pairs, whole):
                # A sentence, a sub-heading or a card of another article may speak of views as well.
                told = about or is_noise_line(part) or _is_counter_line(part, page)
                views = read_views(part) if told and not _OF_SITE.search(fold_marks(part)) else None
                if views is not None:
                    return Found(views, "text:views", part)
            counted = _counter_with_eye(block) if distance < LINES_AFTER_TITLE else None
            if counted is not None:
                return Found(counted, "text:views-icon", block.text)
    return None


def _place_in_text(blocks: list[Block]) -> int:
    """The place of the second paragraph of *blocks*, else of the only one: the first may be the lead, below which the
    author's link and the counter share a line."""
    paragraphs = (i for i, block in enumerate(blocks) if len(block.text) >= _MIN_PARAGRAPH and link_share(block) <= 0.5)
    return max(islice(paragraphs, 2), default=len(blocks))


def _is_card(block: Block) -> bool:
    """True for a line that links something else than a tool, as cards of other articles do."""
    holders = [element if part == "text" else element.getparent() for element, part in block.nodes]
    links = {box for holder in holders for box in (holder, *holder.iterancestors("a")) if box.tag == "a"}
    texts = (squeeze(link.text_content()) for link in links)
    return any(re.search(r"[^\W\d]", text) and not is_noise_line(text) for text in texts)


def _is_counter_line(line: str, page: Page) -> bool:
    """True for a counter beside the time of the last change: "Đọc 893 lần Sửa lần cuối vào …" (Joomla)."""
    found = _TIMES_READ.match(line)
    return found is not None and read_date_line(line[found.end() :], now=page.fetched_at) is not None


def _counter_with_eye(block: Block) -> int | None:
    """The bare number beside the icon of an eye, or in an element that is called after views."""
    for element, part in block.nodes:
        text = squeeze(getattr(element, part))
        if sign := _EYE_SIGN.search(text):
            return int(re.sub(r"[.,]", "", sign["views"]))
        beside = element if part == "tail" else next(element.itersiblings(preceding=True), None)
        holder = element.getparent() if part == "tail" else element
        boxes = [box for box in (beside, holder, holder.getparent()) if box is not None]
        labels = [
            f"{box.get('class') or ''} {_slugged(box.get('title'))} {_slugged(box.get('aria-label'))}" for box in boxes
        ]
        if _COUNTER.fullmatch(text) and any(_EYE.search(label) for label in labels):
            return int(text.replace(".", "").replace(",", ""))
    return None


def _slugged(text: str | None) -> str:
    return fold_marks(text or "").replace(" ", "-")


def _is_article_still(block: Block) -> bool:
    return not is_tail_label(block.text)


def own_names_of(names: Collection[str], hosts: Collection[str]) -> tuple[str, ...]:
    """Return every form in which a site names itself: publisher names, hosts with and without ``www.``."""
    bare = {host.removeprefix("www.") for host in hosts}
    return tuple(dict.fromkeys([*names, *sorted(bare)]))
