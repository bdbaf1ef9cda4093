"""Writes all files of a new site, or none: they are made beside their places and moved there in the end."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.cases import Case
from crawler.listing_cases import ListingCase


class TakenError(Exception):
    """A place is taken; the message says by what and what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of one site lie in a project."""

    root: Path
    """Folder of ``scrapy.cfg``."""
    name: str
    """The site's."""

    @property
    def site_file(self) -> Path:
        """The site file."""
        return self.root / "crawler" / "spiders" / f"{self.name}.py"

    @property
    def pages(self) -> Path:
        """Folder of its golden pages."""
        return self.root / "tests" / "sites" / self.name

    @property
    def listings(self) -> Path:
        """Folder of its golden listings."""
        return self.root / "tests" / "listings" / self.name

    def check(self) -> None:
        """Raise `TakenError` if anything is there already: what a person has corrected is never overwritten."""
        for place in (self.site_file, self.pages, self.listings):
            if place.exists():
                raise TakenError(
                    f"{_shown(place)} exists: --name NAME gives the new site another name; to make this one anew, "
                    f"delete {_shown(self.site_file)}, {_shown(self.pages)} and {_shown(self.listings)} first"
                )


def put(places: Places, source: str, pages: Sequence[Case], listings: Sequence[ListingCase]) -> list[Path]:
    """Write the site; returns what was written. Raises `TakenError`, or OSError after having taken everything back."""
    places.check()
    done: list[Path] = []
    with tempfile.TemporaryDirectory(dir=places.root, prefix=".new-site-") as work:
        made = Path(work)
        moves = [
            (made / "pages", places.pages),
            (made / "listings", places.listings),
            (made / "site.py", places.site_file),
        ]
        whole: list[tuple[Path, Case | ListingCase]] = [(made / "pages", case) for case in pages]
        whole += [(made / "listings", case) for case in listings]
        for folder, case in whole:
            place = folder / case.folder.name
            place.mkdir(parents=True)
            case.write(place)
        (made / "site.py").write_text(source, "utf-8")
        try:
            for new, place in moves:  # the site file last: without it nothing else counts
                if not new.exists():
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                new.rename(place)
                done.append(place)
        except OSError:
            for place in done:
                place.rename(made / f"back-{place.parent.name}")
            raise
    return done


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
