"""If these fail, one mistyped site file stops the crawl of every site, or a site vanishes and nobody is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.loader import SiteLoader, broken_files
from crawler.settings import SPIDER_LOADER_CLASS

SITE = """
from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider


class Site(SiteSpider):
    name = {name!r}
    publisher = "Báo Ví Dụ"
    kind = "newspaper"
    evidence = "D"
    verified = "never"
    hosts = ("vidu.vn",)
    home = "/"
    platform = NukeViet({arguments})
"""

Load = Callable[..., SiteLoader]


def site(name: str | None, arguments: str = "") -> str:
    return SITE.format(name=name, arguments=arguments)


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """Loads site files given by name and source."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def of(**files: str) -> SiteLoader:
        folder = tmp_path / "sitefiles"
        folder.mkdir()
        (folder / "__init__.py").touch()
        for name, source in files.items():
            (folder / f"{name}.py").write_text(source, "utf-8")
        return SiteLoader.from_settings(Settings({"SPIDER_MODULES": ["sitefiles"]}))

    yield of
    for module in [m for m in sys.modules if m.split(".")[0] == "sitefiles"]:
        del sys.modules[module]


def test_scrapy_uses_this_loader_and_every_site_of_the_project_is_sound() -> None:
    assert SPIDER_LOADER_CLASS == "crawler.loader.SiteLoader"
    loader = SiteLoader(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
    assert broken_files(loader) == {}
    assert {"nbtv", "adhoc"} <= set(loader.list())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            site("hong", "article_ulr='x'"),
            "line 14: NukeViet has no attribute 'article_ulr'; did you mean 'article_url'?",
        ),
        (site("hong", "article_url='('"), "NukeViet.article_url is no valid regex"),
        ("class X(:\n", "line 1 is no valid Python"),
        ("from crawler.platforms.nukevit import NukeViet\n", "line 1: ModuleNotFoundError: No module named"),
        ("x = 1\ny = undefined\n", "line 2: NameError"),
        ("raise SystemExit(1)\n", "SystemExit"),
        (site(None), 'class Site has no name: write name = "hong"'),
        (site("Hồng"), "the name 'Hồng' of class Site is no site name"),
        (site("hong-1"), "the name 'hong-1' of class Site is no site name"),
        ("x = 1\n", "holds no site"),
    ],
)
def test_a_broken_file_is_told_and_the_others_are_loaded(load: Load, source: str, reason: str) -> None:
    """All sites stood still for one typo."""
    loader = load(hong=source, tot=site("tot"))
    assert loader.list() == ["tot"]
    assert list(loader.broken) == ["hong"]
    assert "hong.py" in loader.broken["hong"]
    assert reason in loader.broken["hong"]
    assert "\n" not in loader.broken["hong"]
    with pytest.raises(KeyError, match=r"hong\.py"):
        loader.load("hong")


def test_a_copy_that_keeps_the_name_does_not_replace_the_site(load: Load) -> None:
    """The copied file's site was crawled under the other's name, or not at all."""
    loader = load(tot=site("tot"), zz_copy=site("tot"), aa_copy=site("tot"))
    assert loader.load("tot").__module__ == "sitefiles.tot"
    assert set(loader.broken) == {"zz_copy", "aa_copy"}
    for sentence in loader.broken.values():
        assert "tot.py" in sentence
        assert "zz_copy.py" in sentence


def test_of_two_files_of_which_none_is_called_like_the_name_none_is_loaded(load: Load) -> None:
    """Which of the two was crawled was chance."""
    loader = load(mot=site("chung"), hai=site("chung"))
    assert loader.list() == []
    assert list(loader.broken) == ["chung"]
    assert "mot.py" in loader.broken["chung"]
    assert "hai.py" in loader.broken["chung"]


def test_a_broken_file_is_told_under_the_name_that_it_writes(load: Load) -> None:
    """`crawl NAME` said "unknown site" about a file that everybody sees, or blamed a site that works."""
    loader = load(mot=site("tot") + "x = (", hai=site("hai"), ba=site("hai") + "x = (")
    assert loader.list() == ["hai"]
    assert set(loader.broken) == {"tot", "ba"}


def test_helpers_and_packages_are_no_sites(load: Load) -> None:
    """A shared base class is no mistake."""
    base = site(None).replace("class Site", "class _Base")
    loader = load(_chung=base, tot=base + "\n\nclass Tot(_Base):\n    name = 'tot'\n")
    assert (loader.list(), loader.broken) == (["tot"], {})


def test_a_missing_package_is_told() -> None:
    loader = SiteLoader(Settings({"SPIDER_MODULES": ["khong_co"]}))
    assert "No module named 'khong_co'" in loader.broken["khong_co"]
