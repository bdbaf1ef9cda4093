"""Raw pages on disk, as they were fetched: WARC 1.1 files that any WARC tool reads, so that history can be re-read.

``<archive>/<site>/<run id>-00001.warc.gz``: one gzip member per record, a ``warcinfo`` first, then a ``response`` (or a
``revisit`` where the same payload is already there) and its ``request`` for each page. A run only ever writes files of
its own, so a file that a killed run left unfinished is never written to again.
"""
