"""Readers: bytes of a file format to the flat source."""
