"""As many distinct articles as one asks for, for measurements of the store: seeded, the same on every machine.

Bodies of 300 to 500 syllables are put together anew from the clauses of the sample sites' articles. So syllables and
their pairs are as frequent as in news, while two bodies share no run of words by which they would be one story.
"""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime, timedelta
from functools import cache

from crawler.items import Article, Image, PageFacts
from crawler.text.canonical import HASH_VERSION, content_hash
from demo.corpus.slots import COMMUNES, LAO_CAI, NINH_BINH, QUANG_TRI, sentence_case
from demo.corpus.stories import SITES, site_stories

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
"""First fetch of article 0; one more each second."""

SYLLABLES = 300, 500
"""Least and most of a body."""

_SECTIONS = ("Thời sự", "Chính trị", "Kinh tế", "Xã hội", "Văn hóa", "Đời sống", "Giáo dục", "Y tế")
_PROVINCES = (NINH_BINH, QUANG_TRI, LAO_CAI)
_SOME_PROVINCE = dict(zip(SITES, (_PROVINCES[number % len(_PROVINCES)] for number in range(len(SITES))), strict=True))
_BREAK = re.compile(r"(?<=[,;:.!?])\s+")


@cache
def _clauses() -> tuple[str, ...]:
    """What stands between two marks of punctuation in the sample articles, without the marks.

    3 to 9 syllables: no run of ten, by which stories are found, lies within one.
    """
    texts = {text for site in SITES for story in site_stories(site) for text in story.paragraphs}
    parts = {part.strip(' ,;:.!?“”"') for text in texts for part in _BREAK.split(text)}
    return tuple(sorted(part for part in parts if 3 <= len(part.split()) <= 9))


def key_of(number: int) -> str:
    """The identity of article ``number``."""
    return f"{SITES[number % len(SITES)]}.example.vn#{number}"


def made(number: int, *, minute: int = 0, seed: int = 1) -> Article:
    """Article ``number``, complete as a spider and the pipelines leave it, fetched ``minute`` minutes after its first
    time."""
    rng = random.Random(f"{seed}:{number}")  # noqa: S311 - made-up texts
    site = SITES[number % len(SITES)]
    province = _SOME_PROVINCE[site]
    commune = rng.choice(COMMUNES[province])
    title = f"{sentence_case(rng.choice(_clauses()))} ở xã {commune}, {rng.choice(_clauses())}"
    body = _body(rng)
    fetched = START + timedelta(seconds=number, minutes=minute)
    published = START - timedelta(minutes=7 * number + rng.randint(0, 6))
    url = f"https://{site}.example.vn/tin/bai-viet-{number}.html"
    return Article(
        url=url,
        key=key_of(number),
        site=site,
        publisher=f"Báo và Đài Phát thanh, Truyền hình {province}",
        platform="onecms",
        kind="newspaper",
        province=province,
        province_current=province,
        title=title,
        summary=f"{sentence_case(', '.join(rng.sample(_clauses(), 3)))}.",
        body=body,
        body_html="".join(f"<p>{part}</p>" for part in body.split("\n\n")),
        authors=["Hồng Nhung"],
        published_at=published,
        published_precision="minute",
        published_raw=f"{published:%d/%m/%Y %H:%M}",
        sections=[rng.choice(_SECTIONS)],
        tags=[commune, *rng.sample(_SECTIONS, 3)],
        images=[Image(url=f"{url}/anh-{place}.jpg", caption=rng.choice(_clauses())) for place in range(2)],
        views=rng.randint(10, 5000),
        fetched_at=fetched,
        via={"title": "onecms-2025:h1", "body": "onecms-2025:article", "published_at": "onecms-2025:meta"},
        layout="onecms-2025",
        page=PageFacts(status=200, url=url, size=60_000, etag=f'"{number:x}"'),
        content_hash=content_hash(title, body),
        hash_version=HASH_VERSION,
    )


def _body(rng: random.Random) -> str:
    """Paragraphs of sentences of clauses."""
    wanted = rng.randint(*SYLLABLES)
    paragraphs: list[str] = []
    sentences: list[str] = []
    length = 0
    while True:
        clauses = rng.choices(_clauses(), k=rng.randint(2, 4))
        size = sum(len(clause.split()) for clause in clauses)
        if length + size > wanted and length >= SYLLABLES[0]:
            break
        length += size
        sentences.append(f"{sentence_case(', '.join(clauses))}.")
        if len(sentences) == 4:
            paragraphs.append(" ".join(sentences))
            sentences = []
    return "\n\n".join([*paragraphs, *([" ".join(sentences)] if sentences else [])])
