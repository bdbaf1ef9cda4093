"""What was seen becomes one verdict and the most likely repair. Pure; the gravest cause first."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from crawler.doctor.examination import ArticleCheck, Examination
from crawler.health.drift import JUDGED, quiet_days
from crawler.health.measures import Origin
from crawler.survey.listings import Listing
from crawler.survey.problems import Kind, Problem
from crawler.text.dates import read_date, read_date_line


class Ill(StrEnum):
    """What is wrong with a site."""

    HEALTHY = "healthy"
    CERTIFICATE = "certificate"
    MOVED = "moved"
    """The host leads to another one, or has no address any more."""
    UNREACHABLE = "unreachable"
    ROBOTS = "robots"
    WALL = "wall"
    LISTING_MOVED = "listing_moved"
    FEED_GONE = "feed_gone"
    PLATFORM_CHANGED = "platform_changed"
    LAYOUT_CHANGED = "layout_changed"
    """No layout knows the articles any more."""
    SELECTOR_DRIFT = "selector_drift"
    """The layout is known, but a field is not read by it any more."""
    DATE_FORMAT = "date_format"
    REJECTS = "rejects"
    ARTICLES_GONE = "articles_gone"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sickness, its evidence and its repair, each a sentence."""

    ill: Ill
    evidence: str
    repair: str


def judge(seen: Examination) -> list[Verdict]:
    """Everything that is wrong, the gravest first; one `Ill.HEALTHY` if nothing is."""
    found = list(_all(seen))
    if not found and not seen.articles:
        why = f" First: {seen.problems()[0].sentence}" if seen.problems() else ""
        found.append(Verdict(Ill.UNREACHABLE, f"No article could be read.{why}", "Look at the site in a browser."))
    return found or [Verdict(Ill.HEALTHY, _healthy(seen), "Nothing is to be done.")]


def _all(seen: Examination) -> Iterator[Verdict]:
    yield from _certificate(seen)
    kept = _kept_out(seen)
    if kept is not None:
        yield kept
    else:
        yield from _ways_in(seen)
    yield from _articles(seen)
    yield from _stale(seen)


def _certificate(seen: Examination) -> Iterator[Verdict]:
    tls, site = seen.tls, seen.site
    if tls is None or tls.usable or tls.state == "unreachable" or not site.verify_certificates:
        return
    said = tls.sentence(seen.at)
    repair = (
        "If the certificate has been wrong for days, write to the office; until it is mended, verify_certificates = "
        "False with this reason in the site file."
    )
    if tls.state == "weak":
        repair = f'Set weak_tls = "{said}" in the site file.'
    elif tls.state == "none":
        repair = 'The host answers without TLS: scheme = "http" in the site file, if its pages are there.'
    yield Verdict(Ill.CERTIFICATE, f"https://{site.hosts[0]}: {said}.", repair)


def _kept_out(seen: Examination) -> Verdict | None:
    """Why nothing at all could be read, unless it is the certificate."""
    worked = seen.articles or any(one.answer.page is not None for one in seen.listings)
    worked = worked or any(feed.entries for feed in seen.feeds)
    problems = seen.problems()
    kinds = Counter(problem.kind for problem in problems)
    walls = [problem for problem in problems if problem.is_wall]
    if walls and (not worked or (len(walls) >= len(problems) / 2 and not seen.articles)):
        return _wall(walls[0])
    if worked or not problems:
        return None
    first = problems[0]
    away = next((problem for problem in problems if problem.location), None)
    if away is not None:
        repair = f"If it is the same office, change hosts. Look first: scrapy probe {shlex.quote(away.location or '')}"
        return Verdict(Ill.MOVED, away.sentence, repair)
    if kinds[Kind.DNS] or (seen.dns is not None and seen.dns.is_missing):
        to = f" The register says {seen.old.successor}." if seen.old and seen.old.successor else ""
        return Verdict(Ill.MOVED, first.sentence, f'Look where the office publishes now.{to} Else status = "retired".')
    if kinds[Kind.ROBOTS]:
        return Verdict(
            Ill.ROBOTS, first.sentence, 'Obey it: status = "paused" in the site file, and write to the office.'
        )
    if kinds[Kind.TLS]:
        return None if seen.tls is not None and not seen.tls.usable else _unreachable(seen, first)
    return _unreachable(seen, first)


def _unreachable(seen: Examination, first: Problem) -> Verdict:
    return Verdict(
        Ill.UNREACHABLE,
        first.sentence,
        "Try again in an hour and from another network; if it stays so, "
        f"scrapy sites pause {seen.site.name} --reason ….",
    )


def _wall(met: Problem) -> Verdict:
    repair = "Pause the site (scrapy sites pause), and write to the office, with CRAWLER_CONTACT set."
    if "script_cookie" in met.sentence:
        repair = "answers_d1n = True in the site file lets the crawl answer the script's cookie as a browser does."
    return Verdict(Ill.WALL, met.sentence, repair)


def _ways_in(seen: Examination) -> Iterator[Verdict]:
    own = [one for one in seen.listings if one.source == "the site file"]
    from_home = bool(seen.site.home and not seen.site.listings) and any(one.works for one in seen.listings)
    for one in own:
        if not one.works and not from_home:  # a home page may show pictures only: its listings are what counts
            met = one.answer.problem
            why = met.sentence if met else f"{one.url} has no link to an article."
            yield _kept_from(seen, met) or Verdict(Ill.LISTING_MOVED, why, _listing_repair(seen, one))
    answering = {feed.form for feed in seen.feeds if feed.articles}
    for feed in seen.feeds:
        if feed.problem and feed.form not in answering:  # files name several where it is not known which one there is
            named = ", ".join(seen.feeds_elsewhere[:3])
            repair = f"The home page names {named}." if named else "The home page names no other one."
            gone = Verdict(
                Ill.FEED_GONE, feed.problem, f"{repair} Change or remove it in {feed.form}s of the site file."
            )
            yield _kept_from(seen, feed.met) or gone


def _kept_from(seen: Examination, met: Problem | None) -> Verdict | None:
    """The verdict on a way in that may be where it was: refused, forbidden, or not answered today."""
    if met is None:
        return None
    if met.is_wall:
        return _wall(met)
    if met.kind is Kind.ROBOTS:
        return Verdict(Ill.ROBOTS, met.sentence, "Obey it: take this address out of the site file.")
    return _unreachable(seen, met) if met.may_pass else None


def _listing_repair(seen: Examination, listing: Listing) -> str:
    if seen.elsewhere:
        found = ", ".join(f"{one.url} ({len(one.articles)} articles)" for one in seen.elsewhere[:3])
        return f"The home page leads to {found}: put the right ones into listings."
    if listing.answer.page is not None:
        return (
            "The page answers, but no link has the address of an article: if a browser shows articles there, compare "
            "their addresses with article_url; scrapy probe of the page says what form they have."
        )
    return "The home page leads to no other listing: look in a browser where the articles are listed."


def _articles(seen: Examination) -> Iterator[Verdict]:
    checks = seen.articles
    if not checks:
        if seen.lost and not seen.unlisted:
            yield Verdict(
                Ill.ARTICLES_GONE,
                f"No article could be had; first: {seen.lost[0].sentence}",
                "Open one in a browser: if it is there, its address in the listing is not the one that answers.",
            )
        elif seen.others:
            yield from _unproved(seen)
        return
    rejected = [one for one in checks if one.look.rejected]
    broken = list(_layout(seen, checks)) or list(_drift(seen, checks))
    dates = list(_dates(checks))
    yield from dates
    # A date that cannot be read is also a field that is not read by its selector: told once.
    yield from (one for one in broken if not (dates and one.evidence.startswith("published_at")))
    if rejected and not broken:
        first = rejected[0].look
        yield Verdict(
            Ill.REJECTS,
            f"{len(rejected)} of {len(checks)} articles would be rejected; "
            f"first {first.url}: {'; '.join(first.rejected)}.",
            "Record the page (scrapy record) and mend what reads it.",
        )


def _unproved(seen: Examination) -> Iterator[Verdict]:
    first = seen.others[0]
    yield Verdict(
        Ill.LAYOUT_CHANGED,
        f"{len(seen.others)} page(s) do not prove to be articles; first {first.url}.",
        "scrapy probe of one says what is read of it; scrapy record keeps it.",
    )


def _layout(seen: Examination, checks: list[ArticleCheck]) -> Iterator[Verdict]:
    """No layout of the platform knows the articles, and there was one that did."""
    unknown = [one for one in checks if one.look.item.layout is None]
    was = seen.baseline
    had = was.usual("body") is Origin.LAYOUT or not (was.pages or was.stored)
    if not (seen.site.platform.layouts and had) or len(unknown) * 2 <= len(checks):
        return
    dead = [
        f"{check.name} ({', '.join(one.selector for one in check.selectors)})"
        for check in unknown[0].fields
        if check.name in JUDGED and check.selectors and not any(one.matches for one in check.selectors)
    ]
    if seen.family is not None:
        yield Verdict(
            Ill.PLATFORM_CHANGED,
            f"The pages prove to be of platform {seen.family}, not {seen.site.platform.name}.",
            f"Make the site anew: scrapy new-site (the file names {seen.site.platform.name}).",
        )
        return
    which = f": nothing matches {'; '.join(dead)}" if dead else ""
    yield Verdict(
        Ill.LAYOUT_CHANGED,
        f"{len(unknown)} of {len(checks)} articles are known by no layout{which}.",
        f"scrapy doctor {seen.site.name} --suggest proposes selectors; put them as a new layout before the old ones.",
    )


def _drift(seen: Examination, checks: list[ArticleCheck]) -> Iterator[Verdict]:
    """Fields that a selector used to give, and none gives any more."""
    for name in sorted({check.name for one in checks for check in one.fields}):
        now = [check for one in checks for check in one.fields if check.name == name]
        if seen.baseline.usual(name) is not Origin.LAYOUT or any(check.state == "matched" for check in now):
            continue
        if name not in JUDGED and all(check.state == "empty" for check in now):
            continue  # other fields come and go with the articles
        by = ", ".join(dict.fromkeys(check.via or "nothing" for check in now))
        dead = ", ".join(dict.fromkeys(one.selector for check in now for one in check.selectors if not one.matches))
        yield Verdict(
            Ill.SELECTOR_DRIFT,
            f"{name} used to be read by a selector and is now read by {by}; nothing matches {dead or 'them'}.",
            f"scrapy doctor {seen.site.name} --suggest proposes one; put it into a new layout before the old ones.",
        )


def _dates(checks: list[ArticleCheck]) -> Iterator[Verdict]:
    """Dates that stand where they always stood, and are written in a way that cannot be read."""
    for one in checks:
        check = next(check for check in one.fields if check.name == "published_at")
        shown = next((tried.first for tried in check.selectors if tried.first), "") or check.raw
        readable = read_date(shown, now=one.look.answer.at) or read_date_line(shown, now=one.look.answer.at)
        if shown and readable is None and any(map(str.isdigit, shown)) and check.state != "matched":
            yield Verdict(
                Ill.DATE_FORMAT,
                f"{one.look.url} shows its date as {shown[:80]!r}, which cannot be read without guessing.",
                "Record the page (scrapy record), put the right date into item.json, and teach crawler/text the form.",
            )
            return


def _stale(seen: Examination) -> Iterator[Verdict]:
    stored = {"last_new_at": seen.baseline.last_new_at}
    days = quiet_days(stored, seen.site.kind, seen.site.stale_after, seen.at)
    if days:
        newest = max((one.look.item.published_at for one in seen.articles if one.look.item.published_at), default=None)
        said = f" The newest article seen is of {newest:%Y-%m-%d}." if newest else ""
        yield Verdict(
            Ill.STALE,
            f"Nothing new was stored for {days} days.{said}",
            "If a browser shows newer articles elsewhere, the site has moved; else pause it.",
        )


def _healthy(seen: Examination) -> str:
    ways = sum(one.works for one in seen.listings) + sum(bool(one.articles) for one in seen.feeds)
    named, looked = len(seen.site.listings), sum(one.source == "the site file" for one in seen.listings)
    part = f" (looked at {looked} of its {named} listings)" if named > looked else ""
    return f"{ways} ways in lead to articles{part}, and {len(seen.articles)} articles were read as they used to be."
