"""Tests of the playback over real sockets."""
