"""`scrapy export`: everything asked for, nothing else, in files that programs and spreadsheets read."""

from __future__ import annotations

import csv
import gc
import gzip
import io
import json
import subprocess
import tracemalloc
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.export import FIELDS, articles
from crawler.store.formats import cell, writing
from crawler.store.parquet import ROWS
from crawler.store.schema.fields import INTERNAL
from crawler.store.windows import EPOCH, walk
from tests.integration.reading.exporting import EXPORT, environment, export, lines
from tests.integration.store.samples import START, article, write
from tests.plans import index_of

Db = Database[dict[str, Any]]
DAY = 24 * 60


@pytest.fixture
def filled(store: StoreConfig, database: Db) -> list[Article]:
    """Three days with an article each, one without a date, one of another site; one that was merged away."""
    items = [
        article(1),
        article(2, minute=DAY, published_at=None, published_precision=None, published_raw=None),
        article(3, minute=2 * DAY, site="ubdt", title="=1+1", text='Câu 1; câu 2, "câu 3"\n\nCâu 4. ' * 9),
    ]
    write(store, [*items, article(4)], [article(4, minute=3 * DAY, title=items[0].title, text=items[0].body)])
    assert database.articles.count_documents({"state": "merged"}) == 1
    return items


def test_everything_in_order_of_first_sight(store: StoreConfig, database: Db, filled: list[Article]) -> None:
    """An article without a date would be lost, one that was merged away would come twice."""
    found = lines(export(store))
    assert [entry["url"] for entry in found] == [item.url for item in filled]
    assert list(found[0]) == list(FIELDS)
    assert not INTERNAL & set(found[0])
    assert found[0]["published_at"] == "2026-11-19T08:00:00Z"
    assert found[1]["published_at"] is None
    assert [entry["key"] for entry in found[0]["sources"]] == ["nbtv.vn#1", "nbtv.vn#4"]


def test_a_span_of_time_and_a_site(store: StoreConfig, database: Db, filled: list[Article]) -> None:
    """A daily export would repeat or leave out a day."""
    span = ("--since", "2026-11-21", "--until", "2026-11-22T08:00:00Z")  # midnight in Vietnam is 17:00 UTC
    assert [entry["url"] for entry in lines(export(store, *span, "--fields", "url"))] == [filled[1].url]
    assert [entry["url"] for entry in lines(export(store, "--site", "ubdt"))] == [filled[2].url]


def test_a_clock_that_is_ahead_hides_no_article(store: StoreConfig, database: Db) -> None:
    """Who takes the head of the feed and then an export would never see the article: its event is behind the head."""
    now = datetime.now(UTC)
    ahead = [article(n, fetched_at=now + timedelta(hours=hours)) for n, hours in ((1, 1), (2, 23), (3, 24 * 300))]
    write(store, ahead)
    assert [entry["url"] for entry in lines(export(store, "--fields", "url"))] == [item.url for item in ahead]
    assert lines(export(store, "--until", f"{now:%Y-%m-%dT%H:%M:%SZ}")) == []


def test_csv_is_safe_to_open(store: StoreConfig, database: Db, filled: list[Article], tmp_path: Path) -> None:
    """A headline could run as a formula; Vietnamese would be garbage; a comma would shift the columns."""
    path = tmp_path / "a.csv"
    done = export(store, "-o", str(path), "--fields", "title,body,tags,published_at")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert path.read_bytes().startswith("\ufefftitle,".encode())
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows] == ["Bài viết số 1", "Bài viết số 2", "'=1+1"]
    assert rows[2]["body"] == filled[2].body
    assert json.loads(rows[0]["tags"]) == ["Ninh Bình"]
    assert rows[1]["published_at"] == ""


@pytest.mark.parametrize(("text", "shown"), [("-5 độ", "'-5 độ"), ("@a", "'@a"), ("\t=1", "'\t=1"), ("a=1", "a=1")])
def test_what_a_spreadsheet_takes_for_a_formula(text: str, shown: str) -> None:
    """A page of a stranger could run code at whoever opens the export."""
    assert cell(text) == shown


def test_parquet_has_the_columns_of_the_schema(
    store: StoreConfig, database: Db, filled: list[Article], tmp_path: Path
) -> None:
    """Two exports could not be read together, because an empty column has another type."""
    path = tmp_path / "a.parquet"
    assert export(store, "-o", str(path)).returncode == 0
    table = pq.read_table(path)
    assert table.column_names == list(FIELDS)
    assert str(table.schema.field("published_at").type) == "timestamp[ms, tz=UTC]"
    assert str(table.schema.field("story_id").type) == "string"
    rows = table.to_pylist()
    assert [row["url"] for row in rows] == [item.url for item in filled]
    assert rows[0]["published_at"] == filled[0].published_at
    assert rows[0]["images"][0]["caption"] == "Ảnh"
    assert dict(rows[0]["via"]) == filled[0].via
    assert rows[0]["sources"][0]["site"] == "nbtv"


def test_parquet_is_written_in_parts(tmp_path: Path) -> None:
    """A year's export would be held in memory as a whole."""
    path = tmp_path / "a.parquet"
    with path.open("wb") as file, writing("parquet", file, ["_id", "title"]) as sink:
        for number in range(2 * ROWS + 1):
            sink.write({"_id": f"{number:024x}", "title": "Tin"})
    assert [pq.ParquetFile(path).metadata.row_group(part).num_rows for part in range(3)] == [ROWS, ROWS, 1]


def test_gzip_by_the_name(store: StoreConfig, database: Db, filled: list[Article], tmp_path: Path) -> None:
    """A large export would have to be written twice to be compressed."""
    path = tmp_path / "a.jsonl.gz"
    assert export(store, "-o", str(path)).returncode == 0
    assert len(gzip.decompress(path.read_bytes()).splitlines()) == 3


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_an_interruption_leaves_nothing_behind(
    form: str, tmp_path: Path, recwarn: pytest.WarningsRecorder, capfd: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C would end in a page of complaints about closed files."""

    def interrupted() -> None:
        with (tmp_path / "a").open("wb") as file, writing(form, file, ["title"]) as sink:
            sink.write({"title": "Tin"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    gc.collect()
    assert not recwarn.list
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_reader_that_has_enough_is_no_error(form: str, store: StoreConfig, database: Db) -> None:
    """`scrapy export | head` would end in a traceback."""
    body = "x" * 5000
    write(store, [article(number, text=f"{number} {body}") for number in range(40)])
    done = subprocess.run(
        ["/bin/sh", "-c", f"{' '.join(EXPORT)} --format {form} | head -c 100"],
        env=environment(store),
        cwd=PROJECT_ROOT,
        capture_output=True,
        timeout=120,
        check=True,
    )
    assert len(done.stdout) == 100
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "fix"),
    [
        (("--format", "parquet"), "-o FILE.parquet"),
        (("--since", "hôm qua"), "write a day as 2026-11-01"),
        (("--since", "2026-11-01T00:00:00"), "with its zone"),
        (("--since", "0001-01-01"), "of the years 2 to 9998"),
        (("--until", "9999-12-31T23:00:00-05:00"), "of the years 2 to 9998"),
        (("-o", ""), "give the name of a file"),
        (("--fields", "title,digests"), "no field 'digests'"),
        (("nbtv",), "options only"),
    ],
)
def test_wrong_usage_names_the_fix(store: StoreConfig, arguments: tuple[str, ...], fix: str) -> None:
    """A typing error would give an empty file, or a page of help without the reason."""
    done = export(store, *arguments)
    assert done.returncode == 2
    assert fix in done.stderr.decode()


def test_without_pyarrow_it_says_how_to_get_it(store: StoreConfig, database: Db, tmp_path: Path) -> None:
    """An optional extra that is missing would end in a traceback."""
    shadow, out = tmp_path / "shadow", tmp_path / "out"
    shadow.mkdir()
    out.mkdir()
    (shadow / "pyarrow.py").write_text("raise ImportError('not installed')")
    done = export(store, "-o", str(out / "a.parquet"), PYTHONPATH=str(shadow))
    assert (done.returncode, list(out.iterdir())) == (1, [])
    assert b"pip install -r requirements-parquet.txt" in done.stderr


@pytest.mark.parametrize(("site", "index"), [(None, "first_seen"), ("nbtv", "site_first_seen")])
def test_each_window_is_read_by_an_index(database: Db, site: str | None, index: str) -> None:
    """Every export would hold up the crawls for as long as it takes to read everything."""
    window = {"first_seen": {"$gte": START, "$lt": START + timedelta(hours=1)}}
    command = {"find": "articles", "filter": ({"site": site} if site else {}) | window, "sort": {"first_seen": 1}}
    assert index_of(database, command) == index


def test_windows_miss_and_double_nothing(database: Db) -> None:
    """An article at the border of two windows, from before the project, or after a year's silence would be lost."""
    times = [datetime(2001, 2, 3, tzinfo=UTC), EPOCH - timedelta(milliseconds=1), EPOCH]
    times += [EPOCH + timedelta(minutes=number) for number in (1, 3, 7, 15)]
    times += [EPOCH + timedelta(days=200, milliseconds=number) for number in range(1200)]
    database.windows.create_index("at")
    database.windows.insert_many([{"_id": number, "at": at} for number, at in enumerate(times)])
    ends: list[datetime] = []
    until = EPOCH + timedelta(days=201)
    found = [d["_id"] for d in walk(database.windows, "at", None, until, moved=ends.append)]
    assert found == list(range(len(times)))
    assert ends == sorted(ends)
    assert ends[-1] == until
    assert [d["_id"] for d in walk(database.windows, "at", None, None)] == found
    for_ever = datetime.max.replace(tzinfo=UTC)
    assert [d["_id"] for d in walk(database.windows, "at", None, for_ever)] == found
    assert list(walk(database.windows, "at", for_ever - timedelta(seconds=1), for_ever)) == []
    late = walk(database.windows, "at", EPOCH, EPOCH + timedelta(minutes=3))
    assert [d["_id"] for d in late] == [2, 3]


def test_memory_does_not_grow_with_the_number_of_articles(database: Db, tmp_path: Path) -> None:
    """An export of everything would be killed on a small machine."""
    bare = database.client[f"{database.name}_memory"]
    bare.articles.create_index("first_seen")
    body = "Nội dung bài viết dài. " * 200
    try:
        for start in range(0, 4000, 500):
            bare.articles.insert_many(
                [
                    {
                        "_id": f"{n:024x}",
                        "title": f"Tin {n}",
                        "body": body,
                        "first_seen": EPOCH + timedelta(seconds=3 * n),
                    }
                    for n in range(start, start + 500)
                ]
            )
        until = EPOCH + timedelta(seconds=3 * 4000)
        with (tmp_path / "all.jsonl").open("wb") as file, writing("jsonl", file, FIELDS) as sink:
            tracemalloc.start()
            for entry in articles(bare, since=None, until=until):
                sink.write(entry)
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            size = file.tell()
    finally:
        bare.client.drop_database(bare.name)
    assert size > 20_000_000
    assert peak < size / 3, f"{peak / 1e6:.0f} MB for a file of {size / 1e6:.0f} MB"
