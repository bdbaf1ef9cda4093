"""Folded words: what an article can be found by on a server without text index."""

from __future__ import annotations

import pytest

from crawler.store.search import text_pipeline
from crawler.store.tokens import MAX_TOKENS, query_tokens, syllables, tokens

TEXT = "Mưa lớn gây sạt lở trên quốc lộ 32. Ông Giàng A Páo cho biết, đoạn đường qua bản Tà Ghênh bị chia cắt."


def test_marks_and_case_do_not_matter() -> None:
    """Who types without marks, or in capitals, would find nothing."""
    assert syllables("SẠT LỞ ở Đắk Lắk") == ["sat", "lo", "o", "dak", "lak"]
    assert query_tokens("sạt lở ĐẤT") == (["sat lo", "lo dat"], ["sat lo", "lo dat", "sat", "lo", "dat"])
    assert query_tokens("sat lo o lu") == (
        ["sat lo", "lo o", "o lu"],
        ["sat lo", "lo o", "o lu", "sat", "lo", "o", "lu"],
    )
    assert query_tokens("lở ở đây") == (["lo"], ["lo"])
    assert query_tokens("ở đây") == (["o", "day"], ["o", "day"])


def test_words_of_headline_tags_and_text_are_kept() -> None:
    """A reader would not find an article by a word that stands in it."""
    found = tokens("Lũ về trong đêm", "Nước dâng nhanh", TEXT, ["cầu Phong Châu"])
    assert {"lu", "dem", "phong", "chau", "nuoc dang", "phong chau", "sat lo", "giang a", "quoc lo"} <= set(found)


def test_function_words_and_clauses_part_pairs() -> None:
    """Pairs that mean nothing would fill the index."""
    found = set(tokens("Tin", None, TEXT))
    assert not found & {"lo tren", "tren quoc", "ong giang", "biet doan", "32 ong"}
    assert "trong tai" in tokens("Trọng tài bắt chính", None, None), "trọng is no function word, trong is"


def test_a_long_text_has_a_bounded_number_and_keeps_its_names() -> None:
    """One long article would slow the store; a name at the end of a long text would be lost."""
    words = [f"chữ{number} nghĩa{number}" for number in range(500)]
    found = tokens("Tiêu đề", "Tóm tắt", ". ".join(words) + ". Gặp bà Sùng Thị Mỷ.", ["thẻ"])
    assert len(found) == MAX_TOKENS
    assert {"tieu", "the", "tom tat", "sung thi", "thi my", "chu0 nghia0"} <= set(found)
    assert found == sorted(set(found))


@pytest.mark.parametrize("body", [None, ""])
def test_an_article_of_pictures_only_has_tokens(body: str | None) -> None:
    """A photo report has no text and must be found all the same."""
    assert tokens("Ảnh đẹp", None, body) == ["anh", "anh dep", "dep"]


def test_with_a_text_index_every_word_must_occur() -> None:
    """`$text` alone takes any of the words: the answer would be full of what nobody asked for."""
    stages = text_pipeline('sạt "lở"', "nbtv")
    assert stages[0] == {"$match": {"$text": {"$search": '"sạt" "lở"'}, "site": "nbtv"}}
