"""Tests of crawler/running."""
