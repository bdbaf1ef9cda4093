"""Scrapy settings of the project, each with its reason. What a deployment changes comes from the environment:

``MONGO_URI``, ``MONGO_DATABASE``, ``CRAWLER_DATA`` (see `crawler.store.config`), ``CRAWLER_CONTACT`` (mail address or
URL, goes into the User-Agent), ``CRAWLER_PROJECT_URL`` (where a webmaster reads what this crawler is), ``LOG_JSON``
(1 for machines) and the usual ``http_proxy``/``https_proxy``.
"""

import os

BOT_NAME = "vnnews"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.loader.SiteLoader"  # one broken site file must not stop the others
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"

# --- who we are -------------------------------------------------------------------------------------------------------
# An honest name with a way to reach us: small provincial servers are run by people who ask before they block.
PROJECT_URL = os.environ.get("CRAWLER_PROJECT_URL", "https://vnnews.example/")
CONTACT = os.environ.get("CRAWLER_CONTACT", "")
USER_AGENT = f"vnnews/1.0 (+{PROJECT_URL}{'; ' + CONTACT if CONTACT else ''})"
ROBOTSTXT_USER_AGENT = "vnnews"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi-VN,vi;q=0.9",
}

# --- politeness -------------------------------------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0  # seconds between requests to one host; "1 s delay" is what others keep to (SITE-FACTS 3f, B)
DOWNLOAD_DELAY_JITTER = 0.5  # 0.5 s to 1.5 s
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # a slow answer does not stop the site, a slow server never has many of ours open
CONCURRENT_REQUESTS = 4  # of one site; more would only wait in its queue, and delay the end after a signal
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # our own line says which page could not be had, and why
RETRY_TIMES = 2  # with the lower priority of retries this is enough for frequent 5xx
RETRY_PAUSE = 2.0  # seconds before the first retry, then twice as long each time (half of it is left to chance) ...
RETRY_PAUSE_MAX = 30.0  # ... up to this; the same after 429 and 503, for the whole host, where no Retry-After is given
RETRY_AFTER_MAX = 120.0  # seconds of Retry-After that a run waits; asked for more, it leaves the host alone
HOST_DELAY_MAX = 30.0  # seconds between requests to which 429 and 503 slow a host down
CIRCUIT_FAILURES = 6  # pages in a row whose first try failed, then the host has a pause
CIRCUIT_COOLDOWN = 30.0  # seconds, then one probe; if that fails, the run asks the host for nothing more
COOKIES_ENABLED = False  # no session is wanted; listings and articles are public

# --- what is refused --------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 60  # seconds
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes, before and after decompression: for feeds; pages have a bound of their own
DOWNLOAD_WARNSIZE = 4 * 1024 * 1024
# Scrapy's default is not to verify. A site whose certificate is known to be wrong opts out in its own file.
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
DOWNLOADER_MIDDLEWARES = {
    # Nearest to the spider: sees what the spider will see, after retries, redirects (600) and decompression (590).
    "crawler.fetch.archive.ArchiveMiddleware": 50,  # what is a wall or was given up never reaches it
    "crawler.fetch.circuit.CircuitMiddleware": 55,  # counts what came of a request in the end
    "crawler.fetch.walled.WallMiddleware": 60,
    "crawler.fetch.weather.WeatherMiddleware": 550,  # in the place of:
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "crawler.fetch.complete.CompleteMiddleware": 595,  # sees an answer before Scrapy unpacks it (590)
    "crawler.fetch.redirects.RedirectGuard": 610,  # sees an answer before Scrapy's own redirect handling (600)
    "crawler.fetch.gate.Gate": 1000,  # the last step before the web
}
DOWNLOAD_HANDLERS = dict.fromkeys(("http", "https"), "crawler.fetch.gate.GatedHandler")  # see there
METAREFRESH_ENABLED = False  # refresh tags of portals reload a page or lead home, never to an article
URLLENGTH_LIMIT = 2083

# --- how long a run may be --------------------------------------------------------------------------------------------
# A run without news takes a minute or two, the first one of the largest sample site 20. What a run cannot reach, the
# next one does; who wants a whole archive at once turns the bounds off (0).
SITE_TIMEOUT = 30 * 60.0  # seconds
SITE_MAX_PAGES = 5_000  # more than 30 minutes hold at the usual delay: for sites that are crawled without one
SITE_MAX_BYTES = 512 * 1024 * 1024  # as sent: 5,000 full pages of 95 kB
RUN_TIMEOUT = 0.0  # seconds of a whole `crawlall` (or --timeout MINUTES); its sites run side by side, each bounded
ENDING_GRACE = 10.0  # seconds for what is under way when a run ends early: a slow page, not a host that hangs
LEASE_WAIT = 0.0  # seconds for which a run waits for another one of the same host; cron comes again anyway
LEASE_EXPIRY = 30.0  # seconds without heartbeat, then a holder is taken for dead; see crawler/store/leases.py

# --- the way of an item -----------------------------------------------------------------------------------------------
# The order matters: text is put into one form before it is judged, only valid items get a fingerprint, and the
# fingerprint is the identity that the store works with.
ITEM_PIPELINES = {
    "pipelines.normalise.NormalisePipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.fingerprint.FingerprintPipeline": 300,
    "pipelines.recheck.RecheckPipeline": 400,  # an edit shows in the fingerprint
    "pipelines.store.StorePipeline": 900,
}
# Raw article pages as WARC files in CRAWLER_DATA/archive, so that `scrapy reparse` can read them again after a fix.
# Only together with the store, whose `pages` say where each page lies. A page of the sample sites takes 4 kB, one of
# 95 kB takes 19 kB, and one that is byte for byte as before 1 kB.
ARCHIVE_ENABLED = True
ARCHIVE_MAX_BYTES = 256 * 1024 * 1024  # bytes of a file, then the next begins: fits every file system and tool
STORE_ENABLED = True  # `-s STORE_ENABLED=0` crawls without a database, for example into a file with -o
EXTENSIONS = {
    "crawler.health.recorder.RunRecorder": 500,  # judges every run and keeps it in `runs`
    "crawler.running.lease.LeaseKeeper": 505,  # one run per host at a time
    "crawler.running.limits.SiteLimits": 506,
    "crawler.fetch.crawl_delay.CrawlDelay": 508,
    "crawler.fetch.hosts.HostFactsExtension": 510,  # addresses, certificates, character sets, kept in `hosts`
    # A console and a control port that run code in the crawl are not wanted on a server.
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}

# --- logs and exports -------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
LOG_JSON = os.environ.get("LOG_JSON", "0")  # 1: one JSON object per line, for machines (`crawl`, `crawlall`)
LOG_FORMATTER = "crawler.health.log.QuietFormatter"  # a rejected item is one line, not the whole article
LOGSTATS_INTERVAL = 60.0
FEED_EXPORT_ENCODING = "utf-8"  # Vietnamese stays readable in files
