"""Qualified names of WordprocessingML (ECMA-376-1) and its neighbours, and the few ways that all modules read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

Element = etree._Element

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MATH: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
DIAGRAM: Final = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_2015: Final = "http://schemas.microsoft.com/office/drawing/2014/chartex"
DIAGRAM_DRAWING: Final = "http://schemas.microsoft.com/office/drawing/2008/diagram"
PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ANCHOR: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML: Final = "urn:schemas-microsoft-com:vml"
OFFICE: Final = "urn:schemas-microsoft-com:office:office"


def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


def m(name: str) -> str:
    """The qualified name of an Office Math element or attribute."""
    return f"{{{MATH}}}{name}"


VAL: Final = w("val")
ID: Final = w("id")
P: Final = w("p")
R: Final = w("r")
T: Final = w("t")
DELETED_T: Final = w("delText")
P_PR: Final = w("pPr")
R_PR: Final = w("rPr")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
SDT: Final = w("sdt")
SDT_CONTENT: Final = w("sdtContent")
TEXT_BOX: Final = w("txbxContent")
FIELD_MARK: Final = w("fldChar")
ALTERNATE: Final = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE: Final = f"{{{COMPATIBILITY}}}Choice"
FALLBACK: Final = f"{{{COMPATIBILITY}}}Fallback"
R_ID: Final = f"{{{RELATIONS}}}id"
DIAGRAM_DATA: Final = f"{{{RELATIONS}}}dm"
R_EMBED: Final = f"{{{RELATIONS}}}embed"
R_LINK: Final = f"{{{RELATIONS}}}link"
A_T: Final = f"{{{DRAWING}}}t"
A_P: Final = f"{{{DRAWING}}}p"
M_T: Final = m("t")

# What two authors changed in one paragraph at a time, as the one who saved last has it ([MS-DOCX], 2.6.1).
CONFLICTS: Final = tuple(f"{{{WORD_2010}}}{name}" for name in ("conflictIns", "conflictDel"))
# Elements that only wrap what stands in them (17.13.5.18 and .22, 17.5.1, 17.3.2.3 and .8).
WRAPPERS: Final = frozenset((*map(w, ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")), CONFLICTS[0]))
# What is in these is gone once the changes are accepted (17.13.5.14 and .22).
REMOVED: Final = frozenset((*map(w, ("del", "moveFrom")), CONFLICTS[1]))

_OFF: Final = frozenset(("0", "false", "off", "none"))


def is_on(element: Element | None, attribute: str = VAL) -> bool | None:
    """The value of an on/off property (17.17.4, ST_OnOff): on where it has no value; None where it is absent."""
    if element is None:
        return None
    value = element.get(attribute)
    return value is None or value.lower() not in _OFF


def is_on_attribute(text: str | None) -> bool:
    """The value of an on/off attribute; off where it is absent."""
    return text is not None and text.lower() not in ("0", "false", "off")


def value(element: Element | None, child: str) -> str | None:
    """The `w:val` of a child; None where either is absent."""
    found = element.find(w(child)) if element is not None else None
    return found.get(VAL) if found is not None else None


def number(text: str | None, default: int = 0) -> int:
    """A whole number as Word reads it: digits after an optional sign, whatever follows them."""
    if text is None:
        return default
    found = re.match(r"\s*([+-]?\d{1,9})", text)
    return int(found[1]) if found else default


# What Word 2010 and later draw themselves; the fallback is for older programs (ECMA-376-3, 9.3).
_UNDERSTOOD: Final = re.compile(
    r"http://schemas\.microsoft\.com/office/(word|drawing|powerpoint)/20\d\d/"
    r"|http://schemas\.openxmlformats\.org/|http://purl\.oclc\.org/ooxml/|urn:schemas-microsoft-com:(vml|office:)"
)
_INK: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingInk"


def is_understood(space: str) -> bool:
    """Whether a current Word knows the elements of a namespace."""
    return _UNDERSTOOD.match(space) is not None


def choose(alternate: Element) -> Element | None:
    """The branch of an AlternateContent that a current Word shows (ECMA-376-3, 9.3).

    Ink is the exception: nothing but its fallback picture can be shown outside Word.
    """
    fallback: Element | None = None
    for branch in alternate:
        if branch.tag == CHOICE:
            spaces = [branch.nsmap.get(prefix) or "" for prefix in (branch.get("Requires") or "").split()]
            if _INK not in spaces and all(map(is_understood, spaces)):
                return branch
        elif branch.tag == FALLBACK:
            fallback = branch
    return fallback


Choose = Callable[[Element], "Element | None"]
"""The branch of an AlternateContent that is shown."""


def flattened(parent: Element, wanted: frozenset[str], chosen: Choose) -> Iterator[tuple[Element, bool]]:
    """The children with a wanted tag, and whether each is deleted, also inside content controls, XML and revisions.

    For rows of a table and cells of a row, which may be wrapped in any of these (17.5.2.30 and .32). Iterative: the
    nesting may be as deep as a file likes.
    """
    stack = [(child, False) for child in reversed(parent)]
    while stack:
        element, removed = stack.pop()
        tag = element.tag
        if tag in wanted:
            yield element, removed
            continue
        inner: Element | None = None
        if tag == SDT:
            inner = element.find(SDT_CONTENT)
        elif tag == ALTERNATE:
            inner = chosen(element)
        elif tag in WRAPPERS or tag in REMOVED:
            inner = element
        if inner is not None:
            stack.extend((child, removed or tag in REMOVED) for child in reversed(inner))
