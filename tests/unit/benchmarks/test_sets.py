"""If these fail, pages are compared with the wrong labels, or floors outlive the set that they were reached on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy.scoring import plain
from benchmarks.accuracy.sets import SetError, digest, load
from tests.unit.benchmarks.tiny import GOLD, NOISE, PARAGRAPHS, URL, case, labelled, markup


def test_every_capture_of_a_case_is_a_page(tmp_path: Path) -> None:
    """Second captures would never be measured."""
    folder = case(tmp_path)
    (folder / "page-2.html").write_text(markup(), "utf-8")
    pages = load(tmp_path).pages
    assert [page.name for page in pages] == ["adhoc/phien-cho/page.html", "adhoc/phien-cho/page-2.html"]
    for page in pages:
        assert page.case is not None
        assert (page.case.name, page.url) == ("adhoc/phien-cho", URL)
        assert (page.gold.title, page.gold.boilerplate) == (GOLD["title"], (NOISE,))
        assert plain(page.gold.first) == plain(PARAGRAPHS[0])
        assert plain(page.gold.last) == plain(PARAGRAPHS[-1])


def test_a_part_of_the_tree_is_a_set(tmp_path: Path) -> None:
    """Nobody could look at one site or one case."""
    folder = case(tmp_path)
    for part in (folder.parent, folder):
        case_of_part = load(part).pages[0].case
        assert case_of_part is not None
        assert case_of_part.site == "adhoc"


def test_labels_in_a_folder_are_read(tmp_path: Path) -> None:
    """Sets of others could not be measured."""
    (page,) = load(labelled(tmp_path / "set")).pages
    assert (page.case, page.gold.authors, page.gold.dateline) == (None, ("Trần Thị Mẫu",), None)
    assert page.gold.published_at is not None
    assert page.gold.published_at.isoformat() == "2026-03-14T07:15:00+07:00"


def test_a_folder_that_is_no_set_is_told(tmp_path: Path) -> None:
    """A wrong path would measure nothing and look well."""
    with pytest.raises(SetError, match=r"neither INDEX\.tsv with gold\.json nor cases"):
        load(tmp_path)
    with pytest.raises(SetError, match="is no folder"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("item.json", json.dumps({"title": "Chợ"}), "lacks attachments, authors"),
        ("item.json", "{", "is no JSON"),
        ("item.json", json.dumps({**GOLD, "published_at": "2026-03-14T07:15:00"}), "no time zone"),
        ("item.json", json.dumps({**GOLD, "published_at": "14/03/2026"}), "no ISO 8601"),
        ("request.json", json.dumps({"captured_at": "2026-03-20T02:00:00+00:00"}), "has no url"),
    ],
)
def test_a_wrong_label_is_told_with_its_file(tmp_path: Path, file: str, content: str, said: str) -> None:
    """A typing error in a label would be a traceback, or worse, a label that no reader can meet."""
    (case(tmp_path) / file).write_text(content, "utf-8")
    with pytest.raises(SetError, match=said) as caught:
        load(tmp_path)
    assert file in str(caught.value)


def test_a_case_without_page_is_told(tmp_path: Path) -> None:
    """A case whose page was forgotten would not be measured."""
    (case(tmp_path) / "page.html").unlink()
    with pytest.raises(SetError, match=r"page\.html is missing"):
        load(tmp_path)


def test_a_case_without_request_is_told(tmp_path: Path) -> None:
    """A half case would be passed over in silence."""
    case(tmp_path)
    (tmp_path / "adhoc" / "half").mkdir()
    with pytest.raises(SetError, match=r"half/request\.json|half/page\.html"):
        load(tmp_path)


def test_a_label_without_page_is_told(tmp_path: Path) -> None:
    """A page that went missing would shrink the set in silence."""
    folder = labelled(tmp_path / "set")
    (folder / "cho.html").unlink()
    with pytest.raises(SetError, match=r"names cho\.html"):
        load(folder)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("page.html", "măng", "mít"),
        ("request.json", '"status": 200', '"status": 203'),
        ("item.json", "M\\u1eabu", "Mau"),
    ],
)
def test_what_decides_the_figures_is_in_the_digest(tmp_path: Path, file: str, old: str, new: str) -> None:
    """A set could be made easier under the old floors."""
    folder = case(tmp_path)
    before = digest(tmp_path)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    assert digest(tmp_path) != before


def test_a_new_page_or_case_changes_the_digest(tmp_path: Path) -> None:
    """New pages would not be held to any floor."""
    folder = case(tmp_path)
    digests = {digest(tmp_path)}
    (folder / "page-2.html").write_text(markup(), "utf-8")
    digests.add(digest(tmp_path))
    case(tmp_path, "second")
    digests.add(digest(tmp_path))
    assert len(digests) == 3


def test_derived_fields_and_other_files_are_not_in_the_digest(tmp_path: Path) -> None:
    """Each new field that a tool writes into the cases would ask for new floors."""
    folder = case(tmp_path)
    before = digest(tmp_path)
    (folder / "item.json").write_text(json.dumps({"content_hash": "0", **GOLD}, indent=2), "utf-8")
    (folder / "notes.txt").write_text("x", "utf-8")
    assert digest(tmp_path) == before
