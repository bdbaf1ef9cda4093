"""Dead letters: items that could not be stored, kept whole with their reasons, so that they can be replayed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from crawler.items import Article
from crawler.store.documents import Document, not_storable
from crawler.store.schema import SCHEMA_VERSION

_LONGEST_KEPT = 1_000_000  # characters of one text field of an item that is too large for a document


@dataclass(frozen=True, slots=True)
class Reject:
    """An item and why it was refused."""

    item: Article
    reasons: tuple[str, ...]
    """``field: what is wrong`` or ``conflict: …``; never empty."""


def dead_letter(reject: Reject, *, run_id: str) -> tuple[str, Document]:
    """(``_id``, update) of the upsert that keeps it; the same item refused for the same reasons is one document."""
    item = reject.item
    whole = asdict(item)
    text = _as_json(whole)
    # Volatile facts are left out of the identity: fetching the bad page again is not a new reject.
    lasting = {name: value for name, value in whole.items() if name not in ("fetched_at", "views", "page", "archive")}
    identity = _as_json([item.key, item.url, sorted(reject.reasons), lasting])
    fields: Document = {
        "site": _clean(item.site),
        "url": _clean(item.url),
        "key": _clean(item.key),
        "title": None if item.title is None else _clean(item.title)[:500],
        "reasons": [_clean(reason) for reason in reject.reasons],
        "content_hash": item.content_hash,
        "run_id": run_id,
        "schema_version": SCHEMA_VERSION,
        **_stored_item(whole, text),
    }
    # ``item`` is replaced by the newest reading; only its volatile facts can differ.
    update: Document = {
        "$set": fields,
        "$min": {"first_seen": item.fetched_at},
        "$max": {"last_seen": item.fetched_at},
    }
    return hashlib.sha256(identity.encode("ascii")).hexdigest()[:32], update


def _stored_item(whole: Document, text: str) -> Document:
    """The item as a document (``item``) if MongoDB can hold it as it is, else as JSON text (``item_json``).

    JSON text is ASCII with escapes, so lone surrogates survive; it is also used for keys with dots and dollars,
    which drivers and queries mistake for paths and operators.
    """
    if not _has_odd_keys(whole) and not_storable({"item": whole}) is None:
        return {"item": whole, "item_json": None}
    if not_storable({"item_json": text}) is None:
        return {"item": None, "item_json": text}
    cut = {name: value[:_LONGEST_KEPT] if isinstance(value, str) else value for name, value in whole.items()}
    shortened = sorted(name for name, value in whole.items() if cut[name] != value)
    kept = _as_json(cut)
    if not_storable({"item_json": kept}) is not None:  # a monstrous list: keep the scalar fields
        cut = {name: value for name, value in cut.items() if not isinstance(value, list | dict)}
        kept, shortened = _as_json(cut), sorted({*shortened, *(set(whole) - set(cut))})
    return {"item": None, "item_json": kept, "item_shortened": shortened}


def _has_odd_keys(value: Any) -> bool:
    if isinstance(value, dict):
        return any("." in str(key) or "$" in str(key) or "\0" in str(key) for key in value) or any(
            _has_odd_keys(part) for part in value.values()
        )
    return isinstance(value, list) and any(_has_odd_keys(part) for part in value)


def _as_json(value: Document | Sequence[Any]) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, default=_json_default)


def _json_default(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else repr(value)


def _clean(text: object) -> str:
    """``text`` with lone surrogates replaced, so that MongoDB takes it."""
    return str(text).encode("utf-8", "replace").decode("utf-8")
