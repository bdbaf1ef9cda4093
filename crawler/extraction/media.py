"""Pictures and files of an article: lazy-loading attributes, captions, download links of several kinds."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from crawler.items import Attachment, Image
from crawler.text.credits import split_caption_credit
from crawler.text.unicode import squeeze

# ePi pages keep the picture in data-src, VCCorp in data-original; src is then a placeholder (SITE-FACTS 5b, 6.8, A).
_SOURCE_ATTRIBUTES = ("data-original", "data-src", "data-lazy-src", "src")
_PLACEHOLDER = re.compile(
    r"^data:|[{}]|/imgstd\.|/(?:blank|spacer|pixel|loading)\.|/(?:icons?|emoji|ads?|quang-?cao|banners?)/"
    r"|/(?:no-?)?avatar|/_layouts/\d+/images/|/logo[^/]*\.(?:gif|png|jpe?g|svg)|/(?:print|arrow|bullet)[\w-]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
# Liferay puts an id behind the file's name.
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|rar|7z)(?:/[0-9a-f-]+)?$", re.IGNORECASE)
# NukeViet: "?download=1&id=7" under the file's name.
_FILE_NAME = re.compile(r"\S\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|rar|7z)\b", re.IGNORECASE)
_DOWNLOAD_ADDRESS = re.compile(r"download|tai-?ve|attach|dinh-?kem", re.IGNORECASE)
_ICON = 48  # pixels
_OFFER_WORD = re.compile(r"^(?:tải về|tải xuống|download)\s*:\s*", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif)(?:$|\?)", re.IGNORECASE)
_DOWNLOAD_CLASSES = frozenset({"link-download", "view-gallery"})  # VNPT Portal (SITE-FACTS 1d, B)
# Python knows the newer types only from files that a slim machine lacks.
_TYPES = mimetypes.MimeTypes(filenames=())
for _ending, _type in (
    (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (".odt", "application/vnd.oasis.opendocument.text"),
    (".rtf", "application/rtf"),
    (".rar", "application/vnd.rar"),
    (".7z", "application/x-7z-compressed"),
):
    _TYPES.add_type(_type, _ending)
# VNPT Portal: downloadFile('<id>', '<path>') (SITE-FACTS 1d, B).
_DOWNLOAD_CALL = re.compile(r"downloadFile\(\s*['\"]?[^,'\"]*['\"]?\s*,\s*['\"]([^'\"]+)['\"]")


def absolute(base_url: str, href: str | None) -> str | None:
    """Return *href* as an absolute http(s) URL, or ``None`` if it is none (empty, ``javascript:``, broken)."""
    href = (href or "").strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base_url, href)
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def image_url(element: HtmlElement, base_url: str) -> str | None:
    """Return the real picture of an ``img``, not its lazy-loading placeholder."""
    for attribute in _SOURCE_ATTRIBUTES:
        source = (element.get(attribute) or "").strip()
        if source and not _PLACEHOLDER.search(source) and (url := absolute(base_url, source)):
            return urldefrag(url).url  # Joomla keeps notes of its own behind the "#"
    return None


def is_icon(element: HtmlElement) -> bool:
    """True if the markup says that a picture is as small as a tool's."""
    sizes = (element.get("width") or "", element.get("height") or "")
    return any(size.isdigit() and int(size) <= _ICON for size in sizes)


def leads_away(element: HtmlElement) -> bool:
    """True if the picture is a link to another page; one that opens its own larger file is not."""
    link = next(element.iterancestors("a"), None)
    href = (link.get("href") or "").strip() if link is not None else ""
    return bool(href.strip("#")) and not _PICTURE_FILE.search(href)


def image(element: HtmlElement, base_url: str, caption: str | None = None) -> Image | None:
    """Return the picture of an ``img`` with *caption* split into caption and credit."""
    url = image_url(element, base_url)
    if url is None:
        return None
    text, credit = split_caption_credit(caption) if caption else ("", None)
    return Image(url=url, caption=text or None, credit=credit)


def unveil_images(root: HtmlElement) -> None:
    """Make ordinary pictures of AMP's, and of placeholders that keep the real one in ``noscript``."""
    for element in list(root.iter("amp-img")):
        element.tag = "img"
    for hidden in list(root.iter("noscript")):
        real = hidden.find(".//img")
        shown = hidden.getprevious()
        source = (real.get("data-src") or real.get("src") or "") if real is not None else ""
        if shown is None or shown.tag != "img" or image_url(shown, "http://x/") is not None:
            continue
        if _PICTURE_FILE.search(source):  # a counter's pixel has no file name
            shown.set("src", source)


def attachments(root: HtmlElement, base_url: str) -> Iterator[Attachment]:
    """Yield the files offered below *root*, each once: links, ``onclick`` downloads, PDF viewers."""
    offers = (attachment_of(element, base_url) for element in root.iter("a", "iframe", "embed"))
    return each_once(file for file in offers if file)


def each_once(offers: Iterable[Attachment]) -> Iterator[Attachment]:
    """Yield each file once; of an icon and a title that link one file, the title names it; else its address does."""
    found: dict[str, Attachment] = {}
    for offer in offers:
        known = found.setdefault(offer.url, offer)
        known.name = known.name or offer.name
    for file in found.values():
        file.name = file.name or unquote(urlsplit(file.url).path).rsplit("/", 1)[-1] or None
        yield file


def attachment_of(element: HtmlElement, base_url: str) -> Attachment | None:
    """Return the file that a link or frame offers, named as the page names it."""
    for target in _targets(element):
        url = absolute(base_url, target)
        if url:
            name = squeeze(element.text_content()) or squeeze(element.get("title"))
            path = unquote(urlsplit(url).path)
            named = _OFFER_WORD.sub("", name)
            guesses = (_TYPES.guess_type(said)[0] for said in (path, path.rpartition("/")[0], named))
            media_type = next(filter(None, guesses), None)
            return Attachment(url=url, name=named or None, media_type=media_type)
    return None


def _targets(element: HtmlElement) -> Iterator[str]:
    call = _DOWNLOAD_CALL.search(element.get("onclick") or "") or _DOWNLOAD_CALL.search(element.get("href") or "")
    if call:
        yield call.group(1)
    href = element.get("href") or ""
    if href and (_FILE.search(path_of(href)) or _is_download(element, href)):
        yield href
    source = element.get("src") or ""
    if source:
        # A viewer names the file it shows in its query (SITE-FACTS 1d, B).
        with suppress(ValueError):
            yield from parse_qs(urlsplit(source).query).get("file", [])
        if _FILE.search(path_of(source)):
            yield source


def _is_download(element: HtmlElement, href: str) -> bool:
    if not _DOWNLOAD_CLASSES.isdisjoint((element.get("class") or "").split()):
        return True
    return bool(_DOWNLOAD_ADDRESS.search(href) and _FILE_NAME.search(squeeze(element.text_content())))


def path_of(href: str) -> str:
    """Return the path of a link, or an empty text if the link is broken."""
    try:
        return urlsplit(href.strip()).path
    except ValueError:
        return ""
