"""ubmttqvn.quangtri.gov.vn on NukeViet 4.5: feeds, sitemap, several categories, wrong hidden dates (SITE-FACTS 6.9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from demo.corpus.model import Photo, Story
from demo.corpus.stories import UBMTTQVN_QUANGTRI
from demo.play import PlayRequest, PlayResponse, not_found, redirect, text_response
from demo.sites.base import Handler, SampleSite, page_of, pages_of

PAGE_SIZE = 8
FEED_SIZE = 30
MODULES = ("news", "about", "page", "rss", "feeds", "uploads", "users", "sitemap")
"""First path segments that the CMS knows; any other redirects to the home page."""


class UbmttqvnQuangTri(SampleSite):
    """Portal of the provincial Fatherland Front."""

    name = UBMTTQVN_QUANGTRI
    platform = "nukeviet"
    title = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Trị"
    hosts: Sequence[str] = ("ubmttqvn.quangtri.gov.vn",)
    scheme = "http"
    section_names = {
        "tin-hoat-dong": "Tin hoạt động",
        "dai-doan-ket": "Đại đoàn kết toàn dân tộc",
        "giam-sat-phan-bien": "Giám sát - Phản biện xã hội",
        "guong-dien-hinh": "Gương điển hình",
    }

    def path(self, story: Story, section: str | None = None) -> str:
        """``/news/<category>/<slug>-<id>.html``, by default below the article's home category."""
        here = section if section in story.sections else story.sections[0]
        return f"/news/{here}/{story.slug}-{story.ident}.html"

    def urls(self, story: Story) -> list[str]:
        """One URL per category of the article."""
        return [self.root + self.path(story, section) for section in story.sections]

    def tool_path(self, tool: str, story: Story) -> str:
        """Print and save pages, marked ``nofollow`` where they are linked."""
        return f"/news/{tool}/{story.sections[0]}/{story.slug}-{story.ident}.html"

    def photo_path(self, photo: Photo, story: Story) -> str:
        """Path of a picture."""
        month = f"{story.published:%Y_%m}" if story.published else "0000_00"
        return f"/uploads/news/{month}/{photo.name}.jpg"

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture."""
        return self.root + self.photo_path(photo, story)

    def robots(self) -> PlayResponse:
        """The CMS's default robots.txt, which names the sitemap."""
        closed = ("admin", "data", "includes", "install", "modules", "users", "statistics")
        lines = ["User-agent: *", *(f"Disallow: /{name}/" for name in closed), f"Sitemap: {self.root}/sitemap.xml"]
        return text_response(200, "\n".join(lines))

    def fallback(self, request: PlayRequest) -> PlayResponse:
        """An unknown top level redirects home; below a known module it is a 404, past a listing's end an empty page."""
        parts = [part for part in request.path.split("/") if part]
        if not parts or parts[0].split("-")[0].split(".")[0] not in MODULES:
            return redirect(f"{self.root}/")
        if parts[0] == "news" and parts[-1].removeprefix("page-").isdecimal():
            slug = parts[1] if len(parts) == 3 else None
            if len(parts) == 2 or slug in self.section_names:
                return self._dated(self._page(slug, 0, self.stories()))
        return not_found()

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Every dynamic answer claims to be a day old, whatever it holds."""
        response = super().respond(request)
        return self._dated(response) if response.status == 200 else response

    def shows_tags(self, _story: Story) -> bool:
        """All articles."""
        return True

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, listings with all their pages, articles, print pages, feeds, sitemap."""
        routes: dict[str, Handler] = {"/": lambda _request: self._page(None, 1, stories)}
        for slug in (None, *self.section_names):
            found = self.in_section(slug, stories) if slug else stories
            path = f"/news/{slug}/" if slug else "/news/"
            routes[path] = self._listing(slug, 1, stories)
            for number in range(2, pages_of(found, PAGE_SIZE) + 1):
                routes[f"{path}page-{number}/"] = self._listing(slug, number, stories)
                routes[f"{path}page-{number}"] = self._listing(slug, number, stories)
            name = f"Tin Tức - {self.section_names[slug]}" if slug else "Tin Tức"
            feed = self._feed(name, found[:FEED_SIZE])
            routes[f"/news/rss/{slug}/" if slug else "/news/rss/"] = feed
            routes[f"/rss/{slug}/" if slug else "/rss/"] = feed
        for story in stories:
            for section in story.sections:
                routes[self.path(story, section)] = self._article(story, stories)
            for tool in ("print", "savefile"):
                routes[self.tool_path(tool, story)] = self._article(story, stories)
        routes["/about/"] = self._listing(None, 0, stories)
        routes["/sitemap.xml"] = lambda _request: self._xml("sitemapindex.xml")
        routes["/sitemap-vi.news.xml"] = lambda _request: self._xml("sitemap.xml", stories=stories)
        routes["/sitemap-vi.about.xml"] = lambda _request: self._xml("sitemap.xml", stories=())
        return routes

    def _listing(self, slug: str | None, number: int, stories: tuple[Story, ...]) -> Handler:
        return lambda _request: self._page(slug, number, stories)

    def _page(self, slug: str | None, number: int, stories: tuple[Story, ...]) -> PlayResponse:
        """One page of a listing; number 0 is the empty page past the end."""
        found = self.in_section(slug, stories) if slug else list(stories)
        return self.render(
            "listing.html",
            name=self.section_names[slug] if slug else "Tin Tức",
            slug=slug,
            path=f"/news/{slug}/" if slug else "/news/",
            stories=page_of(found, number, PAGE_SIZE),
            page=number,
            pages=pages_of(found, PAGE_SIZE) if number else 1,
            latest=stories[:6],
        )

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        edited = story.modified or story.published
        return lambda _request: self.render("article.html", edited=edited, **self.article_context(story, stories))

    def _feed(self, name: str, stories: Sequence[Story]) -> Handler:
        return lambda _request: self._xml("rss.xml", name=name, stories=stories)

    def _xml(self, template: str, **context: object) -> PlayResponse:
        response = self.render(template, **context)
        response.content_type = "application/rss+xml" if template == "rss.xml" else "application/xml"
        response.content_type += "; charset=utf-8"
        return response

    def _dated(self, response: PlayResponse) -> PlayResponse:
        response.last_modified = format_datetime(datetime.now(UTC) - timedelta(hours=24), usegmt=True)
        return response
