"""Tests of the comments."""
