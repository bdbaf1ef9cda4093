"""One module per CMS family. `PLATFORMS` is the register by name."""

from __future__ import annotations

import difflib

from crawler.extraction.page import Page
from crawler.platforms.a_id import AId
from crawler.platforms.b_grid import BGrid
from crawler.platforms.base import ConfigError, Platform
from crawler.platforms.drupal import Drupal
from crawler.platforms.ecm import EcmPortal
from crawler.platforms.generic import Generic
from crawler.platforms.joomla import Joomla
from crawler.platforms.laravel_3s import Laravel3S
from crawler.platforms.liferay import Liferay
from crawler.platforms.mediatech import MediaTech
from crawler.platforms.month_hex import MonthHex
from crawler.platforms.news_detail_layout import NewsDetailLayout
from crawler.platforms.nukeviet import NukeViet
from crawler.platforms.onecms import OneCms
from crawler.platforms.sharepoint import SharePoint
from crawler.platforms.vccorp import VcCorp
from crawler.platforms.vnpt_portal import VnptPortal
from crawler.platforms.wordpress import WordPress

# In the order in which a page is compared with them: products that name themselves first, then the surest names.
_FAMILIES: tuple[type[Platform], ...] = (
    NukeViet,
    Drupal,
    Joomla,
    WordPress,  # before MonthHex: .td-post-content is also the name of a WordPress theme
    SharePoint,
    VnptPortal,
    EcmPortal,
    OneCms,
    VcCorp,
    AId,
    BGrid,
    NewsDetailLayout,
    Liferay,
    MonthHex,
    Laravel3S,
    MediaTech,
    Generic,
)
PLATFORMS: dict[str, type[Platform]] = {family.name: family for family in _FAMILIES}


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
