"""What all modules of the reader share while one document is read, and what they know of the part they are in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from pipeline.content import Asset, Note
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.ingest.word.ink import ink, leaves, words
from pipeline.ingest.word.names import Element, w
from pipeline.ingest.word.numbering import Numbering
from pipeline.ingest.word.package import Package, Relation, Relations
from pipeline.ingest.word.styles import Styles
from pipeline.limits import Limits
from pipeline.source import Resources, Source, Written

# All that a tracked change may be (17.13.5); paragraph marks, rows and cells carry some of the same.
_REVISIONS: Final = tuple(
    map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
            *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
        ),
    )
)

Nested = Callable[[str, bytes], Source]
"""The source of a document inside the document, by its part name. Raises UnreadableSource."""


class Context(msgspec.Struct):
    """One document: what stays the same all through, and what is gathered on the way.

    `notes` holds, by id, the kind, the number in the file and the place of the reference, in order of reference;
    `running` the headers and footers in use, by part. `prefix` goes before the ids of notes of a document inside
    another.
    """

    package: Package
    styles: Styles
    numbering: Numbering
    resources: Resources
    limits: Limits
    report: Report
    nested: Nested
    prefix: str = ""
    assets: dict[str, Asset] = {}
    notes: dict[str, tuple[str, str, Place]] = {}
    nested_notes: list[Note] = []
    comments: dict[str, Place] = {}
    running: dict[str, str] = {}
    revisions: int = 0
    _written: dict[str, Written] = {}

    def count(self, part: str, leaves_held: int, kept_out: int) -> None:
        """Set down what a part held; parts of one name (headers) are counted as one."""
        old = self._written.get(part, Written(part, 0))
        self._written[part] = Written(part, old.leaves + leaves_held, old.reported + kept_out)

    @property
    def written(self) -> tuple[Written, ...]:
        """All that was counted, by part."""
        return tuple(self._written.values())


class Part:
    """One part that is being read: where we are in it, and how much of its text is kept out or added.

    `elsewhere` counts the text leaves of charts, SmartArt and documents that are shown in this part.
    """

    def __init__(self, context: Context, name: str, path: str) -> None:
        self.context = context
        self.name = name
        self.path = path
        self.relations: Relations = context.package.relations(path)
        self.item = 0
        self.tables = 0
        self.table = 0
        self.row = 0
        self.column = 0
        self.kept_out = 0
        self.added = 0
        self.elsewhere = 0

    def place(self, text: str = "") -> Place:
        """Where we are."""
        return Place(self.name, self.item, self.table, self.row, self.column, quote=quote(text))

    def relation(self, key: str | None) -> Relation | None:
        """The relationship with this id."""
        return self.relations.get(key or "")

    def leave_out(self, element: Element, code: Code) -> None:
        """Keep all text of an element out, and quote it."""
        count = leaves(element)
        if count:
            self.kept_out += count
            text = words(element)
            self.context.report(flaw(code, self.place(text), text))

    def pass_over(self, element: Element) -> None:
        """Keep the text of an element out that only says again, in another way, what is read."""
        self.kept_out += leaves(element)

    def add(self, text: str) -> str:
        """Count text that Word shows and no text leaf holds: a computed field, a sign of a formula."""
        self.added += ink(text)
        return text

    def close(self, root: Element) -> None:
        """Set down what the part held, what of it was kept out, and how many changes are open in it."""
        self.context.revisions += sum(1 for _ in root.iter(*_REVISIONS))
        self.context.count(self.name, leaves(root) + self.elsewhere + self.added, self.kept_out)
