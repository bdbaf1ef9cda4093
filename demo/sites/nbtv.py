"""nbtv.vn on the older MediaTech CMS: two URL forms over one id series (SITE-FACTS 2); article markup is invented."""

from __future__ import annotations

from collections.abc import Sequence

from demo.corpus.model import Photo, Story
from demo.corpus.stories import NBTV, NEW, OLD
from demo.play import PlayRequest, PlayResponse
from demo.sites.base import Handler, SampleSite, page_number, page_of, pages_of, stamp

PAGE_SIZE = 6
ARCHIVE = "ho-so"
"""Listing that still links the old URL form."""
OLD_CATEGORY_ID = 401


class Nbtv(SampleSite):
    """Provincial broadcaster."""

    name = NBTV
    platform = "mediatech"
    title = "Báo và phát thanh, truyền hình Ninh Bình"
    hosts: Sequence[str] = ("nbtv.vn",)
    shows_seconds = True
    section_names = {
        "chinh-tri": "Chính trị",
        "kinh-te": "Kinh tế",
        "van-hoa-xa-hoi": "Văn hóa - Xã hội",
        "doi-song": "Đời sống",
    }

    def url(self, story: Story, form: str) -> str:
        """``/news/<category id>/<id>/<slug>`` or ``/<slug>-<id>.html``."""
        if form == OLD:
            return f"{self.root}/news/{OLD_CATEGORY_ID}/{story.ident}/{story.slug}"
        return f"{self.root}/{story.slug}-{story.ident}.html"

    def urls(self, story: Story) -> list[str]:
        """The forms that this article has, the newest first."""
        return [self.url(story, form) for form in story.forms]

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture on the CDN."""
        moment = story.published
        folder, mark = (f"{moment.month}_{moment.year}", f"{moment:%H%M%S%d%m%Y}") if moment else ("0_0", "0")
        return f"https://cdn.nbtv.vn/upload/news/{folder}/{photo.name}_{mark}.jpg"

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, categories, archive, articles under each of their forms."""
        routes: dict[str, Handler] = {"/": lambda _request: self._home(stories)}
        for slug, name in self.section_names.items():
            links = [(story, self.urls(story)[0]) for story in self.in_section(slug, stories)]
            routes[f"/tin-tuc/{slug}"] = self._listing(slug, name, links, stories)
        archive = [(story, self.url(story, OLD)) for story in stories if OLD in story.forms]
        routes[f"/tin-tuc/{ARCHIVE}"] = self._listing(ARCHIVE, "Hồ sơ - Tư liệu", archive, stories)
        routes["/phat-thanh"] = lambda _request: self.render("home.html", boxes=[], latest=stories[:6])
        for story in stories:
            for form in (NEW, OLD):
                if form in story.forms:
                    routes[self.url(story, form).removeprefix(self.root)] = self._article(story, stories)
        return routes

    def _home(self, stories: tuple[Story, ...]) -> PlayResponse:
        boxes = [(slug, name, self.in_section(slug, stories)[:3]) for slug, name in self.section_names.items()]
        return self.render("home.html", boxes=boxes, latest=stories[:6])

    def _listing(self, slug: str, name: str, links: list[tuple[Story, str]], stories: tuple[Story, ...]) -> Handler:
        found = [story for story, _link in links]
        target = {story.ident: link for story, link in links}

        def handler(request: PlayRequest) -> PlayResponse:
            page = page_number(request.query.get("page"))
            shown = page_of(found, page, PAGE_SIZE)
            response = self.render(
                "listing.html",
                name=name,
                path=f"/tin-tuc/{slug}",
                items=[(story, target[story.ident]) for story in shown],
                page=page,
                pages=pages_of(found, PAGE_SIZE),
                latest=stories[:6],
            )
            response.etag = stamp(slug, page, [story.ident for story in shown], stories[0].ident)
            return response

        return handler

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        def handler(_request: PlayRequest) -> PlayResponse:
            response = self.render("article.html", **self.article_context(story, stories))
            response.etag = stamp(story)
            return response

        return handler
