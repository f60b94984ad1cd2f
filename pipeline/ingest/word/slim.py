"""What python-docx reads: styles, numbering and core properties, from a slim package without body and media.

Opened whole, it reads all media parts into memory (2 GB in one attack), refuses a package with one dangling
relationship and every Strict one, and its tree costs 1.7 times a plain one to walk.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from lxml import etree

from pipeline.ingest.word.names import Element, w
from pipeline.ingest.word.package import Package

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE_RELATION: Final = f"{_RELATIONS}/metadata/core-properties"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"


class Known(msgspec.Struct, frozen=True):
    """What python-docx made of it; `styles` and `numbering` are elements, None where the document has none."""

    styles: Element | None
    numbering: Element | None
    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""
    date: str = ""


def read_known(package: Package) -> Known:
    """Styles, numbering and core properties. A part that is broken is reported, and read as absent."""
    # 110 ms of import that an HTML source need not pay.
    import docx  # noqa: PLC0415

    styles, numbering = package.related_xml("styles"), package.related_xml("numbering")
    core = package.related_xml("core-properties", "")
    document = docx.Document(io.BytesIO(_slim(styles, numbering, core)))
    properties = document.core_properties if core is not None else None
    return Known(
        styles=document.styles.element if styles is not None else None,
        numbering=document.part.numbering_part.element if numbering is not None else None,
        title=_text(properties, "title"),
        author=_text(properties, "author"),
        subject=_text(properties, "subject"),
        keywords=_text(properties, "keywords"),
        language=_text(properties, "language"),
        date=_date(properties),
    )


def _slim(styles: Element | None, numbering: Element | None, core: Element | None) -> bytes:
    main = etree.Element(w("document"))
    etree.SubElement(main, w("body"))
    parts = {
        "word/document.xml": (main, f"{_WORD_TYPE}.document.main+xml"),
        "word/styles.xml": (styles, f"{_WORD_TYPE}.styles+xml"),
        "word/numbering.xml": (numbering, f"{_WORD_TYPE}.numbering+xml"),
        "docProps/core.xml": (core, _CORE_TYPE),
    }
    present = {name: (element, kind) for name, (element, kind) in parts.items() if element is not None}
    package_targets = {f"{_OFFICE}/officeDocument": "word/document.xml", _CORE_RELATION: "docProps/core.xml"}
    main_targets = {f"{_OFFICE}/styles": "word/styles.xml", f"{_OFFICE}/numbering": "word/numbering.xml"}
    entries = {
        "[Content_Types].xml": _content_types({name: kind for name, (_, kind) in present.items()}),
        "_rels/.rels": _relations(present, package_targets),
        "word/_rels/document.xml.rels": _relations(present, main_targets),
        **{name: element for name, (element, _) in present.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        for name, element in entries.items():
            file.writestr(name, etree.tostring(element))
    return buffer.getvalue()


def _content_types(kinds: Mapping[str, str]) -> Element:
    root = etree.Element(f"{{{_TYPES}}}Types")
    etree.SubElement(root, f"{{{_TYPES}}}Default", Extension="rels", ContentType=_RELATIONS_TYPE)
    for name, kind in kinds.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return root


def _relations(present: Mapping[str, object], targets: Mapping[str, str]) -> Element:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships")
    for number, (kind, name) in enumerate(targets.items()):
        if name in present:
            etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=f"r{number}", Type=kind, Target=f"/{name}")
    return root


def _text(properties: Any, name: str) -> str:
    return " ".join(str(getattr(properties, name)).split()) if properties is not None else ""


def _date(properties: Any) -> str:
    changed = (properties.modified or properties.created) if properties is not None else None
    return changed.date().isoformat() if changed is not None else ""
