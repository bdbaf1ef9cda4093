"""What `scrapy new-site` tells a person: what was read of each article, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crawler.cases import HAND_WRITTEN, golden
from crawler.newsite.plan import NewSite
from crawler.newsite.trial import Trial
from crawler.survey.look import Survey
from crawler.survey.report import shown

Row = tuple[str, str, str]


def field_rows(trial: Trial) -> Iterator[Row]:
    """Field, in how many articles it was read, and from where."""
    readings = [reading for _, reading in trial.readings]
    for name in (n for n in golden(readings[0].item) if n in HAND_WRITTEN):
        values = [(golden(r.item)[name], r.item.via.get(name, "")) for r in readings]
        filled = [(value, via) for value, via in values if value not in (None, "", [])]
        origins = ", ".join(dict.fromkeys(via for _, via in filled if via))
        first = shown(filled[0][0]) if filled else "-"
        yield name, f"{len(filled)} of {len(values)}", f"{first}  {origins}".strip()


def what_to_look_at(site: NewSite, seen: Survey, trial: Trial) -> Iterator[str]:
    """One sentence each, the gravest first."""
    for look, reading in trial.readings:
        for reason in reading.rejected:
            yield f"{look.url} would be rejected: {reason}"
    lost = [one.url for one in trial.listings if not one.articles]
    if lost:
        yield f"no article is found any more on {', '.join(lost)}"
    yield from site.look_at
    if site.induced is not None:
        missing = site.induced.missing
        unseen = sorted(name for name, why in missing.items() if why.startswith("not known on any"))
        yield from (f"{name}: {why}" for name, why in sorted(missing.items()) if name not in unseen)
        if unseen:
            yield f"no selector for {', '.join(unseen)}: no article shows any, or without a label"
    for name, urls in trial.differences().items():
        yield f"{name}: reads otherwise than without the site's own selectors in {', '.join(urls)}: which is right?"
    readings = [reading.item for _, reading in trial.readings]
    if all(item.published_at is None for item in readings):
        yield "published_at: no article has a date; right only if the pages show none"
    generic = sum(item.layout is None for item in readings)
    if generic:
        yield f"layout: {generic} of {len(readings)} articles are read without one"
    if len(readings) < seen.wanted.count:
        yield f"articles: {len(readings)} instead of {seen.wanted.count} could be had: record more with scrapy record"
    if not any(one.next_url for one in trial.listings) and not any(said.startswith("paging") for said in site.look_at):
        yield "paging: no listing has a next page that is known; only what its first page shows is found"


def next_steps(site: NewSite, written: Sequence[Path]) -> Iterator[str]:
    """What is left to do, in order."""
    for path in written:
        yield f"written  {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}"
    yield f"1. Compare each tests/sites/{site.name}/*/item.json with its page in a browser, correct it by hand, and set"
    yield '   "review": false in its request.json; the same for tests/listings.'
    yield f"2. python -m pytest tests/sites tests/listings -k {site.name}/"
    yield f"3. scrapy crawl {site.name} -a sample=10 -s STORE_ENABLED=0 -O sample.jsonl"
    yield "4. If that is right: verified = the day, take status out, and commit; `make accuracy` wants new floors."
