"""Tests of ``crawler.text``; property tests here run the same examples every time."""

from hypothesis import settings

repeatable = settings(derandomize=True, deadline=None)
"""For every ``@given`` of this folder: a failure must come back on the next run, and a slow first import is none."""


def twice(text: str, charset: str = "windows-1252") -> str:
    """The text as it looks after its UTF-8 was taken for *charset*, holes read as the web reads them."""
    out = ""
    for byte in text.encode():
        try:
            out += bytes([byte]).decode(charset)
        except UnicodeDecodeError:
            out += chr(byte)
    return out
