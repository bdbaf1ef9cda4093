"""One page of truth about a site that is in the fleet: what works, what does not, and the most likely repair."""
