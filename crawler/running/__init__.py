"""What bounds a run from outside: the lease of its hosts, and its limits of time, pages and bytes."""
