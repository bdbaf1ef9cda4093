"""What all sample sites share: routes by dictionary, templates, view counters, the page's own clock."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.corpus.model import Photo, Story, slugify
from demo.corpus.stories import NO_DATE, site_stories
from demo.editions import Edition
from demo.play import PlayRequest, PlayResponse, Tls, not_found, redirect, text_response
from demo.sites.dates import FILTERS

Handler = Callable[[PlayRequest], PlayResponse]

CLOCK_TEXT = "Hôm nay: Chủ nhật, 22/11/2026"
"""Every page shows the day of its visit; fixed, so that pages stay equal."""
LICENCE_TEXT = "Giấy phép số 15/GP-TTĐT cấp ngày 15/01/2010"

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters.update(FILTERS, slug=slugify)
_ENVIRONMENT.globals.update(clock=CLOCK_TEXT, licence=LICENCE_TEXT)

FILE_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class SampleSite:
    """A bundled site; subclasses say who they are and lay out their pages."""

    name: ClassVar[str]
    """Name of the spider that crawls it."""
    platform: ClassVar[str]
    """Template folder."""
    title: ClassVar[str]
    """Name of the publishing office."""
    hosts: Sequence[str] = ()
    scheme: ClassVar[str] = "https"
    tls: Tls = "own"
    shows_seconds: ClassVar[bool] = False
    """Whether its dates are to the second."""
    section_names: ClassVar[dict[str, str]] = {}
    """Slug of a category -> its name, in the order of the menu."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._routes: dict[int, dict[str, Handler]] = {}
        self._views: Counter[int] = Counter()

    @property
    def root(self) -> str:
        """Scheme and canonical host."""
        return f"{self.scheme}://{self.hosts[0]}"

    # --- what subclasses give -------------------------------------------------------------------------------------

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Path -> handler for one edition."""
        raise NotImplementedError

    def urls(self, story: Story) -> list[str]:
        """All URLs of an article, the canonical one first."""
        raise NotImplementedError

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture of an article."""
        raise NotImplementedError

    def fallback(self, _request: PlayRequest) -> PlayResponse:
        """Answer for a path without a route."""
        return not_found()

    def robots(self) -> PlayResponse:
        """The site's robots.txt."""
        return text_response(200, "User-agent: *\nDisallow: /tim-kiem\nDisallow: /quan-tri")

    # --- what they get --------------------------------------------------------------------------------------------

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Find the route of the current edition."""
        if request.scheme == "http" and self.scheme == "https":
            return redirect(request.url.replace("http://", "https://", 1), 301)
        routes = self.current_routes()
        handler = routes.get(request.path)
        if handler is None:
            return self.fallback(request)
        return handler(request)

    def current_routes(self) -> dict[str, Handler]:
        """Routes of the current edition, made once."""
        number = self._edition.current()
        if number not in self._routes:
            stories = self.stories(number)
            routes = self.routes(stories)
            routes.setdefault("/robots.txt", lambda _request: self.robots())
            for story in stories:
                for file in story.files:
                    routes[file.path] = _file_handler(file.path)
            self._routes[number] = routes
        return self._routes[number]

    def stories(self, edition: int | None = None) -> tuple[Story, ...]:
        """Articles, newest first."""
        return site_stories(self.name, self._edition.current() if edition is None else edition)

    def render(self, template: str, **context: object) -> PlayResponse:
        """A page from this platform's template folder."""
        page = _ENVIRONMENT.get_template(f"{self.platform}/{template}").render(site=self, **context)
        return PlayResponse(page.encode())

    def views(self, story: Story) -> int:
        """The counter moves with every fetch, as on real sites; it may never reach a content hash."""
        self._views[story.ident] += 1
        return story.ident * 7 % 900 + 50 + self._views[story.ident]

    def shows_date(self, story: Story) -> bool:
        """Whether the article's page prints its date."""
        return NO_DATE not in story.flags

    def shows_tags(self, _story: Story) -> bool:
        """Whether the article's page prints the keywords that the corpus gives it."""
        return False

    def article_context(self, story: Story, stories: tuple[Story, ...]) -> dict[str, object]:
        """What article templates need: the story, lists beside it, the counter."""
        here = stories.index(story)
        older = stories[here + 1 : here + 6] or stories[:3]
        return {
            "story": story,
            "url": self.urls(story)[0],
            "related": older,
            "latest": [other for other in stories[:7] if other is not story][:6],
            "views": self.views(story),
            "section": self.section_names[story.sections[0]],
            "dated": self.shows_date(story),
        }

    def in_section(self, slug: str, stories: tuple[Story, ...]) -> list[Story]:
        """Articles of one category."""
        return [story for story in stories if slug in story.sections]


def stamp(*parts: object) -> str:
    """Validator that changes when what is published changes, and not with the view counter."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def page_of(items: Sequence[Story], number: int, size: int) -> Sequence[Story]:
    """Items of page ``number`` (from 1); empty past the end."""
    return items[(number - 1) * size : number * size] if number >= 1 else []


def pages_of(items: Sequence[object], size: int) -> int:
    """How many pages a listing has."""
    return max(1, -(-len(items) // size))


def page_number(text: str | None) -> int:
    """Page from a query value; anything else than a number is the first page, as the CMSs do it."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else 1


def _file_handler(path: str) -> Handler:
    """Serve a small stand-in for an attachment."""
    body = b"%PDF-1.4\n% sample attachment of the demo\n" + path.encode() + b"\n%%EOF\n"
    media = FILE_TYPES.get(path.rpartition(".")[2], "application/octet-stream")
    return lambda _request: PlayResponse(body, content_type=media, etag=stamp(path))
