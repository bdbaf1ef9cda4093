"""The rule for one story, by examples that the labelled set does not hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from benchmarks.stories.pairs import labelled, written
from crawler.text.same_story import read, same_story

SERIES, _ = written()
NOTICE = SERIES["dau-gia-dat"][0]


def test_the_rule_is_symmetric() -> None:
    """Who is looked at first would decide."""
    for pair in labelled()[::7]:
        one, other = read(pair.first.title, pair.first.body), read(pair.second.title, pair.second.body)
        assert same_story(one, other) == same_story(other, one)


def test_the_next_issue_with_a_few_other_figures_is_no_copy_on_the_same_site() -> None:
    """The second notice of an auction would vanish into the story of the first."""
    body = NOTICE.body
    for old, new in (("24 lô", "11 lô"), ("412.000.000", "398.500.000"), ("ngày 20/3/2026", "ngày 10/4/2026")):
        assert old in body
        body = body.replace(old, new)
    first, second = read(NOTICE.title, NOTICE.body), read(NOTICE.title, body)
    assert not same_story(first, second, same_site=True)


def test_a_copy_on_the_same_site_is_one_story() -> None:
    """An article that is filed twice, with another lead, would count as two news."""
    second = replace(NOTICE, body=f"Tin đăng lại theo yêu cầu của bạn đọc.\n\n{NOTICE.body}")
    assert same_story(read(NOTICE.title, NOTICE.body), read(second.title, second.body), same_site=True)


def test_two_texts_of_little_content_are_no_evidence() -> None:
    """Pages that repeat one phrase over and over would all be one story."""
    one, other = read("Lịch", "Chào mừng quý vị đến với trang thông tin. " * 12), read("Tin", "Chào mừng quý vị. " * 30)
    assert not any(same_story(*pair) for pair in permutations((one, other, one), 2))


def test_texts_of_no_length_are_no_story() -> None:
    """A look at an article without text would end the run, or join all of them."""
    assert not same_story(read("", ""), read("", ""))
