"""Crawls that are killed, doubled or lose their database."""
