"""The document as a Word file, in Word's own styles, to go on with in Word."""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline import xmldoor
from pipeline.emit import dates
from pipeline.emit.office.finish import dated, finish
from pipeline.emit.office.make import make, template
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.model import BudgetDocument

_TARGET: Final = Target("docx", levels=9, options=(template("docx.xml"),))
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINE: Final = {"val": "single", "sz": "4", "space": "0", "color": "BFBFBF"}


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as Word (ECMA-376, Transitional). Raises EmitError."""
    return finish(
        make(document, setting, _TARGET),
        {"docProps/core.xml": dated(dates.made(document.meta)), "word/styles.xml": _with_lines},
    )


def _with_lines(part: bytes) -> bytes:
    """Bold headers, and lines between the rows of tables: rows of several lines run together in pandoc's."""
    root = xmldoor.parse(part, what="word/styles.xml")
    style = root.find(f"{_w('style')}[@{_w('styleId')}='Table']")
    if style is None:
        return part
    for indent in style.iterfind(f"{_w('tblPr')}/{_w('tblInd')}"):
        borders = etree.Element(_w("tblBorders"))
        for side in ("top", "bottom", "insideH"):
            etree.SubElement(borders, _w(side), {_w(name): value for name, value in _LINE.items()})
        indent.addnext(borders)
    for row in style.iterfind(f"{_w('tblStylePr')}[@{_w('type')}='firstRow']"):
        bold = etree.Element(_w("rPr"))
        etree.SubElement(bold, _w("b"))
        row.insert(0, bold)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
