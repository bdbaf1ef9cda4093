"""Where a listing's articles, its next page and the other listings are, from a few listing or home pages.

Where no platform is known, articles are told by repetition: links in boxes of one shape, whose texts are as long as
headlines, on the site's own host, and neither in a menu nor in a footer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from crawler.discovery.paging import NextLink, NoPaging, Paging, PathSuffix, QueryParameter
from crawler.discovery.urls import canonical_url, on_site
from crawler.extraction.media import absolute
from crawler.extraction.page import Page
from crawler.induction.addresses import induce_addresses
from crawler.induction.alignment import Proposal, how_sure
from crawler.induction.candidates import cost, paths_to
from crawler.induction.names import stable_classes
from crawler.induction.paths import Index, Path
from crawler.text.unicode import squeeze

_MIN_HEADLINE, _MIN_SPACES = 25, 4  # characters; a shorter link is a category or a tool
_MIN_GROUP = 2  # links of one shape
_BOXES = 3  # elements around a link that make its shape
_NO_LIST = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|(?:main-?)?menu|breadcrumbs?|footer|header|banner|ads?|advert|weblink|lien-?ket"
    r"|language|login|search|social|share|paging|pagination|pager)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|webp|mp[34]|xml|rss)$", re.IGNORECASE)
_PRECISION = 0.9  # share of a selector's links that lead to articles
_MOST_TRIED = 400  # paths
_MOST_LINKS = 3  # selectors of article links
_MIN_MENU = 3  # links that tell a form
_NUMBER = re.compile(r"\d{1,3}\Z")


@dataclass(frozen=True, slots=True)
class ListingProposals:
    """What was learnt of a site's listings."""

    listing_links: Proposal | None = None
    """Selectors of the article links."""
    listing_url: Proposal | None = None
    """A regex on the path of listings, told from the menu."""
    paging: Paging = field(default_factory=NoPaging)
    paging_proposal: Proposal | None = None
    """Its selector is the ``repr`` of ``paging``; ``None`` if no pager was seen."""
    parent_is_listing: bool = False
    """True if the folders that the articles lie in are linked as listings."""
    missing: dict[str, str] = field(default_factory=dict)
    """What is not proposed -> why."""


def article_candidates(page: Page, hosts: Sequence[str]) -> list[str]:
    """The links of a listing or home page that look like articles, in page order, each once."""
    root = page.selector.root
    if not isinstance(root, HtmlElement):
        return []
    groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    found: dict[str, tuple[str, ...]] = {}
    here = urlsplit(page.url).path.rstrip("/")
    for link in root.iter("a"):
        url = _own_address(page, link, hosts)
        if url is None or urlsplit(url).path.rstrip("/") in ("", here) or _in_menu(link):
            continue
        text = max(squeeze(link.text_content()), squeeze(link.get("title")), key=len)
        if len(text) < _MIN_HEADLINE or text.count(" ") < _MIN_SPACES:
            continue
        shape = _shape(link)
        groups[shape].append(url)
        found.setdefault(url, shape)
    repeated = {shape for shape, urls in groups.items() if len(set(urls)) >= _MIN_GROUP}
    likely = [url for url, shape in found.items() if shape in repeated]
    # Topics and notices are called by whole sentences too, but they have no article's number in their address.
    form = induce_addresses(likely, [])
    if form is None or not form.numbered:
        return likely
    return [url for url in likely if re.search(form.article_url, urlsplit(url).path)]


def _own_address(page: Page, link: HtmlElement, hosts: Sequence[str]) -> str | None:
    url = absolute(page.base_url, link.get("href"))
    if url is None:
        return None
    parts = urlsplit(url)
    if not on_site(parts.hostname, hosts) or _FILE.search(parts.path):
        return None
    try:
        return canonical_url(url, hosts=hosts)
    except ValueError:
        return None


def _in_menu(link: HtmlElement) -> bool:
    for box in (link, *link.iterancestors()):
        if box.tag in ("nav", "footer") or (box.tag == "header" and box.getparent().tag == "body"):
            return True
        if box.tag not in ("html", "body", "form") and _NO_LIST.search(
            f"{box.get('class') or ''} {box.get('id') or ''}"
        ):
            return True
    return False


def _shape(link: HtmlElement) -> tuple[str, ...]:
    boxes = (link, *islice(link.iterancestors(), _BOXES))
    return tuple(".".join((box.tag, *stable_classes(box)[:1])) for box in boxes)


def induce_listing(pages: Sequence[Page], articles: Collection[str], hosts: Sequence[str]) -> ListingProposals:
    """Propose selectors of article links, a form of listing addresses and a pager; never raises for what pages hold."""
    read = sorted((page for page in pages if isinstance(page.selector.root, HtmlElement)), key=lambda page: page.url)
    if not read:
        return ListingProposals(missing={"listing_links": "there is no page to learn from"})
    known = set(_canonical(articles, hosts))
    lists = [_List(page, hosts, known) for page in read]
    said = {"listing_links": _links(lists), "listing_url": _listing_form(lists, known)}
    found = {name: proposal for name, proposal in said.items() if isinstance(proposal, Proposal)}
    missing = {name: why for name, why in said.items() if isinstance(why, str)}
    paging, told = _paging(lists, hosts)
    if told is None:
        missing["paging"] = "no pager was seen whose links tell the next page"
    parents = {url.rstrip("/").rsplit("/", 1)[0] for url in known}
    linked = {url.rstrip("/").removesuffix(".html") for one in lists for url in one.all_links}
    shared = {parent for parent in parents if urlsplit(parent).path.strip("/")}
    parent_is_listing = bool(shared) and len(shared & linked) * 2 > len(shared)
    return ListingProposals(
        listing_links=found.get("listing_links"),
        listing_url=found.get("listing_url"),
        paging=paging,
        paging_proposal=told,
        parent_is_listing=parent_is_listing,
        missing=missing,
    )


def _canonical(urls: Iterable[str], hosts: Sequence[str]) -> Iterable[str]:
    for url in urls:
        try:
            yield canonical_url(url, hosts=hosts)
        except ValueError:
            continue


class _List:
    """One listing page with its links."""

    def __init__(self, page: Page, hosts: Sequence[str], articles: Collection[str]) -> None:
        self.index = Index(page)
        self.page = page
        self.links: dict[HtmlElement, str] = {}
        """Links of the site, with their canonical addresses."""
        for element in self.index.order:
            if element.tag == "a" and (url := _own_address(page, element, hosts)):
                self.links[element] = url
        self.articles = {element: url for element, url in self.links.items() if url in articles}

    @property
    def all_links(self) -> set[str]:
        """All addresses of the site that the page links."""
        return set(self.links.values())

    def led_to(self, path: Path) -> list[str | None]:
        """Where the elements that *path* finds lead: ``None`` for nowhere on the site."""
        found = []
        for element in self.index.find(path):
            link = element if element.tag == "a" else next(element.iterancestors("a"), None)
            found.append(self.links.get(link) if link is not None else None)
        return found


def _links(lists: Sequence[_List]) -> Proposal | str:
    """Selectors that find as many articles as possible and hardly anything else."""
    wanted = [set(one.articles.values()) for one in lists]
    shown = [place for place, urls in enumerate(wanted) if urls]
    if not shown:
        return "no page links one of the articles"
    if len(lists) > 2:
        # What every page shows is a box of the newest articles, not the list.
        everywhere = set.intersection(*wanted)
        wanted = [urls - everywhere if urls - everywhere else urls for urls in wanted]
    pool: Counter[Path] = Counter()
    for one in lists:
        for element in islice((e for e in one.articles if not _in_menu(e)), _MOST_TRIED):
            pool.update(set(paths_to(element)))
    ranked = sorted(pool, key=lambda path: (-pool[path], cost(path, "title")))[:_MOST_TRIED]
    covers: dict[Path, list[set[str]]] = {}
    for path in ranked:
        found = [one.led_to(path) for one in lists]
        whole = [url for urls in found for url in urls]
        right = [url for place, urls in enumerate(found) for url in urls if url in lists[place].articles.values()]
        if len(whole) >= _MIN_GROUP and len(right) >= _PRECISION * len(whole):
            covers[path] = [set(filter(None, urls)) & wanted[place] for place, urls in enumerate(found)]
    left = [set(urls) for urls in wanted]
    chosen: list[Path] = []
    while covers and any(left) and len(chosen) < _MOST_LINKS:
        best = min(
            covers,
            key=lambda path: (-sum(len(covers[path][p] & left[p]) for p in range(len(left))), cost(path, "title")),
        )
        gain = sum(len(covers[best][place] & left[place]) for place in range(len(left)))
        if gain < _MIN_GROUP:
            break
        chosen.append(best)
        left = [urls - covers[best][place] for place, urls in enumerate(left)]
    if not chosen:
        return "the links to articles share no class or id that others lack"
    pages = sum(bool(covers[chosen[0]][place]) for place in shown)
    count = sum(len(urls) for urls in wanted) - sum(map(len, left))
    return Proposal(
        field="listing_links",
        selectors=tuple(path.css for path in chosen),
        sure=how_sure(pages, len(shown), agreed=not any(left)),
        right=pages,
        known=len(shown),
        evidence=f"finds {count} of {sum(map(len, wanted))} article links on {len(shown)} pages and hardly others",
    )


def _listing_form(lists: Sequence[_List], articles: Collection[str]) -> Proposal | str:
    """The form that the addresses of the menu's entries have and no article's has."""
    menu = {
        urlsplit(url).path
        for one in lists
        for element, url in one.links.items()
        if _in_menu(element) and url not in articles and not urlsplit(url).query
    } - {"", "/"}
    if len(menu) < _MIN_MENU:
        return f"the menu links only {len(menu)} pages of the site"
    own = [urlsplit(one.page.url).path for one in lists if urlsplit(one.page.url).path not in ("", "/")]
    paths = [urlsplit(url).path for url in articles]
    counts = Counter(_form_of(path) for path in menu)
    form, count = min(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    if count < _MIN_MENU or 2 * count < len(menu):
        return "the menu's entries have addresses of many forms"
    if any(re.search(form, path) for path in paths):
        return "articles have addresses of the same form as the menu's entries"
    right = sum(bool(re.search(form, path)) for path in own)
    evidence = f"fits {count} of {len(menu)} entries of the menu, {right} of {len(own)} listings and no article"
    return Proposal(
        "listing_url", (form,), how_sure(right, len(own), agreed=count == len(menu)), right, len(own), evidence
    )


def _form_of(path: str) -> str:
    ending = match.group() if (match := re.search(r"\.[a-z]{2,5}$", path)) else ""
    pieces = path.removesuffix(ending).strip("/").split("/")
    said = [
        r"\d+" if piece.isdecimal() else r"[a-z0-9-]+-\d+" if re.search(r"-\d+$", piece) else r"[a-z0-9-]+"
        for piece in pieces
    ]
    end = re.escape(ending) if ending else ("/" if path.endswith("/") else "")
    return f"^/{'/'.join(said)}{end}$"


def _paging(lists: Sequence[_List], hosts: Sequence[str]) -> tuple[Paging, Proposal | None]:
    """The pager that the first pages show: a link called next, else numbers that count in the address."""
    votes: Counter[Paging] = Counter()
    seen: dict[Paging, str] = {}
    paged = 0
    for one in lists:
        pager, why = _next_link(one, hosts) or _numbers(one) or (None, "")
        if pager is not None:
            votes[pager] += 1
            seen[pager] = why
            paged += 1
    if not votes:
        return NoPaging(), None
    paging, count = min(votes.items(), key=lambda entry: (-entry[1], repr(entry[0])))
    said = f"{seen[paging]} on {count} of {paged} pages with a pager"
    return paging, Proposal("paging", (repr(paging),), how_sure(count, paged, agreed=True), count, paged, said)


def _next_link(one: _List, hosts: Sequence[str]) -> tuple[Paging, str] | None:
    for candidate in NextLink().candidates:
        for href in one.page.selector.css(f"{candidate}::attr(href)").getall():
            url = absolute(one.page.base_url, href)
            if url and on_site(urlsplit(url).hostname, hosts) and _counts(one.page.url, url):
                return NextLink((candidate,)), f"{candidate} leads to the next page"
    return None


def _counts(here: str, there: str) -> bool:
    """True for an address of the same listing with another number."""
    if here.split("#")[0] == there.split("#")[0]:
        return False
    one, other = urlsplit(here), urlsplit(there)
    stem = re.sub(r"\.\w{2,5}$", "", one.path).rstrip("/")
    first = re.sub(r"[/-]?(?:page|trang|p|tr)?[-/]?\d{1,4}$", "", stem)
    return other.path.startswith(first) and bool(re.search(r"\d", other.path[len(first) :] + other.query))


def _numbers(one: _List) -> tuple[Paging, str] | None:
    """Links called 2 or 3 that say so in their address."""
    here = urlsplit(one.page.url)
    for element, text in one.index.shown.items():
        if element.tag != "a" or not _NUMBER.match(text) or int(text) < 2 or element not in one.links:
            continue
        url = absolute(one.page.base_url, element.get("href"))
        parts = urlsplit(url or "")
        if parts.path.rstrip("/") == here.path.rstrip("/"):
            names = [name for name, value in parse_qsl(parts.query) if value == text]
            if len(names) == 1:
                return QueryParameter(names[0]), f"the link {text} has {names[0]}={text}"
        if parts.path.startswith(here.path.rstrip("/") + "/") and not parts.query:
            rest = parts.path[len(here.path.rstrip("/")) + 1 :]
            if len(re.findall(r"\d+", rest)) == 1 and re.findall(r"\d+", rest)[0] == text and "{" not in rest:
                return PathSuffix(rest.replace(text, "{n}")), f"the link {text} has {rest} behind the listing's path"
    return None
