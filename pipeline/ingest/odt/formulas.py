"""Formulas: objects of their own in the package (OpenDocument 1.3-2, 3.16), which pandoc reads by halves or not at all.

Each becomes text between marks before pandoc reads the document, and a formula again after. The text is that of its
leaves, so that it is counted, hidden and deleted like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec
from lxml import etree

from pipeline import xmldoor
from pipeline.content import Math, Text
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.errors import UnreadableSource
from pipeline.ingest import mathml
from pipeline.ingest.archive import Archive
from pipeline.ingest.odt.names import HREF, SPAN, A, Element, H, P, draw, math
from pipeline.ingest.odt.rebuild import rebuilt
from pipeline.ingest.odt.words import BEGIN, END, TENS

T = TypeVar("T")

_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^>\[]*>")
_MARKED: Final = re.compile(f"{BEGIN}([{TENS[0]}-{TENS[-1]}]+)[^{BEGIN}{END}]*{END}")


class Marked(msgspec.Struct, frozen=True):
    """A formula, and the signs of it that stand in no text."""

    formula: Math
    added: str


def mark(body: Element, archive: Archive, report: Report) -> tuple[Marked, ...]:
    """Put each formula's text in its place, between marks; the formulas, by their number."""
    found: list[Marked] = []
    for holder in list(body.iter(draw("object"))):
        root = _root(holder, archive, report)
        made = mathml.formula(root) if root is not None else None
        frame = holder.getparent()
        parent = frame.getparent() if frame is not None else None
        if root is None or made is None or frame is None or parent is None:
            continue
        number = "".join(TENS[int(digit)] for digit in str(len(found)))
        span = etree.Element(SPAN)
        held = "".join("".join(mathml.leaves(root)).split())
        span.text = f"{BEGIN}{number}{held}{END}"
        new = span
        if parent.tag not in {P, H, SPAN, A}:
            new = etree.Element(P)
            new.append(span)
        new.tail = frame.tail
        parent.replace(frame, new)
        found.append(Marked(made, mathml.added(made, held)))
    return tuple(found)


def _root(holder: Element, archive: Archive, report: Report) -> Element | None:
    """The formula that an object holds or leads to; None where it is no formula."""
    inside = holder.find(math("math"))
    folder = holder.get(HREF, "").removeprefix("./").rstrip("/")
    data = archive.read(f"{folder}/content.xml") if folder and inside is None else None
    if not data:
        return inside
    try:
        root = xmldoor.parse(_DOCTYPE.sub(b"", data, count=1), what=folder)
    except UnreadableSource:
        report(flaw(Code.PART_UNREADABLE, Place(), part=folder))
        return None
    return root if root.tag == math("math") else None


def put_back(value: T, formulas: Sequence[Marked]) -> tuple[T, tuple[str, ...]]:
    """A value with a formula wherever its text stands between marks; what is added by those that stand in it."""
    added: list[str] = []

    def change(value: Any) -> Any:
        if not isinstance(value, tuple) or not any(isinstance(node, Text) and BEGIN in node.text for node in value):
            return value
        return tuple(part for node in value for part in parts(node))

    def parts(node: Any) -> Iterator[Any]:
        if not isinstance(node, Text):
            yield node
            return
        last = 0
        for found in _MARKED.finditer(node.text):
            marked = formulas[int("".join(str(TENS.index(sign)) for sign in found[1]))]
            added.append(marked.added)
            if before := node.text[last : found.start()]:
                yield Text(before, node.marks)
            yield marked.formula
            last = found.end()
        if after := node.text[last:]:
            yield Text(after, node.marks)

    return (rebuilt(value, change) if formulas else value), tuple(filter(None, added))
