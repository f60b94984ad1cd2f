"""Tests of the HTML reader."""
