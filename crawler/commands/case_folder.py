"""How `scrapy record` writes a case: in one step, and without losing what a person wrote into the one it replaces."""

from __future__ import annotations

import re
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crawler.cases import REQUEST, Case, CaseError, load_facts, load_item
from crawler.items import Article

_OWN_NOTE = re.compile(r"Page of \S+ \(.*\), captured on \d{4}-\d\d-\d\d\.")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person wrote of a case that is replaced."""

    note: str = ""
    gaps: Mapping[str, str] = field(default_factory=dict)
    right: Mapping[str, Any] = field(default_factory=dict)
    """What item.json says of the fields with a gap: there it is right, and what is read is wrong."""
    review: bool = False
    """True: nobody has looked at the replaced case either."""

    def put(self, case: Case) -> Case:
        """*case* with it; a note that *case* already has is a newer one."""
        request = replace(
            case.request,
            note=case.request.note or self.note,
            gaps=dict(self.gaps),
            review=case.request.review or self.review,
        )
        return replace(case, request=request, expected={**(case.expected or {}), **self.right})

    def told(self) -> list[str]:
        """What was kept, in words."""
        return ["note"] * bool(self.note) + [f"gaps ({', '.join(self.gaps)})"] * bool(self.gaps)


def kept_of(folder: Path) -> Kept:
    """What a person wrote into the case in *folder*; `CaseError` if that is not to be told, or if it is no case."""
    if not folder.exists():
        return Kept()
    if not (folder / REQUEST).is_file():
        raise CaseError(f"{folder} is no case ({REQUEST} is missing): --force does not touch it")
    facts = load_facts(folder)
    item = (load_item(folder) or {}) if facts.gaps else {}
    return Kept(
        note="" if _OWN_NOTE.fullmatch(facts.note) else facts.note,
        gaps=facts.gaps,
        right={name: item[name] for name in facts.gaps if name in item},
        review=facts.review,
    )


def own_note(case: Case, item: Article) -> str:
    """The note of a case of which nobody said what it tests."""
    day = case.request.captured_at.date().isoformat()
    return f"Page of {case.site} ({item.layout or 'no layout'}), captured on {day}."


@contextmanager
def to_the_end() -> Iterator[None]:
    """Ctrl-C comes too late here: what is being written is written whole, and told."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def put_folder(case: Case) -> None:
    """Write beside the place and rename: there is never half a case. What stood there goes only after that."""
    parent = case.folder.parent
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=parent, prefix=".record-") as work:
        made, old = Path(work) / "new", Path(work) / "old"
        made.mkdir()
        case.write(made)
        if case.folder.exists():
            case.folder.rename(old)
        try:
            made.rename(case.folder)
        except OSError:
            if old.exists():
                old.rename(case.folder)
            raise
