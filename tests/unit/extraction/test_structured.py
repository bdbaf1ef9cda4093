"""If these fail, the page's own statements are lost, or those of another article on the page are taken for its own."""

from __future__ import annotations

import json

import pytest

from crawler.extraction.structured import Statement, StructuredData
from tests.unit.extraction.reading import page

ARTICLE = {"@type": "NewsArticle", "headline": "Khánh thành cầu mới", "datePublished": "2026-03-05T08:00:00+07:00"}


def said(head: str, body: str = "") -> StructuredData:
    """What a page says that shows the headline of `ARTICLE`."""
    return page(
        f"<html><head><title>Khánh thành cầu mới - Báo</title>{head}</head><body>{body}</body></html>"
    ).structured


def script(text: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{text}</script>'


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ARTICLE),
        json.dumps([{"@type": "WebSite"}, ARTICLE]),
        json.dumps({"@graph": [{"@type": "Organization"}, ARTICLE]}),
        json.dumps({"@graph": ARTICLE}),
        json.dumps({**ARTICLE, "@type": ["Thing", "NewsArticle"]}),
        json.dumps(ARTICLE, indent=2).replace("cầu mới", "cầu\n mới"),
        json.dumps(ARTICLE).replace("Kh", "&#75;h"),
        json.dumps({**ARTICLE, "headline": ["Khánh thành cầu mới"]}),
    ],
)
def test_an_article_is_found_in_every_form_of_json_ld(text: str) -> None:
    """Title and minute of publication come from here on pages without a known layout."""
    data = said(script(text))
    assert next(data.title()) == Statement("Khánh thành cầu mới", "jsonld:headline")
    assert next(data.published()).value == "2026-03-05T08:00:00+07:00"
    assert data.is_article


def test_json_ld_with_a_charset_in_its_type_is_read() -> None:
    """Some CMSs write the type with a parameter."""
    assert said(script(json.dumps(ARTICLE), "application/ld+json; charset=utf-8")).is_article


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "12",
        '{"@type": {"@id": "NewsArticle"}}',
        '{"@type": [{"a": 1}, null]}',
        '{"@graph": "x"}',
        '{"@graph": {"@graph": [null, 3, [{}]]}}',
        "[" * 900 + "]" * 900,
        "[" * 100000,
        '{"@graph":' * 300 + "[]" + "}" * 300,
        '{"@type": "NewsArticle", "headline": {"@value": 1}, "author": [null, 3, {"name": {}}], "keywords": 3}',
    ],
)
def test_malformed_json_ld_costs_nothing_else(text: str) -> None:
    """A typo in one script must not cost the article on every page of the site."""
    data = said(script(text) + '<meta property="og:title" content="Tiêu đề">')
    assert [s.value for s in data.title()] == ["Tiêu đề"]
    assert list(data.authors()) == []
    assert data.publisher() is None
    assert data.tags() == []


def test_a_broken_script_does_not_hide_the_good_one() -> None:
    """The first script is often a theme's, the second the article's."""
    assert said(script("{oops}") + script(json.dumps(ARTICLE))).is_article


def test_authors_and_publisher_in_their_many_forms() -> None:
    """Names are given as text, object or list of both."""
    text = json.dumps({**ARTICLE, "author": ["An", {"name": "Bình"}], "publisher": {"name": "Báo Ví Dụ"}})
    data = said(script(text))
    assert [s.value for s in data.authors()] == ["An", "Bình"]
    assert data.publisher() == "Báo Ví Dụ"


@pytest.mark.parametrize(
    "markup",
    [
        '<span itemprop="author">Trần An</span>',
        '<meta itemprop="author" content="Trần An">',
        '<span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Trần An</b></span>',
        '<span itemprop="author" itemscope><meta itemprop="name" content="Trần An"></span>',
    ],
)
def test_an_author_in_microdata_is_read(markup: str) -> None:
    """A plain ``<span itemprop=author>`` was passed over."""
    assert [s.value for s in said("", markup).authors()] == ["Trần An"]


def test_dublin_core_and_opengraph_are_named_as_the_origin() -> None:
    """Whoever distrusts a value must know where it came from; the property's case does not matter."""
    data = said(
        '<meta name="DC.Date" content="2026-03-05"><meta name="dc.title" content="Một">'
        '<meta property="og:title" content="Hai &amp;amp; ba"><meta property="og:title" content="Khác">'
    )
    assert [s.via for s in data.published()] == ["meta:dc.date"]
    assert list(data.title()) == [Statement("Hai & ba", "opengraph:og:title"), Statement("Một", "meta:dc.title")]


MAIN = (
    '<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Khánh thành cầu mới</h1>'
    '<time itemprop="datePublished" datetime="2026-03-05T08:00:00+07:00">5/3</time>'
    '<div itemprop="articleBody">Văn bản.</div></div>'
)
CARD = (
    '<div itemscope itemtype="https://schema.org/{}"><h3 itemprop="headline">Bài khác</h3>'
    '<meta itemprop="datePublished" content="2020-01-01"><span itemprop="author">Người khác</span></div>'
)


@pytest.mark.parametrize("kind", ["NewsArticle", "Comment", "WebPage", "VideoObject"])
@pytest.mark.parametrize("order", [1, -1])
def test_microdata_of_another_article_or_of_a_comment_is_not_taken(kind: str, order: int) -> None:
    """A card beside the article gave it its own title and date: a wrong date is never seen again."""
    data = said("", "".join([MAIN, CARD.format(kind)][::order]))
    assert [s.value for s in data.title()] == ["Khánh thành cầu mới"]
    assert [s.value for s in data.published()] == ["2026-03-05T08:00:00+07:00"]
    assert list(data.authors()) == []


RELATED = {"headline": "Bài khác về mùa vụ ở vùng cao", "datePublished": "2020-01-01", "author": {"name": "Lê Bình"}}
OWN_URL = "http://www.vidu.gov.vn/tin-tuc/khanh-thanh-cau-moi-1234/"


@pytest.mark.parametrize(
    "kind",
    [
        script(json.dumps({"@type": "NewsArticle", **RELATED})),
        script(json.dumps({"@type": "NewsArticle", **RELATED, "url": "/tin-tuc/bai-khac-99"})),
        script(json.dumps([{"@type": "NewsArticle", **RELATED, "mainEntityOfPage": {"@id": "https://vidu.gov.vn/"}}])),
        script(json.dumps({"@type": "NewsArticle", "headline": "Khánh", "datePublished": "2020-01-01"})),
        script(json.dumps({"@type": "NewsArticle", "datePublished": "2020-01-01"})),
        CARD.format("NewsArticle"),
        CARD.format("NewsArticle").replace("<h3", '<a itemprop="url" href="/khac">x</a><h3'),
    ],
)
def test_the_only_described_article_is_a_related_story(kind: str) -> None:
    """Its headline, date and author were stored as those of the article on the page."""
    data = said("", kind)
    assert [*data.title(), *data.published(), *data.authors()] == []
    assert not data.is_article


@pytest.mark.parametrize(
    "own",
    [
        {"headline": "KHÁNH THÀNH CẦU MỚI"},
        {"headline": "Khánh thành cầu mới - Báo"},
        {"headline": "Khánh thành cầu…", "url": OWN_URL},
        {"headline": "Cầu mới khánh thành", "mainEntityOfPage": {"@id": OWN_URL}},
        {"headline": "Cầu mới khánh thành", "mainEntityOfPage": OWN_URL + "#bai"},
        {"@id": "/tin-tuc/khanh-thanh-cau-moi-1234"},
    ],
)
def test_the_pages_own_article_is_believed_by_headline_or_address(own: dict[str, object]) -> None:
    """Refusing the page's own description costs the date of most newspapers."""
    thing = {"@type": "NewsArticle", "datePublished": "2026-03-05", **own}
    assert [s.value for s in said(script(json.dumps([{"@type": "Article", **RELATED}, thing]))).published()] == [
        "2026-03-05"
    ]


def test_microdata_of_an_article_whose_headline_has_no_name_is_read() -> None:
    """Themes mark up the date and forget the headline."""
    data = said("", MAIN.replace('<h1 itemprop="headline">', "<h1>"))
    assert [s.value for s in data.published()] == ["2026-03-05T08:00:00+07:00"]


def test_microdata_without_a_scope_is_read() -> None:
    """Most hand-made themes write itemprop without itemscope."""
    assert [s.value for s in said("", '<i itemprop="datePublished" content="2026-03-05">x</i>').published()] == [
        "2026-03-05"
    ]


def test_keywords_are_split_at_commas() -> None:
    """One tag "cầu, đường" is found under neither word."""
    assert [s.value for s in said(script(json.dumps({**ARTICLE, "keywords": "cầu, đường ,,xã"}))).tags()] == [
        "cầu",
        "đường",
        "xã",
    ]
    assert [s.value for s in said(script(json.dumps({**ARTICLE, "keywords": ["cầu", " "]}))).tags()] == ["cầu"]


def test_words_for_search_engines_are_no_tags() -> None:
    """Most portals fill ``meta[name=keywords]`` with one list for all pages: every article had their forty tags."""
    assert said('<meta name="keywords" content="cầu, đường">').tags() == []
