"""Tests over a corpus of documents that nobody here wrote; collected where CORPUS names its folder."""
