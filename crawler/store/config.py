"""Where the store is: read once from the environment, the same for crawls and commands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from crawler.store.errors import StoreConfigError, StoreError, StoreUnavailable

__all__ = ["StoreConfig", "StoreConfigError", "StoreError", "StoreUnavailable", "hosts", "redact"]

PROJECT_ROOT = Path(__file__).resolve().parents[2]
"""The folder of scrapy.cfg: a relative CRAWLER_DATA counts from here, whatever the working directory is."""

DEFAULT_DATABASE = "news"
DEFAULT_DATA = "data"
DEFAULT_RETENTION_DAYS = 400
"""A consumer may be away for a year and still read every change."""

# MongoDB refuses these characters in a database name; 63 bytes is its limit.
_DATABASE_NAME = re.compile(r"[^/\\. \"$*<>:|?\x00]{1,63}")
# Up to the last @ of the word: a password that was not escaped may hold / and @. A log line may name two addresses.
_USERINFO = re.compile(r"(mongodb(?:\+srv)?://)\S*@")
_SECRET_OPTION = re.compile(
    r"((?:password|tlscertificatekeyfilepassword|authmechanismproperties)=)[^&\s]*", re.IGNORECASE
)


def redact(text: str) -> str:
    """``text`` (a URI or a message that may quote one) without user names, passwords and secret options."""
    return _SECRET_OPTION.sub(r"\1***", _USERINFO.sub(r"\1***@", text))


def hosts(uri: str) -> str:
    """The ``host:port`` list of a URI, without user and password."""
    return _hosts(uri) or "an unnamed host"


def _hosts(uri: str) -> str:
    # As pymongo reads it; urlsplit would end the host at a # in the password.
    return re.split("[/?]", uri.partition("://")[2].rpartition("@")[2], maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where the articles go."""

    uri: str | None
    """MongoDB URI from ``MONGO_URI``, with its password; ``None`` means the embedded server."""
    database: str
    """Name of the database."""
    data_dir: Path
    """Absolute folder of everything that the crawler keeps on disk; the embedded server has ``mongo/`` below it."""
    keep_changes: timedelta | None = timedelta(days=DEFAULT_RETENTION_DAYS)
    """Age at which an event leaves the change feed; ``None`` keeps all."""

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> StoreConfig:
        """Read ``MONGO_URI``, ``MONGO_DATABASE`` (default ``news``), ``CRAWLER_DATA`` (default ``./data``) and
        ``CHANGES_RETENTION_DAYS`` (default 400; 0 keeps all).

        Raises StoreConfigError for a value of the wrong form. Touches neither disk nor network.
        """
        uri = environ.get("MONGO_URI", "").strip() or None
        if uri is not None:
            _check_uri(uri)
        database = environ.get("MONGO_DATABASE", "").strip() or DEFAULT_DATABASE
        if not _DATABASE_NAME.fullmatch(database):
            raise StoreConfigError(
                f"MONGO_DATABASE is {database!r}, which MongoDB does not accept; "
                "use letters, digits, '-' and '_', for example MONGO_DATABASE=news"
            )
        data = Path(environ.get("CRAWLER_DATA", "").strip() or DEFAULT_DATA).expanduser()
        days = environ.get("CHANGES_RETENTION_DAYS", "").strip() or str(DEFAULT_RETENTION_DAYS)
        if not days.isdecimal() or len(days) > 5:
            raise StoreConfigError(
                f"CHANGES_RETENTION_DAYS is {days!r}, which is no number of days; "
                f"use for example CHANGES_RETENTION_DAYS={DEFAULT_RETENTION_DAYS}, or 0 to keep all changes"
            )
        keep = timedelta(days=int(days)) if int(days) else None
        return cls(uri=uri, database=database, data_dir=(PROJECT_ROOT / data).resolve(), keep_changes=keep)

    def __repr__(self) -> str:
        uri = None if self.uri is None else redact(self.uri)
        return f"StoreConfig(uri={uri!r}, database={self.database!r}, data_dir={str(self.data_dir)!r})"


def _check_uri(uri: str) -> None:
    """Raise StoreConfigError unless ``uri`` has the outer form of a MongoDB URI; its options are checked on connect."""
    example = "use the form mongodb://user:password@host:27017/"
    if not uri.startswith(("mongodb://", "mongodb+srv://")):
        raise StoreConfigError(f"MONGO_URI does not start with mongodb:// or mongodb+srv://; {example}")
    before_last_at = uri.partition("://")[2].rpartition("@")[0]
    if "/" in before_last_at or "?" in before_last_at:
        # The driver would take the first half of the password for the host, and name it.
        raise StoreConfigError(
            "MONGO_URI holds a / or ? before its last @; in user name and password write / as %2F and ? as %3F, "
            "in the options write @ as %40"
        )
    if not _hosts(uri):
        raise StoreConfigError(f"MONGO_URI names no host; {example}")
