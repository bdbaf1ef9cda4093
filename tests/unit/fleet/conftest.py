"""Small fleets of site files, right and wrong, in a package of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.fleet.finding import Finding
from crawler.fleet.lint import lint
from crawler.loader import SiteLoader

PACKAGE = "doi_tau"
SITE = '''"""Báo Ví Dụ."""

from crawler.platforms.base import Platform
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider


class {cls}(SiteSpider):
    """Its form only."""

    name = "{name}"
    publisher = "Báo Ví Dụ"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("{name}.vn",)
    home = "/"
    platform = Platform(
        article_url=r"-\\d+\\.html$",  # B
        article_id=(r"-(?P<id>\\d{{5,7}})\\.html$",),  # B
    )
    article_examples = ("/bai-viet-12345.html",)
'''

Lint = Callable[..., list[Finding]]


def site(name: str = "vidu", *changes: tuple[str, str], cls: str | None = None) -> str:
    """The source of a right site file, with each change (old text, new text) made."""
    source = SITE.format(name=name, cls=cls or name.replace("_", "").capitalize())
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


def with_line(line: str, name: str = "vidu") -> str:
    """A right site file with one more line in its class."""
    return site(name) + f"    {line}\n"


def package(folder: Path, **files: str) -> None:
    """Write the package of site files."""
    place = folder / PACKAGE
    place.mkdir()
    (place / "__init__.py").touch()
    for name, source in files.items():
        (place / f"{name}.py").write_text(source, "utf-8")


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lint]:
    """Lints site files given by name and source; what is said of platforms is left out."""
    monkeypatch.syspath_prepend(str(tmp_path))
    cases = tmp_path / "cases"
    cases.mkdir()

    def of(*names: str, **files: str) -> list[Finding]:
        package(tmp_path, **files)
        found = lint(SiteLoader(Settings({"SPIDER_MODULES": [PACKAGE]})), [cases], names)
        return [finding for finding in found if "crawler/platforms" not in (finding.file or "")]

    yield of
    for module in [m for m in sys.modules if m.split(".")[0] == PACKAGE]:
        del sys.modules[module]
