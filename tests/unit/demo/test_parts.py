"""Editions, tone placement, folders and the HTTP rules, one by one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from demo.corpus.tones import modern_tones
from demo.editions import Edition, read_edition, write_edition
from demo.folder import FolderError, load_folder
from demo.play import PlayRequest, PlayResponse
from demo.wire import finish


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("Ủy ban", "Uỷ ban"), ("THỦY", "THUỶ"), ("quý", "quý"), ("toán", "toán"), ("khỏe", "khoẻ")],
)
def test_modern_tones(old: str, new: str) -> None:
    assert modern_tones(old) == new


def test_edition_file_is_read_at_each_request_and_never_goes_back(tmp_path: Path) -> None:
    file = tmp_path / "demo" / "edition"
    edition = Edition(file=file)
    assert edition.current() == 1
    write_edition(file, 2)
    assert edition.current() == 2
    write_edition(file, 1)
    assert read_edition(file) == 2


def test_edition_file_with_something_else_names_itself(tmp_path: Path) -> None:
    file = tmp_path / "edition"
    file.write_text("zwei")
    with pytest.raises(ValueError, match="edition must hold a number"):
        read_edition(file)


def _folder(tmp_path: Path, index: str | None) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text("<html>a</html>")
    (tmp_path / "secret.html").write_text("secret")
    if index is not None:
        (folder / "INDEX.tsv").write_text(index)
    return folder


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (None, "has no INDEX.tsv"),
        ("file\turl\na.html\thttp://a.vn/\n", "lacks the column kind"),
        ("file\turl\tkind\nb.html\thttp://a.vn/\tarticle\n", "line 2: the file 'b.html' does not exist"),
        ("file\turl\tkind\n../secret.html\thttp://a.vn/\tarticle\n", "leaves the folder"),
        ("file\turl\tkind\n/etc/hostname\thttp://a.vn/\tarticle\n", "leaves the folder"),
        ("file\turl\tkind\na.html\ta.vn\tarticle\n", "not an absolute"),
        ("file\turl\tkind\n", "lists no page"),
    ],
)
def test_folder_with_a_fault_says_which(tmp_path: Path, index: str | None, message: str) -> None:
    with pytest.raises(FolderError, match=message):
        load_folder(_folder(tmp_path, index))


def test_folder_serves_exact_urls_of_each_host(tmp_path: Path) -> None:
    index = (
        "file\turl\tkind\tnote\na.html\thttp://127.0.0.1:8098/x?p=2\tarticle\tn\na.html\thttps://b.vn/feed\tfeed\tn\n"
    )
    first, second = load_folder(_folder(tmp_path, index))
    assert list(first.hosts) == ["127.0.0.1:8098"]
    assert first.respond(PlayRequest("GET", "http://127.0.0.1:8098/x?p=2", {})).status == 200
    assert first.respond(PlayRequest("GET", "http://127.0.0.1:8098/x", {})).status == 404
    feed = second.respond(PlayRequest("GET", "https://b.vn/feed", {}))
    assert feed.content_type == "application/xml; charset=utf-8"


def _ask(**headers: str) -> PlayRequest:
    return PlayRequest("GET", "http://a.vn/", {name.replace("_", "-"): value for name, value in headers.items()})


def test_gzip_only_when_accepted() -> None:
    body = b"x" * 5000
    packed = finish(_ask(accept_encoding="gzip, deflate"), PlayResponse(body))
    assert gzip.decompress(packed.body) == body
    assert finish(_ask(accept_encoding="gzip;q=0"), PlayResponse(body)).body == body
    assert finish(_ask(), PlayResponse(body)).body == body


def test_validators() -> None:
    assert finish(_ask(if_none_match='"e"'), PlayResponse(b"x", etag="e")).status == 304
    assert finish(_ask(if_none_match='W/"e"'), PlayResponse(b"x", etag="e")).status == 304
    assert finish(_ask(if_none_match='"f"'), PlayResponse(b"x", etag="e")).status == 200
    day = "Sun, 22 Nov 2026 00:00:00 GMT"
    assert finish(_ask(if_modified_since=day), PlayResponse(b"x", last_modified=day)).status == 304
    both = PlayResponse(b"x", etag="e", last_modified=day)
    assert finish(_ask(if_none_match='"f"', if_modified_since=day), both).status == 200
