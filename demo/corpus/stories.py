"""All articles of all sample sites: generated ones, hand-written ones and the roles that some of them play."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import datetime
from functools import cache

from demo.corpus import special
from demo.corpus.generator import Plan, make_stories
from demo.corpus.model import VIETNAM, Block, FileLink, FileMarkup, Story
from demo.corpus.slots import CENTRAL, LAO_CAI, NINH_BINH, QUANG_TRI
from demo.corpus.tones import modern_tones
from demo.editions import EARLIER, NEW_SINCE_EARLIER

HANHCHINHCONG = "hanhchinhcong"
NBTV = "nbtv"
UBDT = "ubdt"
BAOQUANGTRI = "baoquangtri"
LAOCAITV = "laocaitv"
BAOLAOCAI = "baolaocai"
UBMTTQVN_QUANGTRI = "ubmttqvn_quangtri"
SITES = (HANHCHINHCONG, NBTV, UBDT, BAOQUANGTRI, LAOCAITV, BAOLAOCAI, UBMTTQVN_QUANGTRI)

NO_DATE = "no-date"
EDITED = "edited"
SYNDICATED = "syndicated"
TWO_CATEGORIES = "two-categories"
OLD_AND_NEW_URL = "old-and-new-url"
SAME_TEXT_OTHER_FILE = "same-text-other-file"
REDIRECTED = "redirected"
OLD, NEW = "old", "new"

GROUP_TV = "hoa-giai"
GROUP_NORTH = "cay-que"
_ORGANISATIONS = ("Sở Tư pháp", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "Trung tâm Phục vụ hành chính công")
_MARKUPS: tuple[FileMarkup, ...] = ("download", "onclick", "viewer", "plain")
_ATTACHMENTS = ("Kế hoạch triển khai", "Phụ lục số liệu", "Công văn hướng dẫn", "Danh sách kèm theo")


def _at(year: int, month: int, day: int, hour: int = 8, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)


PLANS = {
    HANHCHINHCONG: Plan(
        HANHCHINHCONG, NINH_BINH, 11, 46, _at(2022, 2, 14), _at(2026, 11, 20),
        ("tin-tuc-su-kien", "thong-bao", "tin-tuc-su-kien", "cai-cach-hanh-chinh"),
        (("Phạm Thu Hà",), ("Đinh Quang Vinh",), ("Lê Thị Mai",)), 381200,
    ),
    NBTV: Plan(
        NBTV, NINH_BINH, 23, 46, _at(2019, 3, 4), _at(2026, 11, 21),
        ("chinh-tri", "kinh-te", "van-hoa-xa-hoi", "doi-song"),
        (("Thu Hiền",), ("Quang Khánh",), ("Mai Phương", "Đức Lam"), ("Hồng Nhung",)), 48100, ("nbtv.vn",),
    ),
    UBDT: Plan(
        UBDT, CENTRAL, 37, 46, _at(2012, 8, 6), _at(2026, 11, 19),
        (
            "tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban", "tin-tuc/tin-tuc-su-kien/kinh-te-xa-hoi",
            "tin-tuc/tin-tuc-su-kien/y-te-giao-duc", "tin-tuc/tin-tuc-su-kien/van-hoa-van-nghe-the-thao",
        ),
        (("Xuân Bách",), ("Thùy Anh",), ("Ngọc Ánh",)), 1,
    ),
    BAOQUANGTRI + OLD: Plan(
        BAOQUANGTRI, QUANG_TRI, 41, 20, _at(2018, 1, 15), _at(2025, 6, 25),
        ("chinh-tri", "thoi-su", "kinh-te", "xa-hoi", "van-hoa"),
        (("Lệ Thu",), ("Tú Tâm",), ("Mỹ Hạnh",)), 135100, dateline="(QT) -",
    ),
    BAOQUANGTRI: Plan(
        BAOQUANGTRI, QUANG_TRI, 43, 26, _at(2025, 8, 2), _at(2026, 11, 21),
        ("chinh-tri", "thoi-su", "kinh-te", "xa-hoi", "van-hoa"),
        (("Ngọc Mai",), ("Lê Minh",), ("Hương Trà",)), 9344000, dateline="QTO -",
    ),
    LAOCAITV: Plan(
        LAOCAITV, LAO_CAI, 53, 45, _at(2019, 1, 10), _at(2025, 6, 24),
        ("chinh-tri-xa-hoi", "kinh-te", "van-hoa-du-lich", "doi-song"),
        (("Hải Yến", "Quốc Trung"), ("Minh Dũng", "Thu Trang"), ("Vàng Sếnh",)), 1,
        with_summary=False, dateline="Laocaitv.vn -",
    ),
    BAOLAOCAI: Plan(
        BAOLAOCAI, LAO_CAI, 61, 45, _at(2025, 7, 5), _at(2026, 11, 21),
        ("thoi-su", "kinh-te", "xa-hoi", "van-hoa", "giao-duc", "y-te"),
        (("Thanh Nam",), ("Kim Thoa",), ("Tô Dung",)), 884100,
    ),
    UBMTTQVN_QUANGTRI: Plan(
        UBMTTQVN_QUANGTRI, QUANG_TRI, 71, 45, _at(2016, 4, 11), _at(2026, 11, 18),
        ("tin-hoat-dong", "dai-doan-ket", "giam-sat-phan-bien", "guong-dien-hinh"),
        (("Hoài Thương",), ("Trần Tuyền",), ("Ban Biên tập",)), 210, ("mattran.org.vn", "quangtri.gov.vn"),
    ),
}  # fmt: skip
"""What is generated; the hand-written articles come on top."""


@cache
def site_stories(site: str, edition: int = 1) -> tuple[Story, ...]:
    """The articles of one site in one edition, newest first."""
    stories = _everything()[site]
    if edition > 1:
        stories = [_second_edition(story) if EDITED in story.flags else story for story in stories]
    newest_first = sorted(stories, key=_order, reverse=True)
    return tuple(newest_first if edition != EARLIER else newest_first[NEW_SINCE_EARLIER:])


def _order(story: Story) -> datetime:
    """Publication time; also of those whose page does not show it."""
    if story.published is None:
        raise ValueError(f"{story.title}: the corpus gives every article a time, pages may hide it")
    return story.published


@cache
def _everything() -> dict[str, list[Story]]:
    """Generate all sites at once: titles are unique over all of them."""
    taken: set[str] = set()
    made = {name: make_stories(plan, taken) for name, plan in PLANS.items()}
    return {
        HANHCHINHCONG: _hanhchinhcong(made[HANHCHINHCONG]),
        NBTV: _nbtv(made[NBTV]),
        UBDT: [_flag(story, REDIRECTED) if index == 20 else story for index, story in enumerate(made[UBDT])],
        BAOQUANGTRI: _baoquangtri(made[BAOQUANGTRI + OLD], made[BAOQUANGTRI]),
        LAOCAITV: [*made[LAOCAITV], _north(LAOCAITV)],
        BAOLAOCAI: [*made[BAOLAOCAI], _north(BAOLAOCAI), _edited()],
        UBMTTQVN_QUANGTRI: _ubmttqvn(made[UBMTTQVN_QUANGTRI]),
    }


def _flag(story: Story, *flags: str) -> Story:
    return replace(story, flags=story.flags | set(flags))


def _hanhchinhcong(stories: list[Story]) -> list[Story]:
    """Signed with an office; every seventh shows no date; every fourth offers a file in one of the four ways."""
    result = []
    for index, story in enumerate(stories):
        story = replace(story, organisation=_ORGANISATIONS[index % len(_ORGANISATIONS)])
        if index % 7 == 3:
            story = _flag(story, NO_DATE)
        if index % 4 == 1:
            which = index // 4 % 4
            ending = ("pdf", "docx", "pdf", "xlsx")[which]
            path = f"/upload/100765/{_order(story):%Y%m%d}/van-ban-{story.ident}_{story.ident % 99991:05x}.{ending}"
            story = replace(story, files=(FileLink(_ATTACHMENTS[which], path, _MARKUPS[which]),))
        result.append(story)
    for index, name in enumerate(special.NOTICE_FILES):
        published = _at(2026, 9, 7 + index * 21, 14, 10)
        path = f"/upload/100765/{published:%Y%m%d}/ket-qua-vong-{index + 1}_0a1b{index + 1}.pdf"
        result.append(
            Story(
                ident=389900 + index,
                title=special.NOTICE_TITLE,
                blocks=special.NOTICE_BODY,
                published=published,
                sections=("thong-bao",),
                files=(FileLink(name, path, "download"),),
                flags=frozenset({SAME_TEXT_OTHER_FILE}),
            )
        )
    return [*result, _second_copy()]


def _nbtv(stories: list[Story]) -> list[Story]:
    """The oldest eight only have the old URL, the next six both, the others the new one."""
    result = []
    for index, story in enumerate(stories):
        if index < 8:
            story = replace(story, forms=(OLD,))
        elif index < 14:
            story = _flag(replace(story, forms=(NEW, OLD)), OLD_AND_NEW_URL)
        else:
            story = replace(story, forms=(NEW,))
        result.append(story)
    first_copy = Story(
        ident=113001,
        title=special.SYNDICATED_TV_TITLE,
        summary=special.SYNDICATED_TV_LEAD,
        blocks=special.SYNDICATED_TV_BODY,
        published=_at(2026, 6, 18, 16, 20, 9),
        sections=("van-hoa-xa-hoi",),
        authors=("Mai Phương",),
        source_credit="nbtv.vn",
        forms=(NEW,),
        group=GROUP_TV,
        flags=frozenset({SYNDICATED}),
    )
    return [*result, first_copy]


def _second_copy() -> Story:
    """The portal's copy of the broadcaster's article: other tone placement, decomposed Unicode, other byline."""
    return Story(
        ident=388800,
        title=_retyped(special.SYNDICATED_TV_TITLE),
        summary=_retyped(special.SYNDICATED_TV_LEAD),
        blocks=tuple(Block("p", _retyped(block.text)) for block in special.SYNDICATED_TV_BODY),
        published=_at(2026, 6, 19, 9, 5),
        sections=("tin-tuc-su-kien",),
        authors=("Lê Thị Mai",),
        organisation="Sở Tư pháp",
        slug_override="ninh-binh-hoa-giai-o-co-so-gop-phan-giu-binh-yen-thon-xom",
        group=GROUP_TV,
        flags=frozenset({SYNDICATED}),
    )


def _retyped(text: str) -> str:
    return unicodedata.normalize("NFD", modern_tones(text))


def _baoquangtri(old: list[Story], new: list[Story]) -> list[Story]:
    """Two layouts; every fourth of the old ones shows no date."""
    older = [replace(story, layout=OLD) for story in old]
    older = [_flag(story, NO_DATE) if index % 4 == 2 else story for index, story in enumerate(older)]
    return older + [replace(story, layout=NEW) for story in new]


def _north(site: str) -> Story:
    """One text at the broadcaster and, after the merger, at its successor."""
    broadcaster = site == LAOCAITV
    return Story(
        ident=99001 if broadcaster else 886001,
        title=special.SYNDICATED_NORTH_TITLE,
        summary=None
        if broadcaster
        else "Từ mở rộng diện tích, người trồng quế Lào Cai chuyển sang làm ra sản phẩm sạch.",
        blocks=special.SYNDICATED_NORTH_BODY,
        published=_at(2025, 5, 20, 18, 30) if broadcaster else _at(2025, 7, 28, 7, 15, 40),
        sections=("kinh-te",),
        authors=("Hải Yến", "Quốc Trung") if broadcaster else ("Thanh Nam",),
        dateline="Laocaitv.vn -" if broadcaster else None,
        tags=("cây quế", "nông nghiệp hữu cơ"),
        group=GROUP_NORTH,
        flags=frozenset({SYNDICATED}),
    )


def _edited() -> Story:
    """Edition 1 of the article that is edited later."""
    blocks = (special.EDITED_V1[0], special.EDITED_PHOTO, *special.EDITED_V1[1:])
    return Story(
        ident=901234,
        title=special.EDITED_TITLE,
        summary=special.EDITED_SUMMARY,
        blocks=blocks,
        published=_at(2026, 10, 9, 10, 2, 33),
        sections=("thoi-su",),
        authors=("Kim Thoa",),
        tags=("giao thông", "cầu Phú Thịnh"),
        flags=frozenset({EDITED}),
    )


def _second_edition(story: Story) -> Story:
    blocks = (special.EDITED_V2[0], special.EDITED_PHOTO, *special.EDITED_V2[1:])
    return replace(story, blocks=blocks, modified=_at(2026, 11, 5, 15, 40, 12))


def _ubmttqvn(stories: list[Story]) -> list[Story]:
    """Every third was edited months later (the trap of this CMS); one lies under two categories."""
    result = []
    for index, story in enumerate(stories):
        if index % 3 == 0:
            edited = _order(story).replace(day=28, hour=22, minute=2, second=6)
            story = replace(
                story, modified=max(edited.replace(year=min(edited.year + 1, 2026), month=3), _order(story))
            )
        if index == 30:
            story = _flag(replace(story, sections=(story.sections[0], "guong-dien-hinh")), TWO_CATEGORIES)
        result.append(story)
    return result
