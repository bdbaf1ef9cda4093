"""A site file that is not written yet, tried on the pages of the survey."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.http import TextResponse

from crawler.cases import HAND_WRITTEN, golden
from crawler.newsite.source import class_name
from crawler.saved import Reading, read_article
from crawler.site import SiteSpider
from crawler.survey.articles import ArticleLook
from crawler.survey.listings import Listing, read_listing
from crawler.survey.look import Survey


@dataclass(frozen=True, slots=True)
class Trial:
    """What the new file reads on the pages that were seen."""

    spider: SiteSpider
    readings: tuple[tuple[ArticleLook, Reading], ...]
    listings: tuple[Listing, ...]

    def differences(self) -> dict[str, list[str]]:
        """Field -> addresses of the articles where the file reads something else than was read without it."""
        found: dict[str, list[str]] = {}
        for look, reading in self.readings:
            before, now = golden(look.item), golden(reading.item)
            for name in sorted(HAND_WRITTEN):
                if before[name] != now[name]:
                    found.setdefault(name, []).append(look.url)
        return found


def load(source: str, name: str) -> type[SiteSpider]:
    """The class of a site file's text, as the loader would have it. Raises what the file raises."""
    with TemporaryDirectory(prefix="new-site-") as folder:
        file = Path(folder) / f"{name}.py"
        file.write_text(source, "utf-8")
        spec = spec_from_file_location(f"crawler.spiders.{name}", file)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
    spidercls: type[SiteSpider] = getattr(module, class_name(name))
    spidercls.check()
    return spidercls


def try_out(source: str, name: str, seen: Survey) -> Trial:
    """Read the pages of the survey with the file."""
    spider = load(source, name)()
    readings = []
    for look in seen.articles:
        assert isinstance(look.answer.response, TextResponse)
        readings.append((look, read_article(spider, look.answer.response, look.answer.at)))
    return Trial(spider, tuple(readings), tuple(read_listing(spider, one.answer, one.source) for one in seen.listings))
