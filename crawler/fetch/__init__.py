"""Between the crawl and the web: what is followed and what is refused. Politeness and size limits are settings."""
