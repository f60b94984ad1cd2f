"""Tests of what is told of findings."""
