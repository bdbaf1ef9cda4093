"""One module per CMS family. `PLATFORMS` is the register by name."""

from __future__ import annotations

import difflib

from crawler.extraction.page import Page
from crawler.platforms.base import ConfigError, Platform
from crawler.platforms.ecm import EcmPortal
from crawler.platforms.generic import Generic
from crawler.platforms.laravel_3s import Laravel3S
from crawler.platforms.mediatech import MediaTech
from crawler.platforms.month_hex import MonthHex
from crawler.platforms.nukeviet import NukeViet
from crawler.platforms.onecms import OneCms
from crawler.platforms.vnpt_portal import VnptPortal

# In the order in which a page is compared with them: the surest proofs first.
PLATFORMS: dict[str, type[Platform]] = {
    family.name: family for family in (NukeViet, VnptPortal, EcmPortal, OneCms, MonthHex, Laravel3S, MediaTech, Generic)
}


def platform_named(name: str) -> Platform:
    """Return the family called *name*; `ConfigError` with the known names if there is none."""
    if name not in PLATFORMS:
        near = difflib.get_close_matches(name, PLATFORMS, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"Unknown platform {name!r}.{hint} Known platforms: {', '.join(sorted(PLATFORMS))}.")
    return PLATFORMS[name]()


def recognise(page: Page) -> Platform:
    """Return the family that *page* proves to be of, else the generic one."""
    for family in PLATFORMS.values():
        platform = family()
        if platform.recognises(page):
            return platform
    return Generic()
