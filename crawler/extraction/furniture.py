"""Lines inside the text's element that are not text: tools, links to other articles, files and tags below the end."""

from __future__ import annotations

import re
from collections import Counter
from itertools import compress, islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.captions import short_text
from crawler.extraction.media import attachment_of
from crawler.extraction.tails import is_list_label
from crawler.extraction.tree import find_all, is_below, link_share, links_of, remove, remove_blocks
from crawler.extraction.visibility import holds_prose
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.time_marks import is_machine_time
from crawler.text.unicode import squeeze

_LINKED = 0.5  # share of a line's text that stands in links, from which on it offers and does not tell
_OFFER_LABEL = re.compile(
    r"(?:(?:các )?(?:tệp|file|tập tin|tài liệu|văn bản)(?: tin)? (?:đính kèm|kèm theo)|tải (?:về|xuống|file|tệp)|"
    r"download|đính kèm)\s*:?",
    re.IGNORECASE,
)
# Counters without words, hashtags, who typed it in, the foot of a print version.
_BARE = re.compile(
    r"\W+|(?:#[^\s#][^#]*)+|(?:người (?:đăng|nhập)|đăng bởi)\s?:.{0,60}"
    r"|(?:địa chỉ bài viết|link (?:bài viết|gốc)|url)\s?:?\s?(?:https?:|www\.)\S+"
    r"|(?:©|copyright|mọi hành động sử dụng|ghi rõ nguồn)[^.]{0,120}\.?"
    r"|(?:©|giấy phép số).*GP-(?:BC|TTĐT|BTTTT|CBC|STTTT).*",
    re.IGNORECASE,
)
_MAX_POLLS = 20
_POLL_DEPTH = 8  # elements between a choice and the box of its poll
_MAX_POLL = 400  # characters
_COUNTERS = re.compile(r"(?=.*\d)(?!.*\d{9})[^A-Za-zÀ-ỹĐđ/:-]+")
# Beside or below the headline of another article: when it was published, how often it was read.
_TOLD_OF_LINK = re.compile(
    r"(?:\W*+(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{4})?(?!\d)|\d{1,2}[:hg]\d{2}(?!\d)|\d[\d.,]*+ lượt (?:xem|đọc)))++\W*",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(r":$|(?:dưới|sau) đây\W*$|như sau\W*$", re.IGNORECASE)
_READ_ON = re.compile(r"(?:xem thêm|đọc thêm|xem tiếp)\s*:?", re.IGNORECASE)
_AD_LABEL = re.compile(r"\W*(?:quảng cáo|tài trợ|nội dung tài trợ|advertisement)\W*", re.IGNORECASE)
_AD = re.compile(r"(?:quảng cáo|tài trợ|nội dung tài trợ|advertisement)\s?:.{1,150}(?<![.!?…])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:mục lục|nội dung(?: chính)?|(?:nội dung )?(?:trong )?bài viết)(?: này)?\W*", re.IGNORECASE)
_CARD_BOXES = ("div", "section", "article", "li", "figure")
_CARD_DEPTH = 3  # elements between the link of a card and the card
_MAX_CARD = 300  # characters
_MAX_LINKS = 500  # of one text; more are an index
_MIN_TEXT = 60  # characters beside links; with fewer a page is a list of links
_MIN_POINTER = 25  # characters; shorter links ("tại đây") belong to the text
_POINTS_ELSEWHERE = re.compile(r"(?:>>|»|=>|->|→|►|▶)\s*\S|(?:xem thêm|đọc thêm|xem tiếp|liên quan)\s*:", re.IGNORECASE)


def cut_furniture(root: HtmlElement, blocks: list[Block], base_url: str) -> list[Block]:
    """Cut tools, counters, labels and links to other articles out of the tree; return the blocks that are left."""
    contents = _contents(blocks)
    noise = [
        _is_noise(block) or contents[place] or is_list_label(blocks, place) or _is_ad(blocks, place)
        for place, block in enumerate(blocks)
    ]
    pointers = _pointers(blocks, base_url)
    # A page of nothing but links is a list that somebody wrote.
    if sum(round(len(b.text) * (1 - link_share(b))) for b in blocks) >= _MIN_TEXT:
        noise = [one or other for one, other in zip(noise, pointers, strict=True)]
    remove_blocks(root, list(compress(blocks, noise)))
    return [block for block, cut in zip(blocks, noise, strict=True) if not cut]


def cut_cards(root: HtmlElement, base_url: str) -> None:
    """Cut cards of other articles out of the text: a picture and below it a link to another page, its headline."""
    links = list(islice(root.iter("a"), _MAX_LINKS + 1)) if root.find(".//img") is not None else []
    if not 0 < len(links) <= _MAX_LINKS or not holds_prose(root):
        return
    for link in links:
        headline = squeeze(link.text_content())
        if len(headline) < _MIN_POINTER or not is_below(link, root) or not _leads_elsewhere(link, base_url):
            continue
        for box in islice(link.iterancestors(), _CARD_DEPTH):
            text = short_text(box, _MAX_CARD) if box is not root and box.tag in _CARD_BOXES else None
            if text is None:
                break
            picture = box.find(".//img")
            if picture is not None and text.startswith(headline):
                if next(box.iter("img", "a")) is picture or picture.getparent().tag == "a":
                    remove(box)
                break


def cut_polls(root: HtmlElement) -> None:
    """Cut boxes of questions to readers: those that hold several choices of one name and no text."""
    choices: dict[str, list[HtmlElement]] = {}
    for choice in find_all(root, "input[type=radio]"):
        choices.setdefault(choice.get("name") or "", []).append(choice)
    for several in list(choices.values())[:_MAX_POLLS]:
        box = several[0]
        for above in islice(box.iterancestors(), _POLL_DEPTH):
            if above is root or above.tag == "body" or len(above.text_content()) > _MAX_POLL or holds_prose(above):
                break
            box = above
        if len(several) > 1 and box is not several[0] and box.getparent() is not None:
            remove(box)


def _is_noise(block: Block) -> bool:
    parts = block.parts
    if is_noise_line(block.text) or is_machine_time(block.text):
        return True
    tools = [is_noise_line(part) for part in parts]
    # "Bình luận" among tools leads to the comments.
    if any(tools) and all(tool or is_tail_label(part) for tool, part in zip(tools, parts, strict=True)):
        return True
    # A link to another article between two paragraphs: ">>> Sạt lở …", "Tin liên quan: …".
    return link_share(block) > _LINKED and bool(
        _POINTS_ELSEWHERE.match(block.text) or is_tail_label(next(iter(parts), ""))
    )


def _is_ad(blocks: list[Block], place: int) -> bool:
    """True for a line in a box of its own that is labelled as an advertisement, or a link below such a label."""
    block = blocks[place]
    if place and _AD_LABEL.fullmatch(blocks[place - 1].text) and link_share(block) == 1:
        return True
    if _AD.fullmatch(block.text) is None:
        return False
    beside = (*blocks[max(place - 1, 0) : place], *blocks[place + 1 : place + 2])
    return all(block.element.getparent() is not other.element.getparent() for other in beside)


def _contents(blocks: list[Block]) -> list[bool]:
    """Which lines are a table of contents: its label, and links to places of the page, called like lines there."""
    said = Counter(block.text.removeprefix("- ") for block in blocks)
    found = [
        said[block.text.removeprefix("- ")] > 1
        and link_share(block) == 1
        and all((link.get("href") or "").startswith("#") for link in links_of(block))
        for block in blocks
    ]
    for place, block in enumerate(blocks[:-1]):
        found[place] = found[place] or (found[place + 1] and _CONTENTS.fullmatch(block.text) is not None)
    return found


def _pointers(blocks: list[Block], base_url: str) -> list[bool]:
    """Which lines are nothing but a link to another page of the site: related news between two paragraphs.

    A list of links that the text announces ("gồm:", "dưới đây"), or that stands there without a label, is the text's.
    """
    read_on = [_reads_on(block) for block in blocks]
    linked = [
        len(block.text) >= _MIN_POINTER
        and (read_on[place] or link_share(block) == 1)
        and all(_leads_elsewhere(link, base_url) for link in links_of(block))
        for place, block in enumerate(blocks)
    ]
    found = [one and other for one, other in zip(linked, read_on, strict=True)]
    place = 0
    while place < len(blocks):
        end = place
        while end < len(blocks) and linked[end]:
            end += 1
        above = blocks[place - 1] if place else None
        label = above is not None and (_is_noise(above) or is_tail_label(above.text))
        announced = above is not None and not label and _ANNOUNCES.search(above.text) is not None
        if end > place and not announced and (label or end - place == 1):
            found[place:end] = [True] * (end - place)
            if end < len(blocks) and _TOLD_OF_LINK.fullmatch(blocks[end].text):
                found[end] = True
        place = max(end, place + 1)
    return found


def _reads_on(block: Block) -> bool:
    """True for a link to one other article with its label on the same line: "Xem thêm Cầu mới …"."""
    if not _READ_ON.match(block.text) or not _READ_ON.fullmatch(next(iter(block.parts), "")):
        return False
    links = links_of(block)
    linked = squeeze(links[0].text_content()) if len(links) == 1 else ""
    return len(linked) >= _MIN_POINTER and linked == squeeze(" ".join(block.parts[1:]))


def _leads_elsewhere(link: HtmlElement, base_url: str) -> bool:
    try:
        address, home = urlsplit(urljoin(base_url, (link.get("href") or "#").strip())), urlsplit(base_url)
    except ValueError:
        return False
    other = address.path.rstrip("/") != home.path.rstrip("/") and len(address.path) > 1
    return address.netloc == home.netloc and other and not attachment_of(link, base_url)


def cut_offers(root: HtmlElement, blocks: list[Block], base_url: str) -> list[Block]:
    """Cut what follows the text inside its element: files (they are the attachments), tags, bare counters."""
    end = len(blocks)
    while end > 1 and (
        _is_offer(blocks[end - 1], base_url)
        or (end > 2 and _tells_of_link(blocks[end - 1].text) and _is_offer(blocks[end - 2], base_url))
    ):
        end -= 1
    if end and _ANNOUNCES.search(blocks[end - 1].text) and not _OFFER_LABEL.match(blocks[end - 1].text):
        listed = [block for block in blocks[end:] if link_share(block) > _LINKED and len(block.text) >= _MIN_POINTER]
        if len(listed) > 1:
            return blocks  # a list that the text announces
    if sum(round(len(b.text) * (1 - link_share(b))) for b in blocks[:end]) < _MIN_TEXT:
        return blocks  # a list of links that somebody wrote
    remove_blocks(root, blocks[end:])
    return blocks[:end]


def _tells_of_link(line: str) -> bool:
    return _COUNTERS.fullmatch(line) is not None or _TOLD_OF_LINK.fullmatch(line) is not None


def _is_offer(block: Block, base_url: str) -> bool:
    """True for files and tags; a line that tells where to register or whom to call is text."""
    share = link_share(block)
    links = links_of(block) if share else []
    files = any(attachment_of(link, base_url) for link in links)
    label = _OFFER_LABEL.match(block.text)
    if label and (label[0] == block.text or files):
        return True
    if _COUNTERS.fullmatch(block.text):
        # Icons part the numbers; a number without any may be whom to call or what to pay.
        icon = block.element.find(".//i") is not None
        return icon or len(block.parts) > 1 or re.search(r"[^\w\s.,]", block.text) is not None
    if _BARE.fullmatch(block.text):
        return True
    unlinked = block.text
    for link in links:
        unlinked = unlinked.replace(squeeze(link.text_content()), "", 1)
    headline = len(block.text) - len(unlinked) >= _MIN_POINTER
    only_links = bool(links) and (
        re.search(r"\w", unlinked) is None or (headline and _TOLD_OF_LINK.fullmatch(unlinked) is not None)
    )
    files = files and not block.text.endswith((";", ".", ","))  # a list that somebody wrote: "+ Phụ lục 1: …;"
    return (files and share > _LINKED) or (only_links and all(_is_own(link, base_url) for link in links))


def _is_own(link: HtmlElement, base_url: str) -> bool:
    try:
        host = str(urlsplit(urljoin(base_url, (link.get("href") or "").strip())).netloc)
        return host in ("", urlsplit(base_url).netloc)  # "" for scripts and mail
    except ValueError:
        return False
