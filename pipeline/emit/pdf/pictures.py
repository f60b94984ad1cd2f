"""Pictures: what the bytes are, how large they are shown, and which cannot be set."""

from __future__ import annotations

import struct
from typing import Final

import msgspec

PIXELS: Final = 60_000_000
"""More than this takes a quarter of a gigabyte to unpack, and is a decompression bomb or a mistake."""

POINTS_A_PIXEL: Final = 0.75
"""A picture without a size is shown at 96 pixels an inch, as Word and browsers do."""

SUFFIX: Final = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


class Raster(msgspec.Struct, frozen=True):
    """A picture that Typst can set: its media type and its size in pixels."""

    media_type: str
    width: int
    height: int


def inspect(data: bytes) -> Raster | str:
    """What the bytes are; or why they cannot be set (a key of the labels under `pdf.no-picture`)."""
    for magic, media_type, measure in _KINDS:
        if data.startswith(magic):
            try:
                size = measure(data)
            except (struct.error, IndexError):
                return "broken"
            return _checked(media_type, size)
    return "format"


def _checked(media_type: str, size: tuple[int, int] | str) -> Raster | str:
    if isinstance(size, str):
        return size
    width, height = size
    if width < 1 or height < 1:
        return "broken"
    return Raster(media_type, width, height) if width * height <= PIXELS else "too-large"


def fitted(raster: Raster, asked: tuple[float | None, float | None], room: tuple[float, float]) -> tuple[float, float]:
    """Width and height in points: as asked, else natural; never more than there is room for, in proportion."""
    width, height = asked
    ratio = raster.height / raster.width
    if not (width and width > 0):
        width = height / ratio if height and height > 0 else raster.width * POINTS_A_PIXEL
        height = width * ratio
    elif not (height and height > 0):
        height = width * ratio
    scale = min(1.0, room[0] / width, room[1] / height)
    return max(1.0, round(width * scale, 1)), max(1.0, round(height * scale, 1))


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">LL", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


def _webp(data: bytes) -> tuple[int, int] | str:
    if data[8:12] != b"WEBP":
        return "format"
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = struct.unpack_from("<L", data, 21)[0]
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return "broken"


_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def _jpeg(data: bytes) -> tuple[int, int] | str:
    position = 2
    while position < len(data):
        if data[position] != 0xFF:
            return "broken"
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker in _FRAMES:
            height, width, components = struct.unpack_from(">HHB", data, position + 5)
            # Four inks need a colour profile that Typst cannot give: it refuses them in PDF/A.
            return "four-inks" if components == 4 else (width, height)
        position += 2 + struct.unpack_from(">H", data, position + 2)[0]
    return "broken"


_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png", _png),
    (b"\xff\xd8", "image/jpeg", _jpeg),
    (b"GIF8", "image/gif", _gif),
    (b"RIFF", "image/webp", _webp),
)
