"""`scrapy probe URL`: what a site is and what can be read of it today, before anything is written."""

from __future__ import annotations

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands import EXIT_INTERRUPTED
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, to_stdout
from crawler.commands.one_page import FetchError, only_looking
from crawler.commands.surveys import (
    ANSWERS_D1N,
    carry_out,
    print_json,
    print_rows,
    site_with,
    tls_of,
    trusting,
    web_addresses,
)
from crawler.health.log import install_filters
from crawler.options import ArgumentError
from crawler.platforms import platform_named
from crawler.platforms.base import ConfigError
from crawler.spiders.adhoc import Adhoc
from crawler.survey.advice import advice
from crawler.survey.asking import Asker
from crawler.survey.look import Survey, Wanted, survey
from crawler.survey.report import facts, rows
from crawler.text.printable import printable


class Command(ScrapyCommand):
    """Exit codes: 0 an article was read; 1 nothing was attempted; 2 wrong usage; 3 the site gave no article."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] URL [URL of an article ...]"

    def short_desc(self) -> str:
        return "Look at a site: platform, feeds, listings, and what is read of an article today"

    def long_desc(self) -> str:
        return (
            "Look at a site, known or not, from one address: robots.txt, TLS, charset, platform and how it is known, "
            "feeds, sitemap, listings, and the fields of one article as they would be read today. About ten polite "
            "requests; nothing is stored. Exit code 0: an article was read; 1: nothing was attempted; 2: wrong usage; "
            "3: the site gave no article (the table says why); 130: interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of the table")
        parser.add_argument("--answers-d1n", action="store_true", help=ANSWERS_D1N)
        parser.add_argument("--platform", metavar="NAME", help="read as this family instead of the one that is proved")
        parser.add_argument(
            "--articles", metavar="N", type=int, default=1, help="articles to read (default 1, 10 at most)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        only_looking(self.settings, opts.loglevel)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError("name a site: scrapy probe https://example.gov.vn/", print_help=False)
        if not 1 <= opts.articles <= 10:
            raise UsageError("--articles is 1 to 10: more is a crawl, scrapy crawl adhoc -a url=URL", print_help=False)
        url, articles = web_addresses(args)
        try:
            platform = platform_named(opts.platform) if opts.platform else None
        except ConfigError as error:
            raise UsageError(str(error), print_help=False) from error
        wanted = Wanted(url, articles, count=opts.articles, platform=platform)
        try:
            seen = self.look(wanted, answers_d1n=opts.answers_d1n)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except FetchError as error:
            self.exitcode = complain(error)
            return
        except KeyboardInterrupt:
            print("scrapy: interrupted", file=sys.stderr)
            self.exitcode = EXIT_INTERRUPTED
            return
        assert self.settings is not None
        known = site_with(self.settings, seen.host)
        told = advice(seen, known.name if known else None)
        if opts.json:
            print_json({**facts(seen), "site": known.name if known else None, "advice": told})
        else:
            file = [("site", f"{known.name} (crawler/spiders/{known.name}.py)", "")] if known else []
            print_rows([*file, *rows(seen)])
            to_stdout(lambda out: print(printable(told), file=out))
        self.exitcode = EXIT_OK if seen.articles else EXIT_BAD_OUTCOME

    def look(self, wanted: Wanted, *, answers_d1n: bool = False) -> Survey:
        """Carry the survey out. Raises what `carry_out` raises."""
        assert self.crawler_process is not None
        install_filters()
        tls = tls_of(wanted.url)
        found: list[Survey] = []

        async def plan(asker: Asker) -> None:
            found.append(await survey(asker, wanted, tls))

        carry_out(self.crawler_process, trusting(Adhoc, tls, answers_d1n=answers_d1n), {"url": wanted.url}, plan)
        return found[0]
