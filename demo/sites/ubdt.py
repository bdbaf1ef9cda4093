"""ubdt.gov.vn = cema.gov.vn on the ECM portal: HTTP only, control ids that vary, two host names (SITE-FACTS 3)."""

from __future__ import annotations

from collections.abc import Sequence

from demo.corpus.model import Photo, Story
from demo.corpus.stories import REDIRECTED, UBDT
from demo.play import PlayRequest, PlayResponse, Tls, redirect
from demo.sites.base import Handler, SampleSite, page_number, page_of, pages_of

PAGE_SIZE = 6
FEED_SIZE = 15
SIDE_SECTIONS = {
    "tin-tuc/tin-hoat-dong/hoat-dong-cua-bo-truong": "Hoạt động của Bộ trưởng",
    "tin-tuc/tin-hoat-dong/hoat-dong-cua-cac-ban-dan-toc": "Hoạt động của các Ban Dân tộc",
    "uy-ban-dan-toc-voi-bo-nganh": "Ủy ban Dân tộc với bộ, ngành",
    "uy-ban-dan-toc-voi-dia-phuong": "Ủy ban Dân tộc với địa phương",
    "tin-tuc/tin-tuc-su-kien/chu-truong-chinh-sach": "Chủ trương - Chính sách",
    "tin-tuc/tin-tuc-su-kien/thoi-su-chinh-tri": "Thời sự - Chính trị",
    "tin-tuc/tin-tuc-su-kien/khoa-hoc-cong-nghe-moi-truong": "Khoa học - Công nghệ - Môi trường",
    "tin-tuc/tin-tuc-su-kien/phap-luat": "Pháp luật",
    "tin-tuc-hoat-dong": "Tin tức hoạt động",
    "thong-bao": "Thông báo",
}
"""Further categories of the real portal; here they repeat the newest articles on one page."""
SIDE_SIZE = 4
CONTROLS = ("ctl01", "ctl02", "ctl04")
LAST_OLD_EDITOR_YEAR = 2017


class Ubdt(SampleSite):
    """Portal of the committee for ethnic minority affairs."""

    name = UBDT
    platform = "ecm"
    title = "Cổng thông tin điện tử Bộ Dân tộc và Tôn giáo"
    hosts: Sequence[str] = ("ubdt.gov.vn", "www.ubdt.gov.vn", "cema.gov.vn", "www.cema.gov.vn")
    scheme = "http"
    tls: Tls = "foreign"
    section_names = {
        "tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban": "Hoạt động của Ủy ban",
        "tin-tuc/tin-tuc-su-kien/kinh-te-xa-hoi": "Kinh tế - Xã hội",
        "tin-tuc/tin-tuc-su-kien/y-te-giao-duc": "Y tế - Giáo dục",
        "tin-tuc/tin-tuc-su-kien/van-hoa-van-nghe-the-thao": "Văn hóa - Văn nghệ - Thể thao",
    }

    def path(self, story: Story) -> str:
        """``/<category>/<slug>.htm``: the path is the key, there is no id."""
        return f"/{story.sections[0]}/{story.slug}.htm"

    def old_path(self, story: Story) -> str:
        """Earlier path of the article that was renamed."""
        return f"/{story.sections[0]}/ban-cu-{story.slug}.htm"

    def urls(self, story: Story) -> list[str]:
        """The canonical URL, then those of the other host names that are linked."""
        return [f"http://{host}{self.path(story)}" for host in self.hosts]

    def link(self, story: Story) -> str:
        """How listings link it: every fifth absolute to the other host name, the renamed one under its old path."""
        path = self.old_path(story) if REDIRECTED in story.flags else self.path(story)
        return f"http://www.cema.gov.vn{path}" if story.ident % 5 == 0 else path

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture on the file host."""
        day = f"{story.published:%Y/%m/%d}" if story.published else "2000/01/01"
        mark = f"{story.published:%y-%m-%d}" if story.published else "00-01-01"
        return f"https://files.ubdt.gov.vn/ContentFolder/ecm/source_files/{day}/{photo.name}_{mark}.jpg"

    def control(self, story: Story) -> str:
        """Control index of the article's panel; it depends on the page's layout."""
        return CONTROLS[story.ident % len(CONTROLS)]

    def old_editor(self, story: Story) -> bool:
        """Whether pictures have the markup of the portal's first editor."""
        return story.published is not None and story.published.year <= LAST_OLD_EDITOR_YEAR

    def signs_in_body(self, story: Story) -> bool:
        """Half of the articles are signed in the body's last line, half below it."""
        return story.ident % 2 == 0

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home under two paths, categories, feed, articles."""
        routes: dict[str, Handler] = {}
        routes["/"] = routes["/home.htm"] = lambda _request: self._home(stories)
        routes["/tin-tuc-hoat-dong.rss"] = lambda _request: self._feed(stories[:FEED_SIZE])
        for slug, name in self.section_names.items():
            routes[f"/{slug}.htm"] = self._listing(slug, name, self.in_section(slug, stories), stories)
        for slug, name in SIDE_SECTIONS.items():
            routes[f"/{slug}.htm"] = self._listing(slug, name, stories[:SIDE_SIZE], stories)
        for story in stories:
            routes[self.path(story)] = self._article(story, stories)
            if REDIRECTED in story.flags:
                routes[self.old_path(story)] = self._moved(story)
        return routes

    def _home(self, stories: tuple[Story, ...]) -> PlayResponse:
        boxes = [(slug, name, self.in_section(slug, stories)[:4]) for slug, name in self.section_names.items()]
        return self.render("home.html", boxes=boxes, latest=stories[:6])

    def _feed(self, stories: Sequence[Story]) -> PlayResponse:
        response = self.render("rss.xml", stories=stories)
        response.content_type = "application/rss+xml; charset=utf-8"
        return response

    def _moved(self, story: Story) -> Handler:
        return lambda _request: redirect(self.root + self.path(story), 301)

    def _listing(self, slug: str, name: str, found: Sequence[Story], stories: tuple[Story, ...]) -> Handler:
        def handler(request: PlayRequest) -> PlayResponse:
            page = page_number(request.query.get("p"))
            items = [(story, self.link(story)) for story in page_of(found, page, PAGE_SIZE)]
            pages = pages_of(found, PAGE_SIZE)
            return self.render(
                "listing.html", slug=slug, name=name, items=items, page=page, pages=pages, latest=stories[:6]
            )

        return handler

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        return lambda _request: self.render("article.html", **self.article_context(story, stories))
