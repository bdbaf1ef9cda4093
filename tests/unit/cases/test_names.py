"""If these fail, a case gets a name that leads out of its folder, or that nobody finds again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cases import SLUG
from crawler.commands.record import slug_of

repeatable = settings(derandomize=True, deadline=None)


@repeatable
@given(st.text(), st.text(alphabet="/.%?#abcĐẮ", max_size=80))
def test_a_case_name_never_leaves_its_folder(noise: str, path: str) -> None:
    """An address from the network would write anywhere on the disk."""
    for url in (f"https://nbtv.vn/{path}", f"https://nbtv.vn/{noise.replace('[', '')}"):
        assert SLUG.fullmatch(slug_of(url))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://nbtv.vn/Đường-về-bản-50151.html", "duong-ve-ban-50151"),
        ("https://nbtv.vn/%C4%90%C6%B0%E1%BB%9Dng.html", "duong"),
        ("https://nbtv.vn/tin/bai-viet/", "bai-viet"),
        ("https://nbtv.vn/chi-tiet.aspx?id=7", "chi-tiet-id-7"),
        ("https://nbtv.vn/..%2f..%2fetc%2fpasswd", "etc-passwd"),
        ("https://nbtv.vn/", "nbtv-vn"),
        (f"https://nbtv.vn/{'rat-dai-' * 20}1.html", "rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat"),
    ],
)
def test_case_names_can_be_read(url: str, slug: str) -> None:
    """Ops would not find the case of an article again."""
    assert slug_of(url) == slug
