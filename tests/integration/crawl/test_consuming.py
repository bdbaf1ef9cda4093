"""docs/consuming.md, block by block against the crawled sample sites: what a consumer copies from it works."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient, monitoring
from pymongo.errors import OperationFailure

from tests.integration.crawl.conftest import Scrapy
from tests.page import CONSUMING, python_blocks
from tests.plans import Recorder, scanned

Document = dict[str, Any]
Crawled = tuple[Scrapy, list[list[Document]]]

QUESTIONS = python_blocks("Ten questions")
SMALL = {"sites"}
"""Collections that may be read as a whole: one small document per site."""


@pytest.fixture(scope="module")
def recorder() -> Recorder:
    """Hears the clients that are made from now on."""
    listener = Recorder()
    monitoring.register(listener)
    return listener


@pytest.fixture(scope="module")
def names(crawled: Crawled, recorder: Recorder) -> Iterator[Document]:
    """What the block below "Connect" leaves behind; `month` reaches over everything the sample sites publish."""
    shell = crawled[0]
    (block,) = python_blocks("Connect")
    space: Document = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in shell.environment.items():
            patch.setenv(name, value)
        patch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        exec(block.replace('["news"]', f'["{shell.store.database}"]'), space)
    space["month"] = {"$gte": datetime(2020, 1, 1, tzinfo=UTC), "$lt": datetime.now(UTC) + timedelta(days=365)}
    yield space
    space["db"].client.close()


def last_value(block: str, space: Document) -> Any:
    """Run the block; the value of its last statement, a list if it is a cursor."""
    lines = block.rstrip().splitlines()
    exec("\n".join(lines[:-1]), space)
    name, assigned, expression = lines[-1].partition(" = ")
    value = eval(expression if assigned and name.isidentifier() else lines[-1], space)
    if assigned and name.isidentifier():
        space[name] = value
    return value.to_list() if hasattr(value, "to_list") else value


def test_there_are_ten_questions() -> None:
    """The page would promise more than it gives."""
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_a_question_finds_something_by_an_index(number: int, names: Document, recorder: Recorder) -> None:
    """A consumer would copy a query that fails, finds nothing, or reads a whole collection and slows every crawl."""
    some = names["db"].articles.find_one({"site": "nbtv", "sources.1": {"$exists": False}})
    names["article"] = names["db"].articles.find_one({"revision": 2})
    recorder.commands.clear()
    assert last_value(QUESTIONS[number].replace("https://nbtv.vn/...", some["url"]), names), QUESTIONS[number]
    asked = [dict(command) for command in recorder.commands]
    assert asked
    for command in asked:
        assert not scanned(names["db"], command), command


def test_an_address_without_article_gives_none(names: Document) -> None:
    """A consumer that asks for any address would be ended by the first page that never gave an article."""
    readme = (CONSUMING.parents[1] / "README.md").read_text("utf-8").splitlines()
    queries = [QUESTIONS[5], *(line for line in readme if line.startswith("db.") and ".pages." in line)]
    assert len(queries) == 2
    database = names["db"]
    url = "https://nbtv.vn/gone.html"
    database.pages.insert_one({"_id": url, "site": "nbtv", "fetched_at": datetime.now(UTC)} | {"schema_version": 1})
    try:
        for address in (url, "https://nbtv.vn/never-fetched.html"):
            for query in queries:
                assert last_value(query.replace("https://nbtv.vn/...", address), names) is None
    finally:
        database.pages.delete_one({"_id": url})


def test_whether_a_site_is_crawled_can_be_asked(names: Document, recorder: Recorder) -> None:
    """A consumer could not tell "no news" from "not crawled"."""
    (block,) = python_blocks("Is there no news, or was it not crawled?")
    recorder.commands.clear()
    exec(block, names)
    (command,) = recorder.commands
    assert command["find"] in SMALL
    known = names["db"].sites.find_one({"_id": "nbtv"})
    assert known is not None
    assert set(command["projection"]) <= known.keys()
    told = CONSUMING.read_text("utf-8").partition("| in `sites` | means |\n")[2].partition("\n\n")[0]
    named = {name for line in told.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert known.keys() - {"schema_version"} == named


def test_the_user_that_can_only_read(names: Document, crawled: Crawled) -> None:
    """A consumer with the page's user could destroy the data, or could not use the commands."""
    (block,) = python_blocks("A user that can only read")
    database = names["db"]
    exec(block, names)
    try:
        host = names["uri"].partition("@")[2]
        address = f"mongodb://reader:choose-one@{host}"
        with MongoClient[Document](address) as client:
            reader = client[database.name]
            assert reader.articles.find_one({"site": "nbtv"})
            for refused in (
                lambda: reader.articles.delete_many({}),
                lambda: reader.articles.update_one({}, {"$set": {"title": "falsch"}}),
                lambda: reader.articles.aggregate([{"$limit": 1}, {"$out": "articles"}]),
                lambda: reader.drop_collection("articles"),
                lambda: client["other"].articles.find_one(),
                lambda: client.admin.command("usersInfo", 1),
            ):
                with pytest.raises(OperationFailure, match="not authorized"):
                    refused()
        shell = Scrapy(None, crawled[0].store, {"MONGO_URI": address})
        for arguments in (("export", "--site", "nbtv", "--fields", "_id"), ("search", "cây", "quế")):
            done = shell(*arguments)
            assert done.returncode == 0, done.stderr
            assert done.stdout
    finally:
        database.client.admin.command("dropUser", "reader")
