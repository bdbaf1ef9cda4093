"""Golden pages: saved article pages with the facts of their request and the item that each must yield.

A case is a folder ``<root>/<spider>/<case>/`` with ``page.html`` (raw bytes), further captures of the same page
(``page-2.html`` …), ``request.json`` and ``item.json``. docs/golden-pages.md tells people how to work with them.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from crawler.items import Article
from crawler.loader import SiteLoader
from crawler.platforms.base import ConfigError
from crawler.saved import AddressError, Reading, read_article, spider_for
from crawler.site import SiteSpider
from crawler.store.config import PROJECT_ROOT

CASES = PROJECT_ROOT / "tests" / "sites"
"""Where the project keeps its cases."""

PAGE, REQUEST, ITEM = "page.html", "request.json", "item.json"
MAX_SLUG = 60
"""Characters of a case's name; with site, root and file name well below what any file system takes."""
SLUG = re.compile(rf"(?=.{{1,{MAX_SLUG}}}\Z)[a-z0-9]+(?:-[a-z0-9]+)*")
"""Form of a case's name."""
_CAPTURE = re.compile(r"page-([2-9]|[1-9]\d+)\.html")

RUN_BOUND = frozenset({"fetched_at", "page", "archive", "hash_version"})
"""Fields of an item that belong to the run or the crawler's version, not to the page: in no golden item."""
GOLDEN_FIELDS = tuple(f.name for f in fields(Article) if f.name not in RUN_BOUND)
"""Fields of a golden item, in the order of `Article`."""
HAND_WRITTEN = frozenset(
    {
        *("title", "summary", "dateline", "body", "authors", "source_credit", "published_at", "published_precision"),
        *("sections", "tags", "images", "attachments", "views"),
    }
)
"""Fields whose golden value a person writes or approves from what the page shows; the others are derived."""


class CaseError(Exception):
    """A case is incomplete or wrong; the message names the file and the fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What is known of the request that gave the page."""

    url: str
    """The page's own address."""
    captured_at: datetime
    """When the page was captured, aware; relative dates on the page count from it."""
    status: int = 200
    """HTTP status code."""
    headers: dict[str, str] = field(default_factory=dict)
    """Response headers that say something of the page."""
    note: str = ""
    """What the page tests, one or two sentences."""
    boilerplate: tuple[str, ...] = ()
    """Texts that stand on the page and must not be in the body."""
    arguments: dict[str, str] = field(default_factory=dict)
    """Arguments for the spider, as after ``-a``."""
    gaps: dict[str, str] = field(default_factory=dict)
    """Field -> why it is read wrong today though ``item.json`` says what is right. The list can only shrink."""
    review: bool = False
    """True: a command wrote the case, and nobody has compared ``item.json`` with the page yet."""

    @classmethod
    def parse(cls, text: str) -> RequestFacts:
        """Read ``request.json``; `CaseError` with the fix."""
        try:
            given = json.loads(text)
        except ValueError as error:
            raise CaseError(f"is no JSON ({error}): mend it") from error
        if not isinstance(given, dict):
            raise CaseError('is no JSON object: write {"url": …, "captured_at": …}')
        for name, (kind, example) in _FACTS.items():
            if name in given and not kind(given[name]):
                raise CaseError(f"{name} is wrong: write for example {json.dumps(example, ensure_ascii=False)}")
            if name not in given and name in ("url", "captured_at"):
                raise CaseError(f"has no {name}: add for example {json.dumps({name: example}, ensure_ascii=False)}")
        if unknown := sorted(given.keys() - _FACTS.keys()):
            near = difflib.get_close_matches(unknown[0], _FACTS, n=1)
            raise CaseError(f"{unknown[0]!r} is unknown" + (f": write {near[0]!r}" if near else ": leave it out"))
        when = {"captured_at": datetime.fromisoformat(given["captured_at"])}
        return cls(**{**given, **when, "boilerplate": tuple(given.get("boilerplate", ()))})

    def dump(self) -> str:
        """The text of ``request.json``; empty arguments and gaps, and a review that was done, are left out."""
        facts = {**asdict(self), "captured_at": self.captured_at.isoformat()}
        order = (
            "url",
            "status",
            "headers",
            "captured_at",
            "note",
            "boilerplate",
            *(["arguments"] * bool(self.arguments)),
            *(["gaps"] * bool(self.gaps)),
            *(["review"] * self.review),
        )
        return _json({name: facts[name] for name in order})


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).utcoffset() is not None
    except ValueError:
        return False


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


_FACTS: dict[str, tuple[Any, Any]] = {
    "url": (lambda v: isinstance(v, str) and bool(v.strip()), "https://example.gov.vn/tin/bai-1.html"),
    "status": (lambda v: type(v) is int and 100 <= v <= 599, 200),
    "headers": (_is_texts, {"Content-Type": "text/html; charset=utf-8"}),
    "captured_at": (_is_time, "2026-11-20T02:15:00+00:00"),
    "note": (lambda v: isinstance(v, str), "Hai người ký tên, ngày ở dưới bài"),
    "boilerplate": (
        lambda v: isinstance(v, list) and all(isinstance(s, str) and s.strip() for s in v),
        ["Tin cùng mục"],
    ),
    "arguments": (_is_texts, {"platform": "generic"}),
    "gaps": (
        lambda v: _is_texts(v) and v.keys() <= HAND_WRITTEN,
        {"images": "the box of related news stands in the text without a name"},
    ),
    "review": (lambda v: isinstance(v, bool), True),
}
"""Fact -> its check and an example of a right value; a time needs its zone."""


@dataclass(slots=True, kw_only=True)
class Case:
    """One golden page."""

    folder: Path
    """``…/<spider>/<case>``."""
    request: RequestFacts
    page: bytes
    captures: dict[str, bytes] = field(default_factory=dict)
    """Further captures of the same article: file name -> bytes, ``page-2.html`` first."""
    expected: dict[str, Any] | None = None
    """What ``item.json`` says, ``None`` if there is none yet."""

    @property
    def site(self) -> str:
        """Name of the spider."""
        return self.folder.parent.name

    @property
    def name(self) -> str:
        """``<spider>/<case>``."""
        return f"{self.site}/{self.folder.name}"

    @classmethod
    def load(cls, folder: Path) -> Case:
        """Read the case in *folder*; `CaseError` naming file and fix if it is not whole."""
        for needed in (PAGE, REQUEST):
            if not (folder / needed).is_file():
                raise CaseError(f"{folder / needed} is missing: `scrapy record` makes whole cases")
        further = sorted((int(m[1]), f) for f in folder.iterdir() if (m := _CAPTURE.fullmatch(f.name)))
        return cls(
            folder=folder,
            request=load_facts(folder),
            page=(folder / PAGE).read_bytes(),
            captures={file.name: file.read_bytes() for _, file in further},
            expected=load_item(folder),
        )

    def response(self, body: bytes | None = None) -> HtmlResponse:
        """The answer of the site: with *body* instead of the page's if given."""
        facts = self.request
        headers = {"Content-Type": "text/html", **facts.headers}
        return HtmlResponse(facts.url, status=facts.status, headers=headers, body=self.page if body is None else body)

    def spider(self, spidercls: type[SiteSpider] | None = None) -> SiteSpider:
        """The spider that reads the page: the project's one of that name, or *spidercls*; `CaseError` with the fix."""
        try:
            spider, _ = spider_for(spidercls or site_named(self.site), self.request.url, self.request.arguments)
        except (AddressError, ConfigError) as error:
            raise CaseError(f"{self.folder / REQUEST}: {error}") from error
        return spider

    def read(self, body: bytes | None = None, spidercls: type[SiteSpider] | None = None) -> Reading:
        """Read the page, or another capture of it (*body*), as `scrapy extract` does."""
        return read_article(self.spider(spidercls), self.response(body), self.request.captured_at)

    def put(self, name: str, value: Any) -> None:
        """Set one field of ``item.json``, the others stay; the file is replaced as a whole or not at all."""
        now = load_item(self.folder) or {}
        now[name] = value
        replace_file(self.folder / ITEM, dump_item(now).encode())
        self.expected = now

    def write(self, into: Path | None = None) -> None:
        """Write every file of the case into *into* (an existing folder; the case's own if not given)."""
        place = into or self.folder
        for name, body in {PAGE: self.page, **self.captures}.items():
            replace_file(place / name, body)
        replace_file(place / REQUEST, self.request.dump().encode())
        if self.expected is not None:
            replace_file(place / ITEM, dump_item(self.expected).encode())


def find_all(root: Path) -> list[Path]:
    """The folders of all cases below *root*, whole or not, in order of their names."""
    visible = (f for f in root.glob("*/*") if f.is_dir() and not {f.name[0], f.parent.name[0]} & {".", "_"})
    return sorted(visible)


def golden(item: Article) -> dict[str, Any]:
    """The golden form of *item*: its `GOLDEN_FIELDS` as JSON values, times as ISO 8601 in UTC."""
    whole = asdict(item)
    fields_: dict[str, Any] = json.loads(json.dumps({n: whole[n] for n in GOLDEN_FIELDS}, default=datetime.isoformat))
    return fields_


def dump_item(item: Mapping[str, Any]) -> str:
    """The text of ``item.json``: fields in the order of `Article`, what is unknown last."""
    known = [name for name in GOLDEN_FIELDS if name in item]
    return _json({name: item[name] for name in [*known, *sorted(item.keys() - set(known))]})


def replace_file(file: Path, body: bytes) -> None:
    """Write *file* whole or not at all, with the permissions of any new file."""
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(body)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def load_facts(folder: Path) -> RequestFacts:
    """What request.json in *folder* says; `CaseError` naming file and fix."""
    try:
        return RequestFacts.parse((folder / REQUEST).read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise CaseError(f"{folder / REQUEST} is not UTF-8: save it as UTF-8") from error
    except CaseError as error:
        raise CaseError(f"{folder / REQUEST}: {error}") from None


def load_item(folder: Path) -> dict[str, Any] | None:
    """What item.json in *folder* says, ``None`` if there is none; `CaseError` naming file and fix."""
    file = folder / ITEM
    if not file.is_file():
        return None
    try:
        item = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise CaseError(f"{file} is no JSON in UTF-8 ({error}): mend it, or delete it to have it written") from error
    if not isinstance(item, dict):
        raise CaseError(f"{file} is no JSON object: write {{field: value}}")
    if unknown := sorted(item.keys() - set(GOLDEN_FIELDS)):
        near = difflib.get_close_matches(unknown[0], GOLDEN_FIELDS, n=1)
        raise CaseError(
            f"{file}: {unknown[0]!r} is no golden field: " + (f"write {near[0]!r}" if near else "delete it")
        )
    return item


def site_named(name: str) -> type[SiteSpider]:
    """The project's site of that name; `CaseError` with the fix if there is none."""
    loader = _loader()
    try:
        spidercls = loader.load(name)
    except KeyError:
        near = difflib.get_close_matches(name, loader.list(), n=1)
        fix = loader.broken.get(name) or f"call the folder after one{f', perhaps {near[0]!r}' if near else ''}"
        raise CaseError(f"no site is called {name!r}: {fix}") from None
    if not issubclass(spidercls, SiteSpider):
        raise CaseError(f"{name!r} is no SiteSpider: only those read article pages")
    return spidercls


@cache
def _loader() -> SiteLoader:
    settings = Settings()
    settings.setmodule("crawler.settings")
    return SiteLoader(settings)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
