"""`scrapy record SITE URL`: makes a golden page (a case) from a live page or a saved file."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Headers

from crawler.cases import CASES, MAX_SLUG, SLUG, Case, CaseError, RequestFacts, golden, replace_file
from crawler.commands import EXIT_INTERRUPTED
from crawler.commands.case_folder import Kept, kept_of, own_note, put_folder, to_the_end
from crawler.commands.case_report import boilerplate_of, capture_report, case_report
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, to_stdout
from crawler.commands.extract import add_spider_arguments, maxsize_of, moment, parse_spider_arguments, site_class
from crawler.commands.one_page import FetchError, fetch, only_looking
from crawler.health.log import install_filters
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.saved import AddressError, FileError, looks_like_html, read_file, spider_for
from crawler.site import SiteSpider
from crawler.text.unicode import fold_marks

KEPT_HEADERS = ("Content-Type", "Content-Language", "Last-Modified", "ETag", "Date", "Server")
"""Response headers that say something of the page. Never Set-Cookie: a session is nobody's business."""

_OPTIONS = ("--url", "--captured-at", "--case", "--note", "--force", "--capture", "--dir")
_USAGE = "write scrapy record SITE URL, or scrapy record SITE FILE --url URL"


class Command(ScrapyCommand):
    """Exit codes: 0 written; 1 nothing was written; 2 wrong usage; 3 written, but look first; 130 interrupted."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] SITE URL | SITE FILE --url URL"

    def short_desc(self) -> str:
        return "Make a golden page (a test case) from a live page or a saved file"

    def long_desc(self) -> str:
        return (
            "Make a golden page in tests/sites/SITE/CASE: the page's bytes, the facts of its request and the item that "
            "was read from it, to be reviewed and committed. From a URL: one polite request as the site's crawl would "
            "make it. From a FILE (- is standard input): nothing is fetched. Nothing is stored in the database. "
            "`adhoc` as SITE takes any address. Exit code 0: written; 1: nothing was written; 2: wrong usage; "
            "3: written, but the item would be rejected, or the further capture reads differently; "
            "130: interrupted, nothing was written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_spider_arguments(parser)
        parser.add_argument("--url", metavar="URL", help="with FILE: the address that the page was saved from")
        parser.add_argument(
            "--captured-at", metavar="TIME", help="with FILE: when it was saved, ISO 8601 with zone (default: now)"
        )
        parser.add_argument("--case", metavar="NAME", help="name of the case (default: made from the address)")
        parser.add_argument("--note", metavar="TEXT", help="what the page tests, one or two sentences")
        parser.add_argument("--force", action="store_true", help="replace a case of that name; note and gaps stay")
        parser.add_argument(
            "--capture", action="store_true", help="add a further capture of the same page to the case (page-2.html …)"
        )
        parser.add_argument("--dir", metavar="DIR", help="folder of the cases (default: the project's tests/sites)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        parse_spider_arguments(opts)
        assert self.settings is not None
        only_looking(self.settings, opts.loglevel)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self._record(args, opts)
        except KeyboardInterrupt:
            print("scrapy: interrupted: nothing was written", file=sys.stderr)
            self.exitcode = EXIT_INTERRUPTED

    def _record(self, args: list[str], opts: argparse.Namespace) -> None:
        url, file = _source(args, opts)
        assert self.settings is not None
        try:
            spidercls = site_class(self.settings, args[0])
            if "url" in opts.spargs and "url" in spidercls.arguments:
                raise UsageError(f"-a url= is not for record, which takes one address: {_USAGE}", print_help=False)
            spider, url = spider_for(spidercls, url, opts.spargs)
        except AddressError as error:
            raise UsageError(str(error), print_help=False) from error
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ConfigError as error:
            self.exitcode = complain(error)
            return
        root = Path(opts.dir) if opts.dir else CASES
        folder = root / spider.name / (opts.case or slug_of(url))
        try:
            before = _stored(folder, opts)
            kept = kept_of(folder) if opts.force else Kept()
            kept = replace(kept, note="") if opts.note else kept
            case = self._from_file(file, url, folder, opts) if file else self._fetched(spidercls, url, folder, opts)
            if not looks_like_html(case.page):
                raise CaseError(f"{file or url} holds no HTML: a case is made of an article page")
            if before:
                self.exitcode = _add_capture(before, case, spidercls, opts)
            else:
                self.exitcode = _write(case, spidercls, opts, asked=url, kept=kept)
        except (CaseError, FetchError) as error:
            self.exitcode = complain(error)
        except FileError as error:
            self.exitcode = complain(f"cannot read {file}: {error}")
        except OSError as error:
            self.exitcode = complain(f"the case could not be written to {folder}: {error.strerror or error}")

    def _from_file(self, file: str, url: str, folder: Path, opts: argparse.Namespace) -> Case:
        assert self.settings is not None
        body = read_file(file, maxsize_of(self.settings))
        when = moment(opts.captured_at, "--captured-at") if opts.captured_at else _now()
        facts = RequestFacts(
            url=urldefrag(url).url, captured_at=when, headers={"Content-Type": "text/html"}, arguments=opts.spargs
        )
        return Case(folder=folder, request=facts, page=body)

    def _fetched(self, spidercls: type[SiteSpider], url: str, folder: Path, opts: argparse.Namespace) -> Case:
        assert self.crawler_process is not None
        install_filters()
        arguments = {**opts.spargs, "url": url} if "url" in spidercls.arguments else opts.spargs
        response = fetch(self.crawler_process, spidercls, url, arguments)
        facts = RequestFacts(
            url=response.url,
            captured_at=_now(),
            status=response.status,
            headers=kept_headers(response.headers),
            arguments=opts.spargs,
        )
        return Case(folder=folder, request=facts, page=response.body)


def slug_of(url: str) -> str:
    """A case's name from the last part of an address: lower-case ASCII letters, digits and dashes only."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    query = f" {parts.query}" if parts.query else ""
    text = fold_marks(unquote(f"{re.sub(r'[.][a-z]{2,5}$', '', last)}{query}"))
    words = re.findall(r"[a-z0-9]+", text) or re.findall(r"[a-z0-9]+", (parts.hostname or "").lower()) or ["page"]
    slug = str(words[0])[:MAX_SLUG]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > MAX_SLUG:
            break
        slug += f"-{word}"
    return slug


def kept_headers(headers: Headers) -> dict[str, str]:
    """The `KEPT_HEADERS` that the answer has."""
    kept = {name: headers.get(name) for name in KEPT_HEADERS}
    return {name: value.decode("latin-1") for name, value in kept.items() if value}


def _source(args: Sequence[str], opts: argparse.Namespace) -> tuple[str, str | None]:
    """The address, and the file if there is one; `UsageError` for what cannot be meant."""
    for option in (word for word in args if word.startswith("-") and word != "-"):
        near = difflib.get_close_matches(option.partition("=")[0], _OPTIONS, n=1)
        hint = f"did you mean {near[0]}?" if near else "`scrapy record -h` lists the options"
        raise UsageError(f"unknown option {option}: {hint}", print_help=False)
    if len(args) != 2:
        raise UsageError(f"name a site and a page: {_USAGE}", print_help=False)
    live = re.match(r"\s*https?://", args[1], re.IGNORECASE) is not None
    given = (opts.url or "").strip()
    if live and given:
        raise UsageError(f"--url belongs to a FILE, but {args[1]!r} is an address: {_USAGE}", print_help=False)
    if live and opts.captured_at:
        raise UsageError("--captured-at belongs to a FILE: a live page is captured now", print_help=False)
    if not live and not given:
        raise UsageError(f"{args[1]!r} is no web address, and for a file --url is missing: {_USAGE}", print_help=False)
    if opts.capture and (opts.force or opts.note):
        raise UsageError("--capture adds to a case: leave out --force and --note", print_help=False)
    if opts.case and not SLUG.fullmatch(opts.case):
        hint = slug_of(f"http://x/{opts.case.replace('/', '-')}")
        raise UsageError(
            f"--case {opts.case!r} is no name of a case (small letters, digits, dashes, {MAX_SLUG} at most): "
            f"write for example --case {hint}",
            print_help=False,
        )
    return (args[1].strip(), None) if live else (given, args[1])


def _stored(folder: Path, opts: argparse.Namespace) -> Case | None:
    """The case that a further capture is added to; `CaseError` if the folder is taken, or not there with --capture."""
    if opts.capture:
        if not folder.is_dir():
            raise CaseError(f"{_shown(folder)} is not there: record it without --capture first, or name it with --case")
        return Case.load(folder)
    if folder.exists() and not opts.force:
        raise CaseError(
            f"{_shown(folder)} exists: --capture adds this page to it as a further capture, --force replaces it, "
            "--case NAME makes another one"
        )
    return None


def _write(case: Case, spidercls: type[SiteSpider], opts: argparse.Namespace, *, asked: str, kept: Kept) -> int:
    """Read the case, write its folder in one step, tell what a person must look at."""
    spider = case.spider(spidercls)
    reading = case.read(spidercls=spidercls)
    item = reading.item
    case.expected = golden(item)
    case = kept.put(replace(case, request=replace(case.request, note=opts.note or "")))
    note = case.request.note or own_note(case, item)
    case.request = replace(case.request, note=note, boilerplate=boilerplate_of(case, item))
    form = spider.platform.is_article_url(case.request.url)
    with to_the_end():
        put_folder(case)
        _tell(
            case_report(
                case, reading, article_form=form, path=_shown(case.folder), root=opts.dir, asked=asked, kept=kept.told()
            )
        )
    return EXIT_BAD_OUTCOME if reading.rejected else EXIT_OK


def _add_capture(before: Case, new: Case, spidercls: type[SiteSpider], opts: argparse.Namespace) -> int:
    """Add the page of *new* to *before* as a further capture, if it is the same article's."""
    was, now = before.read(spidercls=spidercls), new.read(spidercls=spidercls)
    if was.item.key != now.item.key:
        raise CaseError(
            f"{_shown(before.folder)} is another article ({was.item.key}, not {now.item.key}): --case NAME names the "
            "right one"
        )
    number = 2
    while (before.folder / f"page-{number}.html").exists():
        number += 1
    file = before.folder / f"page-{number}.html"
    # As the tests read it: with the request facts of the first capture.
    now = before.read(new.page, spidercls)
    with to_the_end():
        replace_file(file, new.page)
        lines, same = capture_report(before, was, now, _shown(file), opts.dir)
        _tell(lines)
    return EXIT_OK if same else EXIT_BAD_OUTCOME


def _tell(lines: Iterable[str]) -> None:
    text = "\n".join(lines)
    to_stdout(lambda out: print(text, file=out))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _shown(path: Path) -> Path:
    """*path* as a person in this folder would write it."""
    whole = path.resolve()
    return whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole
