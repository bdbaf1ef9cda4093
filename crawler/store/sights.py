"""What a visit to a known source changes: a newer reading of the same text, or a page that is gone."""

from __future__ import annotations

from datetime import datetime

from crawler.items import Article
from crawler.store.documents import DIGESTED_FIELDS, SOURCE_FACTS, Document, content, digests, refreshed
from crawler.store.draft import Draft, millis
from crawler.store.withdrawal import proof_of

SUMMARISED = frozenset({"published_at", "source_credit"})
"""Fields that `stories` is computed from."""
SEARCHED = frozenset({"title", "summary", "tags", "published_at"})
"""Fields besides the text that `search` is computed from."""


def see(draft: Draft, item: Article) -> None:
    """Note that a source showed the article; newer facts of the first source that are not hashed are taken over."""
    stored_key = draft.source_of(item.key, item.url)
    entry = draft.sources[stored_key]
    fetched = millis(item.fetched_at)
    entry["key"] = item.key
    entry["first_seen"] = min(entry["first_seen"], fetched)
    entry["last_seen"] = max(entry["last_seen"], fetched)
    draft.look_at(stored_key)
    is_current = item.content_hash == draft.content_hash and fetched >= draft.fetched_at
    fresh: Document = {}
    changed: list[str] = []
    if is_current and stored_key == next(iter(draft.sources)):
        precision = draft.value("published_precision")
        reread = draft.cause == "reparse"
        fresh = _reread(item) if reread else refreshed(item, stored_precision=precision)
        changed = _differing(draft, fresh) if reread else []
        draft.fetched_at = fetched
    changed += [name for name in _news_of(draft, item, fresh) if name not in changed]
    if not SUMMARISED.isdisjoint(changed):
        fresh["story_due"] = True
    draft.is_reworded |= not SEARCHED.isdisjoint(changed)
    changed += draft.is_back(entry, fresh)
    if fresh:
        draft.steps.append(fresh)
    if changed:
        draft.tell("edited", item.site, fetched, changed)


def miss(draft: Draft, key: str, url: str, at: datetime) -> None:
    """Note that a source answered 404 or 410; the check that proves it withdraws it."""
    stored_key = draft.source_of(key, url)
    entry, moment = draft.sources[stored_key], millis(at)
    known = [check for check in entry.get("gone_on", ()) if check > entry["last_seen"]]
    if moment <= entry["last_seen"] or any(moment.date() == other.date() for other in known):
        return
    entry["gone_on"] = sorted([*known, moment])
    draft.look_at(stored_key)
    proof = proof_of(entry["gone_on"])
    if proof is None or entry.get("withdrawn_at") is not None:
        return
    entry["withdrawn_at"] = proof
    if any(other.get("withdrawn_at") is None for other in draft.sources.values()):
        draft.tell("edited", entry["site"], moment, ["sources"])
    else:
        draft.steps.append({"state": "withdrawn", "withdrawn_at": proof})
        draft.tell("withdrawn", entry["site"], moment, ["sources", "state", "withdrawn_at"])


def _news_of(draft: Draft, item: Article, fresh: Document) -> list[str]:
    """Names of the refreshed fields that differ from the stored ones; ``fresh`` gets the new digests."""
    known, now = draft.value("digests") or {}, digests(item)
    taken = [name for name in DIGESTED_FIELDS if name in fresh]
    changed = [name for name in taken if name in known and known[name] != now[name]]
    if any(known.get(name) != now[name] for name in taken):
        fresh["digests"] = {**known, **{name: now[name] for name in taken}}
    return changed


def _reread(item: Article) -> Document:
    """Today's reading of the stored capture: every value replaces the stored one, also an empty one."""
    return {name: value for name, value in content(item).items() if name not in SOURCE_FACTS or name == "published_at"}


def _differing(draft: Draft, fresh: Document) -> list[str]:
    """Names of the fields that today's reading changes; the draft's ``base`` is the whole document then."""
    plain = {name: millis(value) if isinstance(value, datetime) else value for name, value in fresh.items()}
    return sorted(name for name in plain if name not in ("views", "fetched_at") and plain[name] != draft.base.get(name))
