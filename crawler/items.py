"""The one item of this project: a normalised news article, and the small records inside it.

Names in brackets are the schema.org ``NewsArticle`` terms. Every time is timezone-aware and in UTC;
sites write Vietnam time (UTC+7). Text is Unicode NFC. Where a parsed value can be misread, the raw text
stands beside it. A field that the page does not give is ``None`` or empty: never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crawler.known import Checks

Kind = Literal["portal", "tv", "newspaper"]
"""What sort of publisher a site is: a government portal, a broadcaster or a newspaper."""

Precision = Literal["second", "minute", "day"]
"""The smallest unit that the page really showed of a date."""


@dataclass(slots=True, kw_only=True)
class Image:
    """A picture of the article [schema.org ``ImageObject``]."""

    url: str
    """Absolute URL of the full picture, not of a lazy-loading placeholder [contentUrl]."""
    caption: str | None = None
    """Caption without the photographer's credit [caption]."""
    credit: str | None = None
    """Photographer or agency, as printed after "Ảnh:" [creditText]."""


@dataclass(slots=True, kw_only=True)
class Attachment:
    """A file offered with the article [schema.org ``associatedMedia``]."""

    url: str
    """Absolute URL of the file [contentUrl]."""
    name: str | None = None
    """Link text or file name [name]."""
    media_type: str | None = None
    """IANA media type guessed from the file extension, e.g. ``application/pdf`` [encodingFormat]."""


@dataclass(slots=True, kw_only=True)
class PageFacts:
    """What the server said of the page that the item was read from (kept in ``pages``)."""

    status: int
    """HTTP status code of the final response."""
    url: str
    """The URL that answered, after redirects; may differ from the canonical one."""
    size: int
    """Length of the decoded body in bytes."""
    etag: str | None = None
    """``ETag`` header, verbatim."""
    last_modified: str | None = None
    """``Last-Modified`` header, verbatim."""
    payload_digest: str | None = None
    """``WARC-Payload-Digest`` of the archived body, by which a later run finds it again; ``None`` if not archived."""
    asked: str | None = None
    """The canonical URL that was asked for, before redirects."""
    checks: Checks | None = None
    """When it is to be looked at again; filled by a pipeline."""


@dataclass(slots=True, kw_only=True)
class Article:
    """One article as one site published it [schema.org ``NewsArticle``]."""

    # Who and where
    url: str
    """Canonical URL: site's own host and scheme, no fragment, no tracking parameters [url]."""
    key: str
    """Identity of the article on its site: ``<host>#<id>`` where the URL holds the CMS's id, else the canonical URL.
    Two URLs of one article (old and new form, two categories) have one key."""
    site: str
    """Name of the spider, e.g. ``nbtv``."""
    publisher: str
    """Full name of the publishing office [publisher]."""
    platform: str
    """CMS family, e.g. ``nukeviet``."""
    kind: Kind
    """portal, tv or newspaper."""
    province: str | None = None
    """Province as the site names it; ``None`` for a central office [spatialCoverage]."""
    province_current: str | None = None
    """The province that held it when the page was read, by its short name in the register (`crawler.units`)."""

    # What it says
    title: str | None = None
    """Headline, one line [headline]. Required by the schema."""
    summary: str | None = None
    """The *sapo*: the lead printed apart from the body [description]."""
    body: str | None = None
    """Plain text, paragraphs separated by one blank line, without lead, captions, byline [articleBody]. Required by
    the schema
    (empty only if the article has images or attachments)."""
    body_html: str | None = None
    """The body as sanitised HTML: structure and links, no script, style or class."""
    dateline: str | None = None
    """The prefix that names the paper or place, e.g. ``Laocaitv.vn -`` or ``(QT) -``, cut from the text [dateline]."""
    authors: list[str] = field(default_factory=list)
    """Names of the writers in printed order [author]."""
    source_credit: str | None = None
    """Where the text came from, as credited on the page, e.g. ``TTXVN``, ``baochinhphu.vn`` [sourceOrganization]."""

    # When
    published_at: datetime | None = None
    """When the site says it was published, UTC; never the clock of the crawl [datePublished]."""
    published_precision: Precision | None = None
    """Unit of ``published_at``; with ``day`` its time of day (00:00 in Vietnam) means nothing."""
    published_raw: str | None = None
    """The text that ``published_at`` was read from, verbatim; also when it could not be read."""
    modified_at: datetime | None = None
    """When the site says it was last changed, UTC [dateModified]."""

    # How it is filed
    sections: list[str] = field(default_factory=list)
    """Names of the categories, outermost first [articleSection]."""
    tags: list[str] = field(default_factory=list)
    """Keywords set by the editors [keywords]."""
    images: list[Image] = field(default_factory=list)
    """Pictures in page order, the lead picture first [image]."""
    attachments: list[Attachment] = field(default_factory=list)
    """Files in page order [associatedMedia]."""
    views: int | None = None
    """View counter as shown; volatile, never hashed [interactionStatistic]."""
    language: str = "vi"
    """BCP 47 tag of the text [inLanguage]."""

    # How we know
    fetched_at: datetime
    """When the page was fetched, UTC."""
    via: dict[str, str] = field(default_factory=dict)
    """Field -> where its value came from: ``<layout id>:<selector>``, ``jsonld:…``, ``microdata:…``, ``opengraph:…``,
    ``text:<anchor>`` or ``fallback:<library>``."""
    layout: str | None = None
    """Id of the layout that gave title and body; ``None`` when none did."""
    notes: list[str] = field(default_factory=list)
    """What went wrong while reading, one ``field: reason`` each; the other fields are not lost by it."""
    page: PageFacts | None = None
    """Response facts, kept in ``pages``."""
    archive: str | None = None
    """Where the raw page lies in the archive: ``<site>/<file>:<offset>``; ``None`` if it could not be archived."""

    # Filled by the pipelines
    content_hash: str | None = None
    """SHA-256, hex, of the canonical text (see ``crawler.text.canonical``)."""
    hash_version: int | None = None
    """Version of the rule behind ``content_hash``."""
