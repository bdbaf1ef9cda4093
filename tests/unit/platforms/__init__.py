"""Tests of ``crawler.platforms``."""
