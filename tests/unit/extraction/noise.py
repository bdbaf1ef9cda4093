"""Noise for saved pages: what another visit to an article that nobody edited may find changed."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import timedelta
from random import Random

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from tests.unit.extraction.sheets import BOXES, Sheet, read, texts_in, write

_LINK = 20  # characters of a link that is a headline

_WHO = (
    "Phường Lạc Hồng",
    "Hơn 200 hộ nuôi hàu",
    "Nông dân vùng chiêm trũng",
    "Thư viện lưu động",
    "Đội vật thiếu niên",
)
_WHAT = (
    "mở lớp dạy chèo",
    "chuyển sang giàn phao nhựa",
    "cấy xong trà lúa đầu",
    "về với điểm trường xa nhất",
    "thắng lớn",
)
_WHEN = ("dịp nghỉ đông", "sau ba năm chờ đợi", "từ ngày mùng một tháng tới", "trước mùa nước nổi")
HEADLINES = [f"{who} {what} {when}" for who in _WHO for what in _WHAT for when in _WHEN]
TEASERS = [f"Ban tổ chức cho biết {who.lower()} vừa {what} {when}." for who in _WHO for what in _WHAT for when in _WHEN]
TOOLS = ("In bài viết", "Chia sẻ Facebook", "Gửi email", "Sao chép liên kết", "Lưu bài viết")
_TOOL = re.compile(
    r"in|in ra|in bài(?: viết)?|in trang|bản in|print|chia sẻ.{0,20}|share|gửi (?:e-?mail|mail|bài.{0,15})|e-?mail|"
    r"lưu(?: bài.{0,12})?|facebook|zalo|tweet|(?:tăng|giảm) cỡ chữ",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"lượt|lần|xem|đọc|views?|bình luận|bình chọn|đánh giá|truy cập|trực tuyến|hôm nay", re.IGNORECASE
)
_DATE = re.compile(r"\d\s*[/.:-]\s*\d\d|\d tháng|ngày \d|\d (?:giờ|phút|ngày) trước", re.IGNORECASE)
_FRAMES = (
    '<ins class="adsbygoogle" style="display:block" data-ad-slot="7120"></ins>',
    '<iframe src="https://ads.example/khung" width="300" height="250"></iframe>',
)
_SILENT_ADS = (
    *_FRAMES,
    "<script>(adsbygoogle = window.adsbygoogle || []).push({title: 'Lượt xem: 12'});</script>",
    '<noscript><img height="1" width="1" src="https://do.example/tr?id=77" alt=""></noscript>',
    "<style>.qc-72 > a { color: #b00 }</style>",
    '<div id="qc-trong-bai" style="display:none"></div>',
)
_BANNERS = (
    '<div class="banner"><a href="https://ads.example/1"><img src="https://ads.example/1.gif" alt="Đặt vé"></a></div>',
    '<div class="adv"><a href="https://ads.example/2" rel="nofollow">Đặt vé tàu Tết tại đây</a></div>',
)
_FLOW = {"body", "div", "section", "article", "main", "aside", "header", "footer"}  # what may hold an advertisement
# The places of the tone mark in open syllables: old school and new school, written out from the school rule.
_OLD = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_NEW = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_PLACES = {**dict(zip(_OLD, _NEW, strict=True)), **dict(zip(_NEW, _OLD, strict=True))}
_PLACES |= {one.upper(): other.upper() for one, other in _PLACES.items()}
_TONED = re.compile(rf"(?<![qQ])(?:{'|'.join(_PLACES)})(?!\w)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-"})


def counters(sheet: Sheet, random: Random) -> None:
    """Other numbers in counters of views, comments and visitors."""
    article = {*sheet.text, *sheet.title}
    for spot in [spot for spot in sheet.spots() if spot not in article]:
        said = read(spot)
        holder = spot[0] if spot[1] == "text" else spot[0].getparent()
        near = said if _COUNTED.search(said) else f"{_text(holder.getparent())} {said}"
        if len(near) < 80 and _COUNTED.search(near) and not _DATE.search(said):
            write(spot, re.sub(r"\d", lambda digit: str(random.randint(1, 9)), said))


def clock(sheet: Sheet, random: Random) -> None:
    """Another day on the page's own clock, which stands above the headline."""
    shown = [f"{sheet.seen_at.day:02}{sep}{sheet.seen_at.month:02}{sep}{sheet.seen_at.year}" for sep in "/-."]
    later = sheet.seen_at + timedelta(days=random.randint(1, 300))
    for spot in sheet.spots():
        if spot in sheet.title:
            break
        for day in shown:
            write(spot, read(spot).replace(day, f"{later.day:02}{day[2]}{later.month:02}{day[2]}{later.year}"))


def lists(sheet: Sheet, random: Random) -> None:
    """Lists of other articles in another order, with other entries, more or fewer."""
    owned = sheet.owned()
    fresh = {True: random.sample(HEADLINES, len(HEADLINES)), False: random.sample(TEASERS, len(TEASERS))}
    for box in [e for e in sheet.root.iter(*BOXES) if e not in owned]:
        cards = [child for child in box if isinstance(child.tag, str) and len(_text(child.find(".//a"))) >= _LINK]
        files = {value.rpartition("/")[2] for e in box.iter() for value in (e.get("href"), e.get("src")) if value}
        if len(cards) < 2 or len({card.tag for card in cards}) > 1 or files & sheet.carried:
            continue
        act = random.choice(("none", "replace", "add", "drop", "shuffle", "empty"))
        if act in ("replace", "add"):
            for card in cards if act == "replace" else [copy.deepcopy(cards[-1])]:
                for spot in [spot for spot in texts_in(card) if len(read(spot).strip()) >= _LINK]:
                    linked = any(e.tag == "a" for e in (spot[0], *spot[0].iterancestors())) and spot[1] == "text"
                    write(spot, fresh[linked].pop() if fresh[linked] else read(spot))
                if act == "add":
                    cards[-1].addnext(card)
        elif act in ("drop", "empty"):
            for card in cards if act == "empty" else random.sample(cards, len(cards) // 2):
                box.remove(card)
        elif act == "shuffle":
            places = [box.index(card) for card in cards]
            for card in cards:
                box.remove(card)
            random.shuffle(cards)
            for place, card in zip(places, cards, strict=True):
                box.insert(place, card)


def tools(sheet: Sheet, random: Random) -> None:
    """More tools beside those that print, share and save."""
    owned = sheet.owned()
    for tool in [e for e in sheet.root.iter("a", "button") if e not in owned]:
        if _TOOL.fullmatch(_text(tool)) or (not _text(tool) and _TOOL.fullmatch(tool.get("title") or "")):
            another, name = copy.deepcopy(tool), random.choice(TOOLS)
            another.set("title", name)
            for spot in texts_in(another):
                write(spot, name if spot == next(texts_in(another)) else "")
            tool.addnext(another)


def ads(sheet: Sheet, random: Random) -> None:
    """Scripts and frames of advertisers between blocks, banners beside the article."""
    for snippets, beside in ((_SILENT_ADS, False), (_BANNERS, True)):
        boxes = [box for box in sheet.boxes(beside=beside) if box.tag in _FLOW]
        for box in random.sample(boxes, min(len(boxes), random.randint(1, 12))):
            # What stands between a picture and its caption is a noise of its own.
            places = [at for at in range(len(box) + 1) if not at or not _is_picture(box[at - 1])]
            box.insert(random.choice(places), fragment_fromstring(random.choice(snippets)))


def ads_below_pictures(sheet: Sheet, random: Random) -> None:
    """A frame of advertisers below every picture between blocks, so between the picture and its caption."""
    for box in [box for box in sheet.boxes() if box.tag in _FLOW]:
        for child in [child for child in box if _is_picture(child)]:
            child.addnext(fragment_fromstring(random.choice(_FRAMES)))


def _is_picture(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and (element.tag == "img" or element.find(".//img") is not None)


def comments(sheet: Sheet, random: Random) -> None:
    """Comments of the markup between blocks."""
    boxes = sheet.boxes()
    for box in random.sample(boxes, min(len(boxes), 8)):
        box.insert(random.randint(0, len(box)), etree.Comment(" mod: tin-lien-quan "))


def comments_in_text(sheet: Sheet, random: Random) -> None:
    """Comments between two words of the article, as word processors leave them."""
    for element, part in sheet.text:
        words = re.split(r"(?<=\S )(?=\S)", read((element, part)))
        if len(words) < 2:
            continue
        at = random.randrange(1, len(words))
        before, after = "".join(words[:at]), "".join(words[at:])
        comment = etree.Comment("EndFragment")
        comment.tail = after
        write((element, part), before)
        if part == "text":
            element.insert(0, comment)
        else:
            # addnext() would move the tail behind the comment.
            parent = element.getparent()
            parent.insert(parent.index(element) + 1, comment)


def attributes(sheet: Sheet, random: Random) -> None:
    """Attributes in another order."""
    for element in sheet.root.iter(etree.Element):
        given = list(element.attrib.items())
        random.shuffle(given)
        element.attrib.clear()
        element.attrib.update(given)


def gaps(sheet: Sheet, random: Random) -> None:
    """Other white space between the tags of blocks."""
    for box in sheet.boxes():
        box.text = random.choice(("", "\n", " \n\t  "))
        for child in box:
            child.tail = random.choice(("", "\n", "\n\n    ", " "))


def no_break_spaces(sheet: Sheet, random: Random) -> None:
    """No-break spaces between words, as editors' keyboards leave them."""
    for spot in [*sheet.text, *sheet.title]:
        write(spot, re.sub(r"(?<=\S) (?=\S)", lambda _: random.choice((" ", "\u00a0")), read(spot)))


def tone_places(sheet: Sheet, random: Random) -> None:
    """Tone marks on the other vowel of open syllables, in all that a reader sees."""
    for spot in sheet.spots():
        text = unicodedata.normalize("NFC", read(spot))
        write(spot, _TONED.sub(lambda m: random.choice((m.group(), _PLACES[m.group()])), text))


def quotes(sheet: Sheet, random: Random) -> None:
    """Straight quotation marks and short dashes for typographic ones."""
    for spot in [*sheet.text, *sheet.title]:
        write(spot, read(spot).translate(_QUOTES))


_CHANGES = (counters, clock, lists, tools, tone_places, quotes, no_break_spaces, ads, ads_below_pictures, gaps)
NOISES: dict[str, Callable[[Sheet, Random], None]] = {
    change.__name__: change for change in (*_CHANGES, attributes, comments, comments_in_text)
}
"""Changes of the tree, in the order in which they are made: what parts texts comes last."""
WRITINGS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda markup: unicodedata.normalize("NFD", markup),
    "crlf": lambda markup: markup.replace("\n", "\r\n"),
}
"""Changes of the written page as a whole."""


def visit(sheet: Sheet, noises: Collection[str], seed: object) -> bytes:
    """Return the page in UTF-8 as another visit may get it; the sheet is used up. *seed* decides every choice."""
    random = Random(repr(seed))
    for name, change in NOISES.items():
        if name in noises:
            change(sheet, random)
    markup = sheet.markup()
    for name, writing in WRITINGS.items():
        if name in noises:
            markup = writing(markup)
    return markup.encode()


def _text(element: HtmlElement | None) -> str:
    return "" if element is None else " ".join(element.text_content().split())
