"""If these fail, consumers see edits that nobody made, copies as news, or two notices as one (which loses one)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crawler.text.canonical import HASH_VERSION, SHORT_BODY_SYLLABLES, canonical_text, content_hash
from crawler.text.tones import fold_tone_placement
from tests.unit.text import repeatable

TITLE = "Xã Yên Hòa khánh thành “nhà văn hóa” thôn Đông – Đoài"
BODY = (
    "Sáng thứ Bảy, bà con thôn Đông tụ họp đông đủ bên mái đình cũ để dự lễ khánh thành nhà văn hóa mới.\n\n"
    "Công trình rộng 200 m2, do người dân góp công – góp của trong hơn một năm… Trưởng thôn nói: “Ai cũng vui”.\n\n"
    "Chiều cùng ngày, đội bóng chuyền của thôn đã có trận giao hữu đầu tiên trên sân mới ngay cạnh nhà văn hóa."
)
NOTICE = "Xem chi tiết trong tệp đính kèm."
OLD_STYLE = {"hóa": "hoá", "Hòa": "Hoà", "hòa": "hoà", "khỏe": "khoẻ"}

WORDS = st.sampled_from(
    [
        "lúa",
        "hòa",
        "Ủy",
        "trường",
        "xã",
        "nắng",
        "mùa",
        "200",
        "khỏe",
        "quý",
        "đường",
        "chợ",
        "“tốt”",
        "–",
        "già",
        "HỌP",
    ]
)


def old_tones(text: str) -> str:
    for new, old in OLD_STYLE.items():
        text = text.replace(new, old)
    return text


NOISE: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "one line": lambda text: text.replace("\n\n", " "),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "long dashes": lambda text: text.replace("–", "—"),
    "dots": lambda text: text.replace("…", "..."),
    "soft hyphens": lambda text: text.replace("ng", "n\u00adg"),
    "byte order mark": lambda text: "\ufeff" + text,
    "tone placement": old_tones,
    "look-alikes of đ": lambda text: text.replace("Đ", "\u00d0").replace("đ", "\u00f0"),
    "African look-alikes of đ": lambda text: text.replace("Đ", "\u0189").replace("đ", "\u0256"),
    "surrounding space": lambda text: f" \n{text}\t",
}


@pytest.mark.parametrize("noise", NOISE)
def test_noise_never_changes_the_hash(noise: str) -> None:
    change = NOISE[noise]
    assert change(BODY) != BODY
    assert content_hash(change(TITLE), change(BODY)) == content_hash(TITLE, BODY)
    assert canonical_text(change(BODY)) == canonical_text(BODY)


@repeatable
@given(st.lists(WORDS, min_size=1, max_size=90), st.lists(st.sampled_from(sorted(NOISE)), max_size=4))
def test_any_noise_on_any_text_never_changes_the_hash(words: list[str], noises: list[str]) -> None:
    body = noisy = " ".join(words)
    for noise in noises:
        noisy = NOISE[noise](noisy)
    assert content_hash("Tin", noisy) == content_hash("Tin", body)


@repeatable
@given(st.lists(WORDS, min_size=1, max_size=90), st.data())
def test_one_other_word_always_changes_the_hash(words: list[str], data: st.DataObject) -> None:
    """Even one word is an edit that consumers must get; the price of a house may stand in it."""
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(WORDS)
    assume(canonical_text(other) != canonical_text(words[at]))
    changed = [*words[:at], other, *words[at + 1 :]]
    assert content_hash("Tin", " ".join(changed)) != content_hash("Tin", " ".join(words))


def test_title_and_body_do_not_run_into_each_other() -> None:
    assert content_hash("Họp báo", "tháng 9") != content_hash("Họp", "báo tháng 9")
    assert content_hash("Họp báo", "") != content_hash("", "Họp báo")


def test_case_counts() -> None:
    assert content_hash("Bà rịa", BODY) != content_hash("Bà Rịa", BODY)


def test_companions_keep_two_short_notices_apart() -> None:
    """Offices repeat "see the attached file" under one title for years; merged, all but one would be lost."""
    first = content_hash("Thông báo", NOTICE, companions=["https://so.vn/f/lich-truc-1.pdf"])
    second = content_hash("Thông báo", NOTICE, companions=["https://so.vn/f/lich-truc-2.pdf"])
    assert len({first, second, content_hash("Thông báo", NOTICE)}) == 3


def test_companions_that_only_a_query_names_keep_notices_apart() -> None:
    first = content_hash("Thông báo", NOTICE, companions=["https://so.vn/tai-ve.aspx?id=1"])
    assert first != content_hash("Thông báo", NOTICE, companions=["https://so.vn/tai-ve.aspx?id=2"])


def test_companion_order_doubles_cache_busters_and_scheme_do_not_count() -> None:
    """These change between two captures of one page; an edit would be reported each time."""
    plain = ["https://so.vn/a.pdf", "https://so.vn/b.jpg"]
    noisy = ["http://SO.vn/b.jpg?w=640#anh", "https://so.vn/a.pdf?v=17", "https://so.vn/a.pdf"]
    assert content_hash("Tin", NOTICE, companions=plain) == content_hash("Tin", NOTICE, companions=noisy)


def test_a_broken_companion_url_does_not_lose_the_article() -> None:
    assert content_hash("Tin", NOTICE, companions=["http://[so.vn/a"]) != content_hash("Tin", NOTICE)


def test_attachments_count_whatever_the_length_of_the_body() -> None:
    """Notices that repeat a long text with another file would become one document, and files would be lost."""
    first = content_hash(TITLE, BODY, attachments=["https://so.vn/thang-10.pdf"])
    assert first != content_hash(TITLE, BODY, attachments=["https://so.vn/thang-11.pdf"])
    assert first == content_hash(TITLE, BODY, attachments=["http://so.vn/thang-10.pdf?v=2"])


def test_companions_of_a_long_body_do_not_count() -> None:
    """Related pictures are swapped by editors and ads; a long text is identified by its words."""
    assert len(BODY.split()) >= SHORT_BODY_SYLLABLES
    assert content_hash(TITLE, BODY, companions=["https://so.vn/a.jpg"]) == content_hash(TITLE, BODY)


def test_the_stored_hashes_of_this_version_never_change() -> None:
    """Another result under the same version would make every stored article look edited: migrate instead."""
    assert HASH_VERSION == 2
    assert content_hash("Tin vắn", "Trời đẹp.") == "19fe2e7cfcc89a1db02fe5eac16efaa95319b93fce95c7372998e87c8abc7afa"


@repeatable
@given(st.text())
def test_canonical_text_is_idempotent(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once == fold_tone_placement(once)
