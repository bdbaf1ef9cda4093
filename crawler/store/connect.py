"""Open the store: which server, is it there, is it ready. One place turns driver errors into sentences."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

from pymongo import AsyncMongoClient, MongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.database import Database
from pymongo.errors import ConfigurationError, InvalidURI, OperationFailure, PyMongoError
from pymongo.write_concern import WriteConcern

from crawler.store import embedded
from crawler.store.collections import Document
from crawler.store.config import StoreConfig, hosts, redact
from crawler.store.errors import StoreConfigError, StoreError, StoreUnavailable
from crawler.store.feed import prune
from crawler.store.migrations import runner

# SecantusDB acknowledges plain writes before they are on disk and lost 224 of 10,213 of them at kill -9; with j: none.
DURABLE = WriteConcern(w="majority", j=True)

PING_TIMEOUT_MS = 5_000
SOCKET_TIMEOUT_MS = 60_000  # a batch of 100 takes 0.1 s; only a server that hangs needs longer
_OPTIONS: dict[str, Any] = {
    "tz_aware": True,
    "serverSelectionTimeoutMS": PING_TIMEOUT_MS,
    "connectTimeoutMS": PING_TIMEOUT_MS,
    "socketTimeoutMS": SOCKET_TIMEOUT_MS,
    "appname": "vn-news-crawler",
}
_UNAUTHORIZED, _AUTHENTICATION_FAILED, _ATLAS_ERROR = 13, 18, 8000


def resolve_uri(config: StoreConfig) -> str:
    """``MONGO_URI``, or the embedded server's URI, which is started if need be. Holds a password: never log it."""
    return config.uri if config.uri is not None else embedded.start(config).uri


def prepare(config: StoreConfig) -> str:
    """Make the store ready: resolve, ping, create what is missing, drop events of the feed that are too old.

    Returns the URI; call it before anything is fetched.

    Raises StoreUnavailable (nobody answers, or it is being migrated) or StoreConfigError (wrong URI, refused password,
    missing rights, documents of another version).
    """
    uri = resolve_uri(config)
    with open_sync(config, uri=uri) as database, explained(uri):
        runner.ready(database)
        if config.keep_changes is not None:
            prune(database, keep=config.keep_changes, now=datetime.now(UTC))
    return uri


@contextmanager
def open_sync(config: StoreConfig, *, uri: str | None = None) -> Iterator[Database[Document]]:
    """The database for a command, after a successful ping; closed at the end. Raises as ``prepare`` does."""
    address = uri if uri is not None else resolve_uri(config)
    with explained(address), _readable():
        client: MongoClient[Document] = MongoClient(address, **_OPTIONS)
    with client:
        with explained(address):
            client.admin.command("ping")
        yield client.get_database(config.database, write_concern=DURABLE)


@asynccontextmanager
async def open_async(config: StoreConfig, uri: str) -> AsyncIterator[AsyncDatabase[Document]]:
    """The database for a crawl. ``uri`` comes from ``prepare`` (which blocks, so call that in a thread)."""
    with explained(uri), _readable():
        client: AsyncMongoClient[Document] = AsyncMongoClient(uri, **_OPTIONS)
    async with client:
        yield client.get_database(config.database, write_concern=DURABLE)


@contextmanager
def explained(uri: str) -> Iterator[None]:
    """Turn the driver's errors into a StoreError that names the host and the fix, without password."""
    try:
        yield
    except PyMongoError as error:
        raise explain(error, uri) from error


@contextmanager
def _readable() -> Iterator[None]:
    """pymongo raises a bare ValueError for a port that is no number, and what the TLS library raises for its files."""
    try:
        yield
    except PyMongoError:
        raise
    except ValueError as error:
        raise InvalidURI(str(error)) from error
    except Exception as error:  # OSError, ssl.SSLError or OpenSSL's own: nothing is connected yet, so it is a file
        reason = redact(" ".join(str(error).split()))[:300]
        raise StoreConfigError(
            f"MONGO_URI names a certificate file that cannot be used ({reason}); "
            "correct tlsCAFile or tlsCertificateKeyFile in it"
        ) from error


def explain(error: PyMongoError, uri: str) -> StoreError:
    """The StoreError for ``error`` on the server at ``uri``."""
    host = hosts(uri)
    if isinstance(error, OperationFailure):
        if error.code in (_AUTHENTICATION_FAILED, _ATLAS_ERROR):
            return StoreConfigError(f"MongoDB at {host} refused the user name or password; correct them in MONGO_URI")
        if error.code == _UNAUTHORIZED:
            return StoreConfigError(
                f"MongoDB at {host} does not let this user do that ({_first_line(error)}); "
                "give it the roles readWrite and dbAdmin on the database"
            )
        return StoreError(f"MongoDB at {host} refused a command: {_first_line(error)}")
    if isinstance(error, InvalidURI | ConfigurationError):
        return StoreConfigError(
            f"MONGO_URI is not usable ({_first_line(error)}); use the form mongodb://user:password@host:27017/"
        )
    return StoreUnavailable(
        f"no MongoDB answers at {host} ({type(error).__name__}); start it or correct MONGO_URI "
        "(without MONGO_URI the embedded server is used)"
    )


def _first_line(error: PyMongoError) -> str:
    return redact(str(error).partition("\n")[0])[:300]
