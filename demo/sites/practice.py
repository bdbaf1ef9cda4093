"""Sites to practise on: one for each shape of site in docs/adding-a-site.md; none has a file in the fleet.

Stories and markup are those of the sample sites where the shape is a known platform; the others have a CMS of their own
(`demo/templates/practice`), which no platform knows. In edition 2 that CMS has a new design.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from demo.corpus.model import Photo, Story
from demo.corpus.stories import BAOLAOCAI, NBTV
from demo.editions import FIRST, Edition
from demo.play import PlayRequest, PlayResponse, Site, Tls, redirect, text_response
from demo.sites.base import Handler, SampleSite, page_number, page_of, pages_of
from demo.sites.hanhchinhcong import HanhChinhCong
from demo.sites.ubdt import FEED_SIZE, Ubdt
from demo.sites.ubmttqvn_quangtri import UbmttqvnQuangTri

ZONE = "thuc-hanh.test"
"""Domain of all practice sites; ``.test`` is never on the web (RFC 6761)."""
PAGE_SIZE = 6


class KnownPlatform(UbmttqvnQuangTri):
    """NukeViet as it comes."""

    title = "Hội Thực hành tỉnh Quảng Trị"
    hosts = (f"nukeviet.{ZONE}",)
    scheme = "https"

    def stories(self, edition: int | None = None) -> tuple[Story, ...]:
        """The newest few."""
        return super().stories(edition)[:20]


class FeedOnly(Ubdt):
    """ECM portal whose lists are drawn by script; the pages declare an RSS feed."""

    title = "Viện Thực hành dân tộc học"
    hosts = (f"rss.{ZONE}",)
    scheme = "https"
    tls: Tls = "own"

    def stories(self, edition: int | None = None) -> tuple[Story, ...]:
        """As many as the feed has."""
        return super().stories(edition)[:FEED_SIZE]

    def urls(self, story: Story) -> list[str]:
        """One host."""
        return [self.root + self.path(story)]

    def link(self, story: Story) -> str:
        """No old paths."""
        return self.path(story)

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home and categories hold no links."""
        lists = {"/", "/home.htm", *(f"/{slug}.htm" for slug in self.section_names)}
        return super().routes(stories) | _drawn_by_script(self, lists, feed="/tin-tuc-hoat-dong.rss")


class PostPaging(HanhChinhCong):
    """VNPT Portal: pages after the first come by POST."""

    title = "Văn phòng Thực hành tỉnh Ninh Bình"
    hosts = (f"vnpt.{ZONE}",)

    def stories(self, edition: int | None = None) -> tuple[Story, ...]:
        """Enough for a second page in one category."""
        return super().stories(edition)[:30]


class OwnCms(SampleSite):
    """A CMS that no platform knows: listings with ``?trang=N``, a clock, side lists, views, related articles."""

    name = NBTV
    platform = "practice"
    title = "Đài Thực hành tỉnh Ninh Bình"
    hosts: Sequence[str] = (f"rieng.{ZONE}",)
    section_names = {
        "chinh-tri": "Chính trị",
        "kinh-te": "Kinh tế",
        "van-hoa-xa-hoi": "Văn hóa - Xã hội",
        "doi-song": "Đời sống",
    }
    chosen: ClassVar[slice] = slice(32)
    """Which of the corpus's stories."""

    def stories(self, edition: int | None = None) -> tuple[Story, ...]:
        """Some of the corpus."""
        return super().stories(edition)[self.chosen]

    def path(self, story: Story) -> str:
        """``/<category>/<slug>-<id>.htm``."""
        return f"/{story.sections[0]}/{story.slug}-{story.ident}.htm"

    def urls(self, story: Story) -> list[str]:
        """One address."""
        return [self.root + self.path(story)]

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture."""
        return f"{self.root}/anh/{story.ident}/{photo.name}.jpg"

    @property
    def design(self) -> str:
        """The article's template: redesigned in edition 2."""
        return "article.html" if self._edition.current() == FIRST else "article_new.html"

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, categories, articles."""
        routes = {self.path(story): self._article(story, stories) for story in stories}
        boxes = [(slug, name, self.in_section(slug, stories)[:3]) for slug, name in self.section_names.items()]
        routes["/"] = lambda _request: self.render("home.html", boxes=boxes, latest=stories[:5])
        return routes | {f"/{slug}": self._listing(slug, stories) for slug in self.section_names}

    def _listing(self, slug: str, stories: tuple[Story, ...]) -> Handler:
        found = self.in_section(slug, stories)

        def handler(request: PlayRequest) -> PlayResponse:
            page = page_number(request.query.get("trang"))
            shown, pages = page_of(found, page, PAGE_SIZE), pages_of(found, PAGE_SIZE)
            return self.render(
                "listing.html",
                slug=slug,
                stories=shown,
                page=page,
                pages=pages,
                latest=stories[:5],
                name=self.section_names[slug],
            )

        return handler

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        return lambda _request: self.render(self.design, **self.article_context(story, stories))


class SitemapOnly(OwnCms):
    """Articles without listing and feed; robots.txt names a news sitemap."""

    name = BAOLAOCAI
    title = "Báo Thực hành Lào Cai"
    hosts: Sequence[str] = (f"sitemap.{ZONE}",)
    section_names = {
        "thoi-su": "Thời sự",
        "kinh-te": "Kinh tế",
        "xa-hoi": "Xã hội",
        "van-hoa": "Văn hóa",
        "giao-duc": "Giáo dục",
        "y-te": "Y tế",
    }
    chosen = slice(18)

    def robots(self) -> PlayResponse:
        """Names the sitemap, as search engines want it."""
        return text_response(200, f"User-agent: *\nDisallow: /tim-kiem\nSitemap: {self.root}/news-sitemap.xml")

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home and categories hold no links."""
        lists = _drawn_by_script(self, ("/", *(f"/{slug}" for slug in self.section_names)))
        sitemap = self.render("sitemap.xml", stories=stories)
        sitemap.content_type = "application/xml; charset=utf-8"
        return super().routes(stories) | lists | {"/news-sitemap.xml": lambda _request: sitemap}


class ScriptOnly(OwnCms):
    """Listings hold links, articles nothing: their text comes by script."""

    title = "Trang Thực hành tỉnh Ninh Bình"
    hosts: Sequence[str] = (f"script.{ZONE}",)
    chosen = slice(32, 44)

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Every article is the same shell."""
        return super().routes(stories) | _drawn_by_script(self, [self.path(story) for story in stories])


class OldHost:
    """The former address of `OwnCms`."""

    hosts: Sequence[str] = (f"cu.{ZONE}",)
    tls: Tls = "own"

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Every path leads to the new host."""
        return redirect(f"https://{OwnCms.hosts[0]}{request.path}", 301)


def _drawn_by_script(site: SampleSite, paths: Iterable[str], feed: str | None = None) -> dict[str, Handler]:
    """Routes to a page without content, which names its *feed*."""
    link = f'<link rel="alternate" type="application/rss+xml" href="{feed}">' if feed else ""
    head = f'<head><meta charset="utf-8"><title>{site.title}</title>{link}</head>'
    body = '<body><div id="root"></div><script src="/js/app.js"></script></body>'
    page = f'<!DOCTYPE html><html lang="vi">{head}{body}</html>'.encode()
    return dict.fromkeys(paths, lambda _request: PlayResponse(page))


def practice_sites(edition: Edition) -> list[Site]:
    """All of them."""
    made = (KnownPlatform, FeedOnly, SitemapOnly, PostPaging, OwnCms, ScriptOnly)
    return [*(site(edition) for site in made), OldHost()]
