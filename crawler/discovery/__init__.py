"""From listings, feeds and sitemaps to the URLs of articles: which links count, where the next page is, when to stop."""
