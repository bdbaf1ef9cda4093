"""If these fail, whoever measures extraction is not told what was read, what differs or what is wrong with the call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy.__main__ import main
from benchmarks.accuracy.readers import READERS
from benchmarks.accuracy.sets import load
from tests.unit.benchmarks.tiny import GOLD, LEAD, PARAGRAPHS, URL, case, labelled


@pytest.fixture
def pages(tmp_path: Path) -> str:
    return str(labelled(tmp_path / "pages"))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_all_readers_read_the_same_pages(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The comparison would compare different pages."""
    assert main([pages, "--json"]) == 0
    told = lines(capsys.readouterr().out)
    readers = ["ours", "layouts-off", "trafilatura", "newspaper4k"]
    assert [line["reader"] for line in told] == [*readers, *readers]
    assert {line["failure"] for line in told[:4]} == {None}
    ours, _, trafilatura, newspaper = told[4:]
    assert (ours["title"], ours["minute"], ours["authors"], ours["source"], ours["body"]) == (1, 1, 1, 1, 1)
    assert (trafilatura["title"], newspaper["title"], newspaper["source"]) == (1, 1, None)
    assert min(trafilatura["body"], newspaper["body"]) > 0.8


@pytest.mark.parametrize("name", READERS)
def test_no_reader_asks_the_network(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A measurement would load the sites it has saved pages of, or hang where there is no network."""
    images = "".join(
        f'<img src="{address}">' for address in ("https://xavidu.gov.vn/a.jpg", "http://127.0.0.1:9/b.jpg")
    )
    file = labelled(tmp_path / "pages") / "cho.html"
    file.write_text(
        file.read_text("utf-8").replace('<div id="news-bodyhtml"', f'{images}<div id="news-bodyhtml"'), "utf-8"
    )
    asked: list[object] = []

    def forbidden(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network in this test")

    for way in ("socket.socket.connect", "socket.socket.connect_ex", "socket.getaddrinfo"):
        monkeypatch.setattr(way, forbidden)
    (page,) = load(file.parent).pages
    assert READERS[name].read(page).title == GOLD["title"]
    assert asked == []


def test_the_table_has_a_row_for_every_reader(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The figures would not stand side by side."""
    assert main([pages]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("ours", "ours, layouts off", "trafilatura", "newspaper4k", "body F1", "s/100"))


def test_show_tells_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fallen figure would not lead to the place where it fell."""
    body = "\n\n".join([*PARAGRAPHS[:2], "Một đoạn mà trang này không hề có ở đâu cả."])
    case(tmp_path, title="Xã Ví Dụ mở chợ", body=body, authors=[])
    assert main([str(tmp_path), "--show", "--readers", "ours"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"title expected Xã Ví Dụ mở chợ got {GOLD['title']}" in said
    assert "authors expected – got Trần Thị Mẫu" in said
    assert "lacks expected Một đoạn mà trang này không hề có" in said
    assert f"adds expected – got {PARAGRAPHS[2][:60]}" in said
    assert URL in said


def test_show_can_show_another_reader(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One could not see why a generic extractor is ahead or behind."""
    assert main([pages, "--show", "--reader", "newspaper4k"]) == 0
    assert capsys.readouterr().out.startswith("newspaper4k")


def test_a_platform_can_be_named(pages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A family that is not recognised could not be measured."""
    assert main([pages, "--json", "--readers", "ours", "--platform", "generic"]) == 0
    assert lines(capsys.readouterr().out)[0]["read_as"] == "generic"


def test_items_of_a_crawl_are_compared(pages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a whole crawl stored could not be measured."""
    item = {
        "url": URL,
        "key": URL,
        "site": "adhoc",
        "publisher": "x",
        "platform": "nukeviet",
        "kind": "portal",
        "title": GOLD["title"],
        "summary": LEAD,
        "body": GOLD["body"],
        "authors": GOLD["authors"],
        "published_at": GOLD["published_at"],
        "published_precision": "minute",
        "source_credit": "xavidu.gov.vn",
        "fetched_at": "2026-03-20T02:00:00+00:00",
    }
    file = tmp_path / "crawl.jsonl"
    file.write_text(json.dumps(item) + "\n", "utf-8")
    assert main([pages, "--json", "--readers", "ours", "--items", str(file)]) == 0
    summary = lines(capsys.readouterr().out)[-1]
    assert (summary["title"], summary["minute"], summary["body"]) == (1, 1, 1)
    file.write_text(json.dumps({**item, "url": "https://xavidu.gov.vn/other"}), "utf-8")
    assert main([pages, "--readers", "ours", "--items", str(file)]) == 1
    assert f"{URL} is not in it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--readers", "ours,goose"], "unknown reader goose; readers are ours, layouts-off, trafilatura"),
        (["--platform", "nukevit"], "Did you mean 'nukeviet'?"),
        (["--items", "nowhere.jsonl"], "nowhere.jsonl cannot be read as JSON lines"),
    ],
)
def test_a_wrong_argument_is_told_in_a_sentence(
    pages: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A typing error would be a traceback."""
    assert main([pages, *arguments]) == 1
    assert said in capsys.readouterr().err


def test_a_case_of_an_unknown_site_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A misnamed folder would be a traceback, or read by no spider."""
    folder = case(tmp_path)
    folder.parent.rename(tmp_path / "nbvt")
    assert main([str(tmp_path), "--readers", "ours"]) == 1
    assert "no site is called 'nbvt'" in capsys.readouterr().err


def test_help_explains_sets_and_columns(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody could use the harness without reading its code."""
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(word in said for word in ("INDEX.tsv", "request.json", "--pin", "--lower", "F1", "exit code"))
