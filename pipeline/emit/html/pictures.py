"""Pictures: part of the page where a browser can show them, else a frame that says what is missing."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Final

from pipeline.content import Image
from pipeline.diagnostics import Code
from pipeline.emit.context import Context
from pipeline.emit.html.markup import Element, el

# What every browser shows and what can run no script.
SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

_POINTS_A_PIXEL: Final = 0.75


def picture(image: Image, context: Context) -> Iterator[Element]:
    """A picture. Nothing comes of a decoration that cannot be shown."""
    alt = image.alt if image.alt is not None else context.labels("html.picture-undescribed")
    asset = context.assets.get(image.asset)
    if asset and asset.data and asset.media_type in SHOWN:
        yield el(
            "img",
            src=data_address(asset.media_type, asset.data),
            alt=alt,
            width=_pixels(image.width),
            height=_pixels(image.height),
        )
        return
    reason = context.labels("html.picture-format", format=asset.media_type) if asset else ""
    context.mended(Code.IMAGE_LEFT_OUT, alt, reason=reason or context.labels("html.picture-missing"))
    if alt:
        yield el("span", context.labels("html.picture-instead", alt=alt), class_="picture-instead")


def data_address(media_type: str, data: bytes) -> str:
    """The bytes as an address (RFC 2397), so that a page needs no other file."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _pixels(points: float | None) -> str | None:
    return str(max(1, round(points / _POINTS_A_PIXEL))) if points else None
