"""`scrapy lint-sites`: what is wrong with the site files, before a crawl finds out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TextIO

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.cases import CASES
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, load_site, to_stdout
from crawler.fleet.figures import Figures, figures
from crawler.fleet.finding import RULES, Finding
from crawler.fleet.lint import lint, sites_of
from crawler.listing_cases import LISTINGS
from crawler.loader import SiteLoader
from crawler.platforms.base import ConfigError
from crawler.text.printable import escaped, printable


class Command(ScrapyCommand):
    """Exit codes: 0 no errors, perhaps warnings; 1 it could not run; 2 wrong usage; 3 at least one error."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return "[--json] [--rules] [SITE ...]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Check the site files, their families and cases against the rules of the fleet"

    def long_desc(self) -> str:
        """Text of ``scrapy lint-sites -h``."""
        return (
            "Checks every site file (or the named ones), its family and its golden cases, without the network: names, "
            "addresses against the site's own article_examples, politeness, hosts, and the grades of evidence beside "
            "each selector. Prints a line per finding and the figures of the fleet; --json prints one object per "
            "finding; --rules lists the rules. Exit code 0: no errors, perhaps warnings; 1: it could not run; 2: "
            "wrong usage; 3: at least one error."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object per finding")
        parser.add_argument("--rules", action="store_true", help="list the rules and end")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if opts.rules:
            if args:
                raise UsageError("--rules lists all rules: leave the sites out", print_help=False)
            to_stdout(lambda out: _print_rules(out, as_json=opts.json))
            return
        loader = get_spider_loader(self.settings)
        if not isinstance(loader, SiteLoader):
            self.exitcode = complain("SPIDER_LOADER_CLASS is not crawler.loader.SiteLoader: take the setting out")
            return
        for name in args:
            try:
                load_site(loader, name)
            except ConfigError:
                continue  # a broken file is what is looked for
        found = lint(loader, (CASES, LISTINGS), args)
        fleet = figures([site for site in sites_of(loader) if not args or site.name in args])
        self.exitcode = EXIT_BAD_OUTCOME if any(finding.level == "error" for finding in found) else EXIT_OK
        to_stdout(lambda out: _print_json(found, out) if opts.json else _print(found, fleet, out))


def _print(found: Sequence[Finding], fleet: Figures, out: TextIO) -> None:
    for finding in found:
        where = f"{finding.file or ''}{f':{finding.line}' if finding.line else ''}"
        place = f" ({where})" if where else ""
        fix = finding.fix.rstrip(".")
        text = f"{finding.level}: {finding.subject}: {finding.rule}: {finding.sentence.rstrip('.')}{place}. Fix: {fix}."
        out.write(printable(text) + "\n")
    errors = sum(finding.level == "error" for finding in found)
    out.write(f"{_counted(errors, 'error')}, {_counted(len(found) - errors, 'warning')}. {fleet}.\n")


def _print_json(found: Sequence[Finding], out: TextIO) -> None:
    for finding in found:
        row = {"level": finding.level, **asdict(finding)}
        out.write(escaped(json.dumps(row, ensure_ascii=False)) + "\n")


def _print_rules(out: TextIO, *, as_json: bool) -> None:
    for name, (level, sentence) in RULES.items():
        row = {"rule": name, "level": level, "sentence": sentence}
        out.write(json.dumps(row, ensure_ascii=False) + "\n" if as_json else f"{level}: {name}: {sentence}.\n")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
