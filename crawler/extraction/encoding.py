"""The character set of a page when header, meta and bytes disagree.

Scrapy believes the label. Old portals mislabel: the bytes themselves are the better witness, because text that is not
UTF-8 almost never decodes as UTF-8.
"""

from __future__ import annotations

import re

from scrapy.http import TextResponse

_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323]")
_MIN_VIETNAMESE = 20  # letters; a page of any length has more
_NOISE = 0.02  # share of broken characters up to which a page is UTF-8 with some damage
# Vietnamese single-byte charset of Windows, still met on old portals under a UTF-8 header.
_LEGACY = "windows-1258"


def decoded(response: TextResponse) -> tuple[TextResponse, str | None]:
    """Return *response* decoded with the least loss, and a note when its label was wrong or characters were lost.

    Bytes that are valid UTF-8 are UTF-8 whatever the label says. Else the label stands where it decodes every byte and
    is no Western guess; else the page is UTF-8 with some damaged bytes, or windows-1258 if the text then looks
    Vietnamese.
    """
    body, label = response.body, response.encoding.lower()
    if (label.startswith("utf-16") and b"\0" not in body) or not _is_charset(label):
        # Python's "idna" or "hex" raise on any page; a page of bytes that calls itself UTF-16 is none.
        response, label = response.replace(encoding="utf-8"), "utf-8"
    is_utf8 = label in ("utf-8", "utf8")
    if body.isascii() or (is_utf8 and _decodes(body, "utf-8")):
        return response, None
    if _decodes(body, "utf-8"):
        return response.replace(encoding="utf-8"), f"encoding: labelled {label}, read as utf-8"
    if not is_utf8 and not label.startswith(("cp125", "iso-8859", "iso8859", "latin")) and _decodes(body, label):
        return response, None
    text = body.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if lost <= _NOISE * sum(1 for char in text if char > "\x7f") or lost == 1:
        return response.replace(encoding="utf-8"), f"encoding: {lost} unreadable characters were replaced"
    if label != _LEGACY and len(_VIETNAMESE.findall(body.decode(_LEGACY, errors="ignore"))) >= _MIN_VIETNAMESE:
        return response.replace(encoding=_LEGACY), f"encoding: labelled {label}, read as {_LEGACY}"
    if is_utf8:
        return response, f"encoding: {lost} unreadable characters were replaced"
    return response, None


def _is_charset(name: str) -> bool:
    try:
        b"a".decode(name, errors="replace")
    except (UnicodeError, LookupError):
        return False
    return True


def _decodes(body: bytes, charset: str) -> bool:
    try:
        body.decode(charset)
    except (UnicodeError, LookupError):
        return False
    return True
