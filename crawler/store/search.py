"""Find articles by words: with MongoDB's text index where there is one, else with the tokens of ``search``.

A query is syllables as people type them, with marks or without. Two of them are looked for as one word (``sạt lở``);
of three or more all must occur. One syllable alone is looked for in headline and tags where tokens are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from heapq import nlargest
from itertools import islice
from typing import Any

from pymongo import DESCENDING, ReplaceOne
from pymongo.database import Database

from crawler.store.collections import ARTICLES, SEARCH, Document, has_text_index
from crawler.store.tokens import query_tokens, syllables, tokens
from crawler.store.windows import walk
from crawler.text.canonical import canonical_text
from crawler.text.unicode import fold_marks

SHOWN = ("title", "url", "site", "published_at", "published_precision", "state")
"""Fields of a found article, besides its ``_id``."""

CANDIDATES = 200
"""So many articles that may hold all the words are looked at more closely; no more can be asked for."""

_TEXTS = ("title", "summary", "body")
_CHUNK = 100  # articles with their texts in memory at a time, some 600 kB
_WORD = re.compile(r"\w+")


def search_document(article: Mapping[str, Any]) -> Document:
    """The document of ``search`` for a whole article document; write it before the article, as a replacement."""
    return {
        "_id": article["_id"],
        "site": article["site"],
        # Only orders candidates; an article without a date counts from when it was first seen.
        "at": article.get("published_at") or article["first_seen"],
        "tokens": tokens(article["title"], article.get("summary"), article.get("body"), article.get("tags") or ()),
    }


def replacements(articles: Iterable[Mapping[str, Any]]) -> list[ReplaceOne[Document]]:
    """Bulk operations for ``search``; safe to repeat."""
    documents = map(search_document, articles)
    return [ReplaceOne({"_id": document["_id"]}, document, upsert=True) for document in documents]


def search(db: Database[Document], text: str, *, site: str | None = None, limit: int = 20) -> list[Document]:
    """Articles with the words of ``text``, best first: the phrase as typed (with its marks) in the headline, then in
    the text, then the rest; the newest first among equals. At most ``limit`` documents with ``SHOWN``.

    ``site``: first place of publication. Raises ValueError if ``text`` holds no word or ``limit`` is not 1 to
    ``CANDIDATES``, and pymongo's errors.
    """
    if not 1 <= limit <= CANDIDATES:
        raise ValueError(f"limit is {limit}: give 1 to {CANDIDATES}")
    if not syllables(text):
        raise ValueError(f"{text!r} holds no word to look for")
    if has_text_index(db):
        found = db[ARTICLES].aggregate(text_pipeline(text, site)).to_list()
    else:
        found = _by_tokens(db, text, site)
    return _ranked(db, found, text)[:limit]


def text_pipeline(text: str, site: str | None) -> list[Document]:
    """The newest ``CANDIDATES`` that hold every word, by the text index. Quoted words must all occur; `$text` alone
    takes any of them."""
    words = " ".join(f'"{word}"' for word in _WORD.findall(text))
    match = {"$text": {"$search": words}} | ({"site": site} if site else {})
    return [
        {"$match": match},
        {"$sort": {"published_at": DESCENDING}},
        {"$limit": CANDIDATES},
        {"$project": {"_id": 1}},
    ]


def token_pipeline(lookup: list[str], site: str | None) -> list[Document]:
    """What of `search` holds any token of ``lookup``.

    The first stage asks for one field only: SecantusDB then uses its index, and with more it reads everything.
    """
    return [
        {"$match": {"tokens": {"$in": lookup}}},
        *([{"$match": {"site": site}}] if site else []),
        {"$project": {"at": 1, "tokens": 1}},
    ]


def _by_tokens(db: Database[Document], text: str, site: str | None) -> list[Document]:
    """The ``CANDIDATES`` that share the most words with ``text``, the newest first among equals."""
    lookup, shared = query_tokens(text)
    wanted = frozenset(shared)
    # Compared here: SecantusDB needs 4 ms a document for an expression on an array, and 0.5 ms to send it.
    with db[SEARCH].aggregate(token_pipeline(lookup, site)) as found:
        return nlargest(CANDIDATES, found, key=lambda one: (len(wanted.intersection(one["tokens"])), one["at"]))


def _ranked(db: Database[Document], candidates: list[Document], text: str) -> list[Document]:
    """The candidates that really hold every word, with what is shown of them, best first."""
    words = set(syllables(text))
    typed = _phrase(canonical_text(text).lower())
    folded = _phrase(fold_marks(canonical_text(text)))
    judged = []
    ids = [document["_id"] for document in candidates]
    for start in range(0, len(ids), _CHUNK):
        part = {"_id": {"$in": ids[start : start + _CHUNK]}}
        for article in db[ARTICLES].find(part, [*SHOWN, *_TEXTS, "tags", "first_seen"]):
            if article.get("state") == "merged":
                continue
            title, *texts = (canonical_text(article.get(name) or "").lower() for name in _TEXTS)
            everything = "\n".join([title, *texts, *(article.get("tags") or ())])
            if not words <= set(syllables(everything)):
                continue
            rank = (not typed.search(title), not typed.search(everything), not folded.search(fold_marks(title)))
            at = article.get("published_at") or article["first_seen"]
            judged.append((rank, -at.timestamp(), {name: article.get(name) for name in ("_id", *SHOWN)}))
    return [shown for _, _, shown in sorted(judged, key=lambda entry: entry[:2])]


def _phrase(text: str) -> re.Pattern[str]:
    """Matches ``text`` as whole words."""
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")


def rebuild(db: Database[Document]) -> int:
    """Write ``search`` anew from the articles, in batches; returns how many. For data from before there was one."""
    fields = dict.fromkeys(("site", "published_at", "first_seen", "tags", "state", *_TEXTS), 1)
    articles = walk(db[ARTICLES], "first_seen", None, None, projection=fields)
    current = (article for article in articles if article.get("state") != "merged")
    count = 0
    while batch := list(islice(current, _CHUNK)):
        db[SEARCH].bulk_write(replacements(batch), ordered=False)
        count += len(batch)
    return count
