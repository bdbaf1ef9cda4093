"""If these fail, a field of every article of a family is wrong or empty, or a site's new theme invents values."""

from __future__ import annotations

import pytest

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.platforms import PLATFORMS, platform_named, recognise
from crawler.text.dates import VIETNAM
from tests.unit.extraction.reading import page
from tests.unit.platforms.more_samples import MORE_SAMPLES
from tests.unit.platforms.samples import CAPTION, LEAD, P1, P2, SAMPLES, TITLE, Sample, renamed

ALL = [*SAMPLES, *MORE_SAMPLES]
each = pytest.mark.parametrize("sample", ALL, ids=[sample.platform for sample in ALL])


def read(sample: Sample, opened: Page) -> Extracted:
    family = platform_named(sample.platform)
    return extract(opened, family.layouts, Rules(family.distrust, ("Cổng thông tin", "nbtv.vn")))


def minute(found: Extracted) -> str | None:
    return found.published_at.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") if found.published_at else None


@each
def test_every_field_of_the_familys_page(sample: Sample) -> None:
    """The markup is the family's; each of its sites is read by these selectors."""
    found = read(sample, page(sample.markup, sample.url))
    assert found.notes == []
    assert found.layout == platform_named(sample.platform).layouts[0].id
    assert found.title == TITLE
    assert found.body == f"{P1}\n\n{P2}"
    assert found.summary == sample.summary
    assert minute(found) == sample.published
    assert tuple(found.authors) == sample.authors
    assert tuple(found.sections) == sample.sections
    assert [image.url.split("/upload")[-1] for image in found.images] == ["/cau.jpg"]
    assert len(found.attachments) == sample.files
    if sample.views:
        assert found.views == sample.views
    if CAPTION in sample.markup:
        assert (found.images[0].caption, found.images[0].credit) == ("Cây cầu mới trong ngày khánh thành.", "Minh Đức")


@each
def test_the_family_is_recognised_by_its_page(sample: Sample) -> None:
    """``adhoc`` reads a site without a file only if its family is told from the page."""
    opened = page(sample.markup, sample.url)
    assert recognise(opened).name == sample.platform
    claimed = [name for name, family in PLATFORMS.items() if family().recognises(opened)]
    assert claimed == [sample.platform], "two families claim it: the order of the register would decide"
    assert platform_named(sample.platform).is_article_url(sample.url)


def test_every_family_has_a_sample() -> None:
    """A family without a page of its own can break, or be stolen by another, unseen."""
    assert {sample.platform for sample in ALL} == PLATFORMS.keys() - {"generic"}


@each
@pytest.mark.parametrize("with_layouts", [True, False], ids=["family", "generic"])
def test_a_new_theme_is_read_or_left_empty_and_invents_nothing(sample: Sample, with_layouts: bool) -> None:
    """Every class and id is new. What is found is right and says that it was found another way; the rest is null."""
    opened = page(renamed(sample.markup), sample.url)
    found = (
        read(sample, opened) if with_layouts else extract(opened, (), Rules(own_names=("Cổng thông tin", "nbtv.vn")))
    )
    assert found.title == TITLE
    assert minute(found) in (sample.published, None), found.via
    assert found.summary in (LEAD, None)
    assert set(found.authors) <= set(sample.authors)
    assert found.body is not None
    assert P1 in found.body
    assert P2 in found.body
    for strange in ("Bài khác", "Giấy phép", "Bình luận", "Tin liên quan", "lượt xem", "{title}", TITLE, "21/11/2026"):
        assert strange not in found.body, strange
    if not with_layouts:
        assert found.layout is None
        for name, via in found.via.items():
            assert via.startswith(("fallback:", "text:")), (name, via)


def test_a_lying_machine_date_is_never_used() -> None:
    """NukeViet: hidden datePublished is the last edit. Without the shown date there is none."""
    sample = SAMPLES[-1]
    found = read(sample, page(sample.markup.replace("Thứ năm - 05/03/2026 08:15", "Không rõ ngày"), sample.url))
    assert found.published_at is None
    assert found.authors == ["Trần An"]


def test_a_portal_without_a_date_has_none() -> None:
    """hanhchinhcong shows no date; clock, side list and licence must not stand in."""
    sample = SAMPLES[0]
    found = read(sample, page(sample.markup.replace("Thứ năm, 05/03/2026 08:15", ""), sample.url))
    assert (found.title, found.published_at) == (TITLE, None)
