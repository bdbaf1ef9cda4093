"""hanhchinhcong.ninhbinh.gov.vn on VNPT Portal: pages after the first come by POST only (SITE-FACTS 1)."""

from __future__ import annotations

from collections.abc import Sequence

from demo.corpus.model import Photo, Story
from demo.corpus.stories import HANHCHINHCONG
from demo.play import PlayRequest, PlayResponse, not_found
from demo.sites.base import Handler, SampleSite, page_number, page_of, pages_of

LOAD_ARTICLE = "/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"
SITE_ID = 100765
PAGE_SIZE = 10
FIRST_CATEGORY_ID = 11495


class HanhChinhCong(SampleSite):
    """Portal of the provincial public administration centre."""

    name = HANHCHINHCONG
    platform = "vnpt"
    title = "Trung tâm Phục vụ hành chính công tỉnh Ninh Bình"
    hosts: Sequence[str] = ("hanhchinhcong.ninhbinh.gov.vn",)
    section_names = {
        "tin-tuc-su-kien": "Tin tức - Sự kiện",
        "thong-bao": "Thông báo",
        "cai-cach-hanh-chinh": "Cải cách hành chính",
    }

    def urls(self, story: Story) -> list[str]:
        """``/<category>/<slug>-<digits>``."""
        return [f"{self.root}/{story.sections[0]}/{story.slug}-{story.ident}"]

    def photo_path(self, photo: Photo, story: Story) -> str:
        """Path of a picture: site id, day and five hex digits."""
        day = f"{story.published:%Y%m%d}" if story.published else "00000000"
        return f"/upload/{SITE_ID}/{day}/{photo.name}_{story.ident % 1048575:05x}.jpg"

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture."""
        return self.root + self.photo_path(photo, story)

    def shows_time(self, story: Story) -> bool:
        """Two of three pages print the time of day beside the date."""
        return story.ident % 3 != 0

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, categories, the POST endpoint, articles."""
        routes: dict[str, Handler] = {"/": lambda _request: self._home(stories)}
        for index, slug in enumerate(self.section_names):
            routes[f"/{slug}"] = self._listing(slug, FIRST_CATEGORY_ID + index, stories)
        routes["/gioi-thieu"] = lambda _request: self.render("home.html", boxes=[], latest=stories[:6])
        routes[LOAD_ARTICLE] = lambda request: self._more(request, stories)
        for story in stories:
            routes[self.urls(story)[0].removeprefix(self.root)] = self._article(story, stories)
        return routes

    def _home(self, stories: tuple[Story, ...]) -> PlayResponse:
        boxes = [(slug, name, self.in_section(slug, stories)[:5]) for slug, name in self.section_names.items()]
        return self.render("home.html", boxes=boxes, latest=stories[:6])

    def _listing(self, slug: str, category: int, stories: tuple[Story, ...]) -> Handler:
        found = self.in_section(slug, stories)
        return lambda _request: self.render(
            "listing.html",
            slug=slug,
            name=self.section_names[slug],
            stories=page_of(found, 1, PAGE_SIZE),
            pages=pages_of(found, PAGE_SIZE),
            control=category,
            category_ids=str(category),
            site_id=SITE_ID,
            page_size=PAGE_SIZE,
            latest=stories[:6],
        )

    def _more(self, request: PlayRequest, stories: tuple[Story, ...]) -> PlayResponse:
        """A fragment of list items; past the end, or with wrong ids, an empty one with status 200."""
        if request.method != "POST":
            return not_found()
        form = request.form()
        wanted = form.get("categoryIds", "")
        ids = {str(FIRST_CATEGORY_ID + index): slug for index, slug in enumerate(self.section_names)}
        if form.get("site_id") != str(SITE_ID) or wanted not in ids:
            return PlayResponse(b"")
        size = min(max(page_number(form.get("page_size")), 1), 50)
        found = page_of(self.in_section(ids[wanted], stories), page_number(form.get("page")), size)
        return self.render("_items.html", stories=found)

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        return lambda _request: self.render("article.html", **self.article_context(story, stories))
