"""Pictures: what their bytes are, and how large they are shown."""

from __future__ import annotations

import struct

import pytest

from pipeline.emit.pdf.pictures import PIXELS, Raster, fitted, inspect

RASTER = Raster("image/png", 400, 200)


def png(width: int, height: int) -> bytes:
    """The head of a PNG."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L4sLL", 13, b"IHDR", width, height) + b"\x08\x02\0\0\0"


def jpeg(width: int, height: int, components: int = 3) -> bytes:
    """The head of a JPEG, with an application segment and a fill byte before its frame."""
    frame = struct.pack(">BBHBHHB", 0xFF, 0xC2, 8 + 3 * components, 8, height, width, components)
    return b"\xff\xd8" + b"\xff\xe0\x00\x04ab" + b"\xff" + frame


def webp(chunk: bytes, body: bytes) -> bytes:
    """A WebP of one chunk."""
    return b"RIFF\0\0\0\0WEBP" + chunk + b"\0\0\0\0" + body


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(400, 200), Raster("image/png", 400, 200)),
        (jpeg(300, 100), Raster("image/jpeg", 300, 100)),
        (jpeg(300, 100, components=1), Raster("image/jpeg", 300, 100)),
        (b"GIF89a" + struct.pack("<HH", 30, 20), Raster("image/gif", 30, 20)),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 60, 40)), Raster("image/webp", 60, 40)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<L", (60 - 1) | (40 - 1) << 14)), Raster("image/webp", 60, 40)),
        (webp(b"VP8X", b"\0\0\0\0\x3b\0\0\x27\0\0"), Raster("image/webp", 60, 40)),
        (jpeg(300, 100, components=4), "four-inks"),
        (png(PIXELS, 2), "too-large"),
        (png(0, 5), "broken"),
        (png(4, 4)[:18], "broken"),
        (jpeg(300, 100)[:9], "broken"),
        (b"\xff\xd8", "broken"),
        (b"\xff\xd8 no marker", "broken"),
        (webp(b"ABCD", b""), "broken"),
        (b"RIFF\0\0\0\0WAVE", "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "format"),
        (b"\x01\0\0\0 emf", "format"),
        (b"", "format"),
    ],
)
def test_what_the_bytes_are(data: bytes, expected: Raster | str) -> None:
    assert inspect(data) == expected


@pytest.mark.parametrize(
    ("asked", "room", "expected"),
    [
        ((None, None), (1000, 1000), (300, 150)),  # 96 pixels an inch
        ((100, None), (1000, 1000), (100, 50)),
        ((None, 100), (1000, 1000), (200, 100)),
        ((100, 100), (1000, 1000), (100, 100)),  # as the author stretched it
        ((2000, 1000), (400, 1000), (400, 200)),
        ((2000, 1000), (400, 50), (100, 50)),
        ((0, -1), (1000, 1000), (300, 150)),
        ((1e-9, None), (1000, 1000), (1, 1)),
    ],
)
def test_how_large_it_is_shown(
    asked: tuple[float | None, float | None], room: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert fitted(RASTER, asked, room) == expected
