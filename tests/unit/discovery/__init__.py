"""Tests of ``crawler.discovery``."""
