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
    r"|/(?:no-?)?avatar",
    re.IGNORECASE,
)
# Liferay puts an id behind the file's name.
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|rar|7z)(?:/[0-9a-f-]+)?$", re.IGNORECASE)
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


def image(element: HtmlElement, base_url: str, caption: str | None = None) -> Image | None:
    """Return the picture of an ``img`` with *caption* split into caption and credit."""
    url = image_url(element, base_url)
    if url is None:
        return None
    text, credit = split_caption_credit(caption) if caption else ("", None)
    return Image(url=url, caption=text or None, credit=credit)


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
            media_type = _TYPES.guess_type(path)[0] or _TYPES.guess_type(path.rpartition("/")[0])[0]
            return Attachment(url=url, name=name or None, media_type=media_type)
    return None


def _targets(element: HtmlElement) -> Iterator[str]:
    call = _DOWNLOAD_CALL.search(element.get("onclick") or "") or _DOWNLOAD_CALL.search(element.get("href") or "")
    if call:
        yield call.group(1)
    href = element.get("href") or ""
    if href and (_FILE.search(path_of(href)) or _DOWNLOAD_CLASSES & set((element.get("class") or "").split())):
        yield href
    source = element.get("src") or ""
    if source:
        # A viewer names the file it shows in its query (SITE-FACTS 1d, B).
        with suppress(ValueError):
            yield from parse_qs(urlsplit(source).query).get("file", [])
        if _FILE.search(path_of(source)):
            yield source


def path_of(href: str) -> str:
    """Return the path of a link, or an empty text if the link is broken."""
    try:
        return urlsplit(href.strip()).path
    except ValueError:
        return ""
