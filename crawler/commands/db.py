"""``scrapy db``: start, stop and look at the store."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from datetime import datetime
from functools import partial
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.migrating import Reporter, publish, sentence_of
from crawler.store import embedded
from crawler.store.config import StoreConfig, StoreError, hosts, redact
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.launch import HOST
from crawler.store.migrations import runner
from crawler.store.migrations.lock import MigrationLock
from crawler.store.runs import unfinished_runs

ACTIONS = ("start", "stop", "status", "uri", "migrate")


class Command(ScrapyCommand):
    """Exit codes: 0 done, 1 failed (one sentence on stderr), 2 wrong usage."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return f"{{{'|'.join(ACTIONS)}}} [--dry-run] [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Start, stop or look at the article store"

    def long_desc(self) -> str:
        """Text of ``scrapy db -h``."""
        return (
            "start, stop and status concern the embedded server, which is used when MONGO_URI is not set; "
            "uri prints the address with its password; migrate brings the database to the version of this program: "
            "collections, indexes, validators and stored documents. It may be interrupted, and goes on when called "
            "again; --dry-run says what would be done."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options besides Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--dry-run", action="store_true", help="migrate: only say what would be done")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run one action and set the exit code."""
        if len(args) != 1 or args[0] not in ACTIONS:
            raise UsageError(f"give one of: {', '.join(ACTIONS)}")
        if opts.dry_run and args[0] != "migrate":
            raise UsageError("--dry-run belongs to migrate")
        try:
            config = StoreConfig.from_env(os.environ)
            facts, sentence = _act(args[0], config, dry_run=opts.dry_run)
        except StoreError as error:
            print(f"scrapy db {args[0]}: {error}", file=sys.stderr)
            self.exitcode = 1
            return
        except KeyboardInterrupt:
            print(f"scrapy db {args[0]}: interrupted; nothing is lost, call it again to go on", file=sys.stderr)
            self.exitcode = 1
            return
        print(json.dumps(facts, ensure_ascii=False, default=_iso) if opts.json else sentence)


def _iso(value: object) -> str:
    """A time for JSON."""
    assert isinstance(value, datetime)
    return value.isoformat()


def _act(action: str, config: StoreConfig, *, dry_run: bool) -> tuple[dict[str, Any], str]:
    """Do it; returns the facts for ``--json`` and the sentence for people. Raises StoreError."""
    match action:
        case "migrate":
            return _migrate(config, dry_run=dry_run)
        case "uri":
            uri = config.uri if config.uri is not None else embedded.uri(config)
            return {"uri": uri, "database": config.database}, uri
    if config.uri is not None:
        return _external(action, config)
    if action == "start":
        server = embedded.start(config)
        facts = {"pid": server.pid, "port": server.port, "started": server.started}
        verb = "started" if server.started else "already running"
        return facts, f"{verb}: pid {server.pid}, {HOST}:{server.port}; `scrapy db uri` prints the address"
    if action == "stop":
        stopped = embedded.stop(config)
        return {"stopped": stopped}, "stopped" if stopped else "not running"
    return _status(config)


def _status(config: StoreConfig) -> tuple[dict[str, Any], str]:
    found = embedded.status(config)
    state = ("answering" if found.answering else "not answering") if found.running else "not running"
    facts = {
        "server": "embedded",
        "state": state,
        "database": config.database,
        "pid": found.pid,
        "host": HOST,
        "port": found.port,
        "started_at": found.started_at,
        "folder": str(found.folder),
        "log": str(found.log),
        "size_bytes": found.size_bytes,
    }
    where = f", pid {found.pid}, {HOST}:{found.port}, since {found.started_at}" if found.running else ""
    return facts, f"embedded server: {state}{where}\ndata: {found.folder} ({found.size_bytes / 1e6:.1f} MB)"


def _external(action: str, config: StoreConfig) -> tuple[dict[str, Any], str]:
    """With MONGO_URI there is nothing of ours to start or stop; status asks whether it answers."""
    assert config.uri is not None
    shown = redact(config.uri)
    if action != "status":
        raise StoreError(
            f"MONGO_URI is set ({shown}), so the embedded server is not used; unset it to {action} that, "
            "or manage your MongoDB with its own tools"
        )
    with open_sync(config):
        facts = {"server": "MONGO_URI", "state": "answering", "database": config.database, "uri": shown}
        return facts, f"MONGO_URI is used: {shown}\n{hosts(config.uri)} answers; database {config.database}"


def _migrate(config: StoreConfig, *, dry_run: bool) -> tuple[dict[str, Any], str]:
    uri = resolve_uri(config)
    published = 0
    with open_sync(config, uri=uri) as database, explained(uri):
        if dry_run:
            done = runner.plan(database)
        else:
            with Reporter() as reporter:
                if runner.pending(database) and (open_runs := unfinished_runs(database)):
                    reporter.say(
                        f"no end is on record of {', '.join(open_runs)}: killed runs do no harm, "
                        "but a crawl that is still at work should end first"
                    )
                done = runner.bring_up(database, report=reporter, lock=partial(MigrationLock, say=reporter.say))
                if done.migrations:
                    # Else the next crawl would have to, before it fetches anything.
                    reporter.say("publishing what changed to the feed (if this is interrupted, the next crawl does it)")
                    published = asyncio.run(publish(config, uri))
    facts = {"dry_run": dry_run, "steps": done.steps, "migrations": done.migrations, "published": published}
    return facts, sentence_of(done, dry_run=dry_run)
