"""Sites that can be read, in spite of something: what `new-site` writes is whole, true and harmless."""

from __future__ import annotations

import dataclasses
import json
import signal
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.disposable import forget
from crawler.cases import Case, find_all
from crawler.listing_cases import ListingCase
from crawler.newsite.trial import load
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider
from tests.integration.crawl.conftest import Scrapy
from tests.integration.newsite.conftest import tree
from tests.integration.newsite.test_refused import QUICK
from tests.integration.newsite.town import ZONE, Town, article_path
from tests.integration.newsite.towns import HOSTILE_NAME

Make = Callable[..., subprocess.CompletedProcess[str]]
TITLE = "Khánh thành cầu treo mới nối hai bờ sông Gâm"


@pytest.fixture
def made(shell: Scrapy) -> Iterator[list[str]]:
    """Names of the sites that a test makes: they are taken back afterwards, and then the project is as before."""
    names: list[str] = []
    before = tree(shell.root)
    yield names
    for name in names:
        forget(shell.root, name)
    assert tree(shell.root) == before, "something else was written"


@pytest.fixture
def make(shell: Scrapy, towns: dict[str, Town], made: list[str]) -> Make:
    """Makes the site of a town, called as the town is."""

    def new_site(name: str, *arguments: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
        made.append(name)
        return shell("new-site", url or towns[name].url, "--name", name, *QUICK, *arguments)

    return new_site


def source(shell: Scrapy, name: str) -> str:
    """The site file that was written."""
    return (shell.root / "crawler" / "spiders" / f"{name}.py").read_text("utf-8")


def site(shell: Scrapy, name: str) -> type[SiteSpider]:
    """The site that was made."""
    return load(source(shell, name), name)


def cases(shell: Scrapy, name: str) -> list[Case]:
    """Its golden pages."""
    return [Case.load(folder) for folder in find_all(shell.root / "tests" / "sites") if folder.parent.name == name]


def listings(shell: Scrapy, name: str) -> list[ListingCase]:
    """Its golden listings."""
    folders = find_all(shell.root / "tests" / "listings")
    return [ListingCase.load(folder) for folder in folders if folder.parent.name == name]


def test_a_whole_site(make: Make, shell: Scrapy, towns: dict[str, Town]) -> None:
    """A new site would cost an afternoon instead of ten minutes, or its file and its pages disagree."""
    done = make("tot", "--publisher", "Thị trấn Bến Gâm", "--kind", "portal", "--province", "Tuyên Quang")
    assert done.returncode == 0, done.stdout + done.stderr
    made = site(shell, "tot")
    assert (made.publisher, made.kind, made.province) == ("Thị trấn Bến Gâm", "portal", "Tuyên Quang")
    assert (made.hosts, made.scheme, made.home, made.listings) == ((towns["tot"].host,), "http", "/", ())
    assert isinstance(made.platform, Generic)
    assert made.platform.listing_url == "^/[a-z0-9-]+/$", "from the home page its menu leads to all listings"
    assert made.platform.layouts[0].title == ("h1.entry-title",)
    read = cases(shell, "tot")
    assert [case.request.review for case in read] == [True] * 3
    first = read[0].expected or {}
    assert (first["title"], first["published_at"]) == (TITLE, "2026-11-10T01:05:00+00:00")
    assert (first["summary"] or "").startswith("Tin của thị trấn về việc số 0")
    assert first["layout"] == "tot-2026"
    found = listings(shell, "tot")
    assert {case.folder.name for case in found} == {"home", "tin-tuc", "doi-song", "van-hoa"}
    assert all(case.request.review for case in found)
    assert "tests/sites/tot" in done.stdout
    assert "passed" in done.stdout, "the new tests were not run"
    assert "failed" not in done.stdout
    listed = shell("crawl", "tot", "-a", "sample=2", "-s", "STORE_ENABLED=0", "-o", "-:jsonl", *QUICK)
    items = [json.loads(line) for line in listed.stdout.splitlines() if line.startswith("{")]
    assert len(items) == 2, listed.stderr[-2000:]
    again = shell("new-site", towns["tot"].url, "--name", "tot", *QUICK)
    assert (again.returncode, "tot.py exists" in again.stderr) == (1, True)


def test_a_dry_run_writes_nothing(shell: Scrapy, towns: dict[str, Town]) -> None:
    """Whoever only wants to see what would come of it has files to delete."""
    before = tree(shell.root)
    done = shell("new-site", towns["tot"].url, "--name", "nbtv", "--dry-run", *QUICK)
    assert done.returncode == 0, done.stderr
    assert load(done.stdout, "nbtv").hosts == (towns["tot"].host,)
    assert tree(shell.root) == before


@pytest.mark.parametrize(
    ("name", "tls", "state"),
    [
        ("rieng", "certificate verified", None),
        ("muon", "its certificate is for another host", "another host"),
        ("han", "its certificate has expired", "has expired"),
        ("yeu", "it speaks only TLS that is out of date", "out of date"),
    ],
)
def test_certificates(
    make: Make, shell: Scrapy, towns: dict[str, Town], name: str, tls: str, state: str | None
) -> None:
    """The site would be made, and its first crawl fail at the certificate; or verification be off without a reason."""
    probe = shell("probe", towns[name].url, *QUICK)
    assert (probe.returncode, tls in probe.stdout) == (0, True), probe.stdout
    done = make(name, "--no-tests")
    assert done.returncode == 0, done.stderr
    made = site(shell, name)
    assert made.verify_certificates == (state is None)
    assert (made.weak_tls is not None) == (name == "yeu")
    if state:
        assert state in source(shell, name), "the reason stands beside it"
        assert f"certificate: {tls}" in done.stdout
    crawled = shell("crawl", name, "-a", "sample=1", "-s", "STORE_ENABLED=0", "-o", "-:jsonl", *QUICK)
    assert TITLE in crawled.stdout, crawled.stderr[-2000:]


@pytest.mark.parametrize("name", ["cu1258", "abc"])
def test_charsets_of_old(make: Make, shell: Scrapy, name: str) -> None:
    """Titles of old portals would be goldens of rubbish, and a person have to find out why."""
    done = make(name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert TITLE in done.stdout
    read = cases(shell, name)
    assert (read[0].expected or {})["title"] == TITLE
    assert "người cao tuổi nhất bản" in (read[0].expected or {})["body"]
    assert "thị trấn" in site(shell, name).publisher


def test_a_hostile_page(make: Make, shell: Scrapy) -> None:
    """A page could break the file, run its own code in every crawl, or write to the terminal of who makes the site."""
    done = make("hiem")
    assert done.returncode == 0, done.stdout + done.stderr
    for text in (done.stdout, done.stderr, source(shell, "hiem")):
        assert all(char.isprintable() or char == "\n" for char in text)
    assert "__class__" in site(shell, "hiem").publisher
    assert '"Gâm"' in site(shell, "hiem").publisher
    assert HOSTILE_NAME.partition("\\u")[0] in site(shell, "hiem").publisher
    assert (cases(shell, "hiem")[0].expected or {})["title"].startswith(TITLE)
    (example,) = site(shell, "hiem").article_examples
    assert "%22viet%22-'%5C'" in example
    assert site(shell, "hiem").platform.is_article_url(f"http://hiem.{ZONE}{example}")


def test_a_site_that_leads_to_https_and_www(make: Make, shell: Scrapy, towns: dict[str, Town]) -> None:
    """Every request of every crawl would cost two, and articles have addresses that lead elsewhere."""
    done = make("doi", "--no-tests", url=f"http://{towns['doi'].host}/")
    assert done.returncode == 0, done.stderr
    made = site(shell, "doi")
    assert (made.scheme, made.hosts) == ("https", (f"www.doi.{ZONE}",))
    assert (cases(shell, "doi")[0].expected or {})["url"].startswith(f"https://www.doi.{ZONE}/tin-tuc/")


def test_the_cookie_of_a_stub(make: Make, shell: Scrapy, towns: dict[str, Town]) -> None:
    """Sites of a whole family of firewalls could not be made, though every browser reads them."""
    probe = shell("probe", towns["stub"].url, "--answers-d1n", *QUICK)
    assert (probe.returncode, TITLE in probe.stdout) == (0, True), probe.stdout
    done = make("stub", "--answers-d1n", "--no-tests")
    assert done.returncode == 0, done.stderr
    assert site(shell, "stub").answers_d1n is True
    crawled = shell("crawl", "stub", "-a", "sample=1", "-s", "STORE_ENABLED=0", "-o", "-:jsonl", *QUICK)
    assert TITLE in crawled.stdout, crawled.stderr[-2000:]


def test_from_an_article_and_from_a_listing(make: Make, shell: Scrapy, towns: dict[str, Town]) -> None:
    """Who has only found an article, or one category, would have to find the rest first."""
    done = make("tot", "--no-tests", url=f"{towns['tot'].url.rstrip('/')}{article_path(3)}")
    assert done.returncode == 0, done.stderr
    assert len(cases(shell, "tot")) == 3
    assert (site(shell, "tot").home, site(shell, "tot").listings) == ("/", ())
    done = make("quen", "--no-tests", url=f"{towns['quen'].url}tin-tuc/")
    assert done.returncode == 0, done.stderr
    assert site(shell, "quen").listings == ("/tin-tuc/",)


def test_named_articles_of_a_site_whose_lists_are_scripts(make: Make, shell: Scrapy, towns: dict[str, Town]) -> None:
    """A home page rendered by script would be the end of it, though its other pages are ordinary ones."""
    root = towns["kin"].url.rstrip("/")
    articles = [f"{root}{article_path(number)}" for number in (4, 5)]
    done = make("kin", *articles, "--no-tests")
    assert done.returncode == 0, done.stderr
    addresses = {(case.expected or {})["url"] for case in cases(shell, "kin")}
    assert set(articles) <= addresses
    made = site(shell, "kin")
    assert (made.home, made.listings) == (None, ("/tin-tuc/", "/doi-song/", "/van-hoa/")), (
        "the home page leads to none of them"
    )


def test_a_broken_site_file_beside_it(make: Make, shell: Scrapy) -> None:
    """One wrong comma in somebody's file would stop the making of every other site."""
    broken = shell.root / "crawler" / "spiders" / "hong.py"
    broken.write_text("class Hong(SiteSpider:\n", "utf-8")
    try:
        done = make("tot")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "passed" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
    finally:
        broken.unlink()


def test_tests_that_fail_are_told(make: Make, shell: Scrapy) -> None:
    """A site that is written but not whole would pass for a good one."""
    done = make("tran")
    assert done.returncode == 3, done.stdout + done.stderr
    assert "name 3 to 8 texts in request.json, boilerplate" in done.stdout
    assert len(cases(shell, "tran")) == 3


def test_without_the_test_runner(made: list[str], shell: Scrapy, towns: dict[str, Town], tmp_path: Path) -> None:
    """Where only the crawler is installed, the new tests would be said to have failed; a name typed on a Mac is NFD."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['pytest'] = None\n", "utf-8")
    bare = dataclasses.replace(shell, extra={"PYTHONPATH": str(tmp_path)})
    made.append("tot")
    publisher = unicodedata.normalize("NFD", "Thị trấn  Bến Gâm\n")
    done = bare("new-site", towns["tot"].url, "--name", "tot", "--publisher", publisher, *QUICK)
    assert done.returncode == 3, done.stderr
    assert "the site is written, but its tests could not be run: pytest is not installed, make setup" in done.stderr
    assert site(shell, "tot").publisher == "Thị trấn Bến Gâm"


@pytest.mark.parametrize("command", ["probe", "new-site"])
def test_interrupted_while_it_looks(shell: Scrapy, towns: dict[str, Town], command: str) -> None:
    """Ctrl-C would leave half a site, or end in a traceback."""
    before = tree(shell.root)
    town = towns["treo"]
    process = shell.start(command, town.url, "-s", "DOWNLOAD_DELAY=0")
    arrived(town, "/")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, ""), err
    assert err.startswith("scrapy: interrupted")
    assert len(err.splitlines()) == 1
    assert tree(shell.root) == before


def arrived(town: Town, path: str) -> None:
    """Wait until the town was asked for *path*."""
    with town.condition:
        assert town.condition.wait_for(lambda: path in town.asked, timeout=60)


def test_interrupted_while_its_tests_run(
    made: list[str], shell: Scrapy, towns: dict[str, Town], tmp_path: Path
) -> None:
    """Whoever reads that nothing was written would make the site once more, and be refused."""
    # As a terminal does it: both processes of the group get the signal, while the tests are under way.
    slow = tmp_path / "pytest"
    slow.mkdir()
    (slow / "__init__.py").touch()
    interrupts = "import os, signal\nos.kill(os.getppid(), signal.SIGINT)\nos.kill(os.getpid(), signal.SIGINT)\n"
    (slow / "__main__.py").write_text(interrupts, "utf-8")
    shell = dataclasses.replace(shell, extra={"PYTHONPATH": str(tmp_path)})
    made.append("han")
    done = shell("new-site", towns["han"].url, "--name", "han", *QUICK)
    assert done.returncode == 130, done.stderr
    assert "the site is written, but its tests have not ended" in done.stderr
    assert "nothing was written" not in done.stderr
    assert (shell.root / "crawler" / "spiders" / "han.py").exists()
