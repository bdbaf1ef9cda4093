"""What `probe`, `new-site` and `doctor` share: the way from a command line to a survey, and from there to a table."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler.commands.crawl import to_stdout
from crawler.commands.one_page import FetchError, run_once
from crawler.discovery.urls import on_site
from crawler.site import SiteSpider
from crawler.survey.asking import Asker, surveying
from crawler.survey.tls import Tls, look_at_tls
from crawler.text.printable import escaped, printable

ANSWERS_D1N = "send back the cookie D1N that the site's stub page sets by script, as every browser does"


def web_address(text: str) -> str:
    """The address that *text* means, ``https://`` if it names no scheme; `UsageError` if it is none.

    Its host is as answers will name it: small letters, Vietnamese ones encoded, without a final dot.
    """
    text = text.strip()
    url = text if "://" in text else f"https://{text}"
    wrong = UsageError(f"{text!r} is no web address: write https://example.gov.vn/", print_help=False)
    try:
        parts = urlsplit(urldefrag(url).url)
        named, port = parts.hostname or "", parts.port
    except ValueError:
        raise wrong from None
    if parts.username is not None or parts.password is not None:
        raise UsageError(f"the address on {named!r} holds a login: leave out user and password", print_help=False)
    host = _encoded(named)
    if not host or parts.scheme not in ("http", "https"):
        raise wrong
    if "." not in host and ":" not in host:
        raise UsageError(f"{text!r} names no host on the web: write https://example.gov.vn/", print_help=False)
    netloc = f"[{host}]" if ":" in host else host
    whole = parts._replace(netloc=f"{netloc}:{port}" if port else netloc, path=parts.path or "/")
    return whole.geturl()


def _encoded(host: str) -> str:
    """A host as the protocols write it; empty if it is none."""
    host = host.rstrip(".")
    try:
        code = host if ":" in host else host.encode("idna").decode()
    except UnicodeError:
        return ""
    return code if re.fullmatch(r"[0-9a-z_.-]+|[0-9a-f:.]+", code) else ""


def web_addresses(args: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The site's address and those of articles; `UsageError` if one is none, or an article is another site's."""
    url, *articles = map(web_address, args)
    host = urlsplit(url).hostname or ""
    for article in articles:
        other = urlsplit(article).hostname
        if not on_site(other, (host,)):
            raise UsageError(f"{article!r} lies on {other}, not on {host}: one site at a time", print_help=False)
    return url, tuple(articles)


def site_with(settings: BaseSettings, host: str) -> type[SiteSpider] | None:
    """The site whose file has *host*."""
    loader = get_spider_loader(settings)
    for name in loader.list():
        site = loader.load(name)
        if issubclass(site, SiteSpider) and site.status != "tool" and on_site(host, site.hosts):
            return site
    return None


def tls_of(url: str) -> Tls | None:
    """How the host of *url* answers by TLS; ``None`` for an address without."""
    parts = urlsplit(url)
    return look_at_tls(parts.hostname or "", parts.port or 443) if parts.scheme == "https" else None


def trusting(spidercls: type[SiteSpider], tls: Tls | None, *, answers_d1n: bool = False) -> type[SiteSpider]:
    """The spider as it can read a host with *tls*: a survey also looks at sites whose certificate is wrong."""
    more: dict[str, Any] = {"answers_d1n": True} if answers_d1n else {}
    if tls is not None and not tls.usable and tls.state not in ("none", "unreachable"):
        more["verify_certificates"] = False
        if tls.state == "weak":
            more["weak_tls"] = "found by the survey"
    return type(spidercls.__name__, (spidercls,), more) if more else spidercls


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
