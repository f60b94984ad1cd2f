"""What is drawn in a run: pictures, text boxes, charts, WordArt; in DrawingML (ECMA-376-1, 20) and VML (part 4, 19)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from pipeline.content import Content, Image, Paragraph, Text, clean
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word import media
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.ink import SMART_ART
from pipeline.ingest.word.names import (
    A_P,
    A_T,
    ALTERNATE,
    ANCHOR,
    CHART,
    CHART_2015,
    DIAGRAM_DATA,
    DRAWING,
    FALLBACK,
    OFFICE,
    PICTURE,
    R_EMBED,
    R_ID,
    R_LINK,
    RELATIONS,
    TEXT_BOX,
    VML,
    Element,
)
from pipeline.ingest.word.objects import chart, diagram

_EMU_A_POINT: Final = 12_700  # 20.1.2.1
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_GROUPS: Final = frozenset(
    f"{{http://schemas.microsoft.com/office/word/2010/wordprocessing{kind}}}{name}"
    for kind, name in (("Group", "wgp"), ("Group", "grpSp"), ("Canvas", "wpc"))
)
# What a shape in a group or a canvas says of itself.
_INNER_PROPERTIES: Final = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordprocessing{kind}}}cNvPr"
    for kind in ("Shape", "Group", "Canvas")
)
_EXTENT: Final = f"{{{ANCHOR}}}extent"
_PROPERTIES: Final = f"{{{ANCHOR}}}docPr"
_PICTURE: Final = f"{{{PICTURE}}}pic"
_PICTURE_PROPERTIES: Final = f"{{{PICTURE}}}nvPicPr/{{{PICTURE}}}cNvPr"
_PICTURE_SIZE: Final = f"{{{PICTURE}}}spPr/{{{DRAWING}}}xfrm/{{{DRAWING}}}ext"
_BLIP: Final = f"{{{DRAWING}}}blip"
_CHARTS: Final = frozenset((f"{{{CHART}}}chart", f"{{{CHART_2015}}}chart"))
_IMAGE_DATA: Final = f"{{{VML}}}imagedata"
_WORD_ART: Final = f"{{{VML}}}textpath"
_OLE: Final = f"{{{OFFICE}}}OLEObject"
_SHAPES: Final = frozenset(f"{{{VML}}}{name}" for name in ("shape", "rect", "oval", "roundrect", "image", "group"))
_PICTURES: Final = (_PICTURE, _IMAGE_DATA)
_FRAMED: Final = (_EXTENT, _PROPERTIES, *_SHAPES, *_PICTURES)
_DRAWN_FROM_DATA: Final = (*_CHARTS, SMART_ART)
_LENGTH: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px|)", re.IGNORECASE)
_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "": 0.75}


class Drawn(msgspec.Struct):
    """What a drawing holds, in order: pictures, and text boxes or content that follow the paragraph."""

    images: list[Image] = []
    boxes: list[Element | Content] = []


class _Frame(msgspec.Struct):
    """What is said of what comes next; `given` are all descriptions so far."""

    alt: str | None = None
    width: float | None = None
    height: float | None = None
    given: list[str] = []


def draw(part: Part, element: Element) -> Drawn:
    """Everything in a `drawing`, `pict` or `object`. Iterative: groups may be nested as deep as a file likes.

    A description that no picture takes (of a chart, a text box, a group) is quoted: Word never shows it.
    """
    drawn, frame = Drawn(), _Frame()
    _take(part, element, drawn, frame)
    taken = {*part.described, *(image.alt for image in drawn.images)}
    for text in dict.fromkeys(frame.given):
        if text not in taken:
            part.context.report(flaw(Code.DESCRIPTION_LEFT_OUT, part.place(text), text))
    return drawn


def instead(part: Part, alternate: Element, chosen: Element) -> tuple[Image, ...]:
    """The pictures of a chart or SmartArt that a file holds for programs that cannot draw it, which is what we are."""
    if next(chosen.iter(*_DRAWN_FROM_DATA), None) is None or next(chosen.iter(*_PICTURES), None) is not None:
        return ()
    drawn, frame = Drawn(), _Frame()
    for branch in alternate.iterchildren(FALLBACK):
        for inner in branch.iter(*_FRAMED) if branch is not chosen else ():
            _look_at(part, inner, drawn, frame)
    described = next(map(_alt, chosen.iter(_PROPERTIES)), None)
    images = [msgspec.structs.replace(image, alt=image.alt or described) for image in drawn.images]
    part.described.update(image.alt for image in images if image.alt)
    return tuple(images)


def _take(part: Part, element: Element, drawn: Drawn, frame: _Frame) -> None:
    todo = [element]
    while todo:
        current = todo.pop()
        tag = current.tag
        if tag == ALTERNATE:
            chosen = part.chosen(current)
            if chosen is not None:
                drawn.images.extend(instead(part, current, chosen))
                todo.extend(reversed(chosen))
        elif tag == TEXT_BOX:
            drawn.boxes.append(current)
        elif tag == A_P:
            _drawn_text(current, drawn)
        else:
            _look_at(part, current, drawn, frame)
            if tag != _PICTURE:
                todo.extend(reversed(current))


def _look_at(part: Part, element: Element, drawn: Drawn, frame: _Frame) -> None:
    tag = element.tag
    if tag in _SAYS:
        _SAYS[tag](element, frame)
    elif tag == _PICTURE:
        drawn.images.append(_picture(part, element, frame))
    elif tag == _IMAGE_DATA:
        key = element.get(R_ID) or element.get(f"{{{RELATIONS}}}pict") or element.get(f"{{{OFFICE}}}relid")
        if key:
            drawn.images.append(media.image(part, key, frame.alt, frame.width, frame.height))
    elif tag == _WORD_ART:
        text = clean(element.get("string") or "")
        if text:
            drawn.boxes.append(Paragraph((Text(text.replace("\n", " ")),)))
    elif tag in _CHARTS:
        drawn.boxes.extend(chart(part, element.get(R_ID)))
    elif tag == SMART_ART:
        drawn.boxes.extend(diagram(part, element.get(DIAGRAM_DATA)))
    elif tag == _OLE:
        part.context.report(flaw(Code.OBJECT_REPLACED, part.place(), kind=element.get("ProgID") or "OLE"))


def _picture(part: Part, element: Element, frame: _Frame) -> Image:
    own = element.find(_PICTURE_PROPERTIES)
    alt = frame.alt if frame.alt is not None else _alt(own) if own is not None else None
    width, height = frame.width, frame.height
    size = element.find(_PICTURE_SIZE)
    if any(above.tag in _GROUPS for above in element.iterancestors()):
        # In a group the frame is that of the group.
        width = _points(size.get("cx")) if size is not None else None
        height = _points(size.get("cy")) if size is not None else None
        alt = _alt(own) if own is not None and own.get("descr") else frame.alt
    # The blip itself, not the SVG in its extensions: every program shows it.
    blip = next(element.iter(_BLIP), None)
    key = (blip.get(R_EMBED) or blip.get(R_LINK)) if blip is not None else None
    return media.image(part, key, alt, width, height)


def _alt(properties: Element) -> str | None:
    if any(mark.get("val") in ("1", "true") for mark in properties.iter(_DECORATIVE)):
        return ""
    text = " ".join(clean(properties.get("descr") or properties.get("title") or "").split())
    return text or None


def _extent(element: Element, frame: _Frame) -> None:
    frame.width, frame.height = _points(element.get("cx")), _points(element.get("cy"))


def _properties(element: Element, frame: _Frame) -> None:
    frame.alt = _alt(element)
    _inner_properties(element, frame)


def _inner_properties(element: Element, frame: _Frame) -> None:
    """Take in the description and the title, of which a picture takes one; none where it is mere decoration."""
    if _alt(element) != "":
        texts = (" ".join(clean(element.get(name) or "").split()) for name in ("descr", "title"))
        frame.given.extend(text for text in texts if text)


def _shape(element: Element, frame: _Frame) -> None:
    sizes = {
        name.lower(): float(size) * _POINTS[unit.lower()] for name, size, unit in _lengths(element.get("style") or "")
    }
    frame.width = sizes.get("width", frame.width)
    frame.height = sizes.get("height", frame.height)
    alt = " ".join(clean(element.get("alt") or "").split())
    frame.alt = alt or frame.alt
    frame.given.extend([alt] if alt else [])


def _lengths(style: str) -> list[tuple[str, str, str]]:
    return [found for found in _LENGTH.findall(style) if found[1].count(".") <= 1 and found[1] != "."]


def _points(text: str | None) -> float | None:
    try:
        return round(int(text or "") / _EMU_A_POINT, 2)
    except ValueError:
        return None


def _drawn_text(paragraph: Element, drawn: Drawn) -> None:
    text = clean("".join(leaf.text or "" for leaf in paragraph.iter(A_T)))
    if text.strip():
        drawn.boxes.append(Paragraph((Text(text),)))


_SAYS: Final[dict[str, Callable[[Element, _Frame], None]]] = {
    _EXTENT: _extent,
    _PROPERTIES: _properties,
    **dict.fromkeys(_INNER_PROPERTIES, _inner_properties),
    **dict.fromkeys(_SHAPES, _shape),
}
"""What says something of what comes next."""
