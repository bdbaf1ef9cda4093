"""Repeatable harnesses for speed and accuracy; never part of a timed test."""
