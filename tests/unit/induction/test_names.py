"""If these fail, selectors are made of names that another page, or the next build of the site, does not have."""

from __future__ import annotations

import pytest

from crawler.induction.names import is_stable_class, stable_attribute, stable_id
from tests.unit.extraction.reading import element


@pytest.mark.parametrize(
    "name",
    [
        *(
            "title",
            "detail-title",
            "article__body",
            "cms-body",
            "noi-dung",
            "tieuDe",
            "sapo",
            "detail2col",
            "ArticleHeader",
        ),
        *(
            "newsdetailmetatop",
            "td-post-content",
            "entry-content",
            "field--name-body",
            "box_des_link_sub",
            "maincatetitle",
        ),
    ],
)
def test_names_of_what_stands_there_are_kept(name: str) -> None:
    """The site would have no selectors at all."""
    assert is_stable_class(name)


@pytest.mark.parametrize(
    "name",
    [
        *("post-1234", "node-7", "id_55", "x9", "bai2026", "a1b2c3d4", "_a1b2c", "css-1q2w3e", "sc-bdVaJa"),
        *(
            "jsx-123456",
            "Title_main__aB3xY",
            "styles_title__3Gx2k",
            "svelte-1abc2d",
            "mt-4",
            "text-2xl",
            "md:flex",
            "w-full",
        ),
        *(
            "col-md-8",
            "row",
            "container",
            "clearfix",
            "active",
            "MsoNormal",
            "elementor-element-5f3a",
            "h-[20px]",
            "3col",
            "é",
        ),
        *("pull-right", "text-center", "bg-white", "font-bold", "lazyload", "fa-eye", "is-" + "x" * 60),
    ],
)
def test_names_of_a_look_a_state_or_a_number_are_refused(name: str) -> None:
    """They change with the page, the design or the next build."""
    assert not is_stable_class(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("main-content", ("main-content", False)),
        ("news-bodyhtml", ("news-bodyhtml", False)),
        ("ctl00_ContentPlaceHolder1_ctl02_lblDate", ("_lblDate", True)),
        ("dnn_ctr4281_Main_UserNews_lblTitle", ("_lblTitle", True)),
        ("dnn_ctr4281_1", None),
        ("post-1234", None),
        ("tieu-de-7", None),
        ("a3f9c2d81b", None),
    ],
)
def test_ids(name: str, expected: tuple[str, bool] | None) -> None:
    """ASP.NET writes the place of a control into its id: only the end of it is a name."""
    assert stable_id(element(f'<p id="{name}">x</p>')) == expected


def test_attributes_that_name_a_part() -> None:
    """Pages whose classes are all generated often keep these."""
    assert stable_attribute(element('<p itemprop="headline">x</p>')) == ("itemprop", "headline")
    assert stable_attribute(element('<p data-role="content">x</p>')) == ("data-role", "content")
    assert stable_attribute(element('<p data-role="item-1234">x</p>')) is None
