"""What a site file must say: one table of attribute -> what it must be. Wrong, the site would be silent for weeks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from crawler import units
from crawler.discovery.urls import on_site
from crawler.platforms import PLATFORMS
from crawler.platforms.base import ConfigError, Platform
from crawler.platforms.checks import Check, is_bool, is_text, is_texts

_REQUIRED = {
    "publisher": '"Đài Phát thanh và Truyền hình Ninh Bình"',
    "kind": '"portal", "tv" or "newspaper"',
    "hosts": '("nbtv.vn",)',
    "platform": "MediaTech()",
}
_REQUIRED_OF_SITES = {"evidence": '"B"', "verified": '"never"'}
"""Of every site but tools, which are no site."""
SHORTEST_EVERY = timedelta(minutes=5)
"""Cron calls no more often."""
LONGEST_EVERY = timedelta(days=7)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
"""Narrower than ISO 8601, which also knows 20261122 and 2026-W47-7: one form sorts."""
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")


def check_site(site: type, base: type) -> None:
    """Raise `ConfigError` naming the attribute of *site*, a class below *base*, that must be mended, and how."""
    where = f"{site.__module__}.{site.__name__}"
    required = _REQUIRED if getattr(site, "status", None) == "tool" else _REQUIRED | _REQUIRED_OF_SITES
    for attribute, rule in _RULES.items():
        value = getattr(site, attribute, None)
        if not value and attribute in required:
            raise ConfigError(f"{where} has no {attribute}: set it, for example {attribute} = {required[attribute]}.")
        wrong = rule(value)
        if wrong:
            raise ConfigError(f"{where}.{attribute} {wrong}.")
    for attribute, on_site_rule in _ADDRESSES.items():
        wrong = on_site_rule(getattr(site, attribute), site)
        if wrong:
            raise ConfigError(f"{where}.{attribute} {wrong}.")
    wrong = _contradiction(getattr(site, "province_current", None), getattr(site, "province", None))
    if wrong:
        raise ConfigError(f"{where}.province_current {wrong}.")
    if not any(getattr(site, way) for way in ("listings", "home", "feeds", "sitemaps")):
        raise ConfigError(f"{where} has no way in: set listings, home, feeds or sitemaps.")
    _check_spelling(site, base, where)


def _check_spelling(site: type, base: type, where: str) -> None:
    """A mistyped attribute is one that is not set."""
    own = site.__mro__[: site.__mro__.index(base)]
    for name in dict.fromkeys(name for cls in own for name in vars(cls)):
        value = getattr(site, name, None)
        if name.startswith("_") or hasattr(base, name) or name in _RULES or callable(value):
            continue
        near = difflib.get_close_matches(name.lower(), [*_RULES, *_ADDRESSES], n=1, cutoff=0.75)
        if near and not isinstance(value, property):
            raise ConfigError(f"{where} has no attribute {name!r}: write {near[0]!r}.")


def _one_of(*values: str) -> Check:
    def rule(value: object) -> str | None:
        known = f"{', '.join(map(repr, values[:-1]))} or {values[-1]!r}"
        return None if isinstance(value, str) and value in values else f"is {value!r}: use {known}"

    return rule


def _platform(value: object) -> str | None:
    if isinstance(value, Platform):
        return None
    # Somebody wrote the class or its name.
    name = getattr(PLATFORMS.get(str(value), value), "__name__", "NukeViet")
    return f"must be a platform object: write {name}()"


def _hosts(value: Any) -> str | None:
    return is_texts(value) or next(filter(None, map(_host, value)), None)


def _host(host: str) -> str | None:
    """A bare name, as addresses hold it: anything else equals no address's host, so that nothing is ever found."""
    if _HOST.fullmatch(host):
        return None
    try:
        bare = (urlsplit(host if "//" in host else f"//{host}").hostname or "").strip().strip(".")
        bare = "".join(bare.split())
        code = bare if bare.isascii() else bare.encode("idna").decode()
    except ValueError:
        code = bare = ""
    if not _HOST.fullmatch(code):
        code = bare = "vidu.gov.vn"
    if bare != code:
        return f"holds {host!r}, which addresses hold in punycode: write {code!r}"
    return f"holds {host!r}, which is no host name: write {code!r}"


def _addresses(value: Any, site: Any) -> str | None:
    return is_texts(value) or next((wrong for entry in value if (wrong := _address(entry, site))), None)


def _home(value: object, site: Any) -> str | None:
    return None if value is None else is_text(value) or _address(str(value), site)


def _address(url: str, site: Any) -> str | None:
    """Relative, or on one of the site's hosts: Scrapy refuses to leave them."""
    if re.search(r"\s", url):
        return f"holds {url!r}: leave out the white space"
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return f"holds {url!r}, which is no address: write '/thoi-su/'"
    if parts.scheme not in ("", "http", "https") or (parts.scheme and not host):
        return f"holds {url!r}, which is no web address: write '/thoi-su/' or 'https://{site.hosts[0]}/thoi-su/'"
    if host and not on_site(host, site.hosts):
        return f"holds {url!r}, which lies on none of the hosts: add {host!r} to hosts, or write an address of the site"
    first = url.split("/")[0]
    if not host and first and on_site(first, site.hosts):
        return f"holds {url!r}, which would be read as a path: write '{site.scheme}://{url}'"
    return None


def _text(value: object) -> str | None:
    return is_text(value) or (None if str(value).strip() else "is blank: write a name")


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _province(value: object) -> str | None:
    """Misspelt, its articles would be a province of their own, which nobody asks for."""
    wrong = _text_or_none(value)
    if wrong or value is None or units.find(str(value)):
        return wrong
    near = " or ".join(map(repr, units.near(str(value))))
    fix = f"write {near}" if near else "write the name of a province or city, for example 'Ninh Bình'"
    return f"is {value!r}, which crawler/data/units.csv does not know: {fix}"


def _contradiction(current: str | None, province: str | None) -> str | None:
    """What is wrong with the *current* province of a site file, beside the register's answer."""
    if current is None:
        return None
    if province is None:
        return "stands alone: set province, from which it follows, and leave it out"
    heir = units.current(province)
    if heir is None or units.find(current, units.today()) == heir:
        return None
    since = f" since {heir.valid_from}" if heir.valid_from else ""
    return f"is {current!r}, but {province!r} is {heir.name}{since} (crawler/data/units.csv): leave it out"


def _reason_or_none(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return None
    return f'is {value!r}: write why, for example "small Diffie-Hellman key (B)", or leave it out'


def _fast_reason_or_none(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value.strip()):
        return None
    return f'is {value!r}: write why, for example "its office asked us to", or leave it out'


def _grade(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value in ("A", "B", "C", "D")):
        return None
    return f"is {value!r}: write how sure the site's facts are, 'A' (seen in its pages), 'B', 'C' or 'D' (inferred)"


def _day_or_never(value: object) -> str | None:
    if value is None or value == "never":
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        return f"is {value!r}: write the day as '{units.today()}', or 'never'"
    if day > units.today():
        return f"is {value!r}, which is still to come: write the day on which the site was seen to work, or 'never'"
    return None


def _cadence(value: object) -> str | None:
    if value is None or (isinstance(value, timedelta) and SHORTEST_EVERY <= value <= LONGEST_EVERY):
        return None
    if isinstance(value, timedelta):
        return f"is {value}: write a time between timedelta(minutes=5) and timedelta(days=7)"
    return f"is {value!r}: write timedelta(minutes=30), with `from datetime import timedelta`"


def _long_time(value: object) -> str | None:
    if value is None or (isinstance(value, timedelta) and value >= timedelta(days=1)):
        return None
    return f"is {value!r}: write timedelta(days=60), with `from datetime import timedelta`; a day at least"


_RULES: dict[str, Check] = {
    "publisher": _text,
    "kind": _one_of("portal", "tv", "newspaper"),
    "hosts": _hosts,
    "platform": _platform,
    "scheme": _one_of("https", "http"),
    "province": _province,
    "province_current": _text_or_none,
    "verify_certificates": is_bool,
    "weak_tls": _reason_or_none,
    "answers_d1n": is_bool,
    "status": _one_of("active", "unverified", "paused", "retired", "tool"),
    "evidence": _grade,
    "verified": _day_or_never,
    "faster_because": _fast_reason_or_none,
    "every": _cadence,
    "stale_after": _long_time,
    "arguments": is_texts,
}
_ADDRESSES: dict[str, Callable[[object, Any], str | None]] = {
    "home": _home,
    "listings": _addresses,
    "feeds": _addresses,
    "sitemaps": _addresses,
    "article_examples": _addresses,
}
