"""Writes a sample as a Word document, as a Dutch Word writes it: its style ids, numbering and footnotes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml

from .body import Body
from .elements import field, paragraph, run, w

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    from docx.document import Document

    from .markup import Sample

# What Word itself writes as the time of each member: the first that the format knows.
_MEMBER_TIME = (1980, 1, 1, 0, 0, 0)


def write(sample: Sample, folder: Path, picture: Callable[[str], bytes]) -> bytes:
    """Write `sample` on the empty document in `folder`; `picture` gives a PNG by its name.

    The same bytes each time, on one version of python-docx and zlib.
    """
    document = docx.Document(io.BytesIO(_empty_document(folder / "template")))
    footnotes = XmlPart(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        parse_xml((folder / "footnotes.xml").read_bytes()),
        document.part.package,
    )
    document.part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
    _set_properties(document, sample.matter)
    _set_running(document, sample.matter)
    if sample.matter["book"]:
        _number_headings(document)
    Body(document, footnotes, sample, picture).write()
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return _zip({name: package.read(name) for name in package.namelist()})


def _empty_document(template: Path) -> bytes:
    return _zip(
        {path.relative_to(template).as_posix(): path.read_bytes() for path in template.rglob("*") if path.is_file()}
    )


def _zip(members: Mapping[str, bytes]) -> bytes:
    """Pack in a fixed order, content types first as Word does, with fixed times and attributes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in sorted(members, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _MEMBER_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            package.writestr(member, members[name])
    return packed.getvalue()


def _set_properties(document: Document, matter: Mapping[str, Any]) -> None:
    properties = document.core_properties
    properties.title = matter["title"]
    properties.subject = matter["subject"]
    properties.author = properties.last_modified_by = matter["author"]
    properties.created = matter["created"]
    properties.modified = matter["modified"]
    properties.language = "nl-NL"
    properties.revision = 1


def _set_running(document: Document, matter: Mapping[str, Any]) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = matter["book"]
    left, right = matter["header"]
    header = paragraph("Koptekst", run(left), run(tab=True), run(right))
    footer = paragraph(
        "Voettekst",
        run(matter["footer"]),
        run(tab=True),
        run("Pagina "),
        *field(" PAGE ", run("2")),
        run(" van "),
        *field(" NUMPAGES ", run(str(matter["pages"]))),
    )
    for story, content in ((section.header, header), (section.footer, footer)):
        story.is_linked_to_previous = False
        for old in story.paragraphs:
            story._element.remove(old._element)
        story._element.append(content)


def _number_headings(document: Document) -> None:
    """Link headings 1 to 3 to the multilevel numbering, and start each chapter on a new page."""
    for level, style_id in enumerate(("Kop1", "Kop2", "Kop3")):
        properties = document.styles.element.get_by_id(style_id).get_or_add_pPr()
        numbering = properties.get_or_add_numPr()
        if level:
            numbering.append(w("ilvl", val=level))
        numbering.append(w("numId", val=1))
    document.styles["heading 1"].paragraph_format.page_break_before = True
