"""What `probe`, `new-site` and `doctor` share: the way from a command line to a survey, and from there to a table."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError

from crawler.commands.crawl import to_stdout
from crawler.commands.one_page import FetchError, run_once
from crawler.site import SiteSpider
from crawler.survey.asking import Asker, surveying
from crawler.survey.tls import Tls, look_at_tls
from crawler.text.printable import escaped, printable


def web_address(text: str) -> str:
    """The address that *text* means, ``https://`` if it names no scheme; `UsageError` if it is none."""
    text = text.strip()
    url = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or any(c.isspace() for c in parts.netloc):
        raise UsageError(f"{text!r} is no web address: write https://example.gov.vn/", print_help=False)
    if "." not in host and ":" not in host:
        raise UsageError(f"{text!r} names no host on the web: write https://example.gov.vn/", print_help=False)
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"the address on {host!r} holds a login: leave out user and password", print_help=False)
    return url if parts.path else f"{url}/"


def tls_of(url: str) -> Tls | None:
    """How the host of *url* answers by TLS; ``None`` for an address without."""
    parts = urlsplit(url)
    return look_at_tls(parts.hostname or "", parts.port or 443) if parts.scheme == "https" else None


def trusting(spidercls: type[SiteSpider], tls: Tls | None) -> type[SiteSpider]:
    """The spider as it can read a host with *tls*: a survey also looks at sites whose certificate is wrong."""
    if tls is None or tls.usable or tls.state in ("none", "unreachable"):
        return spidercls
    if tls.state == "weak":
        return type(spidercls.__name__, (spidercls,), {"weak_tls": "found by the survey", "verify_certificates": False})
    return type(spidercls.__name__, (spidercls,), {"verify_certificates": False})


def carry_out(
    process: CrawlerProcessBase,
    spidercls: type[SiteSpider],
    arguments: Mapping[str, Any],
    plan: Callable[[Asker], Awaitable[None]],
) -> None:
    """Run *plan* as the start of a spider; `FetchError` if it could not be started or failed, KeyboardInterrupt."""
    failed: list[Exception] = []

    async def guarded(asker: Asker) -> None:
        try:
            await plan(asker)
        except Exception as error:  # Scrapy would only log it
            failed.append(error)
            raise

    error = run_once(process, surveying(spidercls, guarded), arguments)
    if error is not None:
        raise FetchError(f"the look could not be started: {error}")
    if failed:
        raise failed[0]


def print_json(facts: Mapping[str, Any]) -> None:
    """One JSON object on one line."""
    text = json.dumps(facts, ensure_ascii=False, default=_jsoned)
    to_stdout(lambda out: print(escaped(text), file=out))


def print_rows(rows: Iterable[Iterable[str]], *columns: str) -> None:
    """A table; what comes from the web is made harmless for a terminal."""
    table = Table(*columns, show_header=bool(columns), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(printable(cell), overflow="fold") for cell in row))
    width = None if sys.stdout is not None and sys.stdout.isatty() else 200
    to_stdout(lambda out: Console(file=out, width=width).print(table))


def _jsoned(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
