"""Archived pages as files, without a crawl."""
