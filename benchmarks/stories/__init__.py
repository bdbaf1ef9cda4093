"""Story detection on labelled pairs: ``python -m benchmarks.stories``."""
