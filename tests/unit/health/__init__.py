"""Tests of ``crawler.health``."""
