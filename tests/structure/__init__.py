"""Tests of the structure."""
