"""Whether a site still gives what it used to give: its design may have changed, its source may have dried up. Pure.

Selectors break silently, because the generic reader takes over: then an article has the right text today and a wrong
one tomorrow. So what each field was read by is compared with what it used to be read by. Sites that publish two
articles a day are judged too: what counts is the newest articles, over as many runs as it takes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.health.measures import Origin
from crawler.items import Kind

Shares = Mapping[str, Any]
"""As of `measures.Shares.document`: number of articles, and by field and origin how many had it from there."""

JUDGED = ("title", "body", "published_at")
"""Fields that every article has; others come and go with the articles."""
LEAST_ARTICLES = 5
"""Fewer prove nothing: one notice in an odd form is no new design."""
USUAL_SHARE, LEFT_SHARE = 0.8, 0.4
"""A field that at least so many articles had from its origin, or a better one, and that less than so many have now."""
_MOST_RUNS = 20  # of one article each: the record stays small

STALE_AFTER: Mapping[Kind, timedelta] = {
    "newspaper": timedelta(days=7),
    "tv": timedelta(days=7),
    "portal": timedelta(days=45),
}
"""Without a new article for so long something is wrong: over Tết newspapers pause for a week at most, offices publish
nothing for a month."""

_BEST_FIRST = (Origin.LAYOUT, Origin.STRUCTURED, Origin.TEXT, Origin.GENERIC)


def drift(site: Mapping[str, Any], run: Shares) -> str:
    """Which fields of the newest articles are not read by what they used to be read by; empty: none, or too few to say.

    *site*: document of `sites`; *run*: what the run read.
    """
    usual = site.get("origins", {}).get("usual")
    newest = _sum(_window(site, run))
    if not run["articles"] or usual is None or newest["articles"] < LEAST_ARTICLES:
        return ""
    return "; ".join(sentence for name in JUDGED if (sentence := _moved(name, usual, newest)))


def origins_after(site: Mapping[str, Any], run: Shares) -> dict[str, Any]:
    """What `sites` keeps: the newest articles' origins, and those that are usual. A drift never becomes usual."""
    window = _window(site, run)
    newest = _sum(window)
    usual = site.get("origins", {}).get("usual")
    if newest["articles"] >= LEAST_ARTICLES and not drift(site, run):
        usual = newest
    return {"recent": list(window), "usual": usual}


def quiet_days(site: Mapping[str, Any], kind: Kind, own: timedelta | None, now: datetime) -> int:
    """Days since the site's last new article, if they are more than *own* or its kind allow; else 0.

    Counted from what was seen here, so that the first crawl of an old site is no alarm.
    """
    last: datetime | None = site.get("last_new_at")
    limit = own if own is not None else STALE_AFTER[kind]
    return (now - last).days if last is not None and now - last > limit else 0


def _window(site: Mapping[str, Any], run: Shares) -> Sequence[Shares]:
    """The newest runs that read an article: as few as hold LEAST_ARTICLES."""
    runs = [*site.get("origins", {}).get("recent", ())]
    if run["articles"]:
        runs.append(run)
    while len(runs) > _MOST_RUNS or (runs and sum(one["articles"] for one in runs[1:]) >= LEAST_ARTICLES):
        del runs[0]
    return runs


def _sum(runs: Sequence[Shares]) -> Shares:
    fields: dict[str, Counter[str]] = {}
    for run in runs:
        for name, counts in run["fields"].items():
            fields.setdefault(name, Counter()).update(counts)
    return {
        "articles": sum(run["articles"] for run in runs),
        "fields": {name: dict(counts) for name, counts in fields.items()},
    }


def _moved(name: str, usual: Shares, newest: Shares) -> str:
    """A sentence if the field has left its usual origin for a worse one, or is gone."""
    origin = next((one for one in _BEST_FIRST if _from(usual, name, one) >= USUAL_SHARE * usual["articles"]), None)
    if origin is None or _from(newest, name, origin) >= LEFT_SHARE * newest["articles"]:
        return ""
    before = f"{_from(usual, name, origin)} of {usual['articles']} articles"
    now = f"{_from(newest, name, origin)} of {newest['articles']}"
    return f"{name} was read by {origin} in {before}, now in {now}"


def _from(shares: Shares, name: str, worst: Origin) -> int:
    """In how many articles the field came from *worst* or a better origin."""
    counts = shares["fields"].get(name, {})
    return sum(counts.get(one, 0) for one in _BEST_FIRST[: _BEST_FIRST.index(worst) + 1])
