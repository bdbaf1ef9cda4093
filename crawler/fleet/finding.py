"""What `scrapy lint-sites` finds, and the register of its rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]

RULES: dict[str, tuple[Level, str]] = {
    "not-loaded": ("error", "A site file can be loaded, and its attributes are complete and right"),
    "name": ("error", "File and class are called as the site: `baolaocai` lies in baolaocai.py as class BaoLaoCai"),
    "no-example": ("error", "A site gives the address of an article, on which its rules can be tried"),
    "example-refused": ("error", "article_url matches each of the site's article_examples"),
    "example-as-listing": ("error", "listing_url matches none of the site's article_examples"),
    "one-identity": ("error", "Different article_examples have different keys"),
    "listing-as-article": ("error", "article_url matches none of the site's listings, home, feeds and sitemaps"),
    "too-fast": ("error", "A delay below the project's is allowed by faster_because alone, with its reason"),
    "too-many": ("error", "No site has more requests under way than the project allows"),
    "no-robots": ("error", "robots.txt is obeyed"),
    "unread-setting": ("error", "A delay or concurrency stands where Scrapy reads it"),
    "host-twice": ("error", "A host belongs to one site, with and without www."),
    "ungraded": ("error", "Each selector, regex and address has its grade (A to D) in a comment"),
    "only-d": ("error", "A D fact is never the only rule"),
    "says-both": ("error", "A site that was seen to work is not called unverified"),
    "gave-way": ("warning", "A host that gave way to another (crawler/data/domains.csv) is retired"),
    "never-seen": ("warning", "An active site was seen to work on the live web"),
    "only-inferred": ("warning", "An active site rests on more than inference"),
    "review": ("warning", "A person has looked at each case that a command wrote"),
    "bad-case": ("error", "The request.json of a case can be read"),
}
"""Rule -> how grave its breach is, and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach of one rule."""

    rule: str
    subject: str
    """Name of the site, or of the platform, that must be mended."""
    file: str | None
    """Relative to the project where it lies below it; ``None``: the sentence names it."""
    line: int | None = None
    sentence: str
    fix: str

    @property
    def level(self) -> Level:
        """An error must be mended before the fleet runs; a warning is to be known."""
        return RULES[self.rule][0]
