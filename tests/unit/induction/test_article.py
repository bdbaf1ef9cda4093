"""If these fail, a site file is written with selectors that read the next page wrong, or not at all."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.extractor import extract
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.induction.article import READ, Induced
from crawler.platforms.checks import is_layouts
from tests.unit.extraction.reading import page, repeatable
from tests.unit.induction.site import CLOCK, RULES, Design, article, induced, markup, proposal, renamed, url_of

PLAIN = Design()


def read(found: Induced, shown: Page) -> Extracted:
    """*shown* as the induced layout reads it."""
    assert found.layout is not None, found.missing
    return extract(shown, (found.layout,), RULES)


def values(found: Extracted) -> dict[str, object]:
    return {name: getattr(found, name) for name in READ}


def selectors(found: Induced) -> str:
    return " ".join(selector for said in found.proposals for selector in said.selectors)


# --- what is found ----------------------------------------------------------------------------------------------------


def test_every_field_that_is_known_gets_the_selector_that_a_person_would_write() -> None:
    """A person would have to write the whole layout by hand."""
    layout = induced(*map(article, range(3))).layout
    assert layout is not None
    assert (layout.title, layout.body, layout.summary) == (("h1.tieu-de",), (".noi-dung",), (".sapo",))
    assert (layout.published, layout.byline) == ((".ngay-dang",), (".tac-gia",))
    assert (layout.sections, layout.tags) == ((".duong-dan a",), (".tu-khoa a",))


def test_the_next_page_is_read_by_the_layout() -> None:
    """The layout would fit the pages that it was learnt from, and no other."""
    found = read(induced(*map(article, range(3))), article(4))
    origins = {
        name: found.via[name].partition(":")[0] for name in ("title", "body", "summary", "published_at", "authors")
    }
    assert set(origins.values()) == {"thu-2026"}
    assert values(found) == values(extract(article(4), (), RULES))


def test_what_the_reader_without_layout_takes_for_no_article_is_read_by_the_layout() -> None:
    """Notices of one line are what layouts are for: the generic reader finds no text in them."""
    short = replace(PLAIN, body='<div class="noi-dung"><p>Nghỉ lễ hai ngày.</p></div>', lead="", author="", tags="")
    shown = article(4, short)
    assert extract(shown, (), RULES).body is None
    assert read(induced(*map(article, range(3))), shown).body == "Nghỉ lễ hai ngày."


def test_what_no_page_had_is_read_as_without_a_layout() -> None:
    """The first article with an author would lose it, because none of the three that were looked at had one."""
    found = induced(*(article(n, replace(PLAIN, author="", lead="")) for n in range(3)))
    assert proposal(found, "byline") is None
    assert "not known" in found.missing["byline"]
    shown = read(found, article(4))
    assert (shown.authors, shown.summary) == (["Vũ Thu Giang"], extract(article(4), (), RULES).summary)


def test_how_sure_follows_pages_and_origins() -> None:
    """Whoever reviews would look at the wrong fields first."""
    three = induced(*map(article, range(3)))
    title, body = proposal(three, "title"), proposal(three, "body")
    assert title is not None
    assert body is not None
    assert (title.sure, title.right, title.known) == ("sure", 3, 3)
    assert "og:title" in title.evidence
    assert body.sure == "likely"  # nobody but the generic reader says where the text is
    assert {said.sure for said in induced(article(0), article(1)).proposals} == {"likely"}
    assert {said.sure for said in induced(article(0)).proposals} == {"weak"}


def test_a_lead_that_opens_the_text_is_parted_from_it() -> None:
    """The lead would be the first paragraph of every article."""
    inside = replace(PLAIN, lead="", body='<div class="noi-dung"><p class="mo-dau"><b>{lead}</b></p>{text}</div>')
    found = induced(*(article(n, inside) for n in range(3)))
    assert found.layout is not None
    assert found.layout.lead_in_body
    assert found.layout.summary == ()
    shown = read(found, article(4, inside))
    assert (shown.summary or "").startswith("Sau hai năm chờ đợi")
    assert (shown.body or "").startswith("Sáng sớm")


def test_a_box_of_links_in_the_text_is_dropped() -> None:
    """Related headlines would stand in the middle of every article once the theme's words for them change."""
    links = '<a href="/tin/k-{number}.html">{side0}</a> <a href="/tin/l-{number}.html">{side1}</a>'
    box = f'<div class="xem-cung">{links}</div>'
    found = induced(*(article(n, replace(PLAIN, inside=box)) for n in range(3)))
    assert found.layout is not None
    assert found.layout.drop == (".xem-cung",)
    assert "cắt điện" not in (read(found, article(4, replace(PLAIN, inside=box))).body or "")


def test_two_designs_of_one_site_are_both_read() -> None:
    """Sites have themes for a section; the pages of the smaller one would be read without layout."""
    other = replace(PLAIN, body='<div class="chi-tiet">{text}</div>')
    found = induced(article(0), article(1), article(2, other), article(3, other))
    assert found.layout is not None
    assert set(found.layout.body) == {".noi-dung", ".chi-tiet"}
    body = proposal(found, "body")
    assert body is not None
    assert (body.sure, body.right, body.known) == ("weak", 2, 4)


# --- dates ------------------------------------------------------------------------------------------------------------


def test_the_clock_and_the_licence_are_no_dates_of_articles() -> None:
    """Every article would be of the day of the crawl, or of 2020."""
    found = induced(*(article(n, replace(PLAIN, date="")) for n in range(3)))
    assert found.layout is not None
    assert (found.layout.published, found.layout.published_near) == ((), ())
    assert read(found, article(4, replace(PLAIN, date=""))).published_at is None
    assert CLOCK in markup(4)


def test_articles_of_one_day_do_not_tell_their_date_from_the_pages_clock() -> None:
    """What is the same on every page is no evidence."""
    found = induced(*(article(n, date="20/11/2026") for n in range(3)))
    assert proposal(found, "published") is None
    assert "same on every page" in found.missing["published"]


def test_a_date_that_side_lists_share_its_name_with_is_believed_near_the_headline_only() -> None:
    """On a page without a date that of the first related article would be read."""
    other = '<a href="/tin/a-99001.html">{side0}</a> <span class="ngay-dang">01/11/2026 09:00</span>'
    side = f'<div class="ben-phai">{other}</div>'
    design = replace(PLAIN, side=side, date='<div class="tin-chinh"></div><span class="ngay-dang">{date}</span>')
    found = induced(*(article(n, design) for n in range(3)))
    assert found.layout is not None
    assert ".ngay-dang" not in found.layout.published
    assert read(found, article(4, replace(design, date=""))).published_at is None


def test_one_page_proves_no_date() -> None:
    """The clock could be meant."""
    found = induced(article(0))
    assert proposal(found, "published") is None
    assert "one page" in found.missing["published"]


def test_the_time_of_the_last_change_is_not_proposed() -> None:
    """Articles would be filed under the day of their last correction."""
    found = induced(*(article(n, replace(PLAIN, date='<i class="ngay-dang">Cập nhật: {date}</i>')) for n in range(3)))
    assert proposal(found, "published") is None


def test_a_hidden_machine_date_is_not_what_readers_are_shown() -> None:
    """NukeViet hides the time of entry in microdata; the layout would read that."""
    lie = '<span class="d-none an-di" itemprop="datePublished" content="2026-11-01">01/11/2026 00:00</span>'
    found = induced(
        *(article(n, replace(PLAIN, date=f'{lie}<span class="ngay-dang">{{date}}</span>')) for n in range(3))
    )
    assert found.layout is not None
    assert found.layout.published == (".ngay-dang",)


# --- names ------------------------------------------------------------------------------------------------------------


def test_an_id_that_counts_is_never_proposed() -> None:
    """The layout would fit one page."""
    counting = replace(
        PLAIN,
        title='<h1 id="tieu-de-{number}" class="post-{number} dau">{title}</h1>',
        body='<div id="bai{number}" class="node-{number} than"><div class="a{number}">{text}</div></div>',
    )
    for pages in (range(1), range(3)):
        found = induced(*(article(n, counting) for n in pages))
        assert found.layout is not None
        assert found.layout.title == ("h1.dau",)
        assert not any(map(str.isdigit, selectors(found).replace("h1", "")))


def test_a_name_with_a_number_needs_two_pages() -> None:
    """ "margintop10" is a name and "tieude3" may be the third headline: one page cannot tell."""
    fixed, counting = "<h2 class=margintop10>{title}</h2>", '<h2 id="tieude{place}">{title}</h2>'
    same = induced(*(article(n, replace(PLAIN, title=fixed)) for n in range(3))).layout
    assert same is not None
    assert same.title == ("h2.margintop10",)
    for title, pages in ((fixed, range(1)), (counting, range(1)), (counting, range(3))):
        found = induced(*(article(n, replace(PLAIN, title=title), place=str(n + 3)) for n in pages))
        assert not any(map(str.isdigit, selectors(found).replace("h2", "")))


def test_generated_names_are_not_proposed() -> None:
    """The next build of the site's scripts gives other names."""
    built = replace(
        PLAIN,
        title='<h1 class="css-1q2w3e4 text-2xl font-bold Title_main__aB3xY">{title}</h1>',
        body='<div class="sc-bdVaJa mt-4 md:flex" data-role="noi-dung">{text}</div>',
        date='<span class="_a1b2c">{date}</span>',
    )
    found = induced(*(article(n, built) for n in range(3)))
    assert found.layout is not None
    assert (found.layout.title, found.layout.body) == (("h1",), ('[data-role="noi-dung"]',))
    assert found.layout.published == ()
    assert "no id or class" in found.missing["published"]


def test_the_last_piece_of_an_asp_net_id_is_a_name() -> None:
    """The number of the control before it moves with every change of the page's design."""
    controls = replace(PLAIN, date='<span id="dnn_ctr{number}_ViewNews_lblNgayDang">{date}</span>')
    found = induced(*(article(n, controls) for n in range(3)))
    assert found.layout is not None
    assert found.layout.published == ('[id$="_lblNgayDang"]',)


def test_a_link_with_the_headlines_words_is_not_the_headline() -> None:
    """It stands in a list: on the next page another article would be first in it."""
    listed = replace(PLAIN, title='<a class="dang-xem" href="#">{title}</a><h1>{title}</h1>')
    for pages in (range(1), range(3)):
        layout = induced(*(article(n, listed) for n in pages)).layout
        assert layout is not None
        assert "dang-xem" not in " ".join(layout.title)


def test_one_page_drops_only_what_is_called_no_part_of_the_text() -> None:
    """A box of links that belongs to the text would be cut from every article."""
    links = '<a href="/tin/k-{number}.html">{side0}</a> <a href="/tin/l-{number}.html">{side1}</a>'
    for name, dropped in (("muc-luc", False), ("tin-lien-quan", True)):
        found = induced(article(0, replace(PLAIN, inside=f'<div class="{name}">{links}</div>')))
        assert (proposal(found, "drop") is not None) is dropped


def test_files_are_not_sought_in_boxes_of_other_links() -> None:
    """The files of related documents would be the article's."""
    offer = '<p class="tep"><a href="/{number}.pdf">Tệp</a></p>'
    files = f'<div class="khung"><a href="/a">Một</a><a href="/b">Hai</a>{offer}</div>'
    found = induced(*(article(n, replace(PLAIN, author=files)) for n in range(3)))
    assert found.layout is not None
    assert found.layout.attachments == (".tep a",)


def test_renamed_classes_give_the_same_reading() -> None:
    """Induction would work only where class names happen to be Vietnamese or English words."""
    plain = [page(markup(n), url_of(n)) for n in range(4)]
    other = [page(renamed(markup(n)), url_of(n)) for n in range(4)]
    one, two = induced(*plain[:3]), induced(*other[:3])
    assert "tieu-de" not in selectors(two)
    assert [said.field for said in one.proposals] == [said.field for said in two.proposals]
    assert values(read(one, plain[3])) == values(read(two, other[3]))


def test_the_order_of_the_pages_does_not_matter() -> None:
    """The same command would write another site file the next day."""
    pages = [article(0), article(1, replace(PLAIN, author="")), article(2, replace(PLAIN, lead=""))]
    first, *others = [induced(*order) for order in permutations(pages)]
    assert all((o.layout, o.proposals, o.missing) == (first.layout, first.proposals, first.missing) for o in others)


def test_every_proposal_is_a_selector() -> None:
    """The site file would not load."""
    odd = replace(PLAIN, title='<h1 class="tiêu-đề [x] a:b 1st tieu_de">{title}</h1>')
    found = induced(*(article(n, odd) for n in range(3)))
    assert found.layout is not None
    assert is_layouts((found.layout,)) is None
    assert found.layout.title == ("h1.tieu_de",)


# --- what cannot be learnt --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "{}",
        "<html><body></body></html>",
        "<html><head><title>Trang chủ</title></head><body><a href=/a>Một</a></body></html>",
        "<html><body><h1>The province opens a new bridge over the river</h1><p>Not much was said.</p></body></html>",
        "<h1></h1><div class=noi-dung></div>",
    ],
)
def test_a_page_that_is_no_article_is_told_and_left_aside(text: str) -> None:
    """One wrong address among four would spoil the layout, or end in a traceback."""
    stray = page(text, "https://vidu.gov.vn/la")
    alone = induced(stray)
    assert alone.layout is None
    assert alone.missing["layout"]
    among = induced(article(0), stray, article(1), article(2))
    assert among.layout == induced(*map(article, range(3))).layout
    assert "https://vidu.gov.vn/la" in among.missing["pages"]


def test_no_pages_at_all() -> None:
    """A site that answers nothing must not end in a traceback."""
    assert induced().layout is None


def test_a_page_twice_is_no_evidence() -> None:
    """What is the same on every page proves nothing, also if the page is the same."""
    found = induced(article(0), article(0))
    assert found.layout is None
    assert "same on every page" in found.missing["title"]


def test_english_articles() -> None:
    """Portals have an English edition; its pages must not end in a traceback."""
    text = "<p>The new bridge was opened this morning in the presence of many people from both villages nearby.</p>" * 4
    pages = [
        page(
            f"<html><head><title>Bridge number {n} opened today for all</title></head><body>"
            f'<h1 class="hl">Bridge number {n} opened today for all</h1>'
            f'<time class="when" datetime="2026-11-0{n}T08:00:00+07:00">Nov {n}, 2026</time>'
            f'<div class="story">{text}<p>It is bridge number {n} of this year.</p></div></body></html>',
            f"https://vidu.gov.vn/en/bridge-{n}",
        )
        for n in range(1, 4)
    ]
    found = induced(*pages)
    assert found.layout is not None
    assert (found.layout.title, found.layout.body) == (("h1.hl",), (".story",))


def test_a_layout_that_would_read_worse_is_not_proposed() -> None:
    """Wrong is worse than none: here the only named element around the text also holds another article's."""
    mixed = replace(
        PLAIN,
        body='<div class="khung"><div>{text}</div><div><h2>{side0}</h2><p>'
        + "Đây là một bài hoàn toàn khác, dài hơn cả bài chính và không dính dáng gì tới nó. " * 12
        + "</p></div></div>",
    )
    found = induced(*(article(n, mixed) for n in range(3)))
    if found.layout is not None:
        for n in range(3):
            assert values(read(found, article(n, mixed))) == values(extract(article(n, mixed), (), RULES))


PARTS = st.sampled_from(
    [
        *(
            "<h1>",
            "</div>",
            "<div class='a b'>",
            "<p>Một đoạn văn dài vừa phải để đọc.</p>",
            "<span id=x1>22/11/2026</span>",
        ),
        *("<b>", "<meta property=og:title content='Tin mới về cây cầu của xã'>", "<article class=bai>", "\x00"),
        *("<a href='/x'>Xem</a>", "<time datetime=2026-11-20>20/11/2026</time>", "<form>", "<table><tr><td>"),
    ]
)


@repeatable
@given(st.lists(st.lists(PARTS, max_size=12), max_size=3))
def test_nothing_is_raised_for_what_pages_hold(pages: list[list[str]]) -> None:
    """`scrapy new-site` would end in a traceback on a broken page."""
    shown = [page("".join(parts), f"https://vidu.gov.vn/{n}") for n, parts in enumerate(pages)]
    found = induced(*shown)
    assert found.layout is None or is_layouts((found.layout,)) is None
