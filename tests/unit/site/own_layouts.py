"""One article page for each layout that stands in a site file, in the markup that SITE-FACTS tells of it.

No page of these sites was seen. What is not told (where the date stands, the pictures) is as such sites have it.
"""

# ruff: noqa: E501 - markup is easier to compare with a page in long lines

from __future__ import annotations

from dataclasses import dataclass

from tests.unit.platforms.samples import CAPTION, LEAD, P1, P2, TITLE, shell

_FIGURE = f"<figure><img src='/upload/cau.jpg'><figcaption>{CAPTION}</figcaption></figure>"
_SIGNED = "<p style='text-align:right'><strong>Trần An</strong></p>"
_DATE = "<div class='ngay'>05/03/2026 08:15</div>"
_OTHERS = "<h4>Tin liên quan</h4><ul><li><a href='/bai-khac-1.html'>Bài khác</a> <i>19/11/2026</i></li></ul>"


@dataclass(frozen=True)
class OwnSample:
    """A page with what must be read from it."""

    site: str
    layout: str
    markup: str
    summary: str | None = LEAD
    sections: tuple[str, ...] = ()


OWN_SAMPLES = [
    OwnSample(
        "baoninhbinh",
        "ninhbinh-2026",
        shell(
            "<ol class='flex uppercase font-semibold w-max'><li><a href='/xa-hoi'>Xã hội</a></li></ol>"
            f"<h1 class='header-title text-2xl'>{TITLE}</h1><div class='italic text-sm'><span>05/03/2026 08:15</span></div>"
            f"<div id='content_detail' class='content-detail'><p class='font-bold'>{LEAD}</p>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>"
        ),
        sections=("Xã hội",),
    ),
    *(
        OwnSample(
            site,
            layout,
            shell(
                f"<h1 class='pTitle'>{TITLE}</h1>{_DATE}<p class='pHead'>{LEAD}</p>"
                f"<div id='dcontent'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>"
            ),
        )
        for site, layout in (("baophutho", "phutho-2026"), ("baothanhhoa", "thanhhoa-2026"))
    ),
    OwnSample(
        "baolaichau",
        "laichau-2026",
        shell(
            f"<div id='post-content'><div class='post-info'><h1 class='title'>{TITLE}</h1>{_DATE}<div class='sapo'>{LEAD}</div>"
            f"<div class='body'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div></div></div>"
        ),
    ),
    OwnSample(
        "baobacninhtv",
        "bacninh-2026",
        shell(
            f"<div class='news-details'><h1>{TITLE}</h1>{_DATE}<div class='news_detail_sapo'>{LEAD}</div>"
            f"<div class='news-details__content link_content'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div></div>"
        ),
    ),
    OwnSample(
        "baohaugiang",
        "haugiang-2026",
        shell(
            f"<div class='news-details-content'><h1>{TITLE}</h1>{_DATE}"
            f"<div class='contentView'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>{_OTHERS}</div>"
        ),
        summary=None,
    ),
    OwnSample(
        "mofa",
        "mofa-2026",
        shell(
            f"<h1>{TITLE}</h1>{_DATE}<div class='article-summary'>{LEAD}</div>"
            f"<div id='content-post' class='main-content'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>"
        ),
    ),
    OwnSample(
        "moha",
        "moha-2026",
        shell(
            f"<h1>{TITLE}</h1>{_DATE}<div class='mh-detail-content'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>{_OTHERS}"
        ),
        summary=None,
    ),
    OwnSample(
        "baosonla",
        "sonla-2026",
        shell(
            f"<h1>{TITLE}</h1>{_DATE}<div class='fulltext'><p class='font-bold'>{LEAD}</p><div id='editor-detail'>"
            "<div class='audio-article'>Nghe đọc bài</div><div class='select-accent-wrap'>Giọng miền Bắc</div>"
            f"{_FIGURE}<p>{P1}</p><p>{P2}</p><p class='text-end'>Trần An</p></div></div>"
        ),
    ),
    OwnSample(
        "baokhanhhoa",
        "khanhhoa-2026",
        shell(
            f"<h1 class='head_title'>{TITLE}</h1>{_DATE}<div class='content-detail'><p><strong>{LEAD}</strong></p>"
            f"{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>"
        ),
    ),
    OwnSample(
        "baothainguyen",
        "thainguyen-2026",
        shell(
            f"<a class='title color1' href='/xa-hoi/'>Xã hội</a><h1>{TITLE}</h1>{_DATE}<div class='desc'>{LEAD}</div>"
            f"<div class='content-detail'>{_FIGURE}<p>{P1}</p><p>{P2}</p>{_SIGNED}</div>"
        ),
        sections=("Xã hội",),
    ),
]
