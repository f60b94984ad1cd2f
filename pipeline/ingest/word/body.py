"""The flow of a story (body, note, header, cell, text box): paragraphs, tables and content controls, to pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec
from lxml import etree

from pipeline.content import Content, Figure, Image, Paragraph, is_empty, tidy
from pipeline.diagnostics import Code, Place, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.embedded import embedded
from pipeline.ingest.word.fields import Fields, balanced_marks
from pipeline.ingest.word.inline import GO_BACK, read_line
from pipeline.ingest.word.line import Line
from pipeline.ingest.word.names import (
    ALTERNATE,
    CELL,
    R_ID,
    REMOVED,
    ROW,
    SDT,
    SDT_CONTENT,
    TABLE,
    VAL,
    WRAPPERS,
    Element,
    P,
    R,
    T,
    m,
    value,
    w,
)
from pipeline.ingest.word.numbering import Label
from pipeline.ingest.word.properties import SECTION, Properties, of_style, read_properties
from pipeline.ingest.word.styles import Style
from pipeline.ingest.word.tables import read_table
from pipeline.source import Piece, Region, gather

_CONTENTS_GALLERY: Final = "Table of Contents"
_RUNNING: Final[dict[str, Region]] = {w("headerReference"): "header", w("footerReference"): "footer"}
_TABLE_PR: Final = w("tblPr")
_NO_STYLE: Final = Properties(Style(id=""))


def story(part: Part, root: Element, region: Region = "body") -> tuple[Piece, ...]:
    """The pieces of one story."""
    found = Story(part, root, region)
    found.read(root)
    return found.close()


class Story:
    """One story under way: its pieces so far, and what the next one inherits."""

    def __init__(self, part: Part, root: Element, region: Region) -> None:
        self.part = part
        self.pieces: list[Piece] = []
        self._region = region
        self._marks = balanced_marks(root)
        self._fields = Fields(self._marks.get(None, frozenset()))
        self._cells = 0
        self._hidden_table = False
        self._boxes = 0
        self._in_contents = 0
        self._unfinished: Line | None = None
        self._anchors: list[str] = []
        self._page_start = False
        self._place = part.place()

    def read(self, parent: Iterable[Element]) -> None:
        """Take in what stands in a body, a note, a cell, a text box, or in something that only wraps."""
        for child in parent:
            handler = IN_BODY.get(child.tag)
            if handler is not None:
                handler(self, child)

    def close(self) -> tuple[Piece, ...]:
        """The pieces of the whole story."""
        self._finish_line()
        return tuple(self.pieces)

    @property
    def _is_flow(self) -> bool:
        return not self._cells and not self._boxes

    def _begin_item(self) -> None:
        if self._is_flow:
            self.part.item += 1
            self._place = Place(self.part.name, self.part.item)

    # ----------------------------------------------------------------------- paragraphs

    def paragraph(self, element: Element) -> None:
        """A `p`."""
        self._begin_item()
        properties = read_properties(element, self.part.context.styles)
        line, self._unfinished = self._unfinished, None
        if line is None:
            line = self._line(properties.style)
        line.style = properties.style
        read_line(line, element)
        if properties.section is not None:
            self.section(properties.section)
        if properties.goes_on:
            self._unfinished = line
        else:
            self._end_paragraph(line, properties)

    def stray(self, element: Element) -> None:
        """Content of paragraphs that stands between them."""
        self._finish_line()
        self._begin_item()
        line = self._line(self.part.context.styles.get(None))
        read_line(line, (element,))
        self._end_paragraph(line, of_style(line.style))

    def _line(self, style: Style) -> Line:
        return Line(self.part, self._fields, style, hidden_table=self._hidden_table)

    def _finish_line(self) -> None:
        """End a paragraph that would go on in the next one, where there is none."""
        line, self._unfinished = self._unfinished, None
        if line is not None:
            self._end_paragraph(line, of_style(line.style))

    def _end_paragraph(self, line: Line, properties: Properties) -> None:
        line.finish()
        self._anchors.extend(line.anchors)
        self._page_start = self._page_start or line.breaks_before or properties.page_break
        content = tidy(line.nodes)
        label: Label | None = None
        if content or not (properties.mark_hidden or self._hidden_table):
            label = self.part.context.numbering.label(properties.style, properties.num_id, properties.level)
        if content or label is not None:
            only = content[0] if len(content) == 1 else None
            node: Content = Figure(only) if isinstance(only, Image) else Paragraph(content)
            self._add(node, properties, label, in_contents=line.in_contents)
        self._page_start = self._page_start or line.breaks_after
        for box in line.boxes:
            self._follow(box)

    def _add(
        self,
        node: Content,
        properties: Properties = _NO_STYLE,
        label: Label | None = None,
        *,
        in_contents: bool = False,
    ) -> None:
        in_flow = not self._cells
        piece = Piece(
            content=node,
            place=self._place,
            styles=properties.style.names,
            outline=properties.outline,
            label=label.text if label else "",
            depth=label.depth if label else 0,
            ordered=label.ordered if label else False,
            list_key=label.key if label else "",
            region="contents" if in_contents or self._in_contents else self._region,
            page_start=self._page_start and in_flow,
            anchors=tuple(self._anchors) if in_flow else (),
        )
        self._emit(piece)

    def _emit(self, piece: Piece) -> None:
        self.pieces.append(piece)
        if not self._cells:
            self._anchors.clear()
            self._page_start = False

    # ----------------------------------------------------------------------- what holds paragraphs

    def table(self, element: Element) -> None:
        """A `tbl`."""
        self._finish_line()
        self._begin_item()
        part = self.part
        at = part.table, part.row, part.column
        if self._is_flow:
            part.tables += 1
            part.table = part.tables
            self._place = part.place()
        outer, hidden = self._hidden_table, part.context.styles.hides(value(element.find(_TABLE_PR), "tblStyle"))
        self._hidden_table = hidden
        table = read_table(part, element, self._cell)
        self._hidden_table = outer
        part.table, part.row, part.column = at
        # Of a hidden table nothing is left but its grid; a header counts too.
        if table is not None and not (hidden and is_empty((msgspec.structs.replace(table, header_rows=0),))):
            self._add(table)

    def _cell(self, element: Element) -> tuple[Content, ...]:
        """The content of a cell: as a story of its own, but fields go on through it."""
        outer, self.pieces = self.pieces, []
        self._cells += 1
        self.read(element)
        self._finish_line()
        self._cells -= 1
        inner, self.pieces = self.pieces, outer
        return gather(inner)

    def _follow(self, box: Element | Content) -> None:
        """What a text box or an object holds comes after the paragraph that it is anchored in."""
        if not isinstance(box, etree._Element):
            self._add(box)
            return
        fields, self._fields = self._fields, Fields(self._marks.get(box, frozenset()))
        outer, self._hidden_table = self._hidden_table, False
        self._boxes += 1
        self.read((box,) if box.tag == TABLE else box)
        self._finish_line()
        self._boxes -= 1
        self._fields, self._hidden_table = fields, outer

    def content_control(self, element: Element) -> None:
        """An `sdt` (17.5.2)."""
        content = element.find(SDT_CONTENT)
        if content is None:
            return
        gallery = element.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        is_contents = gallery is not None and gallery.get(VAL) == _CONTENTS_GALLERY
        self._in_contents += is_contents
        self.read(content)
        self._in_contents -= is_contents

    def alternate(self, element: Element) -> None:
        """An AlternateContent."""
        chosen = self.part.chosen(element)
        if chosen is not None:
            self.read(chosen)

    def alt_chunk(self, element: Element) -> None:
        """A document inside the document."""
        self._finish_line()
        self._begin_item()
        for piece in embedded(self.part, element.get(R_ID)):
            self._emit(msgspec.structs.replace(piece, place=self._place))

    # ----------------------------------------------------------------------- what is no text

    def removed(self, element: Element) -> None:
        """What a tracked change took out, between paragraphs."""
        self.part.leave_out(element, Code.DELETED_TEXT)

    def bookmark(self, element: Element) -> None:
        """A bookmark between paragraphs: it marks the next one."""
        name = element.get(w("name"))
        if name and name != GO_BACK:
            self._anchors.append(name)

    def section(self, element: Element) -> None:
        """The properties of a section: which headers and footers it has (17.10.5)."""
        for child in element:
            region = _RUNNING.get(child.tag)
            relation = self.part.relation(child.get(R_ID)) if region is not None else None
            if region is not None and relation is not None and not relation.external:
                self.part.context.running.setdefault(relation.target, region)

    def sub_document(self, element: Element) -> None:
        """A part of a master document (17.17.2.2): a file of its own, and never opened."""
        relation = self.part.relation(element.get(R_ID))
        name = relation.target if relation is not None else "subDoc"
        self.part.context.report(flaw(Code.PART_UNREADABLE, self.part.place(), part=name))


IN_BODY: Final[dict[str, Callable[[Story, Element], None]]] = {
    P: Story.paragraph,
    TABLE: Story.table,
    SDT: Story.content_control,
    ALTERNATE: Story.alternate,
    w("altChunk"): Story.alt_chunk,
    w("subDoc"): Story.sub_document,
    SECTION: Story.section,
    w("bookmarkStart"): Story.bookmark,
    # Rows, cells, runs and formulas that stand where a paragraph should.
    ROW: Story.read,
    CELL: Story.read,
    **dict.fromkeys((R, T, w("hyperlink"), w("fldSimple"), m("oMath"), m("oMathPara")), Story.stray),
    **dict.fromkeys(WRAPPERS, Story.read),
    **dict.fromkeys(REMOVED, Story.removed),
}
