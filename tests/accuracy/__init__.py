"""Labelled pages, and how many of them come out right."""
