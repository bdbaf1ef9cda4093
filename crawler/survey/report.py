"""A survey as facts for machines and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from crawler.survey.advice import why_not
from crawler.survey.articles import ArticleLook
from crawler.survey.feeds import Feed
from crawler.survey.identity import Said
from crawler.survey.listings import Listing
from crawler.survey.look import Survey

Row = tuple[str, str, str]
"""What was looked at, what was seen, and a word of warning or an empty one."""

_SHOWN = 3
"""Addresses of each kind that are shown to a person."""
_LONGEST = 110
"""Characters of a value that are shown."""


def facts(seen: Survey) -> dict[str, Any]:
    """Everything that was seen, as JSON values but for times."""
    identity = seen.identity if seen.pages() else None
    return {
        "url": seen.wanted.url,
        "host": seen.host,
        "at": seen.at,
        "gave_way_to": seen.old.successor if seen.old else None,
        "robots": {"found": seen.has_robots, "crawl_delay": seen.crawl_delay},
        "tls": None
        if seen.tls is None
        else {
            "state": seen.tls.state,
            "reason": seen.tls.reason or None,
            "issuer": seen.tls.issuer,
            "expires_at": seen.tls.expires_at,
        },
        "charset": charset(seen),
        "platform": {"name": seen.platform.name, "proof": seen.proof or None} if seen.pages() else None,
        "addresses": None
        if seen.addresses is None
        else {
            "article_url": seen.addresses.article_url,
            "article_id": list(seen.addresses.article_id),
            "sure": seen.addresses.sure,
        },
        "name": identity.name if identity else None,
        "publisher": _said(identity.publisher) if identity else None,
        "kind": {"value": identity.kind, "source": identity.kind_source} if identity else None,
        "province": _said(identity.province) if identity else None,
        "feeds": [_feed(feed) for feed in seen.feeds],
        "sitemaps": [_feed(feed) for feed in seen.sitemaps],
        "listings": [_listing(one) for one in seen.listings],
        "articles": [_article(one) for one in seen.articles],
        "not_articles": [{"url": one.url, "why": why_not(one)} for one in seen.others],
        "problems": [{"kind": p.kind, "sentence": p.sentence} for p in seen.problems],
    }


def rows(seen: Survey) -> Iterator[Row]:
    """Lines for a table."""
    if seen.old is not None:
        to = f"to {seen.old.successor}" if seen.old.successor else "to another, not known which"
        yield "host", f"gave way {to} ({seen.old.since}, {seen.old.source}, {seen.old.grade})", "probe that one"
    if seen.tls is not None:
        yield "TLS", seen.tls.sentence(seen.at), "" if seen.tls.usable else "!"
    delay = f", Crawl-delay {seen.crawl_delay:g} s" if seen.crawl_delay else ""
    if seen.has_robots or seen.pages():
        yield "robots.txt", f"read{delay}" if seen.has_robots else "none: all is allowed", ""
    if said := charset(seen):
        yield "charset", said, ""
    if seen.pages():
        yield from _site_rows(seen)
    for problem in seen.problems:
        yield "problem", problem.sentence, str(problem.kind)


def _site_rows(seen: Survey) -> Iterator[Row]:
    """What its pages say of a site; nothing if there was none."""
    if seen.identity is not None:
        who = seen.identity
        yield "name", who.name, ""
        yield "publisher", f"{who.publisher.value or '-'} (from {who.publisher.source})", _look(who.publisher)
        yield "kind", f"{who.kind} (from {who.kind_source})", "look" if who.kind_source.startswith("nothing") else ""
        yield "province", f"{who.province.value or '-'} (from {who.province.source})", ""
    if seen.proof:
        yield "platform", f"{seen.platform.name} ({seen.proof})", ""
    else:
        yield "platform", "none that is known", "scrapy new-site induces selectors"
    if seen.addresses is not None:
        yield "articles' addresses", f"{seen.addresses.article_url} ({seen.addresses.sure})", ""
    for form, found in (("feed", seen.feeds), ("sitemap", seen.sitemaps)):
        for feed in found:
            newest = f", newest {feed.newest:%Y-%m-%d %H:%M} UTC" if feed.newest else ""
            yield (
                form,
                f"{feed.url}: {feed.entries} entries, {len(feed.articles)} articles{newest}",
                f"{feed.problem or ''}",
            )
        if not found:
            yield form, "none", ""
    for one in seen.listings:
        yield (
            "listing",
            f"{one.url} ({one.source}): {len(one.articles)} articles, next page {following(one)}",
            "",
        )
        for url in one.articles[:_SHOWN]:
            yield "", f"  {url}", ""
    if not seen.listings:
        yield "listing", "none was found", "!"
    for one_article in seen.articles:
        yield from _article_rows(one_article)
    for other in seen.others[:_SHOWN]:
        yield "no article", other.url, why_not(other)


def charset(seen: Survey) -> str | None:
    """As used, with what had to be mended."""
    pages = seen.pages()
    if not pages:
        return None
    notes = next((page.encoding_note for page in pages if page.encoding_note), None)
    answer = seen.home if seen.home is not None and seen.home.page is not None else seen.given
    used = getattr(answer.response, "encoding", None) if answer is not None else None
    return f"{used}{f' ({notes})' if notes else ''}"


def _article_rows(look: ArticleLook) -> Iterator[Row]:
    yield "article", look.url, "not in Vietnamese" if look.foreign else ""
    yield "  states", "; ".join(look.structured) or "nothing to machines", ""
    for name, value in look.values().items():
        via = look.item.via.get(name, "")
        yield f"  {name}", shown(value), via


def following(one: Listing) -> str:
    """The next page of a listing in a few words: of a form only its address."""
    return " ".join((one.next_url or "none").split()[:2])


def shown(value: Any) -> str:
    """A value in one line."""
    if value in (None, "", [], ()):
        return "-"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, list):
        first = value[0]
        text = first.get("url", "") if isinstance(first, dict) else str(first)
        value = text if len(value) == 1 else f"{len(value)}: {text}, …"
    line = " ".join(str(value).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _feed(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "source": feed.source,
        "entries": feed.entries,
        "articles": len(feed.articles),
        "newest": feed.newest,
        "problem": feed.problem,
    }


def _listing(one: Listing) -> dict[str, Any]:
    return {"url": one.url, "source": one.source, "articles": list(one.articles), "next": one.next_url}


def _article(look: ArticleLook) -> dict[str, Any]:
    return {
        "url": look.url,
        "structured": list(look.structured),
        "fields": look.values(),
        "via": look.item.via,
        "layout": look.item.layout,
        "vietnamese": not look.foreign,
    }


def _said(said: Said) -> dict[str, Any]:
    return {"value": said.value, "source": said.source, "certain": said.certain}


def _look(said: Said) -> str:
    return "" if said.certain else "look"
