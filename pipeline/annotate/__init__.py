"""Findings as comments in a copy of the author's own Word file, every other byte of which stays as it was."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from lxml import etree

from pipeline import xmldoor
from pipeline.annotate import comments
from pipeline.annotate.paragraphs import Paragraphs
from pipeline.annotate.parts import inserted, inside_end, replaced
from pipeline.diagnostics import Diagnostic, Report
from pipeline.ingest.archive import part_key
from pipeline.ingest.word.names import Element
from pipeline.ingest.word.package import Package, transitional
from pipeline.ingest.word.preflight import open_archive
from pipeline.limits import Limits

_TYPES: Final = "[Content_Types].xml"
_COMMENTS: Final = "comments"

Words = Callable[[Diagnostic], Sequence[str]]
"""What a comment says of a finding, a paragraph each."""


def annotate(data: bytes, found: Iterable[Diagnostic], words: Words, limits: Limits, report: Report) -> bytes:
    """A copy of a Word file in which each finding is a comment at its place.

    In the main part only ranges and references are put in; other comments stay, and what an earlier run has said at
    the same place is not said again. What has no place in the text (the foot of a page) stands at the first paragraph.
    Raises UnreadableSource where it is no Word file.
    """
    package = Package(open_archive(data, limits), limits, report)
    main = package.archive.read(package.main) or b""
    as_read = transitional(main)
    strict = as_read != main
    root = xmldoor.parse(as_read, what=package.main, huge=True)
    paragraphs = Paragraphs(root, xmldoor.spans(main))
    name, present = _comments_part(package)
    old = comments.read(present, paragraphs) if present else comments.NONE
    made: list[Element] = []
    insertions: list[tuple[int, bytes]] = []
    said = set(old.said)
    number = max(old.highest, comments.highest(root)) + 1
    for one in found:
        at = paragraphs.find(one.place)
        lines = tuple(words(one))
        if at is None or (at.number, lines) in said:
            continue
        said.add((at.number, lines))
        made.append(comments.comment(number, lines, strict=strict))
        insertions += [(at.start, comments.range_start(number, strict=strict))]
        insertions += [(at.end, comments.range_end(number, strict=strict))]
        number += 1
    if not made:
        return data
    changed = {package.main: inserted(main, insertions)}
    snippet = b"".join(map(etree.tostring, made))
    if present:
        changed[name] = inside_end(present, snippet)
    else:
        changed[name] = comments.part(made, strict=strict)
        changed.update(_announced(package, name, strict=strict))
    return replaced(data, changed)


def _comments_part(package: Package) -> tuple[str, bytes | None]:
    """The name of the part with comments, and its bytes where there is one."""
    name = package.related(_COMMENTS)
    if name is not None:
        return name, package.archive.read(name)
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"{_COMMENTS}{number}.xml") for number in ("", *range(2, 100)))
    return next(name for name in names if name not in package.archive), None


def _announced(package: Package, name: str, *, strict: bool) -> dict[str, bytes]:
    """The relationships and content types with a new part of comments in them."""
    folder, base = posixpath.split(package.main)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    changed: dict[str, bytes] = {}
    if package.related(_COMMENTS) is None:
        taken = package.relations(package.main)
        key = next(key for number in range(len(taken) + 1) if (key := f"rIdBegroting{number}") not in taken)
        entry = comments.relationship(key, posixpath.relpath(name, folder), strict=strict)
        present = package.archive.read(relations)
        changed[relations] = inside_end(present or comments.no_relationships(), etree.tostring(entry))
    types = package.archive.read(_TYPES) or b""
    root = xmldoor.parse(types, what=_TYPES)
    if all(part_key(one.get("PartName") or "") != part_key(name) for one in root):
        changed[_TYPES] = inside_end(types, etree.tostring(comments.content_type(name)))
    return changed
