"""What a paragraph says of itself: its style, its place in a list, its outline level (ECMA-376-1, 17.3.1.26)."""

from __future__ import annotations

from typing import Final

import msgspec

from pipeline.ingest.word.names import P_PR, R_PR, REMOVED, VAL, Element, is_on, value, w
from pipeline.ingest.word.styles import Style, Styles, outline_level

_STYLE: Final = w("pStyle")
_NUMBERING: Final = w("numPr")
_OUTLINE: Final = w("outlineLvl")
_PAGE_BREAK: Final = w("pageBreakBefore")
_FRAME: Final = w("framePr")
_DROP_CAP: Final = w("dropCap")
_VANISH: Final = w("vanish")
SECTION: Final = w("sectPr")


class Properties(msgspec.Struct, frozen=True):
    """What a `pPr` states, with what its style adds.

    `goes_on`: the paragraph has no end of its own, as its mark is deleted (17.13.5.15) or as it is the initial of the
    next one (17.3.1.11). `section` is the `sectPr` of the section that ends here.
    """

    style: Style
    num_id: str | None = None
    level: str | None = None
    outline: int | None = None
    page_break: bool = False
    goes_on: bool = False
    mark_hidden: bool = False
    section: Element | None = None


def of_style(style: Style) -> Properties:
    """The properties of a paragraph that states nothing itself."""
    return Properties(style, outline=style.outline, page_break=style.breaks_page)


def read_properties(paragraph: Element, styles: Styles) -> Properties:
    """The properties of a `p`."""
    found = paragraph[0] if len(paragraph) and paragraph[0].tag == P_PR else paragraph.find(P_PR)
    if found is None:
        return of_style(styles.get(None))
    style = styles.get(None)
    num_id = level = section = None
    outline: tuple[bool, int | None] = False, None
    goes_on = mark_hidden = False
    page_break: bool | None = None
    for child in found:
        tag = child.tag
        if tag == _STYLE:
            style = styles.get(child.get(VAL))
        elif tag == R_PR:
            goes_on = goes_on or any(mark.tag in REMOVED for mark in child)
            mark_hidden = bool(is_on(child.find(_VANISH)))
        elif tag == _NUMBERING:
            num_id, level = value(child, "numId"), value(child, "ilvl")
        elif tag == _OUTLINE:
            outline = outline_level(found)
        elif tag == _PAGE_BREAK:
            page_break = is_on(child)
        elif tag == _FRAME:
            goes_on = goes_on or child.get(_DROP_CAP) in ("drop", "margin")
        elif tag == SECTION:
            section = child
    return Properties(
        style=style,
        num_id=num_id,
        level=level,
        outline=outline[1] if outline[0] else style.outline,
        page_break=style.breaks_page if page_break is None else page_break,
        goes_on=goes_on,
        mark_hidden=mark_hidden,
        section=section,
    )
