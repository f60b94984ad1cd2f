"""Tests of the Word reader: a document of a few lines for each feature, compared whole."""
