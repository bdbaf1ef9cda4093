"""What the store takes and how it grows: ``python -m benchmarks.store -h``."""
