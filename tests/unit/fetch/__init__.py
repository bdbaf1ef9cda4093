"""The parts of fetching, without a web."""
