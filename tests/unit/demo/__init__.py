"""Tests of the sample sites without sockets."""
