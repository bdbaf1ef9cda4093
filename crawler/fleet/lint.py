"""All rules over the fleet, or over the named sites and their families."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from crawler.cases import REQUEST, CaseError, find_all, load_facts
from crawler.fleet import certainty, rules
from crawler.fleet.finding import Finding
from crawler.fleet.rules import Site
from crawler.loader import SiteLoader, broken_files
from crawler.platforms import PLATFORMS
from crawler.site import SiteSpider


def sites_of(loader: SiteLoader) -> list[Site]:
    """The sites that could be loaded, by name."""
    return [cls for name in sorted(loader.list()) if issubclass(cls := loader.load(name), SiteSpider)]


def lint(loader: SiteLoader, cases: Sequence[Path], names: Sequence[str] = ()) -> list[Finding]:
    """What is wrong with the sites *names*, or with all, and with their families; errors first, then by subject.

    *cases* are the folders of golden pages and listings.
    """
    every = sites_of(loader)
    chosen = [site for site in every if not names or site.name in names]
    found = [
        Finding(rule="not-loaded", subject=name, file=None, sentence=sentence, fix="mend the file")
        for name, sentence in sorted(broken_files(loader).items())
        if not names or name in names
    ]
    for site in chosen:
        alone = list(rules.on_one_site(site))
        found += alone
        if not any(finding.rule == "not-loaded" for finding in alone) and site.status != "tool":
            found += certainty.on_site_file(site)
    chosen_names = {site.name for site in chosen}
    sound = [site for site in every if not any(f.rule == "not-loaded" and f.subject == site.name for f in found)]
    found += [finding for finding in rules.beside_each_other(sound) if finding.subject in chosen_names]
    families = set(PLATFORMS) if not names else {site.platform.name for site in sound if site.name in chosen_names}
    for name, family in PLATFORMS.items():
        if name in families:
            found += certainty.on_platform(family)
    found += (finding for folder in cases for finding in _on_cases(folder, names))
    return sorted(found, key=lambda finding: (finding.level, finding.subject, finding.line or 0))


def _on_cases(cases: Path, names: Sequence[str]) -> Iterator[Finding]:
    for folder in find_all(cases):
        site, file = folder.parent.name, rules.shown(folder / REQUEST)
        if names and site not in names:
            continue
        try:
            to_review = load_facts(folder).review
        except (CaseError, OSError) as error:
            sentence, _, fix = str(error).rpartition(": ")
            yield Finding(rule="bad-case", subject=site, file=file, sentence=sentence or str(error), fix=fix)
            continue
        if to_review:
            fix = "compare what it expects with the page, then take review out of request.json"
            yield Finding(
                rule="review", subject=site, file=file, sentence="nobody has looked at this case yet", fix=fix
            )
