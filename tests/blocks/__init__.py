"""Tests of the semantic tables."""
