"""The document as an OpenDocument text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from pipeline import xmldoor
from pipeline.emit import dates
from pipeline.emit.office.ast import descriptions
from pipeline.emit.office.compose import compose
from pipeline.emit.office.finish import Change, dated, finish, replaced
from pipeline.emit.office.make import make, template
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.emit.standing import standing
from pipeline.model import BudgetDocument

_TARGET: Final = Target("odt", levels=9, options=(template("odt.xml"),))
_A4: Final = {
    b'fo:page-width="8.5in"': b'fo:page-width="21cm"',
    b'fo:page-height="11in"': b'fo:page-height="29.7cm"',
}


_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_DRAW: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_SVG: Final = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as OpenDocument (1.3). Raises EmitError."""
    tree = compose(document, setting, _TARGET)
    changes = {
        "meta.xml": dated(dates.made(document.meta)),
        "styles.xml": _styled(told.word if (told := standing(setting)) else ""),
        "content.xml": _described(list(descriptions(tree))),
    }
    return finish(make(tree, _TARGET), changes)


def _styled(word: str) -> Change:
    """A4, with a word at the head of every page, if there is one (OpenDocument 1.3-3, 16.10)."""

    def change(part: bytes) -> bytes:
        sized = replaced(_A4)(part)
        if not word:
            return sized
        root = xmldoor.parse(sized, what="styles.xml")
        for page in root.iter(f"{{{_STYLE}}}master-page"):
            head = etree.Element(f"{{{_STYLE}}}header")
            etree.SubElement(head, f"{{{_TEXT}}}p").text = word
            page.insert(0, head)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return change


def _described(alts: Sequence[str]) -> Change:
    """Give each picture its description, which pandoc leaves out of this format (OpenDocument 1.3-3, 10.3.17)."""

    def change(part: bytes) -> bytes:
        root = xmldoor.parse(part, what="content.xml", huge=True)
        frames = [image.getparent() for image in root.iter(f"{{{_DRAW}}}image")]
        if not alts or len(frames) != len(alts):
            return part
        for frame, alt in zip(frames, alts, strict=True):
            if frame is not None and alt:
                etree.SubElement(frame, f"{{{_SVG}}}desc").text = alt
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return change
