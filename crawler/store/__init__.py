"""The store: MongoDB documents, their rules, and the embedded server for those who have no MongoDB.

Knows ``crawler.items`` and ``crawler.text`` and nothing above them; in particular it does not know Scrapy.
"""
