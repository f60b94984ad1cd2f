"""Run formatting as one style or one run states it (ECMA-376-1, 17.3.2)."""

from __future__ import annotations

from typing import Final

import msgspec

from pipeline.ingest.word.names import REMOVED, VAL, Element, is_on, w

# Toggle properties (17.7.3): the value of a style is combined by exclusive or with that of the style above it.
_TOGGLES: Final[dict[str, str]] = {
    w("b"): "bold",
    w("i"): "italic",
    w("strike"): "strike",
    w("dstrike"): "double_strike",
    w("smallCaps"): "small_caps",
    w("vanish"): "hidden",
}
_UNDERLINE: Final = w("u")
_POSITION: Final = w("vertAlign")
_FONTS: Final = w("rFonts")
_CHARACTER_STYLE: Final = w("rStyle")


class Formatting(msgspec.Struct, frozen=True):
    """Run formatting as one style, or one run, states it; what it does not state is None.

    `font` is in lower case; `style` the id of a character style; `removed`: a tracked change took it out.
    """

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    double_strike: bool | None = None
    small_caps: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    position: str | None = None
    font: str = ""
    style: str | None = None
    removed: bool = False

    def over(self, base: Formatting) -> Formatting:
        """This formatting where it states something, else that of the base."""
        if base == NOTHING:
            return self
        stated = {
            name: value for name in Formatting.__struct_fields__ if (value := getattr(self, name)) not in _UNSTATED
        }
        return msgspec.structs.replace(base, **stated)


_UNSTATED: Final = (None, "")
NOTHING: Final = Formatting()


def formatting(properties: Element | None) -> Formatting:
    """What an `rPr` states (17.3.2.28)."""
    if properties is None or not len(properties):
        return NOTHING
    toggles: dict[str, bool] = {}
    underline: bool | None = None
    position: str | None = None
    font = ""
    style: str | None = None
    removed = False
    for child in properties:
        tag = child.tag
        if tag in _TOGGLES:
            toggles[_TOGGLES[tag]] = bool(is_on(child))
        elif tag == _UNDERLINE:
            underline = child.get(VAL, "single") != "none"
        elif tag == _POSITION:
            position = child.get(VAL)
        elif tag == _FONTS:
            font = child.get(w("ascii")) or child.get(w("hAnsi")) or child.get(w("cs")) or ""
        elif tag == _CHARACTER_STYLE:
            style = child.get(VAL)
        elif tag in REMOVED:
            removed = True
    if not toggles and underline is None and position is None and not font and style is None and not removed:
        return NOTHING
    return Formatting(
        **toggles, underline=underline, position=position, font=font.lower(), style=style, removed=removed
    )
