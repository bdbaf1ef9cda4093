"""`scrapy new-site URL`: a site file with its golden pages, from the site itself."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands import EXIT_INTERRUPTED
from crawler.commands.case_folder import own_note, to_the_end
from crawler.commands.case_report import boilerplate_of
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, to_stdout
from crawler.commands.one_page import FetchError, only_looking
from crawler.commands.record import kept_headers, slug_of
from crawler.commands.surveys import ANSWERS_D1N, carry_out, print_rows, site_with, tls_of, trusting, web_addresses
from crawler.health.log import install_filters
from crawler.items import Kind
from crawler.loader import NAME
from crawler.newsite.cases import listing_cases, page_cases
from crawler.newsite.files import Places, TakenError, put
from crawler.newsite.plan import Chosen, NewSite, NoSiteError, plan
from crawler.newsite.report import field_rows, next_steps, what_to_look_at
from crawler.newsite.source import render
from crawler.newsite.trial import Trial, try_out
from crawler.options import ArgumentError
from crawler.platforms import platform_named
from crawler.platforms.base import ConfigError
from crawler.platforms.generic import Generic
from crawler.spiders.adhoc import Adhoc
from crawler.store.config import PROJECT_ROOT
from crawler.survey.asking import Asker
from crawler.survey.identity import name_of
from crawler.survey.look import Survey, Wanted, survey
from crawler.text.printable import printable

ARTICLES = 3
"""Golden pages of a new site: what a layout needs (docs/golden-pages.md)."""
LISTINGS = 3


class Command(ScrapyCommand):
    """Exit codes: 0 written, its tests pass; 1 nothing was written; 2 wrong usage; 3 written, its tests do not pass."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] URL [URL of an article ...]"

    def short_desc(self) -> str:
        return "Make a site: file, golden pages and listings, from its home page or a listing"

    def long_desc(self) -> str:
        return (
            "Look at a site as `scrapy probe` does, then write its file, up to three golden pages and its golden "
            "listings, marked for review, run their tests, and say what a person must look at. On a known platform the "
            "file is data only; on an unknown one selectors are induced from the articles and each says how sure it "
            "is. About twenty polite requests. Nothing is overwritten, and nothing is left half-written. Exit code 0: "
            "written, and its tests pass; 1: nothing was written; 2: wrong usage; 3: written, but its tests fail, or "
            "could not be run; 130: interrupted, nothing was written, or its tests did not end."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--name", metavar="NAME", help="name of the site (default: made from the host)")
        parser.add_argument("--publisher", metavar="TEXT", help="full name of the office (default: as the site says)")
        parser.add_argument("--kind", choices=get_args(Kind), help="kind of the site (default: from host and name)")
        parser.add_argument("--province", metavar="NAME", help="its province (default: from publisher or host)")
        parser.add_argument("--platform", metavar="NAME", help="family (default: as its pages prove)")
        parser.add_argument(
            "--induce", action="store_true", help="take no family: induce addresses and selectors from the pages"
        )
        parser.add_argument("--answers-d1n", action="store_true", help=ANSWERS_D1N)
        parser.add_argument("--dry-run", action="store_true", help="print the site file, write nothing")
        parser.add_argument("--no-tests", action="store_true", help="do not run the new tests")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        only_looking(self.settings, opts.loglevel)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if not args:
            raise UsageError("name a site: scrapy new-site https://example.gov.vn/", print_help=False)
        if opts.name and not NAME.fullmatch(opts.name):
            raise UsageError(
                f"--name {opts.name!r} is no site name: a small letter, then small letters, digits and underscores",
                print_help=False,
            )
        if opts.induce and opts.platform:
            raise UsageError("--induce and --platform exclude each other", print_help=False)
        begun = time.monotonic()
        try:
            self.exitcode = self._make(args, opts, begun)
        except (NoSiteError, TakenError, FetchError, ConfigError) as error:
            self.exitcode = complain(error)
        except OSError as error:
            self.exitcode = complain(f"the site could not be written: {error}; nothing was")
        except KeyboardInterrupt:
            print("scrapy: interrupted: nothing was written", file=sys.stderr)
            self.exitcode = EXIT_INTERRUPTED

    def _make(self, args: list[str], opts: argparse.Namespace, begun: float) -> int:
        url, articles = web_addresses(args)
        host = urlsplit(url).hostname or ""
        places = Places(PROJECT_ROOT, opts.name or name_of(host))
        if not opts.dry_run:  # before the site is asked for anything
            places.check()
            self._refuse_known(host)
        seen = self._look(url, articles, opts)
        kind = cast(Kind, opts.kind) if opts.kind else None
        chosen = Chosen(
            name=places.name,
            publisher=opts.publisher,
            kind=kind,
            province=opts.province,
            answers_d1n=opts.answers_d1n,
        )
        site = plan(seen, chosen)
        source = render(site)
        trial = try_out(source, site.name, seen)
        if opts.dry_run:
            to_stdout(lambda out: print(source, end="", file=out))
            for doubt in what_to_look_at(site, seen, trial):
                print(f"look at  {printable(doubt)}", file=sys.stderr)
            return EXIT_OK
        pages = page_cases(
            trial, places, slug_of=slug_of, headers=kept_headers, boilerplate=boilerplate_of, note=own_note
        )
        listings = listing_cases(trial, places, headers=kept_headers)
        with to_the_end():
            written = put(places, source, pages, listings)
        self._tell(site, seen, trial, source, written, time.monotonic() - begun)
        return EXIT_OK if opts.no_tests else run_tests(site.name)

    def _look(self, url: str, articles: tuple[str, ...], opts: argparse.Namespace) -> Survey:
        try:
            platform = Generic() if opts.induce else platform_named(opts.platform) if opts.platform else None
        except ConfigError as error:
            raise UsageError(str(error), print_help=False) from error
        wanted = Wanted(url, articles, count=ARTICLES, listings=LISTINGS, platform=platform)
        assert self.crawler_process is not None
        install_filters()
        tls = tls_of(url)
        found: list[Survey] = []

        async def look(asker: Asker) -> None:
            found.append(await survey(asker, wanted, tls))

        try:
            carry_out(self.crawler_process, trusting(Adhoc, tls, answers_d1n=opts.answers_d1n), {"url": url}, look)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        return found[0]

    def _refuse_known(self, host: str) -> None:
        """A host in two files would be crawled twice, and its articles would belong to both."""
        assert self.settings is not None
        known = site_with(self.settings, host)
        if known is not None:
            raise TakenError(
                f"{host} is the site {known.name!r} already: scrapy doctor {known.name} says how it is; to make it "
                f"anew, delete crawler/spiders/{known.name}.py first"
            )

    def _tell(
        self, site: NewSite, seen: Survey, trial: Trial, source: str, written: list[Path], seconds: float
    ) -> None:
        lines = len(source.splitlines())
        made = f"{site.name}: {lines} lines on platform {site.family.name}"
        proof = f" ({seen.proof})" if seen.proof else ""
        listings = sum(one.works for one in trial.listings)
        to_stdout(
            lambda out: print(
                printable(f"{made}{proof}, {len(trial.readings)} articles, {listings} listings, {seconds:.0f} s"),
                file=out,
            )
        )
        print_rows(field_rows(trial), "field", "read", "first value and origins")
        doubts = list(what_to_look_at(site, seen, trial))
        told = ["Look at:", *(f"  - {doubt}" for doubt in doubts)] if doubts else []
        told += list(next_steps(site, written))
        to_stdout(lambda out: print("\n".join(map(printable, told)), file=out))


def run_tests(name: str) -> int:
    """Run the tests of the new site's pages; what pytest prints is for the person."""
    untested = "the site is written, but its tests could not be run"
    if find_spec("pytest") is None:
        complain(f"{untested}: pytest is not installed, make setup installs it")
        return EXIT_BAD_OUTCOME
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/sites", "tests/listings"]
    try:
        # "[name/" is how the ids of its cases begin: the name alone is part of other sites' names.
        done = subprocess.run([*command, "-k", f"[{name}/"], cwd=PROJECT_ROOT, check=False)  # noqa: S603 - our own words
    except OSError as error:
        complain(f"{untested}: {error}")
        return EXIT_BAD_OUTCOME
    except KeyboardInterrupt:
        print("scrapy: interrupted: the site is written, but its tests have not ended", file=sys.stderr)
        return EXIT_INTERRUPTED
    return EXIT_OK if done.returncode == 0 else EXIT_BAD_OUTCOME
