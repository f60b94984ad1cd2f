"""The names of OpenDocument's elements that the reader knows."""

from __future__ import annotations

from functools import partial
from typing import Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
DC: Final = "http://purl.org/dc/elements/1.1/"
XLINK: Final = "http://www.w3.org/1999/xlink"


def _name(namespace: str, local: str) -> str:
    return f"{{{namespace}}}{local}"


office = partial(_name, f"{_OASIS}:office:1.0")
text = partial(_name, f"{_OASIS}:text:1.0")
table = partial(_name, f"{_OASIS}:table:1.0")
draw = partial(_name, f"{_OASIS}:drawing:1.0")
style = partial(_name, f"{_OASIS}:style:1.0")
meta = partial(_name, f"{_OASIS}:meta:1.0")
svg = partial(_name, f"{_OASIS}:svg-compatible:1.0")
fo = partial(_name, f"{_OASIS}:xsl-fo-compatible:1.0")
dc = partial(_name, DC)
math = partial(_name, "http://www.w3.org/1998/Math/MathML")

P: Final = text("p")
H: Final = text("h")
SPAN: Final = text("span")
A: Final = text("a")
NOTE: Final = text("note")
CELL: Final = table("table-cell")
HREF: Final = _name(XLINK, "href")
STYLE_NAME: Final = text("style-name")
