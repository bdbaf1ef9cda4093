"""`scrapy new-site URL`: a site file with its golden pages, from the site itself."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import cast, get_args

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.commands import EXIT_INTERRUPTED
from crawler.commands.case_folder import own_note, to_the_end
from crawler.commands.case_report import boilerplate_of
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, to_stdout
from crawler.commands.one_page import FetchError, only_looking
from crawler.commands.record import kept_headers, slug_of
from crawler.commands.surveys import carry_out, print_rows, tls_of, trusting, web_address
from crawler.discovery.urls import on_site
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
from crawler.site import SiteSpider
from crawler.spiders.adhoc import Adhoc
from crawler.store.config import PROJECT_ROOT
from crawler.survey.asking import Asker
from crawler.survey.look import Survey, Wanted, survey
from crawler.text.printable import printable

ARTICLES = 3
"""Golden pages of a new site: what a layout needs (docs/golden-pages.md)."""
LISTINGS = 3


class Command(ScrapyCommand):
    """Exit codes: 0 written, its tests pass; 1 nothing was written; 2 wrong usage; 3 written, but its tests fail."""

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
            "written, and its tests pass; 1: nothing was written; 2: wrong usage; 3: written, but its tests fail; "
            "130: interrupted, nothing was written."
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
        except KeyboardInterrupt:
            print("scrapy: interrupted: nothing was written", file=sys.stderr)
            self.exitcode = EXIT_INTERRUPTED

    def _make(self, args: list[str], opts: argparse.Namespace, begun: float) -> int:
        seen = self._look(args, opts)
        kind = cast(Kind, opts.kind) if opts.kind else None
        site = plan(seen, Chosen(name=opts.name, publisher=opts.publisher, kind=kind, province=opts.province))
        places = Places(PROJECT_ROOT, site.name)
        if not opts.dry_run:
            places.check()
            self._refuse_known(site)
        source = render(site)
        trial = try_out(source, site.name, seen)
        if opts.dry_run:
            to_stdout(lambda out: print(source, end="", file=out))
            return EXIT_OK
        pages = page_cases(
            trial, places, slug_of=slug_of, headers=kept_headers, boilerplate=boilerplate_of, note=own_note
        )
        listings = listing_cases(trial, places, headers=kept_headers)
        try:
            with to_the_end():
                written = put(places, source, pages, listings)
        except OSError as error:
            return complain(f"the site could not be written: {error}; nothing was")
        self._tell(site, seen, trial, source, written, time.monotonic() - begun)
        return EXIT_OK if opts.no_tests else run_tests(site.name)

    def _look(self, args: list[str], opts: argparse.Namespace) -> Survey:
        url, *articles = map(web_address, args)
        try:
            platform = Generic() if opts.induce else platform_named(opts.platform) if opts.platform else None
        except ConfigError as error:
            raise UsageError(str(error), print_help=False) from error
        wanted = Wanted(url, tuple(articles), count=ARTICLES, listings=LISTINGS, platform=platform)
        assert self.crawler_process is not None
        install_filters()
        tls = tls_of(url)
        found: list[Survey] = []

        async def look(asker: Asker) -> None:
            found.append(await survey(asker, wanted, tls))

        try:
            carry_out(self.crawler_process, trusting(Adhoc, tls), {"url": url}, look)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        return found[0]

    def _refuse_known(self, site: NewSite) -> None:
        """A host in two files would be crawled twice, and its articles would belong to both."""
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        for name in loader.list():
            other = loader.load(name)
            if issubclass(other, SiteSpider) and on_site(site.hosts[0], other.hosts):
                raise TakenError(
                    f"{site.hosts[0]} is the site {name!r} already: scrapy doctor {name} says how it is; to make it "
                    f"anew, delete crawler/spiders/{name}.py first"
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
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/sites", "tests/listings"]
    try:
        # "[name/" is how the ids of its cases begin: the name alone is part of other sites' names.
        done = subprocess.run([*command, "-k", f"[{name}/"], cwd=PROJECT_ROOT, check=False)  # noqa: S603 - our own words
    except OSError as error:
        return complain(f"the new tests could not be run ({error}); the site is written")
    return EXIT_OK if done.returncode == 0 else EXIT_BAD_OUTCOME
