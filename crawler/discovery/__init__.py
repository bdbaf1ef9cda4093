"""From listings, feeds and sitemaps to article URLs: which links count, where the next page is, when to stop."""
