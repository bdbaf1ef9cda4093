"""Tests of ``crawler.induction``: pages of a site in, selectors and forms of addresses out."""
