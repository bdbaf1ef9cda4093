"""baolaocai.vn on ePi OneCMS: lazy pictures, cards with times of their own, JSON-LD (SITE-FACTS 5b)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from markupsafe import Markup

from demo.corpus.model import Photo, Story
from demo.corpus.stories import BAOLAOCAI
from demo.play import PlayRequest, PlayResponse
from demo.sites.base import Handler, SampleSite, stamp
from demo.sites.dates import epi

FIRST_ZONE = 101
CARDS = 17
"""Cards below the article; with those of the side bar about as many as on a real page."""


class BaoLaoCai(SampleSite):
    """Provincial newspaper and broadcaster since the merger of 2025."""

    name = BAOLAOCAI
    platform = "onecms"
    title = "Báo Lào Cai điện tử"
    hosts: Sequence[str] = ("baolaocai.vn", "www.baolaocai.vn")
    shows_seconds = True
    section_names = {
        "thoi-su": "Thời sự",
        "kinh-te": "Kinh tế",
        "xa-hoi": "Xã hội",
        "van-hoa": "Văn hóa",
        "giao-duc": "Giáo dục",
        "y-te": "Y tế",
    }

    def urls(self, story: Story) -> list[str]:
        """``/<slug>-post<id>.html``."""
        return [f"{self.root}/{story.slug}-post{story.ident}.html"]

    def photo_url(self, photo: Photo, story: Story) -> str:
        """Absolute URL of a picture on the CDN."""
        return f"https://cdn.baolaocai.vn/images/{stamp(story.ident)}{stamp(photo.name)}/{photo.name}.jpg.webp"

    def shows_tags(self, _story: Story) -> bool:
        """All articles."""
        return True

    def routes(self, stories: tuple[Story, ...]) -> dict[str, Handler]:
        """Home, zones, articles. "Load more" has no endpoint: every zone shows all it has."""
        routes: dict[str, Handler] = {"/": lambda _request: self._home(stories)}
        for index, slug in enumerate(self.section_names):
            routes[f"/{slug}/"] = self._zone(slug, FIRST_ZONE + index, stories)
        for story in stories:
            routes[self.urls(story)[0].removeprefix(self.root)] = self._article(story, stories)
        return routes

    def _home(self, stories: tuple[Story, ...]) -> PlayResponse:
        boxes = [(slug, name, self.in_section(slug, stories)[:4]) for slug, name in self.section_names.items()]
        return self.render("home.html", boxes=boxes, latest=stories[:6])

    def _zone(self, slug: str, zone: int, stories: tuple[Story, ...]) -> Handler:
        found = self.in_section(slug, stories)

        def handler(_request: PlayRequest) -> PlayResponse:
            response = self.render(
                "listing.html", slug=slug, name=self.section_names[slug], zone=zone, stories=found, latest=stories[:6]
            )
            response.etag = stamp(slug, [(story.ident, story.title) for story in found], stories[0].ident)
            return response

        return handler

    def _article(self, story: Story, stories: tuple[Story, ...]) -> Handler:
        def handler(_request: PlayRequest) -> PlayResponse:
            context = self.article_context(story, stories)
            response = self.render(
                "article.html",
                edited=story.modified or story.published,
                linked_data=self._linked_data(story),
                cards=[other for other in stories if other is not story][:CARDS],
                **context,
            )
            response.etag = stamp(story)
            return response

        return handler

    def _linked_data(self, story: Story) -> Markup:
        """JSON-LD as this CMS writes it: its author is empty."""
        changed = story.modified or story.published
        facts = {
            "@context": "http://schema.org",
            "@type": "NewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": self.urls(story)[0]},
            "headline": story.title,
            "description": story.summary,
            "datePublished": epi(story.published) if story.published else None,
            "dateModified": epi(changed) if changed else None,
            "author": {"@type": "Person", "name": ""},
            "publisher": {"@type": "Organization", "name": self.title},
        }
        # All values come from the corpus, which holds no markup.
        return Markup(json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704
