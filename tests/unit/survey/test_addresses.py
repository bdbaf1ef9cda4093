"""If these fail, an address that a person pastes is asked for in a form in which no answer comes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import UsageError

from crawler.commands.surveys import web_address, web_addresses
from tests.unit.text import repeatable


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("nbtv.vn", "https://nbtv.vn/"),
        (" http://NBTV.vn \n", "http://nbtv.vn/"),
        ("https://nbtv.vn./tin?p=2#dau", "https://nbtv.vn/tin?p=2"),
        ("https://báo.vn/", "https://xn--bo-mia.vn/"),
        ("https://BÁO.VN/tin", "https://xn--bo-mia.vn/tin"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("HTTPS://nbtv.vn:443/", "https://nbtv.vn:443/"),
    ],
)
def test_what_is_meant(text: str, url: str) -> None:
    """Answers name a host by small letters and in the encoded form: links would all be another site's."""
    assert web_address(text) == url


@repeatable
@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_sentence(text: str) -> None:
    """A slip of the clipboard would be answered with a traceback."""
    with suppress(UsageError):
        url = web_address(text)
        assert web_address(url) == url


def test_articles_of_one_site() -> None:
    """The golden pages of a site would be another one's."""
    url, articles = web_addresses(["nbtv.vn", "https://www.nbtv.vn/bai-1.html"])
    assert (url, articles) == ("https://nbtv.vn/", ("https://www.nbtv.vn/bai-1.html",))
    with pytest.raises(UsageError, match=r"lies on khac\.vn, not on nbtv\.vn"):
        web_addresses(["nbtv.vn", "https://khac.vn/bai-1.html"])
