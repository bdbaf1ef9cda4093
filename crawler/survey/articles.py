"""What an article page gives today: what it states to machines, fields with their origin, what a crawl would say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from scrapy.http import TextResponse

from crawler.cases import HAND_WRITTEN
from crawler.extraction.page import Page
from crawler.items import Article
from crawler.saved import read_article
from crawler.site import SiteSpider
from crawler.survey.asking import Answer

_VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
_LEAST_MARKED = 0.02
"""Share of letters that only Vietnamese has: 0.15 to 0.25 in its texts, none in English ones."""


@dataclass(frozen=True, slots=True)
class ArticleLook:
    """One article page as it is read today."""

    answer: Answer
    item: Article
    rejected: tuple[str, ...]
    """Why a crawl would reject it; empty if it would not."""
    structured: tuple[str, ...]
    """Kinds of structured data that say something of the article, e.g. ``jsonld``, ``opengraph``."""
    proved: bool
    """False if a crawl would take the page for none of an article."""

    @property
    def url(self) -> str:
        """The page's own address."""
        return self.item.url

    @property
    def is_article(self) -> bool:
        """Whether a crawl would store it."""
        return self.proved and not self.rejected and bool(self.item.title)

    @property
    def foreign(self) -> bool:
        """True if its text is long enough to tell that it is not Vietnamese."""
        letters = [letter for letter in f"{self.item.title} {self.item.body}".casefold() if letter.isalpha()]
        return len(letters) > 200 and sum(map(_VIETNAMESE.__contains__, letters)) < _LEAST_MARKED * len(letters)

    def values(self) -> dict[str, Any]:
        """The fields that a person answers for, filled or not, in the order of `Article`."""
        whole = asdict(self.item)
        return {name: value for name, value in whole.items() if name in HAND_WRITTEN}


def look_at_article(spider: SiteSpider, answer: Answer) -> ArticleLook:
    """Read the page of *answer*, which has one, as *spider* does."""
    assert isinstance(answer.response, TextResponse)
    assert answer.page is not None
    reading = read_article(spider, answer.response, answer.at)
    return ArticleLook(
        answer=answer,
        item=reading.item,
        rejected=tuple(reading.rejected),
        structured=structured_kinds(answer.page),
        proved=spider.is_proved(reading.item),
    )


def structured_kinds(page: Page) -> tuple[str, ...]:
    """Where the page states facts of the article to machines: kinds with the facts each gives."""
    data = page.structured
    facts: dict[str, list[str]] = {}
    for name, said in (("title", data.title()), ("date", data.published()), ("lead", data.summary())):
        for statement in said:
            facts.setdefault(statement.via.partition(":")[0], []).append(name)
    return tuple(f"{kind} ({', '.join(dict.fromkeys(names))})" for kind, names in facts.items())
