"""What `scrapy new-site` makes of sites that have been deleted: ``python -m benchmarks.new_site [FOLDER ...]``.

Without a FOLDER: each sample site of the demo is taken out of a disposable copy of the project, file and golden pages,
and made anew, once with its family recognised and once with ``--induce``, as if there were no families. The generated
file then reads the site's own golden pages, and each field that a person answers for is right, null or wrong as
`benchmarks.drift` judges it, beside the file that a person wrote. Pages whose address the new file takes for none of an
article, and pages of a layout that the site no longer shows, which no survey can have seen, are counted apart.

A FOLDER of saved pages with INDEX.tsv and gold.json (see `benchmarks.accuracy`) is played, and a site is made of each
of its hosts, from a listing if one is saved; its labelled articles are scored by the rules of that harness.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from scrapy.settings import Settings

from benchmarks.accuracy.readers import Reading, reading_of, response_of, spider_for
from benchmarks.accuracy.scoring import FLAGS, score
from benchmarks.accuracy.sets import SavedPage, SetError
from benchmarks.accuracy.sets import load as load_set
from benchmarks.disposable import copy_project
from benchmarks.drift import FIELDS, Verdict, deviations, judge
from benchmarks.quiet import no_logs
from crawler.cases import CASES, Case, CaseError, find_all, golden
from crawler.discovery.urls import on_site
from crawler.fleet.figures import data_lines
from crawler.fleet.lint import sites_of
from crawler.loader import SiteLoader
from crawler.newsite.trial import load
from crawler.saved import read_article
from crawler.site import SiteSpider
from demo.editions import Edition
from demo.folder import FolderError, load_folder
from demo.playback import Playback, playing
from demo.sites import news_sites, sample_sites
from pipelines.normalise import normalise

HAND = "hand-written"
MODES: dict[str, tuple[str, ...]] = {"recognised": (), "induced": ("--induce",)}
"""How a site is made: with its family as its pages prove it, or as if there were none."""
_FAST = ("-s", "DOWNLOAD_DELAY=0")
_VERDICTS: tuple[Verdict, ...] = ("right", "null", "wrong")
Group = Literal["counts", "layout", "address"]
"""Of golden pages: those that count; of a layout that the survey did not see; of an address that is none of an article
for the file."""


@dataclass(slots=True)
class Made:
    """One run of the command."""

    seconds: float
    said: str
    """What it complained of."""
    cls: type[SiteSpider] | None = None
    """The site of the generated file; ``None``: none was written."""
    source: str = ""
    layouts: frozenset[str | None] = frozenset()
    """Layouts that the file that a person wrote reads on the pages that were seen."""


@dataclass(slots=True)
class Tally:
    """How golden pages are read with one file."""

    fields: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    """Of the pages that count."""
    pages: Counter[Group] = field(default_factory=Counter)
    verdicts: Counter[tuple[Group, Verdict]] = field(default_factory=Counter)
    """Fields of all pages that could be read, also where no crawl would ask for them."""
    deviations: list[str] = field(default_factory=list)

    def apart(self, group: Group) -> str:
        """Pages of *group*, and how many of their fields are right."""
        whole = sum(count for (one, _), count in self.verdicts.items() if one == group)
        return f"{self.pages[group]}, {self.verdicts[group, 'right']} of {whole}" if self.pages[group] else "-"


def make(
    playback: Playback, url: str, name: str, *arguments: str, hand: type[SiteSpider] | None = None, polite: bool = False
) -> Made:
    """Run the command in a copy of the project that does not know the host of *url*."""
    with tempfile.TemporaryDirectory(prefix="new-site-bench-") as folder:
        host = urlsplit(url).hostname or ""
        known = [site.name for site in fleet() if on_site(host, site.hosts)]
        project = copy_project(Path(folder) / "project", without=[*known, name])
        command = [sys.executable, "-m", "scrapy", "new-site", url, *arguments, "--name", name, "--no-tests"]
        began = time.monotonic()
        done = subprocess.run(  # noqa: S603 - our own words
            [*command, *(() if polite else _FAST)],
            cwd=project,
            env=_environment(playback, Path(folder) / "data"),
            capture_output=True,
            text=True,
            check=False,
        )
        made = Made(time.monotonic() - began, done.stderr.strip())
        file = project / "crawler" / "spiders" / f"{name}.py"
        if file.exists():
            made.source = file.read_text("utf-8")
            made.cls = load(made.source, name)
            if hand is not None:
                seen = [Case.load(case) for case in find_all(project / "tests" / "sites") if case.parent.name == name]
                made.layouts = frozenset(case.read(spidercls=hand).item.layout for case in seen)
    return made


def fleet() -> list[type[SiteSpider]]:
    """The project's sites."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    return sites_of(SiteLoader(settings))


def _environment(playback: Playback, data: Path) -> dict[str, str]:
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith(("MONGO_", "CRAWLER_")) and "proxy" not in k.lower()
    }
    proxy = {"http_proxy": playback.url, "https_proxy": playback.url, "no_proxy": ""}
    return {**clean, **proxy, "SSL_CERT_FILE": str(playback.ca_file), "CRAWLER_DATA": str(data)}


def tally(name: str, cls: type[SiteSpider], layouts: frozenset[str | None]) -> Tally:
    """Read the golden pages of the project's site *name* with another file of it."""
    found = Tally()
    for folder in find_all(CASES):
        if folder.parent.name != name:
            continue
        case = Case.load(folder)
        spider = cls()
        group: Group = "counts" if (case.expected or {}).get("layout") in layouts else "layout"
        known = on_site(urlsplit(case.request.url).hostname, spider.hosts)
        if not known or not spider.platform.is_article_url(case.request.url):
            group = "address"
        found.pages[group] += 1
        item = golden(read_article(spider, case.response(), case.request.captured_at).item)
        for name_of_field in FIELDS:
            verdict = judge(case, name_of_field, item[name_of_field])
            found.verdicts[group, verdict] += 1
            if group == "counts":
                found.fields[name_of_field, verdict] += 1
            if group == "counts" and verdict != "right":
                said = deviations(case, name_of_field, item[name_of_field]) or ("-",)
                found.deviations.append(f"{case.name} {name_of_field}: {verdict}: {'; '.join(said)[:200]}")
    return found


def sample_report(only: Sequence[str], *, polite: bool) -> Iterator[Table | str]:
    """The tables over the sample sites."""
    by_site = Table("site", title="sample sites, deleted and made anew", title_justify="left")
    for head in ("file", "platform", "lines", "data", "s", "pages", "right", "null", "wrong"):
        by_site.add_column(head, justify="left" if head in ("file", "platform") else "right")
    by_site.add_column("other layout:\npages, right of fields", justify="right")
    by_site.add_column("other address:\npages, right of fields", justify="right")
    totals: dict[str, Counter[tuple[str, Verdict]]] = {mode: Counter() for mode in (HAND, *MODES)}
    lines: list[str] = []
    hands = {site.name: site for site in fleet()}
    with playing(sample_sites(Edition())) as playback:
        for site in news_sites(Edition()):
            if only and site.name not in only:
                continue
            hand, rows = hands[site.name], []
            for mode, options in MODES.items():
                made = make(playback, f"{site.root}/", site.name, *options, hand=hand, polite=polite)
                if made.cls is None:
                    lines.append(f"{site.name} {mode}: {made.said}")
                    continue
                found = tally(site.name, made.cls, made.layouts)
                rows.append((mode, made.cls, made.source, f"{made.seconds:.1f}", found, made.layouts))
            if rows:
                source = Path(sys.modules[hand.__module__].__file__ or "").read_text("utf-8")
                rows.insert(0, (HAND, hand, source, "", tally(site.name, hand, rows[0][5]), rows[0][5]))
            for mode, cls, source, seconds, found, _ in rows:
                totals[mode].update(found.fields)
                lines += [f"{mode} {line}" for line in found.deviations]
                counts = [str(found.verdicts["counts", verdict]) for verdict in _VERDICTS]
                size = (str(len(source.splitlines())), str(data_lines(source)))
                facts = (cls.platform.name, *size, seconds, str(found.pages["counts"]), *counts)
                by_site.add_row(site.name, mode, *facts, found.apart("layout"), found.apart("address"))
    yield by_site
    yield _by_field(totals)
    yield from lines


def _by_field(totals: dict[str, Counter[tuple[str, Verdict]]]) -> Table:
    shown = Table("field", title="fields of the pages that count", title_justify="left")
    for mode in totals:
        for verdict in _VERDICTS:
            shown.add_column(f"{mode}\n{verdict}", justify="right")
    for name in FIELDS:
        shown.add_row(name, *(str(counts[name, verdict]) for counts in totals.values() for verdict in _VERDICTS))
    sums = [
        sum(count for (_, said), count in counts.items() if said == verdict)
        for counts in totals.values()
        for verdict in _VERDICTS
    ]
    shown.add_row("all", *map(str, sums), style="bold")
    return shown


def folder_report(folder: Path, *, polite: bool) -> Iterator[Table | str]:
    """The table over the hosts of a folder of saved pages."""
    shown = Table("host", title=str(folder), title_justify="left")
    for head in ("file", "platform", "lines", "data", "s", "articles", *FLAGS, "body", "least"):
        shown.add_column(head, justify="left" if head in ("file", "platform") else "right")
    lines: list[str] = []
    labelled = load_set(folder).pages
    with playing(load_folder(folder)) as playback:
        for host, (url, articles) in saved_hosts(folder).items():
            own = [page for page in labelled if urlsplit(page.url).netloc == host]
            rows: list[tuple[str, Made | None]] = [("without file", None)]
            for mode, options in MODES.items():
                made = make(playback, url, "saved", *articles, *options, polite=polite)
                if made.cls is None:
                    lines.append(f"{host} {mode}: {made.said}")
                else:
                    rows.append((mode, made))
            for mode, made_or_none in rows:
                shown.add_row(host, mode, *_scored(own, made_or_none))
    yield shown
    yield from lines


def _scored(pages: Sequence[SavedPage], made: Made | None) -> list[str]:
    """Cells of one row: with the generated file, or as `benchmarks.accuracy` reads the pages."""
    spiders = [made.cls() if made is not None and made.cls is not None else spider_for(page) for page in pages]
    taken = [
        (page, spider)
        for page, spider in zip(pages, spiders, strict=True)
        if made is None or spider.platform.is_article_url(page.url)
    ]
    scores = [score(_read(spider, page), page.gold, strict=True) for page, spider in taken]
    size = ["", "", ""]
    if made is not None:
        size = [str(len(made.source.splitlines())), str(data_lines(made.source)), f"{made.seconds:.1f}"]
    flags = [[said for one in scores if (said := getattr(one, flag)) is not None] for flag in FLAGS]
    cells = [f"{sum(said)}/{len(said)}" if said else "-" for said in flags]
    bodies = [one.body for one in scores]
    means = [f"{sum(bodies) / len(bodies):.3f}", f"{min(bodies):.3f}"] if bodies else ["-", "-"]
    platform = taken[0][1].platform.name if taken else "-"
    return [platform, *size, f"{len(taken)}/{len(pages)}", *cells, *means]


def _read(spider: SiteSpider, page: SavedPage) -> Reading:
    item = spider.article(response_of(page), page.captured_at)
    normalise(item)
    return reading_of(item)


def saved_hosts(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Host -> the address that a site is made from, and those of articles where its lists lead to none."""
    with (folder / "INDEX.tsv").open(encoding="utf-8-sig", newline="") as index:
        rows = list(csv.DictReader(index, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, tuple[str, list[str]]] = {}
    for host in dict.fromkeys(urlsplit(row["url"]).netloc for row in rows):
        own = [row for row in rows if urlsplit(row["url"]).netloc == host]
        first = {row["kind"]: row["url"] for row in reversed(own)}
        root = f"{urlsplit(own[0]['url']).scheme}://{host}/"
        articles = [] if "home" in first else [row["url"] for row in own if row["kind"] == "article"]
        found[host] = (first.get("home") or first.get("listing") or root, articles)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code (0 measured, 1 a folder or case that is not whole, 2 wrong usage)."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.new_site", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="default: the demo's sample sites")
    parser.add_argument("--site", action="append", default=[], metavar="NAME", help="only this sample site")
    parser.add_argument("--polite", action="store_true", help="with the delays of a crawl")
    options = parser.parse_args(arguments)
    with no_logs():  # doubts about single pages are no result
        return _report(options)


def _report(options: argparse.Namespace) -> int:
    """Measure what *options* ask for."""
    out = Console(width=None if sys.stdout.isatty() else 200)
    try:
        parts = [folder_report(folder, polite=options.polite) for folder in options.folders]
        for part in parts or [sample_report(options.site, polite=options.polite)]:
            for shown in part:
                out.print(escape(shown) if isinstance(shown, str) else shown, highlight=False, soft_wrap=True)
    except (CaseError, SetError, FolderError) as error:
        print(f"new_site: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
