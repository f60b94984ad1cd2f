"""One story of a document (its body, a note, the heads of pages, a text box): characters to pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.content import (
    Figure,
    Image,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Table,
    Text,
    is_empty_line,
    marks,
    merged,
    tidy,
    without_bold,
)
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.ingest.rtf.form import BODY_TEXT, Format, Look
from pipeline.ingest.rtf.head import Head
from pipeline.ingest.rtf.tables import Definition, OpenTable, to_table
from pipeline.limits import Limits
from pipeline.source import Piece, Region, piece_text

_NESTED: Final = 24
LEAST_NESTED: Final = 2
"""How deep in tables the cells of a nested one stand at least."""


class Shared(msgspec.Struct):
    """What the stories of a document share. `kept_out` and `added` are texts by part (`source.Written`)."""

    head: Head
    limits: Limits
    report: Report
    kept_out: dict[str, list[str]] = {}
    added: dict[str, list[str]] = {}


class Story:
    """A story under way."""

    def __init__(self, shared: Shared, part: str, region: Region = "body") -> None:
        self.part = part
        self.label: str | None = None
        self.anchors: list[str] = []
        self.page_start = False
        self.definitions: defaultdict[int, Definition] = defaultdict(Definition)
        self._shared = shared
        self.region = region
        self._nodes: list[tuple[Inline, str]] = []
        self._boxes: list[Piece] = []
        self._tables: list[OpenTable] = []
        self._pieces: list[Piece] = []
        self._unshown: list[str] = []
        self._why: Code | None = None
        self._breaks_after = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it yet."""
        return not self._nodes and not self._pieces and not self._tables

    # ------------------------------------------------------------------------ in a line

    def text(self, text: str, look: Look) -> None:
        """Characters."""
        if (why := look.unshown) is not None:
            if why is not self._why:
                self._tell()
            self._why = why
            self._unshown.append(text)
        else:
            self._nodes.append((Text(text, marks(look.marks)), look.href))

    def add(self, node: Inline, look: Look) -> None:
        """A picture, a formula, a note, the end of a line; nothing where the text around it is not shown."""
        if look.unshown is None:
            self._nodes.append((node, look.href))
        elif isinstance(node, LineBreak):
            self._unshown.append("\n")

    def add_boxes(self, pieces: Iterable[Piece]) -> None:
        """Text boxes: they follow the paragraph that they stand in, so that its sentence stays whole."""
        self._boxes.extend(pieces)

    def break_page(self, look: Look) -> None:
        """What follows begins a page."""
        if self._nodes:
            self.add(LineBreak(), look)
            self._breaks_after = True
        else:
            self.page_start = True

    def _tell(self) -> None:
        """Report what was not shown."""
        text = "".join(self._unshown)
        self._unshown.clear()
        if self._why is not None and text.strip():
            words = " ".join(text.split())
            self._shared.kept_out.setdefault(self.part, []).append(text)
            self._shared.report(flaw(self._why, Place(self.part, len(self._pieces) + 1, quote=quote(words)), words))

    # ------------------------------------------------------------------------ paragraphs

    def end_paragraph(self, form: Format, look: Look) -> None:
        """A paragraph ends; where its mark is deleted, it goes on in the next one.

        A hidden mark ends one all the same: LibreOffice hides those of paragraphs whose text it shows.
        """
        if look.gone is not None or look.deleted:
            self._unshown.append("\n")
            return
        self._tell()
        content = self._line()
        label, self.label = self.label, None
        if content or label:
            self._emit(self._piece(content, form, label), form.depth)
        self.page_start |= self._breaks_after
        self._breaks_after = False
        boxes, self._boxes = self._boxes, []
        for piece in boxes:
            self._emit(piece, form.depth)

    def _line(self) -> tuple[Inline, ...]:
        result: list[Inline] = []
        inside: list[Inline] = []
        at = ""
        for node, href in (*self._nodes, (Text(""), "")):
            if href != at:
                linked = merged(inside)
                result.extend((Link(at, linked),) if at and not is_empty_line(linked) else linked)
                inside, at = [], href
            inside.append(node)
        self._nodes.clear()
        return tidy([*result, *inside])

    def _piece(self, content: tuple[Inline, ...], form: Format, label: str | None) -> Piece:
        head = self._shared.head
        styles = head.styles(form.style)
        outline = form.outline if form.outline is not None else head.level(form.style)
        level = min(form.level, self._shared.limits.list_levels - 1)
        if label is None and form.key:
            label = head.number(form.key, level)
        if label is not None and (head.is_bullet(form.key, level) or not any(sign.isalnum() for sign in label)):
            label = ""
        is_heading = outline is not None and outline < BODY_TEXT
        is_item = label is not None
        if is_heading:
            content = _without_look(content)
        only = content[0] if len(content) == 1 else None
        is_contents = self.region == "body" and any(name.casefold().startswith("toc ") for name in styles)
        return Piece(
            Figure(only) if isinstance(only, Image) and not is_item else Paragraph(content),
            Place(self.part),
            styles=styles,
            outline=outline + 1 if outline is not None and is_heading else None,
            label=label or "",
            depth=level + 1 if is_item else 0,
            ordered=is_item and bool(label),
            list_key=f"list-{form.key}" if is_item else "",
            region="contents" if is_contents else self.region,
        )

    def _emit(self, piece: Piece, depth: int) -> None:
        piece = replace(piece, anchors=(*self.anchors, *piece.anchors), page_start=self.page_start and depth == 0)
        self.anchors.clear()
        self.page_start = self.page_start and depth > 0
        self._inside(depth).append(piece)

    # ------------------------------------------------------------------------ tables

    def _inside(self, depth: int) -> list[Piece]:
        """Where a piece goes that stands this deep in tables."""
        depth = min(depth, _NESTED)
        while len(self._tables) > depth:
            self._end_table()
        while len(self._tables) < depth:
            self._tables.append(OpenTable())
        return self._tables[-1].inside if self._tables else self._pieces

    def _end_table(self) -> None:
        table = self._tables.pop()
        table.end_row(self.definitions[len(self._tables) + 1])
        if table.rows:
            made = to_table(table.rows, self._shared.limits.columns)
            piece = Piece(made, Place(self.part), region=self.region, anchors=table.anchors)
            (self._tables[-1].inside if self._tables else self._pieces).append(piece)

    def _end_cell(self, form: Format, look: Look, depth: int) -> None:
        """A cell ends, and with it its paragraph: that of a table this deep."""
        self.end_paragraph(replace(form, depth=depth), replace(look, hidden=False, deleted=False))
        self._inside(depth)
        self._tables[-1].end_cell()

    def _end_row(self, form: Format, look: Look, depth: int) -> None:
        """A row ends."""
        if self._nodes:
            self._end_cell(form, look, depth)
        self._inside(depth)
        self._tables[-1].end_row(self.definitions[depth])

    # ------------------------------------------------------------------------ the whole

    def word(self, name: str, form: Format, look: Look) -> None:
        """A word that ends something; any other is nothing to a story."""
        nested = max(LEAST_NESTED, form.depth)
        match name:
            case "par" | "sect":
                self.end_paragraph(form, look)
            case "line" | "lbr" | "softline" | "column":
                self.add(LineBreak(), look)
            case "page":
                self.break_page(look)
            case "pagebb":
                self.page_start = True
            case "cell" | "nestcell":
                self._end_cell(form, look, nested if name == "nestcell" else 1)
            case "row" | "nestrow":
                self._end_row(form, look, nested if name == "nestrow" else 1)
            case _:
                pass

    def close(self, form: Format) -> tuple[Piece, ...]:
        """The pieces of the story, each with its place; `form` is that of a paragraph that nothing has ended."""
        if self._nodes or self._boxes:
            self.end_paragraph(form, Look())
        self._tell()
        self._inside(0)
        if self.anchors and self._pieces:
            self._pieces[-1] = replace(self._pieces[-1], anchors=(*self._pieces[-1].anchors, *self.anchors))
        return tuple(self._placed())

    def _placed(self) -> Iterable[Piece]:
        tables = 0
        for number, piece in enumerate(self._pieces, 1):
            is_table = isinstance(piece.content, Table)
            tables += is_table
            place = Place(self.part, number, table=tables if is_table else 0, quote=quote(piece_text(piece)))
            yield replace(piece, place=place)


def _without_look(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading without the bold that all of it has: RTF writes the look of a style out with each paragraph."""
    texts = [node for node in content if isinstance(node, Text)]
    if any("bold" not in text.marks and text.text.strip() for text in texts):
        return content
    return without_bold(Paragraph(content)).content
