"""Where log lines go and in which form: text for people, or with ``LOG_JSON=1`` one JSON object per line.

Neither form ever holds a password: each line is redacted as it is written, whoever logged it.
"""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from scrapy.settings import BaseSettings

from crawler.store.config import redact

SITE: ContextVar[str | None] = ContextVar("site", default=None)
"""Name of the spider to whose run a line belongs; set in the task of each run, so `crawlall` keeps its sites apart."""

# Proxies hold logins as well as databases do.
_LOGIN = re.compile(r"([a-z][a-z0-9+.-]*://)[^/\s:@]+:[^/\s@]+@", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """*text* without what stands for user and password in any address of it, and without secret options."""
    return _LOGIN.sub(r"\1***@", redact(text))


class TextFormatter(logging.Formatter):
    """Scrapy's line, without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback if there is one."""
        return without_secrets(super().format(record))


class JsonFormatter(logging.Formatter):
    """One object: ``time`` (ISO 8601, UTC), ``level``, ``logger``, ``site`` (null outside of a run), ``event`` (the
    message's template, the same for all lines of a kind), ``message``, ``exception`` (only if there is one)."""

    def format(self, record: logging.LogRecord) -> str:
        """The object, in one line."""
        site = getattr(getattr(record, "spider", None), "name", None) or SITE.get()
        row: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "site": site,
            "event": str(record.msg),
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            row["exception"] = self.formatException(record.exc_info)
        row = {name: without_secrets(value) if isinstance(value, str) else value for name, value in row.items()}
        return json.dumps(row, ensure_ascii=False)


def install_handler(settings: BaseSettings) -> None:
    """Send the log of this process to where Scrapy's settings say (LOG_FILE, LOG_ENABLED, LOG_LEVEL), in our forms.

    In the place of Scrapy's own handler, which is told to stay away; call it once, before the first crawl.
    """
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    filename = settings.get("LOG_FILE")
    handler: logging.Handler
    if filename:
        mode = "a" if settings.getbool("LOG_FILE_APPEND") else "w"
        # An address may hold what is no text: a line must not be lost for it.
        handler = logging.FileHandler(filename, mode, settings.get("LOG_ENCODING"), errors="backslashreplace")
    else:
        handler = logging.StreamHandler() if settings.getbool("LOG_ENABLED") else logging.NullHandler()
    text = TextFormatter(settings.get("LOG_FORMAT"), settings.get("LOG_DATEFORMAT"))
    handler.setFormatter(JsonFormatter() if settings.getbool("LOG_JSON") else text)
    handler.setLevel(settings.get("LOG_LEVEL"))
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)
