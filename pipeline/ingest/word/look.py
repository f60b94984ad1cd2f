"""How a cell looks beyond its words: its shading, the colour of a lone sign, what a picture in it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.content import Content, clean, content_text, ink
from pipeline.ingest.word.names import ANCHOR, DRAWING, PICTURE, R_PR, VAL, Element, P, R, T, w
from pipeline.source import Shown

_SHADING: Final = w("shd")
_FILL: Final = w("fill")
_COLOUR: Final = w("color")
_HEX: Final = re.compile("[0-9a-fA-F]{6}")
_NAMED: Final = (f"{{{ANCHOR}}}docPr", f"{{{PICTURE}}}cNvPr")
_SOLID: Final = f"{{{DRAWING}}}solidFill/{{{DRAWING}}}srgbClr"
_SHAPE_PROPERTIES: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}spPr"
_SIGNS: Final = 2
"""A text of more signs than this says something in words."""


def look(cell: Element, content: Iterable[Content]) -> Shown | None:
    """How a `tc` with this content looks; None where the file says nothing of it."""
    fill = _shading(cell.find(w("tcPr")))
    words = ink(content_text(content))
    if len(words) > _SIGNS:
        return Shown(fill) if fill else None
    names: list[str] = []
    inks: set[str] = set()
    for element in cell.iter(P, R, *_NAMED, _SHAPE_PROPERTIES):
        tag = element.tag
        if tag == P:
            fill = fill or _shading(element.find(w("pPr")))
        elif tag == R:
            if element.find(T) is not None or element.find(w("sym")) is not None:
                inks.add(_colour(element.find(R_PR)))
        elif tag == _SHAPE_PROPERTIES:
            # A light that is drawn: a circle filled with a colour (ECMA-376-1, 20.1.2.2.35).
            solid = element.find(_SOLID)
            fill = _hex(solid.get("val")) or fill if solid is not None else fill
        else:
            names.extend(filter(None, (element.get("name"), element.get("descr"), element.get("title"))))
    one = inks.pop() if len(inks) == 1 else ""
    shown = Shown(fill, one if words else "", tuple(dict.fromkeys(map(clean, names))))
    return None if shown == Shown() else shown


def _shading(properties: Element | None) -> str:
    """The fill of a shading (17.4.32, 17.3.1.31); a solid pattern hides it behind its own colour."""
    shading = properties.find(_SHADING) if properties is not None else None
    if shading is None:
        return ""
    return _hex(shading.get(_COLOUR if shading.get(VAL) == "solid" else _FILL))


def _colour(properties: Element | None) -> str:
    colour = properties.find(_COLOUR) if properties is not None else None
    return _hex(colour.get(VAL)) if colour is not None else ""


def _hex(text: str | None) -> str:
    """A colour as RRGGBB; empty where it is `auto` or none."""
    return text.lower() if text and _HEX.fullmatch(text) else ""
