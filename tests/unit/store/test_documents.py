"""Documents: ids that consumers store for years, and nothing lost on the way into MongoDB."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.known import Checks
from crawler.store.config import PROJECT_ROOT, StoreConfig, StoreConfigError, hosts, redact
from crawler.store.documents import (
    article_id,
    content,
    item_at,
    new_article,
    not_storable,
    refreshed,
    revised,
    revision_of,
)
from crawler.store.pages import PageRecord, page_of, pages_of
from crawler.store.rejects import Reject, dead_letter
from crawler.store.schema import SCHEMA_VERSION
from tests.integration.store.samples import START, article


def test_the_id_of_an_article_is_the_hash_of_its_key_for_ever() -> None:
    assert article_id("nbtv.vn#17") == hashlib.sha256(b"nbtv.vn#17").hexdigest()[:24]


def test_the_article_document_holds_the_content_and_no_page_facts() -> None:
    document = new_article(article(), run_id="r")
    assert document["images"] == [{"url": "https://nbtv.vn/a.jpg", "caption": "Ảnh", "credit": None}]
    assert (document["revision"], document["schema_version"]) == (1, SCHEMA_VERSION)
    assert "page" not in document
    assert "archive" not in document
    assert new_article(article(archive="a.warc.gz:17"), run_id="r")["archive"] == "a.warc.gz:17"


def test_a_missing_body_is_stored_as_an_empty_string() -> None:
    item = article()
    item.body = None
    assert content(item)["body"] == ""


def test_an_empty_value_is_never_among_the_refreshed_fields() -> None:
    fresh = refreshed(article(summary=None, authors=[], tags=[], published_at=None, views=None, via={}, layout=None))
    assert not {"summary", "authors", "tags", "published_at", "published_raw", "views", "via", "layout"} & set(fresh)


def test_a_revision_says_what_changed_and_from_when_to_when_it_held() -> None:
    old = new_article(article(minute=0), run_id="r1")
    new = revised(article(text="Nội dung khác " * 30, title="Bài viết số 1", minute=9), revision=2, run_id="r2")
    revision = revision_of(old, new)
    assert revision["_id"] == f"{old['_id']}:1"
    assert revision["changed_fields"] == ["body", "body_html"]
    assert revision["body"] == old["body"]
    assert (revision["valid_from"], revision["valid_to"]) == (old["first_seen"], new["fetched_at"])


def test_the_url_that_answered_is_recorded_beside_the_canonical_one() -> None:
    item = article()
    assert item.page is not None
    item.page.url = "https://nbtv.vn/cu/1"
    assert [url for url, _ in pages_of(item, "id")] == ["https://nbtv.vn/tin/1.html", "https://nbtv.vn/cu/1"]


def test_an_address_that_redirected_is_a_page_without_validators() -> None:
    """The listing links it for ever, so it must be known; asked with the other page's ETag it might answer for that."""
    item = article()
    assert item.page is not None
    item.page.asked = "https://nbtv.vn/cu/1"
    pages = dict(pages_of(item, "id"))
    assert list(pages) == ["https://nbtv.vn/tin/1.html", "https://nbtv.vn/cu/1"]
    assert [page["etag"] for page in pages.values()] == ['"abc"', None]
    item.page.asked = item.url
    assert len(list(pages_of(item, "id"))) == 1


def test_never_again_is_stored_and_no_schedule_leaves_the_old_one() -> None:
    """A page of an old archive would be due at every run."""
    item = article()
    assert item.page is not None
    assert "next_check" not in dict(pages_of(item, "id"))[item.url]
    item.page.checks = Checks()
    assert dict(pages_of(item, "id"))[item.url]["next_check"] is None
    record = PageRecord(url="u", site="nbtv", fetched_at=item.fetched_at, status=404)
    assert page_of(record) == (
        "u",
        {"site": "nbtv", "fetched_at": item.fetched_at, "status": 404, "schema_version": SCHEMA_VERSION},
    )
    assert page_of(replace(record, checks=Checks(checks=2)))[1]["next_check"] is None


def test_what_mongodb_cannot_hold_is_recognised_before_it_spoils_a_batch() -> None:
    assert not_storable({"body": "x" * 16_000_000}) == "document: 16000016 bytes, more than the 15000000 that fit"
    assert "cannot hold" in str(not_storable({"body": "a\ud800"}))
    assert not_storable({"body": "x"}) is None


def test_a_dead_letter_with_odd_keys_or_surrogates_is_kept_as_text() -> None:
    item = article(title="a\ud800b", via={"a.b": "x", "$c": "y"})
    _, update = dead_letter(Reject(item, ("title: is odd",)), run_id="r")
    kept = json.loads(update["$set"]["item_json"])
    assert kept["title"] == "a\ud800b"
    assert kept["via"] == {"a.b": "x", "$c": "y"}
    assert not_storable(update) is None


def test_a_dead_letter_that_is_too_large_is_shortened_and_says_so() -> None:
    item = article(body_html=None)
    item.body = "x" * 16_000_000
    _, update = dead_letter(Reject(item, ("body: is longer",)), run_id="r")
    assert update["$set"]["item_shortened"] == ["body"]
    assert not_storable(update) is None


def test_the_same_bad_page_fetched_twice_is_one_dead_letter() -> None:
    first = dead_letter(Reject(article(title="Ab", minute=0), ("title: is short",)), run_id="r1")
    again = dead_letter(Reject(article(title="Ab", minute=60, views=99), ("title: is short",)), run_id="r2")
    assert first[0] == again[0]


def test_the_data_folder_does_not_depend_on_the_working_directory(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    assert StoreConfig.from_env({}).data_dir == PROJECT_ROOT / "data"
    assert (PROJECT_ROOT / "scrapy.cfg").is_file()


@pytest.mark.parametrize(
    ("environ", "fix"),
    [
        ({"MONGO_URI": "localhost:27017"}, "use the form mongodb://"),
        ({"MONGO_URI": "http://user:secret@host"}, "does not start with mongodb://"),
        ({"MONGO_URI": "mongodb://user:secret@"}, "names no host"),
        ({"MONGO_DATABASE": "tin tức"}, "MONGO_DATABASE=news"),
        ({"CHANGES_RETENTION_DAYS": "ever"}, "or 0 to keep all changes"),
    ],
)
def test_a_wrong_configuration_is_told_with_its_fix_and_without_the_password(environ: dict[str, str], fix: str) -> None:
    with pytest.raises(StoreConfigError, match=fix) as caught:
        StoreConfig.from_env(environ)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("password", ["s3cr/etPW", "12345/etPW", "s3cr?etPW", "s3cr/et?PW", "s3/cr@etPW", "s3@cr/etPW"])
def test_a_password_with_bare_signs_is_refused_and_never_shown(password: str) -> None:
    """The half of the password before the sign would be taken for the host and stand in every message and log."""
    uri = f"mongodb://owner:{password}@127.0.0.1:1/news"
    with pytest.raises(StoreConfigError, match="%2F") as caught:
        StoreConfig.from_env({"MONGO_URI": uri})
    for shown in (str(caught.value), redact(uri), redact(f"failed: {uri} (refused)"), hosts(uri)):
        assert not [part for part in [*re.split(r"\W", password), "owner"] if part in shown], shown
    assert hosts(uri) == "127.0.0.1:1"


def test_a_password_that_the_driver_takes_as_it_is_is_not_shown() -> None:
    """Only the messages would end the host at the # and print what stands before it."""
    uri = "mongodb://owner:s3cr#etPW@127.0.0.1:1/"
    assert StoreConfig.from_env({"MONGO_URI": uri}).uri == uri
    assert (hosts(uri), redact(uri)) == ("127.0.0.1:1", "mongodb://***@127.0.0.1:1/")


def test_no_password_is_ever_shown() -> None:
    uri = "mongodb://user:p%40ss@h1:1,h2:2/?tls=true&tlsCertificateKeyFilePassword=geheim"
    assert redact(f"failed: {uri}") == "failed: mongodb://***@h1:1,h2:2/?tls=true&tlsCertificateKeyFilePassword=***"
    assert "p%40ss" not in repr(StoreConfig.from_env({"MONGO_URI": uri}))


def test_a_coarser_date_never_replaces_a_finer_one() -> None:
    """A layout that breaks over night would turn 16:38:45 into "some time that day" for good."""
    item = article()
    item.published_precision = "day"
    assert "published_at" not in refreshed(item, stored_precision="second")
    assert "published_at" in refreshed(item, stored_precision="day")
    assert "published_at" in refreshed(item, stored_precision=None)


@pytest.mark.parametrize(("own", "precision"), [(START, "day"), (None, None)])
def test_a_copy_claims_no_precision_of_another_sites_date(own: datetime | None, precision: str | None) -> None:
    """A date of which only the day is known would be sorted by a time of day that its page never showed."""
    document = new_article(article(published_precision="second"), run_id="r")
    entry = document["sources"][0]
    same = item_at(document, entry)
    assert (same.published_precision, same.published_raw) == ("second", document["published_raw"])
    copy = item_at(document, {**entry, "published_at": own})
    assert (copy.published_at, copy.published_precision, copy.published_raw) == (own, precision, None)


def test_a_revision_never_ends_before_it_begins() -> None:
    """A clock that was ahead once: a consumer who asks which text held at a time would find none, or two."""
    old = new_article(article(minute=9000), run_id="r1")
    revision = revision_of(old, revised(article(text="Nội dung khác " * 30, minute=9), revision=2, run_id="r2"))
    assert revision["valid_from"] == revision["valid_to"] == START + timedelta(minutes=9)
