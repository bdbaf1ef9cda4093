"""What the store says of the sites, for commands that only look: without a store they go on without it."""

from __future__ import annotations

import os
import sys
from typing import Any

from crawler.store import embedded
from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.sites import all_sites


def stored_sites(command: str) -> dict[str, dict[str, Any]]:
    """The documents of `sites` by name; none, with one sentence on stderr, if the store cannot be asked."""
    try:
        config = StoreConfig.from_env(os.environ)
        if config.uri is None and not embedded.folder_of(config).storage.is_dir():
            return {}  # nothing was ever stored: a list is no reason to start a server
        uri = resolve_uri(config)
        with open_sync(config, uri=uri) as database, explained(uri):
            return all_sites(database)
    except StoreError as error:
        print(f"scrapy {command}: how fresh the sites are is not known: {error}", file=sys.stderr)
        return {}
