"""If these fail, one article is fetched and stored under several addresses, or two under one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.urls import canonical_url, on_site
from tests.unit.extraction.reading import repeatable

HOSTS = ("ubdt.gov.vn", "cema.gov.vn")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://UBDT.gov.vn:443/a.htm#binh-luan", "http://ubdt.gov.vn/a.htm"),
        ("http://www.cema.gov.vn/a.htm", "http://ubdt.gov.vn/a.htm"),
        ("http://cema.gov.vn./a.htm", "http://ubdt.gov.vn/a.htm"),
        ("http://ubdt.gov.vn", "http://ubdt.gov.vn/"),
        (" http://ubdt.gov.vn/a b.htm\n", "http://ubdt.gov.vn/a%20b.htm"),
        ("http://ubdt.gov.vn/tin-tức", "http://ubdt.gov.vn/tin-t%E1%BB%A9c"),
        ("http://ubdt.gov.vn/a?utm_source=x&fbclid=1&p=2&zarsrc=3", "http://ubdt.gov.vn/a?p=2"),
        ("http://ubdt.gov.vn/a?b=2&a=1", "http://ubdt.gov.vn/a?b=2&a=1"),
        ("http://ubdt.gov.vn/a;jsessionid=0F3A?b=1", "http://ubdt.gov.vn/a?b=1"),
        ("http://ubdt.gov.vn/a;JSESSIONID=0F3A.node1/b", "http://ubdt.gov.vn/a/b"),
        ("http://ubdt.gov.vn:8080/a", "http://ubdt.gov.vn:8080/a"),
        ("https://khac.vn:443/a", "https://khac.vn/a"),
        ("http://khac.vn/a", "http://khac.vn/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
    ],
)
def test_one_page_has_one_address(url: str, expected: str) -> None:
    """Session ids, tracking and a second host name would each make a new article of an old one."""
    assert canonical_url(url, hosts=HOSTS, scheme="http") == expected


@pytest.mark.parametrize(
    "url", ["", "/a", "javascript:void(0)", "mailto:a@b.vn", "http://", "http://[", "http://a:b/", "http://./"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    """It would be asked for, and fail, on every run."""
    with pytest.raises(ValueError, match=r".+"):
        canonical_url(url)


@given(
    st.text("abđ/:?#[]@!$&'()*+,;=%20 .-_~vnhtp", max_size=40),
    st.sampled_from(["", "http://", "https://a.vn/", "http://a.vn/?"]),
)
@repeatable
def test_canonical_is_idempotent(text: str, start: str) -> None:
    """A canonical address that changes when it is read again is a new article each time."""
    try:
        once = canonical_url(start + text, hosts=("a.vn",), scheme="https")
    except ValueError:
        return
    assert canonical_url(once, hosts=("a.vn",), scheme="https") == once


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("a.vn", True),
        ("www.a.vn", True),
        ("A.VN.", True),
        ("b.a.vn", False),
        ("xa.vn", False),
        (None, False),
        ("", False),
    ],
)
def test_only_the_sites_own_hosts_are_on_site(host: str | None, expected: bool) -> None:
    """Another office's subdomain is another site."""
    assert on_site(host, ("a.vn",)) is expected
    assert on_site(host, ("www.a.vn",)) is expected
