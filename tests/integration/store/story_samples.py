"""Articles for the tests of stories, as the writer stores them, and the state that they end in."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from benchmarks.stories.pairs import written
from benchmarks.stories.variants import Text
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.documents import article_id, new_article
from crawler.store.stories import join_due
from tests.integration.store.samples import START, article

Document = dict[str, Any]
Db = Database[Document]

SERIES, EVENTS = written()
POWER_CUTS = SERIES["lich-cat-dien"]
BRIDGE, BRIDGE_FEATURE = EVENTS["khanh-thanh-cau"]
FLOOD = EVENTS["mua-lu"][0]
FESTIVAL = EVENTS["le-hoi-den"][0]
SCHOOLS = SERIES["hoc-bong"][0]
PETROL = SERIES["gia-xang"][0]
LEAD = "Sáng nay, chúng tôi nhận được tin vui từ vùng biên do cộng tác viên ở cơ sở gửi về tòa soạn."


def cut(text: Text, *, lead: str = LEAD) -> Text:
    """The same release with another lead and without its last paragraph."""
    return Text(text.family, f"Tin mới: {text.title}", "\n\n".join([lead, *text.paragraphs[:-1]]))


def retold(text: Text) -> Text:
    """The same release with a tail of another office."""
    tail = "Tin do Trung tâm Văn hóa, Thông tin và Truyền thông cung cấp."
    return Text(text.family, text.title, f"{text.body}\n\n{tail}")


def document(site: str, number: int, text: Text, *, day: int | None, **fields: Any) -> Document:
    """An article as the writer stores it: number ``number`` of ``site``, published ``day`` days after START."""
    published = None if day is None else START + timedelta(days=day)
    item = article(number, site=site, title=text.title, text=text.body, published_at=published, **fields)
    return new_article(item, run_id="run-1")


def ident(site: str, number: int) -> str:
    """``_id`` of that article."""
    return article_id(f"{site}.vn#{number}")


def edit(db: Db, key: str, text: Text) -> None:
    """Another text, as the writer stores it."""
    stored = document("nbtv", 1, text, day=0)
    changed = {name: stored[name] for name in ("title", "body", "content_hash")}
    step = {"$set": {**changed, "story_due": True}, "$inc": {"version": 1, "revision": 1}}
    done = db.articles.update_one({"_id": key}, step)
    assert done.modified_count == 1


def join(store: StoreConfig, *, limit: int = 500) -> int:
    """Look for stories until nothing is due; returns the number of settled looks."""

    async def run() -> int:
        total = 0
        async with open_async(store, resolve_uri(store)) as db:
            while settled := await join_due(db, run_id="run-2", limit=limit):
                total += settled
        return total

    return asyncio.run(run())


def state(db: Db) -> tuple[Mapping[str, str], Sequence[Document]]:
    """(article -> story id, the documents of ``stories``). Asserts what must hold after every complete run."""
    found = db.articles.find({}, {"story_id": 1, "story_due": 1, "version": 1, "unpublished": 1}).to_list()
    for stored in found:
        assert "story_due" not in stored, "a look is still owed"
        versions = [change["version"] for change in stored.get("unpublished", [])]
        assert versions == list(range(stored["version"] - len(versions) + 1, stored["version"] + 1)), "an event is lost"
    return {stored["_id"]: stored["story_id"] for stored in found}, db.stories.find().sort("_id").to_list()


def fleet() -> list[Document]:
    """Thirteen articles in three stories and five that belong to none; one date is unknown."""
    excerpt = Text("x", "Cầu Nậm Cúm", f"{BRIDGE.paragraphs[0]} {BRIDGE.paragraphs[1]}")
    return [
        document("laocaitv", 1, BRIDGE, day=3, source_credit="TTXVN"),
        document("baolaocai", 1, cut(BRIDGE), day=1, source_credit="Cổng TTĐT tỉnh"),
        document("ubdt", 1, retold(BRIDGE), day=None, source_credit="TTXVN", minute=9 * 24 * 60),
        document("nbtv", 1, excerpt, day=2),
        document("laocaitv", 2, BRIDGE_FEATURE, day=1),
        document("baoquangtri", 3, FLOOD, day=5),
        document("ubdt", 3, retold(FLOOD), day=5),
        document("nbtv", 4, SCHOOLS, day=6),
        document("baoquangtri", 4, retold(SCHOOLS), day=7),
        *(document("hanhchinhcong", 5 + place, text, day=8 + place) for place, text in enumerate(POWER_CUTS)),
        document("nbtv", 9, FESTIVAL, day=9),
    ]


def main() -> None:
    """A process of its own that joins whatever is due; it says so when it is ready and waits for a line to begin."""
    config = StoreConfig.from_env(os.environ)
    print("ready", flush=True)
    sys.stdin.readline()
    print(join(config, limit=random.Random(sys.argv[1]).randint(2, 6)), flush=True)


if __name__ == "__main__":
    main()
