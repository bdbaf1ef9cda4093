"""The character set of a page when header, meta and bytes disagree."""

from __future__ import annotations

import re

from scrapy.http import TextResponse

_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323]")
# Vietnamese single-byte charset of Windows, still met on old portals under a UTF-8 header.
_LEGACY = "windows-1258"


def decoded(response: TextResponse) -> tuple[TextResponse, str | None]:
    """Return *response* decoded without loss where that is possible, and a note when its label was wrong.

    The declared charset stands when it decodes every byte. Else the page's own ``<meta>``, UTF-8 and windows-1258 are
    tried strictly; windows-1258 only counts when the text then looks Vietnamese, because it decodes nearly any bytes.
    """
    body = response.body
    declared = response.encoding
    if _decodes(body, declared):
        return response, None
    meta = _META_CHARSET.search(body[:4096])
    for charset in [meta.group(1).decode("ascii") if meta else None, "utf-8", _LEGACY]:
        if charset is None or charset.lower() == declared.lower() or not _decodes(body, charset):
            continue
        if charset == _LEGACY and len(_VIETNAMESE.findall(body.decode(_LEGACY))) < 20:
            continue
        return response.replace(encoding=charset), f"encoding: labelled {declared}, read as {charset}"
    return response, f"encoding: bytes are not valid {declared}; unreadable characters were replaced"


def _decodes(body: bytes, charset: str) -> bool:
    try:
        body.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
