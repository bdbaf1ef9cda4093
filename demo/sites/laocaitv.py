"""laocaitv.vn on Laravel: no id in URLs, title and date outside the content, Laravel's paginator (SITE-FACTS 5)."""

from __future__ import annotations

from collections.abc import Sequence

from demo.corpus.model import Photo, Story
from demo.corpus.stories import LAOCAITV
from demo.play import PlayRequest, PlayResponse, Tls
from demo.sites.base import Handler, SampleSite, page_number, page_of, pages_of

PAGE_SIZE = 6
DEAD_LINK_SECTION = "doi-song"
DEAD_LINK_TITLE = "Chợ hoa xuân Lào Cai trước giờ mở cửa"
DEAD_LINK_PATH = "/doi-song/cho-hoa-xuan-lao-cai-truoc-gio-mo-cua"
"""Linked on the first page of its section, and gone: 404."""


class LaoCaiTv(SampleSite):
    """Provincial broadcaster until the merger of 2025."""

    name = LAOCAITV
    platform = "laravel"
    title = "Đài Phát thanh - Truyền hình tỉnh Lào Cai"
    hosts: Sequence[str] = ("laocaitv.vn", "www.laocaitv.vn")
    scheme = "http"
    tls: Tls = "none"
    section_names = {
        "chinh-tri-xa-hoi": "Chính trị - Xã hội",
        "kinh-te": "Kinh tế",
        "van-hoa-du-lich": "Văn hóa - Du lịch",
        "doi-song": "Đời sống",
    }

    def urls(self, story: Story) -> list[str]:
        """``/<category>/<slug>``."""
        return [f"{self.root}/{story.sections[0]}/{story.slug}"]

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture."""
        month = f"{story.published:%Y/%m}" if story.published else "0000/00"
        return f"{self.root}/uploads/images/{month}/{photo.name}.jpg"

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, categories, articles."""
        routes: dict[str, Handler] = {"/": lambda _request: self._home(stories)}
        for slug in self.section_names:
            routes[f"/{slug}"] = self._listing(slug, stories)
        for story in stories:
            routes[self.urls(story)[0].removeprefix(self.root)] = self._article(story, stories)
        return routes

    def _home(self, stories: tuple[Story, ...]) -> PlayResponse:
        boxes = [(slug, name, self.in_section(slug, stories)[:4]) for slug, name in self.section_names.items()]
        return self.render("home.html", boxes=boxes, latest=stories[:6])

    def _listing(self, slug: str, stories: tuple[Story, ...]) -> Handler:
        found = self.in_section(slug, stories)

        def handler(request: PlayRequest) -> PlayResponse:
            page = page_number(request.query.get("page"))
            shown = page_of(found, page, PAGE_SIZE)
            items = [(story.title, self.urls(story)[0], story.published) for story in shown]
            if slug == DEAD_LINK_SECTION and page == 1:
                items.insert(2, (DEAD_LINK_TITLE, self.root + DEAD_LINK_PATH, found[0].published))
            return self.render(
                "listing.html",
                name=self.section_names[slug],
                path=f"{self.root}/{slug}",
                items=items,
                page=page,
                pages=pages_of(found, PAGE_SIZE),
                latest=stories[:6],
            )

        return handler

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        return lambda _request: self.render("article.html", **self.article_context(story, stories))
