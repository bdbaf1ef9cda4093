"""Normalise and fingerprint: two captures of one page must come out alike, and nothing may vanish silently."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Article, Attachment, Image
from crawler.store.documents import content, new_article
from crawler.store.schema import reasons
from crawler.text.canonical import HASHED_FIELDS, companions, stored_hash
from pipelines.fingerprint import FingerprintPipeline
from pipelines.normalise import normalise, paragraphs
from tests.integration.store.samples import article


def test_text_comes_out_composed_squeezed_and_in_paragraphs() -> None:
    item = article(title="  Ho\u0300a\u00a0 Bi\u0300nh ", text="M\u1ed9t\r\n  hai \n\n \n\n ba\t bo\u0301n \n")
    normalise(item)
    assert item.title == "Hòa Bình"
    assert item.body == "Một\nhai\n\nba bón"


def test_lists_lose_empty_and_repeated_entries_but_keep_their_order() -> None:
    item = article(
        tags=["b", " ", "a", "b ", ""],
        images=[Image(url=" "), Image(url="https://a/1", caption=" "), Image(url="https://a/1")],
    )
    normalise(item)
    assert item.tags == ["b", "a"]
    assert item.images == [Image(url="https://a/1")]


def test_times_become_utc_and_a_time_without_zone_is_refused_not_guessed() -> None:
    vietnam = timezone(timedelta(hours=7))
    item = article(
        published_at=datetime(2026, 11, 20, 7, 30, tzinfo=vietnam), modified_at=datetime(2026, 11, 20, 7, 30)
    )
    normalise(item)
    assert item.published_at == datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
    assert item.published_at is not None
    assert item.published_at.utcoffset() == timedelta(0)
    assert reasons(content(item)) == ["modified_at: has no time zone"]


def test_lost_characters_are_noted_and_a_lone_surrogate_does_not_break_storing() -> None:
    item = article(title="Tin \ud800 mới")
    normalise(item)
    assert item.title == "Tin \ufffd mới"
    assert any(note.startswith("title: ") for note in item.notes)
    before = list(item.notes)
    normalise(item)
    assert item.notes == before, "normalising again must not add notes"


def test_lost_characters_are_noted_for_every_field_that_is_stored() -> None:
    """A damaged name or caption looks like any other in the data; only the note tells."""
    lost = "Nguy\ufffdn"
    item = article(title=lost, text=lost, authors=[lost], tags=[lost], sections=[lost])
    item.summary = item.dateline = item.body_html = item.source_credit = item.published_raw = lost
    item.images = [Image(url="https://a/1", caption=lost), Image(url="https://a/2", credit=lost)]
    item.attachments = [Attachment(url="https://a/v.pdf", name=lost)]
    normalise(item)
    noted = [note.partition(":")[0] for note in item.notes if "U+FFFD" in note]
    expected = ["title", "summary", "dateline", "source_credit", "published_raw", "body"]
    assert noted == [*expected, "body_html", "authors", "sections", "tags", "images", "attachments"]


def test_an_article_reduced_to_nothing_is_caught_by_validation() -> None:
    item = article(title=" \u200b ", text=" \n ", images=[], attachments=[])
    normalise(item)
    assert reasons(content(item)) == ["body: is empty, and there are no images or attachments", "title: is missing"]


def test_two_short_notices_that_differ_only_in_their_link_stay_two() -> None:
    def hashed(link: str) -> str | None:
        item = article(title="Thông báo", text="Xem chi tiết tại đây", images=[], attachments=[])
        item.body_html = f'<p>Xem chi tiết <a href="{link}">tại đây</a></p>'
        done: Article = FingerprintPipeline().process_item(item)
        return done.content_hash

    assert hashed("https://a.vn/1.pdf") != hashed("https://a.vn/2.pdf")
    assert hashed("https://a.vn/1.pdf") == hashed("https://a.vn/1.pdf")


def test_companions_are_pictures_and_links() -> None:
    html = '<a href="https://a.vn/x">x</a>'
    assert list(companions(images=["https://nbtv.vn/a.jpg"], body_html=html)) == [
        "https://nbtv.vn/a.jpg",
        "https://a.vn/x",
    ]


@given(
    body=st.sampled_from(["Xem chi tiết tại đây", "Thường trực tiếp công dân. " * 12, ""]),
    title=st.sampled_from(["Thông báo", "Ðảng bộ xã Hòa Bình"]),
    html=st.sampled_from([None, '<p><a href="https://a.vn/1.aspx?id=7">tại đây</a></p>']),
    files=st.lists(st.sampled_from(["https://a.vn/1.pdf", "http://a.vn/2.pdf?v=3"]), max_size=2),
    pictures=st.lists(st.sampled_from(["https://a.vn/1.jpg", "https://a.vn/2.jpg"]), max_size=2),
)
def test_a_stored_article_hashes_as_the_item_did(
    body: str, title: str, html: str | None, files: list[str], pictures: list[str]
) -> None:
    """A migration would give an article another hash than the next crawl does, and every article would look edited."""
    item = article(text=body, title=title, body_html=html)
    item.attachments, item.images = [Attachment(url=url) for url in files], [Image(url=url) for url in pictures]
    FingerprintPipeline().process_item(item)
    document = new_article(item, run_id="r")
    assert set(HASHED_FIELDS) <= document.keys()
    assert stored_hash({name: document[name] for name in HASHED_FIELDS}) == item.content_hash


def test_two_long_notices_that_differ_only_in_their_file_stay_two() -> None:
    """ "Lịch tiếp công dân" repeats its text every month with another file: merging them loses the file."""

    def hashed(file: str) -> str | None:
        item = article(text="Thường trực Hội đồng nhân dân tiếp công dân. " * 12)
        item.attachments = [Attachment(url=file)]
        done: Article = FingerprintPipeline().process_item(item)
        return done.content_hash

    assert hashed("https://a.vn/t10.pdf") != hashed("https://a.vn/t11.pdf")


def test_a_body_of_white_space_is_no_body() -> None:
    assert paragraphs(" \n\n \t ") is None
