"""What the bytes of a picture are, how large it is shown, and which cannot be set."""

from __future__ import annotations

import struct

import pytest

from pipeline.emit.pdf.pictures import PIXELS, Raster, fitted, inspect

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc0\x00\x0b\x08"
WEBP = b"RIFF\x00\x00\x00\x00WEBP"


@pytest.mark.parametrize(
    ("data", "raster"),
    [
        (PNG + struct.pack(">LL", 30, 20), Raster("image/png", 30, 20)),
        (JPEG + struct.pack(">HHB", 20, 30, 3), Raster("image/jpeg", 30, 20)),
        (b"GIF89a" + struct.pack("<HH", 30, 20), Raster("image/gif", 30, 20)),
        (WEBP + b"VP8 " + bytes(10) + struct.pack("<HH", 30, 20), Raster("image/webp", 30, 20)),
        (WEBP + b"VP8L" + bytes(5) + struct.pack("<L", 29 | 19 << 14), Raster("image/webp", 30, 20)),
        (WEBP + b"VP8X" + bytes(8) + b"\x1d\0\0\x13\0\0", Raster("image/webp", 30, 20)),
    ],
)
def test_a_picture_is_known_by_its_bytes(data: bytes, raster: Raster) -> None:
    assert inspect(data) == raster


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "format"),
        (b"<svg/>", "format"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "format"),
        (PNG, "broken"),
        (PNG + struct.pack(">LL", 0, 20), "broken"),
        (PNG + struct.pack(">LL", PIXELS, 2), "too-large"),
        (JPEG + struct.pack(">HHB", 20, 30, 4), "four-inks"),
        (b"\xff\xd8", "broken"),
        (b"\xff\xd8\x00", "broken"),
        (WEBP + b"ABCD" + bytes(20), "broken"),
    ],
)
def test_one_that_cannot_be_set_says_why(data: bytes, reason: str) -> None:
    assert inspect(data) == reason


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ((None, None), (150.0, 75.0)),
        ((100.0, 10.0), (100.0, 10.0)),
        ((100.0, None), (100.0, 50.0)),
        ((None, 50.0), (100.0, 50.0)),
        ((0.0, -1.0), (150.0, 75.0)),
        ((1000.0, 100.0), (442.0, 44.2)),
        ((100.0, 1000.0), (52.0, 520.0)),
        ((0.01, 0.01), (1.0, 1.0)),
    ],
)
def test_a_picture_is_shown_as_asked_and_no_larger_than_its_room(
    asked: tuple[float | None, float | None], size: tuple[float, float]
) -> None:
    assert fitted(Raster("image/png", 200, 100), asked, (442.0, 520.0)) == size
