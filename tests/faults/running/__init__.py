"""Runs that meet each other, that are bounded, and that are stopped."""
