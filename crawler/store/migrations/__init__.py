"""Migrations: what brings the documents of an existing database to the shape that the code writes.

Each is a module ``m0001_what.py`` with a docstring (what it does, and why), ``DATA`` (collections without which it has
nothing to do), ``plan(db)`` and ``run(db, progress)``; see `registry`. They run in order, only by ``scrapy db
migrate``, one process at a time (`lock`); a killed one goes on where it was (`progress`). A crawl never migrates data:
`runner.ready` refuses to start on a database that is behind, or ahead of, the code.

Rules for a new one: the next number; never edit one that was released; every write safe to repeat, its filter naming
the state that it leaves; walk by closed ranges on a secondary index (`walk`), for SecantusDB reads everything else
whole; leave `_id` alone.
"""
