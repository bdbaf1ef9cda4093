"""One file per site, data only: who publishes, where, on which platform, what differs."""
