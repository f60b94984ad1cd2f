"""The package document of a book: its metadata, and which documents it reads in which order (EPUB 3.3, 5)."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote

import msgspec
from lxml import etree

from pipeline import xmldoor
from pipeline.content import clean
from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Archive

_CONTAINER: Final = "META-INF/container.xml"
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Package(msgspec.Struct, frozen=True):
    """A package document: its name and its bytes, these without the navigation document in the spine.

    `spine` are the names of the documents in order, `navigation` that of the table of contents, where the spine has it.
    """

    name: str
    bytes: bytes
    spine: tuple[str, ...]
    navigation: str
    title: str
    author: str
    subject: str
    keywords: str
    language: str
    date: str

    def path(self, name: str) -> str:
        """The name in the archive of a file that is named from the package document."""
        return _path(self.name, name)


def open_package(archive: Archive) -> Package:
    """Read the package document. Raises UnreadableSource: `not-epub`, `encrypted`."""
    name = _name(archive)
    data = archive.read(name) if name else None
    if not data:
        raise UnreadableSource("not-epub")
    root = xmldoor.parse(data, what=name, huge=True)
    items = {item.get("id", ""): item for item in root.iterfind("{*}manifest/{*}item")}
    spine: list[str] = []
    navigation = ""
    for reference in list(root.iterfind("{*}spine/{*}itemref")):
        item = items.get(reference.get("idref", ""))
        path = _path(name, item.get("href", "")) if item is not None else ""
        if item is not None and "nav" in item.get("properties", "").split():
            navigation = path
            parent = reference.getparent()
            if parent is not None:
                parent.remove(reference)
        elif path:
            spine.append(path)
    _refuse_encrypted(archive, spine)
    modified = [meta.text or "" for meta in root.iter("{*}meta") if meta.get("property") == "dcterms:modified"]
    dates = (match[0] for text in (*modified, *_texts(root, "date")) if (match := _DATE.match(text)))
    return Package(
        name=name,
        bytes=etree.tostring(root, encoding="UTF-8", xml_declaration=True),
        spine=tuple(dict.fromkeys(spine)),
        navigation=navigation,
        title=next(iter(_texts(root, "title")), ""),
        author=", ".join(_texts(root, "creator")),
        subject=next(iter(_texts(root, "description")), ""),
        keywords=", ".join(_texts(root, "subject")),
        language=next(iter(_texts(root, "language")), ""),
        date=next(dates, ""),
    )


def _name(archive: Archive) -> str:
    data = archive.read(_CONTAINER)
    root = xmldoor.parse(data, what=_CONTAINER) if data else None
    found = root.find("{*}rootfiles/{*}rootfile") if root is not None else None
    return found.get("full-path", "") if found is not None else ""


def _path(package: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(href.partition("#")[0])))


def _refuse_encrypted(archive: Archive, spine: list[str]) -> None:
    """Fonts may be encrypted: they are not read. Documents may not (EPUB 3.3, 4.2.6.3.2)."""
    data = archive.read("META-INF/encryption.xml")
    if not data:
        return
    encrypted = {
        unquote(part.get("URI", "")) for part in xmldoor.parse(data, what="encryption.xml").iter("{*}CipherReference")
    }
    if encrypted & set(spine):
        raise UnreadableSource("encrypted")


def _texts(root: etree._Element, name: str) -> list[str]:
    found = root.iterfind(f"{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{name}")
    return [words for element in found if (words := " ".join(clean(element.text or "").split()))]
