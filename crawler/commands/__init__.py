"""`scrapy <command>` for cron and ops."""
