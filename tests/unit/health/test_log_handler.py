"""The log's form: machines must be able to read every line, and nobody a password in any of them."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.health.log_handler import SITE, JsonFormatter, TextFormatter, without_secrets

ADDRESSES = (
    "mongodb://crawler:geheim@db.vidu.vn:27017/?authSource=admin",
    "mongodb+srv://crawler:geheim@db.vidu.vn/",
    "http://crawler:geheim@proxy.vidu.vn:3128",
)


def record(msg: object, *args: Any, **extra: Any) -> logging.LogRecord:
    made = logging.LogRecord("pipelines.store", logging.ERROR, __file__, 1, msg, args, None)
    made.__dict__.update(extra)
    return made


@pytest.fixture(scope="module", autouse=True)
def _outside_of_a_run() -> Iterator[None]:
    """Other tests build spiders in this very context."""
    token = SITE.set(None)
    yield
    SITE.reset(token)


@given(st.text(), st.text())
def test_every_record_is_one_line_of_json(template: str, value: str) -> None:
    """A line break in a title would break the machine that reads the log, just when something is wrong."""
    line = JsonFormatter().format(record(template.replace("%", "") + "%s", value))
    assert "\n" not in line
    row = json.loads(line)
    assert (row["level"], row["logger"], row["site"]) == ("ERROR", "pipelines.store", None)
    assert datetime.fromisoformat(row["time"]).utcoffset() is not None


def test_event_is_the_same_for_all_lines_of_a_kind() -> None:
    """Nobody could count them, or look them up in the runbook."""
    row = json.loads(JsonFormatter().format(record("No %s at %s", "article", "https://nbtv.vn/")))
    assert (row["event"], row["message"]) == ("No %s at %s", "No article at https://nbtv.vn/")
    assert "exception" not in row


def test_the_site_is_that_of_the_run() -> None:
    """In `crawlall` a line that names no site says nothing."""

    class Spider:
        name = "ubdt"

    assert json.loads(JsonFormatter().format(record("x", spider=Spider())))["site"] == "ubdt"
    token = SITE.set("nbtv")
    try:
        assert json.loads(JsonFormatter().format(record("x")))["site"] == "nbtv"
    finally:
        SITE.reset(token)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_no_form_holds_a_password(formatter: logging.Formatter, address: str) -> None:
    """Logs are mailed, kept for years and read by many."""
    try:
        raise ConnectionError(f"cannot reach {address}")
    except ConnectionError:
        failed = record("The store failed: %s", address, exc_info=sys.exc_info())
    line = formatter.format(failed)
    assert "ConnectionError" in line
    assert "vidu.vn" in line
    assert "geheim" not in line
    assert "crawler:" not in line


def test_addresses_without_login_stay() -> None:
    """A page's address must be as it is, or nobody finds the page."""
    for address in ("https://nbtv.vn/bai:viet@1.html", "https://vidu.vn/a?b=c@d", "lúc 8:30 @ Ninh Bình"):
        assert without_secrets(address) == address
