"""The parts of a Word package (ECMA-376-2): what relates to what, and the bytes and elements of each."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote

import msgspec

from pipeline import xmldoor
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Archive
from pipeline.ingest.word.compatibility import unwrap
from pipeline.ingest.word.depth import flatten
from pipeline.ingest.word.ink import leaves
from pipeline.ingest.word.names import Element, w
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


class Package:
    """The parts of one Word file. `held` is what the parts that had to be flattened said before."""

    def __init__(self, archive: Archive, limits: Limits, report: Report) -> None:
        self.archive = archive
        self.limits = limits
        self.report = report
        self._relations: dict[str, Relations] = {}
        self.held: dict[str, str] = {}
        self._roots: dict[str, Element | None] = {}
        self.main = self._main_part()

    def xml(self, name: str) -> Element:
        """The root element of a part.

        Raises UnreadableSource: `part-missing`, `cut-off`, `unpacked-too-large`, `too-many-elements`, `xml-broken`,
        `xml-dtd`, `part-too-deep`.
        """
        if name not in self.archive:
            raise UnreadableSource("part-missing", part=name)
        if (size := self.archive.size(name)) > self.limits.xml_part_bytes:
            raise UnreadableSource("unpacked-too-large", size=size, limit=self.limits.xml_part_bytes)
        data = self.archive.read(name)
        if data is None:
            raise UnreadableSource("cut-off")
        if data.count(b"<") > 2 * self.limits.elements:
            raise UnreadableSource("too-many-elements", limit=self.limits.elements)
        root = self._parsed(name, transitional(data))
        if b"ProcessContent" in data:
            unwrap(root)
        return root

    def _parsed(self, name: str, data: bytes) -> Element:
        try:
            return xmldoor.parse(data, what=name)
        except UnreadableSource as error:
            if error.reason != "xml-broken":
                raise
        # Deeper than 256 elements, or a text of over 10 MB, unless it is broken indeed.
        root = xmldoor.parse(data, what=name, huge=True)
        deepest = min(self.limits.depth, _SAFE_DEPTH)
        text = leaves(root, lambda _element: "")
        if flatten(root, deepest):
            self.held[name] = text
            self.report(flaw(Code.LIMIT_REACHED, Place(), what=name, limit=deepest))
        return root

    def xml_or_report(self, name: str) -> Element | None:
        """The root element of a part that can be missed: a fault is reported, once; only a DTD is refused."""
        if name not in self._roots:
            self._roots[name] = None
            try:
                self._roots[name] = self.xml(name)
            except UnreadableSource as error:
                if error.reason == "xml-dtd":
                    raise
                self.report(flaw(Code.PART_UNREADABLE, Place(), part=name))
        return self._roots[name]

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

    def related_xml(self, kind: str, tag: str, part: str | None = None) -> Element | None:
        """The root element, with this tag, of the first part of a kind that a part (the main one) relates to.

        None where there is none; one that is broken or another kind of part is reported.
        """
        name = self.related(kind, part)
        root = self.xml_or_report(name) if name and name in self.archive else None
        if name is not None and root is not None and root.tag != tag:
            self.report(flaw(Code.PART_UNREADABLE, Place(), part=name))
            self._roots[name] = None
            return None
        return root


def transitional(data: bytes) -> bytes:
    """XML with the namespaces of Strict OOXML mapped to those of Transitional."""
    return _STRICT.sub(_TRANSITIONAL, data) if b"purl.oclc.org/ooxml" in data else data


def _part(folder: str, target: str) -> str:
    path = unquote(target.replace("\\", "/")).split("#", 1)[0]
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
