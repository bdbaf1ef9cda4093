"""Tests of ``crawler.text``; property tests here run the same examples every time."""

from hypothesis import settings

repeatable = settings(derandomize=True, deadline=None)
"""For every ``@given`` of this folder: a failure must come back on the next run, and a slow first import is none."""
