"""baoquangtri.vn: one host, two layouts, before July 2025 and after (SITE-FACTS 4)."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import format_datetime

from demo.corpus.model import Photo, Story
from demo.corpus.stories import BAOQUANGTRI, OLD
from demo.play import PlayRequest, PlayResponse, not_found
from demo.sites.base import Handler, SampleSite, page_of, pages_of

PAGE_SIZE = 4
PAGED_SECTIONS = ("chinh-tri", "thoi-su")
"""Only these have a pager; the others show everything on one page, because the real paging is not known."""


SIDE_SECTIONS = {
    "phap-luat": "Pháp luật",
    "quoc-phong-an-ninh": "Quốc phòng - An ninh",
    "dat-va-nguoi-quang-tri": "Đất và người Quảng Trị",
    "phong-su-ky-su": "Phóng sự - Ký sự",
    "suc-khoe": "Sức khỏe",
    "the-thao": "Thể thao",
    "giao-duc": "Giáo dục",
    "du-lich": "Du lịch",
    "khoa-hoc-cong-nghe": "Khoa học - Công nghệ",
}
"""Further categories of the real paper; here they repeat the newest articles on one page."""
SIDE_SIZE = 4


class BaoQuangTri(SampleSite):
    """Provincial newspaper."""

    name = BAOQUANGTRI
    platform = "quangtri"
    title = "Báo và phát thanh, truyền hình Quảng Trị"
    hosts: Sequence[str] = ("baoquangtri.vn",)
    section_names = {
        "chinh-tri": "Chính trị",
        "thoi-su": "Thời sự",
        "kinh-te": "Kinh tế",
        "xa-hoi": "Xã hội",
        "van-hoa": "Văn hóa",
    }

    def urls(self, story: Story) -> list[str]:
        """Old ``/<slug>-<id>.htm``, new ``/<category>/<YYYYMM>/<slug>-<7 hex>/``."""
        if story.layout == OLD:
            return [f"{self.root}/{story.slug}-{story.ident}.htm"]
        month = f"{story.published:%Y%m}" if story.published else "000000"
        return [f"{self.root}/{story.sections[0]}/{month}/{story.slug}-{story.ident:07x}/"]

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture; the folder kept its name over the change of system."""
        month = f"{story.published:%Y%m}" if story.published else "000000"
        return f"{self.root}/dataimages/{month}/original/images{story.ident}_{photo.name}.jpg"

    def robots(self) -> PlayResponse:
        """This host has none."""
        return not_found()

    def shows_tags(self, story: Story) -> bool:
        """The new layout only."""
        return story.layout != OLD

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, categories, articles of both layouts."""
        routes: dict[str, Handler] = {"/": lambda _request: self._home(stories)}
        for slug in self.section_names:
            found = self.in_section(slug, stories)
            size = PAGE_SIZE if slug in PAGED_SECTIONS else len(found)
            first = self._listing(slug, found, 1, size, stories)
            routes[f"/{slug}/"] = routes[f"/{slug}/index.html"] = first
            for number in range(2, pages_of(found, size) + 1):
                routes[f"/{slug}/trang-{number}/"] = self._listing(slug, found, number, size, stories)
        for slug in SIDE_SECTIONS:
            routes[f"/{slug}/"] = self._listing(slug, stories[:SIDE_SIZE], 1, SIDE_SIZE, stories)
        for story in stories:
            routes[self.urls(story)[0].removeprefix(self.root)] = self._article(story, stories)
        return routes

    def _home(self, stories: tuple[Story, ...]) -> PlayResponse:
        boxes = [(slug, name, self.in_section(slug, stories)[:3]) for slug, name in self.section_names.items()]
        return self.render("home.html", boxes=boxes, latest=stories[:6])

    def _listing(
        self, slug: str, found: Sequence[Story], number: int, size: int, stories: tuple[Story, ...]
    ) -> Handler:
        return lambda _request: self.render(
            "listing.html",
            slug=slug,
            name=self.section_names.get(slug) or SIDE_SECTIONS[slug],
            stories=page_of(found, number, size),
            page=number,
            pages=pages_of(found, size),
            latest=stories[:6],
        )

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        template = "old_article.html" if story.layout == OLD else "article.html"

        def handler(_request: PlayRequest) -> PlayResponse:
            response = self.render(template, **self.article_context(story, stories))
            changed = story.modified or story.published
            if changed and self.shows_date(story):
                response.last_modified = format_datetime(changed)
            return response

        return handler
