"""WordPress, with any theme: unions, districts, schools, broadcasters, communes.

Facts are grade A from the product's own source where they are said of the core and its default themes (Twenty …, block
themes); names of the themes Newspaper/Newsmag (tagDiv) and Elementor are C. Recognised by ``meta[name=generator]``, by
the link to its API and by files below ``/wp-content/themes/`` or ``/wp-includes/``. Pictures in
``/wp-content/uploads/`` prove nothing: other sites show them too.

**What lies:** the author is the account that typed the text in ("admin", "bientap"), which may be a person's name. A
site whose time zone was never set shows UTC, but says so in ``datetime`` (A). ``time.updated`` stands before or after
``time.published`` (A).

A site sets: ``hosts``, ``home`` or ``listings``, and one of ``feeds`` (``/feed/``, A; also below each category) and
``sitemaps`` (``/wp-sitemap.xml``, A; with Yoast or Rank Math ``/sitemap_index.xml``, C). Where its addresses are short
slugs, ``article_url``; where a theme pages by script, ``paging=PathSuffix("page/{n}/")`` (A)."""

from __future__ import annotations

from datetime import date

from crawler.discovery.paging import NextLink
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform

# Archives and files of the core (A), and translations of the category base (D).
_NO_ARTICLE = r"(?:category|tag|author|page|feed|comments|search|wp-[^/]+|chuyen-muc|danh-muc)/"
_WORDS = r"[^/]*[a-z0-9]+(?:-[a-z0-9]+){3,}[^/]*"

WORDPRESS_2011 = Layout(
    id="wordpress-2011",
    since=date(2011, 7, 12),
    title=("h1.entry-title", "h1.wp-block-post-title", ".elementor-widget-theme-post-title h1"),  # A; A; C
    published=(
        "time.entry-date.published[datetime]::attr(datetime)",  # A
        ".posted-on time[datetime]:not(.updated)::attr(datetime)",  # A
        ".wp-block-post-date time[datetime]::attr(datetime)",  # A
        ".td-post-date time[datetime]::attr(datetime)",  # C
    ),
    body=(
        ".td-post-content",  # C
        ".elementor-widget-theme-post-content",  # C
        ".entry-content",  # A
        ".wp-block-post-content",  # A
    ),
    byline=(".entry-header .byline .author", ".entry-header .meta-author"),  # A; C: account names give no author
    sections=("nav.breadcrumb a", ".cat-links a[rel~='category']", "a[rel~='category']"),  # C; A; A
    tags=(".tags-links a[rel~='tag']", ".post_tag a[rel~='tag']"),  # A
    lead_image=(
        ".post-thumbnail img",  # A
        ".wp-block-post-featured-image img",  # A
        "article[id^='post-'] header img.wp-post-image",  # A: the class is the core's, the place the theme's
        ".elementor-widget-theme-post-featured-image img",  # C
        ".td-post-featured-image img",  # C
        ".featured-area img",  # C, Jannah
        "article[id^='post-'] .post-image img",  # C, Soledad
    ),
    caption=(".wp-caption-text",),  # A: captions from before figcaption
    drop=(
        ".wp-block-latest-posts",  # A
        ".sharedaddy",  # C, Jetpack
        ".jp-relatedposts",  # C, Jetpack
        "#ez-toc-container",  # C, a plug-in for contents
        ".post-bottom-meta",  # C, Jannah
    ),
)


class WordPress(Platform):
    """WordPress."""

    name = "wordpress"
    layouts = (WORDPRESS_2011,)
    # A: the three forms with a date or a number; D: a slug of four words, because pages have slugs as well.
    article_url = (
        rf"^/(?!{_NO_ARTICLE})(?!.*/page/\d+/?$)"
        rf"(?:(?:.+/)?\d{{4}}/\d{{2}}/(?:\d{{2}}/)?(?!\d+/?$)[^/]+|archives/\d+|(?:.+/)?{_WORDS})/?$"
    )
    article_id = (r"^/archives/(?P<id>\d+)/?$",)  # A
    listing_links = (".entry-title a", ".wp-block-post-title a", ".post-title a")  # A; A; C
    listing_url = rf"^/(?:category|chuyen-muc|danh-muc)/.|^/(?!{_NO_ARTICLE})[a-z0-9]+(?:-[a-z0-9]+){{0,2}}/?$"  # A; D
    paging = NextLink(  # A
        ("a.next.page-numbers", ".page-numbers.current + a", ".nav-previous a", "a.wp-block-query-pagination-next")
    )
    feeds = ("/feed/",)  # A
    sitemaps = ("/wp-sitemap.xml",)  # A
    sitemap_filter = r"sitemap-posts-post-\d+\.xml|/post-sitemap\d*\.xml"  # A; C
    needs_proof = True
    fingerprint = (  # A
        "meta[name='generator'][content^='WordPress']",
        "link[rel='https://api.w.org/']",
        "link[href*='/wp-content/themes/']",
        "script[src*='/wp-includes/']",
        "link[href*='/wp-includes/']",
        "body.wp-singular",
        "body[class*='post-template-']",
    )
