"""An examination as lines for people and as facts for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from crawler.doctor.examination import Examination
from crawler.doctor.selectors import FieldState
from crawler.doctor.verdict import Verdict
from crawler.survey.report import following, shown

Row = tuple[str, str, str]
"""What was looked at, what was seen, and a mark for what needs a look."""

_BAD = "!"
_STATES: tuple[FieldState, ...] = ("matched", "fell back", "empty")


def rows(seen: Examination) -> Iterator[Row]:
    """The page of truth, from the host to the fields."""
    site = seen.site
    yield "site", f"{site.name}: {site.publisher}, platform {site.platform.name}, {site.status}", ""
    yield "verified", f"{site.verified or 'never'}, evidence {site.evidence or '-'}", ""
    yield from _before(seen)
    if seen.old is not None:
        yield "host", f"{site.hosts[0]} is said to have given way to {seen.old.successor or 'another one'}", _BAD
    if seen.dns is not None:
        yield "DNS", f"{site.hosts[0]}: {seen.dns.sentence()}", _BAD if seen.dns.is_missing else ""
    if seen.tls is not None:
        ignored = "" if site.verify_certificates else " (not verified: the site file says so)"
        yield "TLS", f"{seen.tls.sentence(seen.at)}{ignored}", "" if seen.tls.usable or ignored else _BAD
    delay = f", Crawl-delay {seen.crawl_delay:g} s" if seen.crawl_delay else ""
    yield "robots.txt", f"read{delay}" if seen.has_robots else "none, or not to be read: all is allowed", ""
    for one in seen.listings:
        if one.answer.problem is not None:
            yield "listing", one.answer.problem.sentence, _BAD
        else:
            told = f"{one.url}: {len(one.articles)} articles, next page {following(one)}"
            yield "listing", told, "" if one.works else _BAD
    for feed in seen.feeds:
        said = feed.problem or f"{feed.url}: {feed.entries} entries, {len(feed.articles)} articles"
        yield feed.form, said, _BAD if feed.problem else ""
    for one in seen.elsewhere:
        yield "instead", f"{one.url}: {len(one.articles)} articles ({one.source})", ""
    for url in seen.feeds_elsewhere:
        yield "instead", f"{url} (a feed that the home page names)", ""
    for problem in seen.lost:
        yield "article", problem.sentence, _BAD
    for look in seen.others:
        yield "no article", f"{look.url} shows no date and does not call itself one", _BAD
    for check in seen.articles:
        look = check.look
        how = f"layout {look.item.layout}" if look.item.layout else "no layout knows it"
        yield "article", f"{look.url}: {how}", ""
        yield from (("", f"would be rejected: {reason}", _BAD) for reason in look.rejected)
    yield from _field_rows(seen)


def facts(seen: Examination, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The same as JSON values, but for times."""
    return {
        "site": seen.site.name,
        "at": seen.at,
        "healthy": all(one.ill == "healthy" for one in verdicts),
        "verdicts": [{"ill": v.ill, "evidence": v.evidence, "repair": v.repair} for v in verdicts],
        "dns": list(seen.dns.addresses) if seen.dns else [],
        "tls": None if seen.tls is None else {"state": seen.tls.state, "expires_at": seen.tls.expires_at},
        "robots": {"found": seen.has_robots, "crawl_delay": seen.crawl_delay},
        "listings": [
            {
                "url": one.url,
                "articles": len(one.articles),
                "next": one.next_url,
                "problem": one.answer.problem.sentence if one.answer.problem else None,
            }
            for one in seen.listings
        ],
        "feeds": [{"url": one.url, "articles": len(one.articles), "problem": one.problem} for one in seen.feeds],
        "instead": [one.url for one in seen.elsewhere] + seen.feeds_elsewhere,
        "articles": [
            {
                "url": check.look.url,
                "layout": check.look.item.layout,
                "rejected": list(check.look.rejected),
                "fields": [
                    {
                        "name": field.name,
                        "state": field.state,
                        "via": field.via or None,
                        "selectors": [
                            {"layout": one.layout, "selector": one.selector, "matches": one.matches}
                            for one in field.selectors
                        ],
                    }
                    for field in check.fields
                ],
            }
            for check in seen.articles
        ],
        "before": {
            "last_success_at": seen.baseline.last_success_at,
            "last_new_at": seen.baseline.last_new_at,
            "last_outcome": seen.baseline.last_outcome,
            "golden_pages": seen.baseline.pages,
        },
    }


def verdict_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The verdict: the gravest first, each with its repair."""
    for verdict in verdicts:
        yield f"{verdict.ill}: {verdict.evidence}"
        yield f"  {verdict.repair}"


def _before(seen: Examination) -> Iterator[Row]:
    was = seen.baseline
    if was.last_success_at is None:
        yield "last good run", f"none is stored; compared with {was.pages} golden page(s)", ""
        return
    new = f", last new article {was.last_new_at:%Y-%m-%d %H:%M} UTC" if was.last_new_at else ""
    last = f", last outcome {was.last_outcome}" if was.last_outcome else ""
    yield "last good run", f"{was.last_success_at:%Y-%m-%d %H:%M} UTC{new}{last}", ""


def _field_rows(seen: Examination) -> Iterator[Row]:
    """Each field over all articles: how it was read, and for one that a selector missed what each selector finds."""
    for checks in zip(*(one.fields for one in seen.articles), strict=True):
        name, count = checks[0].name, len(checks)
        states = Counter(check.state for check in checks)
        by = ", ".join(dict.fromkeys(check.via for check in checks if check.via))
        told = ", ".join(f"{states[state]} {state}" for state in _STATES if states[state])
        value = next((shown(v) for one in seen.articles if (v := one.look.values()[name]) not in (None, "", [])), "")
        raw = next((check.raw for check in checks if check.raw), "")
        yield f"  {name}", f"{told}{f' [{by}]' if by else ''}", raw or value
        if states["matched"] < count:
            for place, one in enumerate(checks[0].selectors):
                found = [check.selectors[place] for check in checks]
                hits = sum(bool(tried.matches) for tried in found)
                first = next((tried.first for tried in found if tried.first), "")
                yield "", f"    {one.layout}: {one.selector}  found on {hits} of {count}", first[:60]
