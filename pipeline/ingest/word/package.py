"""The parts of a Word package (ECMA-376-2): what relates to what, the bytes of each, and what python-docx reads of it.

python-docx opens a slim package: styles, numbering and core properties, no body and no media. It reads all media
parts into memory (2 GB in one attack), refuses a package with one dangling relationship, refuses Strict files, and
its tree costs 1.7 times a plain one to walk.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any, Final
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

import msgspec

from pipeline import xmldoor
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.errors import UnreadableSource
from pipeline.ingest.word.depth import flatten
from pipeline.ingest.word.names import WORD, Element, w
from pipeline.ingest.word.preflight import Archive
from pipeline.limits import Limits

# ISO/IEC 29500-1 Strict has its own namespaces for the same elements; only declarations are mapped, never text.
_STRICT: Final = re.compile(rb"""(xmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/(\w+)/""")
_TRANSITIONAL: Final = rb"\1http://schemas.openxmlformats.org/\2/2006/"
_MAIN_CONTENT: Final = re.compile(
    r"wordprocessingml\.\w+\.main\+xml|ms-word\.\w+\.macroEnabled(?:Template)?\.main\+xml"
)
_OTHER_CONTENT: Final = re.compile(r"spreadsheetml|presentationml|opendocument")

# The readers and writers of content recurse; this leaves room under Python's limit of 1,000 calls.
_SAFE_DEPTH: Final = 240


class Relation(msgspec.Struct, frozen=True):
    """One relationship: the last word of its type (`image`), and a part name, or an address outside the package."""

    kind: str
    target: str
    external: bool = False


Relations = dict[str, Relation]


class Known(msgspec.Struct, frozen=True):
    """What python-docx made of the slim package; `styles` and `numbering` are elements, None where absent."""

    styles: Element | None
    numbering: Element | None
    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = ""
    date: str = ""


class Package:
    """The parts of one Word file."""

    def __init__(self, archive: Archive, limits: Limits, report: Report) -> None:
        self.archive = archive
        self.limits = limits
        self.report = report
        self._relations: dict[str, Relations] = {}
        self.main = self._main_part()

    def xml(self, name: str) -> Element:
        """The root element of a part.

        Raises UnreadableSource (`part-missing`, `xml-broken`, `xml-dtd`, `too-large`).
        """
        data = self.archive.read(name)
        if data is None:
            raise UnreadableSource("part-missing", part=name)
        if data.count(b"<") > 2 * self.limits.elements:
            raise UnreadableSource("too-large", what=name, limit=self.limits.elements)
        data = transitional(data)
        try:
            return xmldoor.parse(data, what=name)
        except UnreadableSource as error:
            if error.reason != "xml-broken":
                raise
        # Deeper than 256 elements, or a text of over 10 MB, unless it is broken indeed.
        root = xmldoor.parse(data, what=name, huge=True)
        deepest = min(self.limits.depth, _SAFE_DEPTH)
        if flatten(root, deepest):
            self.report(flaw(Code.LIMIT_REACHED, Place(), what=name, limit=deepest))
        return root

    def xml_or_report(self, name: str) -> Element | None:
        """The root element of a part that can be missed: a fault is reported; only a DTD is refused."""
        try:
            return self.xml(name)
        except UnreadableSource as error:
            if error.reason == "xml-dtd":
                raise
            self.report(flaw(Code.PART_UNREADABLE, Place(part=name), part=name))
            return None

    def relations(self, part: str) -> Relations:
        """The relationships of a part by id; those of the package itself for the empty name."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def related(self, kind: str, part: str | None = None) -> str | None:
        """The first part of a kind that a part (the main one) relates to."""
        relations = self.relations(self.main if part is None else part).values()
        return next((r.target for r in relations if r.kind == kind and not r.external), None)

    def media(self, name: str) -> bytes | None:
        """The bytes of a media part; None where there is none, or it is damaged or larger than allowed."""
        if self.archive.size(name) > self.limits.media_part_bytes:
            self.report(flaw(Code.LIMIT_REACHED, Place(), what=name, limit=self.limits.media_part_bytes))
            return None
        return self.archive.read(name)

    def has_macros(self) -> bool:
        """Whether the package carries a VBA project; it is never read."""
        return any(name.endswith("vbaproject.bin") for name in self.archive.names())

    def _read_relations(self, part: str) -> Relations:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        root = self.xml_or_report(name) if name in self.archive else None
        result: Relations = {}
        for element in root if root is not None else ():
            target = (element.get("Target") or "").strip()
            external = (element.get("TargetMode") or "").lower() == "external" or target.startswith("#")
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            result[element.get("Id") or ""] = Relation(kind, target if external else _part(folder, target), external)
        return result

    def _main_part(self) -> str:
        found = self.related("officeDocument", "")
        if found is not None and found in self.archive:
            return found
        content_types = self.xml_or_report("[Content_Types].xml") if "[Content_Types].xml" in self.archive else None
        for override in content_types if content_types is not None else ():
            name = (override.get("PartName") or "").lstrip("/")
            if _MAIN_CONTENT.search(override.get("ContentType") or "") and name in self.archive:
                return name
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        raise UnreadableSource("not-word")

    def document(self) -> Element:
        """The root of the main part. Raises UnreadableSource where it is no Word document."""
        root = self.xml(self.main)
        if root.tag == w("document"):
            return root
        found = next(root.iter(w("document")), None)
        if found is None:
            raise UnreadableSource("not-word")
        return found

    def known(self) -> Known:
        """Styles, numbering and core properties, through python-docx."""
        styles, numbering = self._small_part("styles"), self._small_part("numbering")
        core_name = self.related("core-properties", "")
        core = self.xml_or_report(core_name) if core_name and core_name in self.archive else None
        return _open_slim(styles, numbering, core)

    def _small_part(self, kind: str) -> Element | None:
        name = self.related(kind)
        return self.xml_or_report(name) if name and name in self.archive else None


def transitional(data: bytes) -> bytes:
    """XML with the namespaces of Strict OOXML mapped to those of Transitional."""
    return _STRICT.sub(_TRANSITIONAL, data) if b"purl.oclc.org/ooxml" in data else data


def _part(folder: str, target: str) -> str:
    path = unquote(target.replace("\\", "/")).split("#", 1)[0]
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))


# --------------------------------------------------------------------------- the slim package

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_REL: Final = f"{_RELS}/metadata/core-properties"


def _open_slim(styles: Element | None, numbering: Element | None, core: Element | None) -> Known:
    # 110 ms of import that an HTML source need not pay.
    import docx  # noqa: PLC0415

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
    from lxml import etree  # noqa: PLC0415

    parts = {"styles": styles, "numbering": numbering}
    present = {name: etree.tostring(element) for name, element in parts.items() if element is not None}
    overrides = {"/word/document.xml": f"{_WORD_TYPE}.document.main+xml"}
    overrides |= {f"/word/{name}.xml": f"{_WORD_TYPE}.{name}+xml" for name in present}
    package_relations = {f"{_OFFICE_REL}/officeDocument": "word/document.xml"}
    if core is not None:
        overrides["/docProps/core.xml"] = _CORE_TYPE
        package_relations[_CORE_REL] = "docProps/core.xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("[Content_Types].xml", _content_types(overrides))
        file.writestr("_rels/.rels", _relationships(package_relations))
        file.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body/></w:document>')
        relations = {f"{_OFFICE_REL}/{name}": f"{name}.xml" for name in present}
        file.writestr("word/_rels/document.xml.rels", _relationships(relations))
        for name, data in present.items():
            file.writestr(f"word/{name}.xml", data)
        if core is not None:
            file.writestr("docProps/core.xml", etree.tostring(core))
    return buffer.getvalue()


def _content_types(overrides: dict[str, str]) -> str:
    rows = "".join(f"<Override PartName={quoteattr(n)} ContentType={quoteattr(t)}/>" for n, t in overrides.items())
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_TYPES}">{default}{rows}</Types>'


def _relationships(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type={quoteattr(kind)} Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELS}">{rows}</Relationships>'


def _text(properties: Any, name: str) -> str:
    return " ".join(str(getattr(properties, name)).split()) if properties is not None else ""


def _date(properties: Any) -> str:
    changed = (properties.modified or properties.created) if properties is not None else None
    return changed.date().isoformat() if changed is not None else ""
