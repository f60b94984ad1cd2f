"""Pictures are known by their bytes."""

from __future__ import annotations

import pytest

from pipeline.ingest.images import UNKNOWN, media_type


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0..JFIF", "image/jpeg"),
        (b"GIF89a....", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"BM......", "image/bmp"),
        (b"II*\x00....", "image/tiff"),
        (b"MM\x00*....", "image/tiff"),
        (b"\x01\x00\x00\x00" + bytes(36) + b" EMF", "image/emf"),
        (b"\xd7\xcd\xc6\x9a....", "image/wmf"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg><svg:svg>', "image/svg+xml"),
        (b"<html><svg>", UNKNOWN),
        (b"<svgfont>", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_the_first_bytes_tell_the_media_type(data: bytes, expected: str) -> None:
    assert media_type(data) == expected


def test_a_row_of_comments_takes_no_time() -> None:
    assert media_type(b"<!---->" * 1_000 + b"x") == UNKNOWN
