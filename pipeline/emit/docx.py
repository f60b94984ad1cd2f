"""The document as a Word file, in Word's own styles, to go on with in Word."""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline import xmldoor
from pipeline.emit import dates
from pipeline.emit.office.compose import compose
from pipeline.emit.office.finish import dated, finish, replaced
from pipeline.emit.office.make import make, template
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.emit.standing import standing
from pipeline.model import BudgetDocument

_TARGET: Final = Target("docx", levels=9, options=(template("docx.xml"),))
# Aptos, pandoc's choice, is on no machine without Word; where it is missing, words break in narrow columns.
_FONTS: Final = {
    b'typeface="Aptos Display" panose="02110004020202020204"': b'typeface="Arial"',
    b'typeface="Aptos" panose="02110004020202020204"': b'typeface="Arial"',
}
_HALF_POINTS: Final = "21"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADED: Final[dict[str, dict[bytes, bytes]]] = {
    "word/document.xml": {b"<w:sectPr>": b'<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>'},
    "word/_rels/document.xml.rels": {
        b"</Relationships>": b'<Relationship Id="rIdHead" Target="header1.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/header"/></Relationships>'
    },
    "[Content_Types].xml": {
        b"</Types>": b'<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.header+xml"/></Types>'
    },
}
_LINE: Final = {"val": "single", "sz": "4", "space": "0", "color": "BFBFBF"}


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as Word (ECMA-376, Transitional). Raises EmitError."""
    changes = {
        "docProps/core.xml": dated(dates.made(document.meta)),
        "word/styles.xml": _restyled,
        "word/theme/theme1.xml": replaced(_FONTS),
    }
    added = {}
    if (told := standing(setting)) and told.word:
        # A head of every page (ECMA-376-1, 17.10): a part, its relationship, its type, and who asks for it.
        changes |= {name: replaced(words) for name, words in _HEADED.items()}
        added["word/header1.xml"] = _header(told.word)
    return finish(make(compose(document, setting, _TARGET), _TARGET), changes, added)


def _header(word: str) -> bytes:
    root = etree.Element(_w("hdr"), nsmap={"w": _W})
    line = etree.SubElement(root, _w("p"))
    etree.SubElement(etree.SubElement(line, _w("pPr")), _w("jc"), {_w("val"): "right"})
    run = etree.SubElement(line, _w("r"))
    etree.SubElement(etree.SubElement(run, _w("rPr")), _w("b"))
    etree.SubElement(run, _w("t")).text = word
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _restyled(part: bytes) -> bytes:
    """Text of 10.5 points, bold headers, and lines between the rows of tables, which run together in pandoc's."""
    root = xmldoor.parse(part, what="word/styles.xml")
    for size in root.iterfind(f"{_w('docDefaults')}/{_w('rPrDefault')}/{_w('rPr')}/{_w('sz')}"):
        size.set(_w("val"), _HALF_POINTS)
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
