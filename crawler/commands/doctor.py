"""`scrapy doctor SITE`: what works of a site, what does not, and the most likely repair."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands import EXIT_INTERRUPTED
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, to_stdout
from crawler.commands.extract import site_class
from crawler.commands.one_page import FetchError, only_looking
from crawler.commands.stored_sites import stored_sites
from crawler.commands.surveys import carry_out, print_json, print_rows, tls_of, trusting
from crawler.doctor.baseline import baseline_of
from crawler.doctor.examination import Examination, examine
from crawler.doctor.report import facts, rows, verdict_lines
from crawler.doctor.verdict import Ill, judge
from crawler.extraction.fields import Rules, own_names_of
from crawler.health.log import install_filters
from crawler.induction.article import Induced, induce_layout
from crawler.induction.compare import difference
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.survey.asking import Asker
from crawler.survey.dns import look_up
from crawler.text.printable import printable


class Command(ScrapyCommand):
    """Exit codes: 0 healthy; 1 nothing was attempted; 2 wrong usage; 3 something is wrong."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] SITE"

    def short_desc(self) -> str:
        return "Examine a site: host, ways in, some articles selector by selector; verdict and repair"

    def long_desc(self) -> str:
        return (
            "Examine a site by its own file: certificate, robots.txt, walls, listings, feeds, and up to three articles "
            "selector by selector, compared with its golden pages and with its last good run, if a store knows one. "
            "About fifteen polite requests; nothing is stored. --suggest proposes selectors from the articles, beside "
            "today's. Exit code 0: healthy; 1: nothing was attempted; 2: wrong usage; 3: something is wrong, and the "
            "last lines say what, and how to mend it; 130: interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
        parser.add_argument("--suggest", action="store_true", help="propose selectors, beside today's")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        only_looking(self.settings, opts.loglevel)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one site: scrapy doctor SITE; `scrapy sites` lists them", print_help=False)
        assert self.settings is not None
        try:
            spidercls = site_class(self.settings, args[0])
            spidercls.check()
            if spidercls.status == "tool":
                raise UsageError(f"{args[0]} is no site: scrapy probe URL looks at any address", print_help=False)
            seen = self._examine(spidercls)
        except (ConfigError, FetchError) as error:
            self.exitcode = complain(error)
            return
        except KeyboardInterrupt:
            print("scrapy: interrupted", file=sys.stderr)
            self.exitcode = EXIT_INTERRUPTED
            return
        verdicts = judge(seen)
        induced = suggestion(seen) if opts.suggest else None
        lines = list(suggestion_lines(seen, induced)) if opts.suggest else []
        if opts.json:
            more: dict[str, Any] = {"suggestion": lines} if opts.suggest else {}
            print_json({**facts(seen, verdicts), **more})
        else:
            print_rows(rows(seen))
            told = [*lines, *verdict_lines(verdicts)]
            to_stdout(lambda out: print("\n".join(map(printable, told)), file=out))
        self.exitcode = EXIT_OK if verdicts[0].ill is Ill.HEALTHY else EXIT_BAD_OUTCOME

    def _examine(self, spidercls: type[SiteSpider]) -> Examination:
        assert self.crawler_process is not None
        install_filters()
        baseline = baseline_of(spidercls, stored_sites("doctor").get(spidercls.name, {}))
        tls = tls_of(f"{spidercls.scheme}://{spidercls.hosts[0]}/")
        dns = look_up(spidercls.hosts[0], spidercls.scheme)
        found: list[Examination] = []

        async def plan(asker: Asker) -> None:
            found.append(await examine(asker, spidercls, baseline, dns, tls))

        carry_out(self.crawler_process, trusting(spidercls, tls), {}, plan)
        return found[0]


def suggestion(seen: Examination) -> Induced | None:
    """Selectors that the articles seen propose; ``None`` with fewer than two of them."""
    pages = seen.pages()
    if len(pages) < 2:
        return None
    site = seen.site
    rules = Rules(distrust=site.platform.distrust, own_names=own_names_of([site.publisher], site.hosts))
    return induce_layout(pages, rules, id=f"{site.name.replace('_', '-')}-{seen.at.year}", since=seen.at.date())


def suggestion_lines(seen: Examination, induced: Induced | None) -> list[str]:
    """Today's selectors beside the proposed ones, field by field."""
    if induced is None:
        return ["suggestion: none, because fewer than two articles could be read"]
    changes = difference(seen.pages(), seen.site.platform.layouts, induced)
    head = f"suggestion, from {len(seen.pages())} articles (today -> proposed):"
    lines = [head, *(f"  {change}" for change in changes)]
    if induced.layout is None:
        lines.append(f"  no layout is proposed: {induced.missing.get('layout', 'none reads the pages better')}")
    return lines
