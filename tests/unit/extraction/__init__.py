"""Tests of ``crawler.extraction``: one page in, field values with provenance out."""
