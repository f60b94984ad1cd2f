"""What all modules of the reader share while one document is read, and what they know of the part they are in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

import msgspec

from pipeline.content import Asset, Note
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.errors import DocumentError
from pipeline.ingest.word.ink import NOTE_REFERENCES, SMART_ART, USER_SHAPES, leaves
from pipeline.ingest.word.names import CONFLICTS, DIAGRAM_DATA, DIAGRAM_DRAWING, R_ID, Element, choose, w
from pipeline.ingest.word.numbering import Numbering
from pipeline.ingest.word.package import Package, Relation, Relations
from pipeline.ingest.word.styles import Styles
from pipeline.limits import Limits
from pipeline.source import Resources, Source, Written

# All that a tracked change may be (17.13.5); paragraph marks, rows and cells carry some of the same.
_REVISIONS: Final = (
    *map(
        w,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
            *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
        ),
    ),
    *CONFLICTS,
)

BESIDE: Final = frozenset(("footnotes", "endnotes", "comments"))
"""What stands beside the text of a document, and counts as a part of its own."""
RUNNING: Final = frozenset(("header", "footer"))
_CHUNK: Final = w("altChunk")
_DRAWN: Final = "diagramDrawing"
_DRAWN_AS: Final = f"{{{DIAGRAM_DRAWING}}}dataModelExt"

Nested = Callable[[str, bytes], Source]
"""The source of a document inside the document, by its part name. Raises UnreadableSource."""


class Context(msgspec.Struct):
    """One document: what stays the same all through, and what is gathered on the way.

    `notes` holds, by id, the kind, the number in the file and the place of the reference, in order of reference;
    `running` the headers and footers in use, by part. `prefix` goes before the ids of notes of a document inside
    another.

    For the count of what is written: `roots` are those of the parts that have been read, `silenced` the references to
    notes in what is kept out, `chunks` what documents inside the document hold, by part, and `beside` what stands
    beside their text; `kept_out` and `added` gather what each part has of these (`Written`).
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
    roots: list[Element] = []
    silenced: set[Element] = set()
    chunks: dict[str, tuple[Written, ...]] = {}
    beside: list[Written] = []
    kept_out: dict[str, list[str]] = {}
    added: dict[str, list[str]] = {}


class Part:
    """One part that is being read: where we are in it, and what of its text is kept out or added (`Written`).

    `described` are the descriptions that pictures in the place of a chart or SmartArt have taken from it.
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
        self.kept_out: list[str] = []
        self.added: list[str] = []
        self.described: set[str] = set()

    def place(self, text: str = "") -> Place:
        """Where we are."""
        return Place(self.name, self.item, self.table, self.row, self.column, quote=quote(text))

    def relation(self, key: str | None) -> Relation | None:
        """The relationship with this id."""
        return self.relations.get(key or "")

    def text(self, element: Element) -> str:
        """All text of an element, that of charts, SmartArt and documents in it included, whoever reads it."""
        return leaves(element, self._linked)

    def words(self, element: Element) -> str:
        """The same in one line, for quoting."""
        return " ".join(self.text(element).split())

    def keep_out(self, element: Element) -> str:
        """Keep all text of an element out; returns it in one line."""
        text = self.text(element)
        self.kept_out.append(text)
        self.context.silenced.update(element.iter(*NOTE_REFERENCES))
        return " ".join(text.split())

    def leave_out(self, element: Element, code: Code) -> None:
        """Keep all text of an element out, and quote it."""
        if text := self.keep_out(element):
            self.context.report(flaw(code, self.place(text), text))

    def chosen(self, alternate: Element) -> Element | None:
        """The branch of an AlternateContent that is shown; the others say the same in another way, where one is."""
        chosen = choose(alternate)
        for branch in alternate if chosen is not None else ():
            if branch is not chosen:
                self.keep_out(branch)
        return chosen

    def add(self, text: str) -> str:
        """Note text that Word shows and no text leaf holds: a computed field, a sign of a formula."""
        self.added.append(text)
        return text

    def close(self, root: Element) -> None:
        """Set down what of the part was kept out and added, and how many changes are open in it."""
        context = self.context
        context.revisions += sum(1 for _ in root.iter(*_REVISIONS))
        context.roots.append(root)
        context.kept_out.setdefault(self.name, []).extend(self.kept_out)
        context.added.setdefault(self.name, []).extend(self.added)

    def smart_art(self, relation_id: str | None) -> Element | None:
        """The root that holds the words of SmartArt: its data, or where these hold none, how it was last drawn."""
        data = self._root(self.relation(relation_id))
        if data is not None and leaves(data, _nothing).strip():
            return data
        drawings = [relation for relation in self.relations.values() if relation.kind == _DRAWN]
        extension = next(data.iter(_DRAWN_AS), None) if data is not None else None
        named = self.relation(extension.get("relId")) if extension is not None else None
        drawn = self._root(named or (drawings[0] if len(drawings) == 1 else None))
        return data if drawn is None else drawn

    def shapes(self, chart: Element) -> Element | None:
        """The root of what an author has drawn over a chart, of which this is the part; None where it is nothing."""
        found = next(chart.iter(USER_SHAPES), None)
        return self._root(self.relation(found.get(R_ID))) if found is not None else None

    def _root(self, relation: Relation | None) -> Element | None:
        if relation is None or relation.external:
            return None
        return self.context.package.xml_or_report(relation.target)

    def _linked(self, element: Element) -> str:
        """The text of the part that a chart, SmartArt or `altChunk` element stands for; none where it has none."""
        if element.tag == SMART_ART:
            root = self.smart_art(element.get(DIAGRAM_DATA))
            return leaves(root, _nothing) if root is not None else ""
        relation = self.relation(element.get(R_ID))
        if relation is None or relation.external:
            return ""
        if element.tag == _CHUNK:
            return "\n" + self._chunk(relation.target)
        root = self._root(relation)
        if root is None:
            return ""
        shapes = Part(self.context, self.name, relation.target).shapes(root)
        return leaves(root, _nothing) + (leaves(shapes, _nothing) if shapes is not None else "")

    def _chunk(self, name: str) -> str:
        context = self.context
        if name not in context.chunks:
            # No one has read it: then it is read to be counted.
            context.chunks[name] = ()
            data = context.package.media(name) if context.limits.nested_documents else None
            with suppress(DocumentError):
                context.chunks[name] = context.nested(name, data).written if data is not None else ()
        own = (written for written in context.chunks[name] if written.part not in BESIDE | RUNNING)
        return "\n".join(written.text for written in own)


def _nothing(_element: Element) -> str:
    return ""
