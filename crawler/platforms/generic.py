"""Any site: no layout is known. Articles are told by the form of their address, read by structured data, text anchors
and the generic reader. For a first look at a site (``scrapy crawl adhoc``); a site worth watching deserves its family.
"""

from __future__ import annotations

from crawler.platforms.base import Platform


class Generic(Platform):
    """Any site. Recognised by nothing; used when no family is."""

    name = "generic"
    needs_proof = True
