"""Tests, in a mirror of the source."""
