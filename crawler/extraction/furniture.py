"""Lines inside the text's element that are not text: tools, links to other articles, files and tags below the end."""

from __future__ import annotations

import re
from itertools import compress
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.media import attachment_of
from crawler.extraction.tree import find_all, link_share, remove, remove_blocks
from crawler.extraction.visibility import holds_prose
from crawler.text.boilerplate import is_noise_line, is_tail_label

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
    r"|(?:©|copyright|bản quyền|mọi hành động sử dụng|ghi rõ nguồn|giấy phép số).*",
    re.IGNORECASE,
)
_MACHINE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\S+")
_MAX_POLL = 400  # characters
_COUNTERS = re.compile(r"(?=.*\d)[\W\d_]+")
_MIN_POINTER = 25  # characters; shorter links ("tại đây") belong to the text
_POINTS_ELSEWHERE = re.compile(r"(?:>>|»|=>|->|→|►|▶)\s*\S|(?:xem thêm|đọc thêm|xem tiếp|liên quan)\s*:", re.IGNORECASE)


def cut_furniture(root: HtmlElement, blocks: list[Block], base_url: str) -> list[Block]:
    """Cut tools, counters, labels and links to other articles out of the tree; return the blocks that are left."""
    noise = [_is_noise(block) or is_tail_label(block.text) for block in blocks]
    pointers = _pointers(blocks, base_url)
    # A page of nothing but links is a list that somebody wrote.
    if 2 * sum(len(b.text) for b in compress(blocks, pointers)) < sum(len(block.text) for block in blocks):
        noise = [one or other for one, other in zip(noise, pointers, strict=True)]
    remove_blocks(root, list(compress(blocks, noise)))
    return [block for block, cut in zip(blocks, noise, strict=True) if not cut]


def cut_polls(root: HtmlElement) -> None:
    """Cut boxes of questions to readers: the narrowest that hold several choices, unless text stands in them."""
    for choice in list(find_all(root, "input[type=radio], input[type=checkbox]")):
        box = choice
        while box.getparent() is not None and box.getparent() is not root:
            above = box.getparent()
            if len(above.text_content()) > _MAX_POLL or above.tag == "body" or holds_prose(above):
                break
            box = above
        if box is not choice and box.getparent() is not None:
            remove(box)


def _is_noise(block: Block) -> bool:
    parts = block.parts
    if is_noise_line(block.text) or _MACHINE_TIME.fullmatch(block.text):
        return True
    tools = [is_noise_line(part) for part in parts]
    # "Bình luận" among tools leads to the comments.
    if any(tools) and all(tool or is_tail_label(part) for tool, part in zip(tools, parts, strict=True)):
        return True
    # A link to another article between two paragraphs: ">>> Sạt lở …", "Tin liên quan: …".
    return link_share(block) > _LINKED and bool(
        _POINTS_ELSEWHERE.match(block.text) or is_tail_label(next(iter(parts), ""))
    )


def _pointers(blocks: list[Block], base_url: str) -> list[bool]:
    """Which lines are nothing but a link to another page of the site: related news between two paragraphs.

    A list of links that the text announces ("gồm:") is none.
    """
    leads: dict[HtmlElement, bool] = {}
    found: list[bool] = []
    announced = False
    for block in blocks:
        linked = len(block.text) >= _MIN_POINTER and link_share(block) == 1
        if linked and block.element not in leads:
            links = list(block.element.iter("a"))
            leads[block.element] = bool(links) and all(_leads_elsewhere(link, base_url) for link in links)
        label = is_noise_line(block.text) or is_tail_label(block.text)
        announced = (block.text.endswith(":") and not label) or (announced and link_share(block) == 1)
        found.append(linked and leads[block.element] and not announced)
    return found


def _leads_elsewhere(link: HtmlElement, base_url: str) -> bool:
    try:
        address, home = urlsplit(urljoin(base_url, (link.get("href") or "#").strip())), urlsplit(base_url)
    except ValueError:
        return False
    other = address.path.rstrip("/") != home.path.rstrip("/") and len(address.path) > 1
    return address.netloc == home.netloc and other and not attachment_of(link, base_url)


def cut_offers(root: HtmlElement, blocks: list[Block]) -> list[Block]:
    """Cut what follows the text inside its element: files (they are the attachments), tags, bare counters."""
    end = len(blocks)
    while end > 1 and (
        _is_offer(blocks[end - 1])
        or (end > 2 and _COUNTERS.fullmatch(blocks[end - 1].text) and _is_offer(blocks[end - 2]))
    ):
        end -= 1
    if end and blocks[end - 1].text.endswith(":") and not _OFFER_LABEL.match(blocks[end - 1].text):
        return blocks  # a list that the text announces
    if sum(len(block.text) for block in blocks[end:]) > sum(len(block.text) for block in blocks[:end]):
        return blocks  # a list of links that somebody wrote
    remove_blocks(root, blocks[end:])
    return blocks[:end]


def _is_offer(block: Block) -> bool:
    label = _OFFER_LABEL.match(block.text)
    if label and (label[0] == block.text or link_share(block) > 0):
        return True
    if _COUNTERS.fullmatch(block.text):
        # Icons part the numbers; a number without any may be whom to call or what to pay.
        return len(block.parts) > 1 or re.search(r"[^\w\s.,]", block.text) is not None
    share = link_share(block)
    sentence = block.text.endswith((".", "!", "?")) and share < 1
    return _BARE.fullmatch(block.text) is not None or (share > _LINKED and not sentence)
