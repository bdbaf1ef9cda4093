"""Makes the articles of a site out of topics: deterministic, each with its own title and text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from demo.corpus.model import Block, Photo, Story, slugify
from demo.corpus.slots import COMMUNES, Slots, sentence_case
from demo.corpus.topic import Topic
from demo.corpus.topics_economy import TOPICS as ECONOMY
from demo.corpus.topics_society import TOPICS as SOCIETY
from demo.corpus.topics_state import TOPICS as STATE

TOPICS: tuple[Topic, ...] = ECONOMY + SOCIETY + STATE

_HEADINGS = ("Kết quả bước đầu", "Những khó khăn cần tháo gỡ", "Cách làm cần nhân rộng", "Việc cần làm tiếp theo")
_TABLE_HEADS = (("Thôn", "Số hộ", "Kinh phí (triệu đồng)"), ("Nội dung", "Kế hoạch", "Thực hiện"))
_TABLE_ROWS = ("Thôn Đông", "Thôn Đoài", "Thôn Thượng", "Thôn Hạ")
_LIST_ITEMS = (
    "Công khai danh sách và mức hỗ trợ tại nhà văn hóa thôn;",
    "Phân công cán bộ phụ trách từng nhóm hộ;",
    "Báo cáo kết quả trước ngày 25 hằng tháng;",
    "Kịp thời biểu dương cách làm hay, nhắc nhở nơi làm chậm.",
)
_CAPTIONS = (
    "Người dân {xa} tham gia buổi sinh hoạt tại nhà văn hóa",
    "Một góc trung tâm {xa} nhìn từ trên cao",
    "Cán bộ hướng dẫn bà con {xa} ngay tại hiện trường",
    "Đoàn công tác kiểm tra thực tế ở {xa2}",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many articles a site has, from when to when, and who writes them."""

    site: str
    province: str
    seed: int
    count: int
    first: datetime
    last: datetime
    sections: Sequence[str]
    authors: Sequence[tuple[str, ...]]
    first_id: int
    credits: Sequence[str] = ()
    photo_credit: bool = True
    with_summary: bool = True
    dateline: str | None = None


def make_stories(plan: Plan, taken: set[str]) -> list[Story]:
    """Articles oldest first; ``taken`` holds the slugs used so far on all sites and is added to."""
    step = (plan.last - plan.first) / max(plan.count - 1, 1)
    stories = []
    for number in range(plan.count):
        rng = random.Random(plan.seed * 1000 + number)
        published = (plan.first + step * number).replace(
            hour=rng.randint(6, 20), minute=rng.randint(0, 59), second=rng.randint(0, 59), microsecond=0
        )
        topic = TOPICS[(number * 7 + plan.seed) % len(TOPICS)]
        stories.append(_story(plan, number, topic, published, rng, taken))
    return stories


def _story(plan: Plan, number: int, topic: Topic, published: datetime, rng: random.Random, taken: set[str]) -> Story:
    slots, title, index = _title(plan, number, topic, published, rng, taken)
    # Leads are written for the titles at the same place.
    lead = sentence_case(topic.leads[index % len(topic.leads)].format_map(slots))
    chosen = sorted(rng.sample(range(len(topic.paragraphs)), rng.randint(4, 6)))
    blocks = [Block("p", sentence_case(topic.paragraphs[which].format_map(slots))) for which in chosen]
    if not plan.with_summary:
        blocks.insert(0, Block("p", lead))
    _decorate(blocks, topic, slots, rng, plan)
    return Story(
        ident=plan.first_id + number * 37 + rng.randint(0, 9),
        title=title,
        summary=lead if plan.with_summary else None,
        blocks=tuple(blocks),
        published=published,
        sections=(plan.sections[number % len(plan.sections)],),
        authors=plan.authors[rng.randrange(len(plan.authors))],
        source_credit=plan.credits[rng.randrange(len(plan.credits))] if plan.credits else None,
        dateline=plan.dateline,
        tags=topic.tags,
    )


def _title(
    plan: Plan, number: int, topic: Topic, published: datetime, rng: random.Random, taken: set[str]
) -> tuple[Slots, str, int]:
    """A title that no other article of the demo has, the slots that belong to it, and the place of its pattern."""
    communes = list(COMMUNES[plan.province])
    rng.shuffle(communes)
    for shift in range(len(topic.titles)):
        index = (number // len(TOPICS) + plan.seed + shift) % len(topic.titles)
        for commune in communes:
            slots = Slots(rng, plan.province, commune, published)
            title = sentence_case(topic.titles[index].format_map(slots))
            if slugify(title) not in taken:
                taken.add(slugify(title))
                return slots, title, index
    raise ValueError(f"{plan.site}: no unused title left for the topic {topic.key}")


def _decorate(blocks: list[Block], topic: Topic, slots: Slots, rng: random.Random, plan: Plan) -> None:
    """Put photo, quote, sub-headings, list and table where this article has them."""
    officer = slots["can_bo"][:1].lower() + slots["can_bo"][1:]
    if rng.random() < 0.6:
        blocks.insert(2, Block("quote", f"“{rng.choice(topic.quotes)}”, {officer} chia sẻ."))
    if rng.random() < 0.3:
        first, second = rng.sample(_HEADINGS, 2)
        blocks.insert(1, Block("heading", first))
        blocks.insert(len(blocks) - 1, Block("heading", second))
    if rng.random() < 0.25:
        blocks.append(Block("p", "Thời gian tới, địa phương tập trung vào các nhiệm vụ sau:"))
        blocks.append(Block("list", rows=tuple((item,) for item in rng.sample(_LIST_ITEMS, 3))))
    if rng.random() < 0.2:
        head = rng.choice(_TABLE_HEADS)
        rows = tuple((name, slots["n"], slots["nn"]) for name in _TABLE_ROWS[: rng.randint(2, 4)])
        blocks.append(Block("table", rows=(head, *rows)))
        blocks.append(Block("p", "Số liệu trên do địa phương tổng hợp, còn được rà soát trước khi quyết toán."))
    if rng.random() < 0.75:
        caption = sentence_case(rng.choice(_CAPTIONS).format_map(slots))
        credit = rng.choice(plan.authors)[0] if plan.photo_credit and rng.random() < 0.7 else None
        name = f"{slugify(caption)[:40].strip('-')}-{rng.randint(100, 999)}"
        blocks.insert(1, Block("photo", photo=Photo(name, caption, credit)))
