"""If these fail, a case is not what a person saved, or what is wrong with it is told by a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.cases import GOLDEN_FIELDS, HAND_WRITTEN, RUN_BOUND, Case, CaseError, RequestFacts, dump_item, find_all
from crawler.cases import golden as golden_of
from crawler.comparison import MAY_DIFFER
from crawler.items import Article
from tests.unit.cases.sample import FACTS, PAGE, TITLE, URL, case


def test_every_field_is_golden_or_run_bound() -> None:
    """A new field of the item would never be held by any page."""
    assert set(GOLDEN_FIELDS) | RUN_BOUND == {*Article.__dataclass_fields__}
    assert set(GOLDEN_FIELDS) > HAND_WRITTEN | MAY_DIFFER.keys()


def test_a_case_reads_as_the_crawl_would(tmp_path: Path) -> None:
    """A golden item that differs from the stored one proves nothing about what consumers get."""
    reading = Case.load(case(tmp_path)).read()
    values = golden_of(reading.item)
    assert reading.rejected == []
    assert values["title"] == TITLE
    assert values["published_at"] == "2026-11-20T02:15:00+00:00"
    assert (values["key"], values["layout"]) == ("ubmttqvn.quangtri.gov.vn#news/1901", "nukeviet-2017")
    assert list(values) == list(GOLDEN_FIELDS)
    assert len(values["content_hash"]) == 64


def test_arguments_reach_the_spider(tmp_path: Path) -> None:
    """A page of a site without a file could not be held as what it was recorded for."""
    folder = case(tmp_path, arguments={"platform": "generic"})
    adhoc = folder.rename(tmp_path / "adhoc-case")
    (tmp_path / "adhoc").mkdir()
    read = Case.load(adhoc.rename(tmp_path / "adhoc" / "bai")).read().item
    assert (read.site, read.platform, read.url, read.layout) == ("adhoc", "generic", URL, None)


def test_what_is_written_is_what_is_loaded(tmp_path: Path) -> None:
    """A case that changes when a program saves it would be a diff that nobody made."""
    folder = case(tmp_path)
    loaded = Case.load(folder)
    loaded.captures["page-2.html"] = PAGE.encode("utf-16")
    loaded.expected = {"views": None, "title": "Tên khác"}
    loaded.write()
    again = Case.load(folder)
    assert again == loaded
    text = (folder / "item.json").read_text("utf-8")
    assert text == '{\n  "title": "Tên khác",\n  "views": null\n}\n'
    assert not list(folder.glob(".*")), "temporary files were left"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"captured_at": "2026-11-21T02:00:00"}, "captured_at is wrong: write for example"),
        ({"captured_at": None}, "captured_at is wrong"),
        ({"status": "200"}, "status is wrong: write for example 200"),
        ({"boilerplate": "Trang nhất"}, 'boilerplate is wrong: write for example ["'),
        ({"boilerplate": [" "]}, "boilerplate is wrong"),
        ({"headers": {"Content-Type": 1}}, "headers is wrong"),
        ({"header": {}}, "write 'headers'"),
        ({"review": "yes"}, "review is wrong: write for example true"),
        ({"url": "https://khac.vn/bai-1.html"}, "lies on khac.vn, but ubmttqvn_quangtri is"),
        ({"url": "bai-1.html"}, "is no web address"),
        ({"url": "http://an:mat-khau@ubmttqvn.quangtri.gov.vn/news/a/b-1.html"}, "leave out user and password"),
        ({"arguments": {"platfrom": "generic"}}, "Unknown argument 'platfrom'"),
    ],
)
def test_wrong_facts_name_file_and_fix(tmp_path: Path, facts: dict[str, Any], words: str) -> None:
    """Whoever saves a page by hand would search for the mistake in a traceback."""
    folder = case(tmp_path, **facts)
    with pytest.raises(CaseError) as caught:
        Case.load(folder).read()
    assert words in str(caught.value)
    assert str(folder / "request.json") in str(caught.value)
    assert "mat-khau" not in str(caught.value)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("request.json", None, "request.json is missing: `scrapy record`"),
        ("page.html", None, "page.html is missing"),
        ("request.json", "{", "is no JSON"),
        ("request.json", "[]", "is no JSON object"),
        ("request.json", '{"url": "https://a.vn/"}', 'has no captured_at: add for example {"captured_at": "2026'),
        ("item.json", "{", "or delete it to have it written"),
        ("item.json", '{"sumary": null}', "write 'summary'"),
        ("item.json", '{"fetched_at": null}', "is no golden field"),
    ],
)
def test_incomplete_case_names_the_fix(tmp_path: Path, file: str, text: str | None, words: str) -> None:
    """Half a case would be skipped, or stop the tests of all sites."""
    folder = case(tmp_path)
    (folder / file).unlink(missing_ok=True)
    if text is not None:
        (folder / file).write_text(text)
    with pytest.raises(CaseError, match=words.replace("{", r"\{").replace("(", r"\(")):
        Case.load(folder)


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    """A misspelt folder would look like a site without cases."""
    case(tmp_path)
    (tmp_path / "ubmttqvn_quangtri").rename(tmp_path / "ubmttqvn_quangtry")
    with pytest.raises(CaseError, match="perhaps 'ubmttqvn_quangtri'"):
        Case.load(find_all(tmp_path)[0]).read()


def test_order_of_an_item_does_not_depend_on_who_wrote_it() -> None:
    """Every rebuild would be a diff of all lines."""
    values: dict[str, Any] = dict.fromkeys(GOLDEN_FIELDS)
    assert dump_item(values) == dump_item(dict(reversed(values.items())))


def test_request_facts_keep_their_form() -> None:
    """A recorded case would be written in another form than a hand-written one."""
    facts = RequestFacts.parse(json.dumps(FACTS))
    assert json.loads(facts.dump()) == FACTS
    waiting = {**FACTS, "review": True}
    assert json.loads(RequestFacts.parse(json.dumps(waiting)).dump()) == waiting
    assert json.loads(RequestFacts.parse(json.dumps({**FACTS, "review": False})).dump()) == FACTS
