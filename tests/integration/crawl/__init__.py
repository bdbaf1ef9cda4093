"""Whole crawls: real Scrapy processes, real sockets, a real database server."""
