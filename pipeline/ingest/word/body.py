"""The flow of a story (body, note, header, cell, text box): paragraphs, tables and content controls, to pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec
from lxml import etree

from pipeline.content import Content, Figure, Image, Paragraph, tidy
from pipeline.diagnostics import Code, Place
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.embedded import embedded
from pipeline.ingest.word.fields import Fields, balanced_marks
from pipeline.ingest.word.inline import GO_BACK, Line
from pipeline.ingest.word.names import (
    ALTERNATE,
    CELL,
    P_PR,
    R_ID,
    R_PR,
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
    choose,
    is_on,
    m,
    value,
    w,
)
from pipeline.ingest.word.numbering import Label
from pipeline.ingest.word.styles import Style, outline_level
from pipeline.ingest.word.tables import read_table
from pipeline.source import Piece, Region, gather

_CONTENTS_GALLERY: Final = "Table of Contents"


class _Properties(msgspec.Struct, frozen=True):
    """What a `pPr` (17.3.1.26) states, as far as it matters here."""

    style: Style
    num_id: str | None = None
    level: str | None = None
    outline: int | None = None
    page_break: bool = False
    mark_removed: bool = False
    mark_hidden: bool = False


class Story:
    """One story under way: its pieces so far, and what the next one inherits."""

    def __init__(self, part: Part, root: Element, region: Region = "body") -> None:
        self.part = part
        self.pieces: list[Piece] = []
        self._region = region
        self._marks = balanced_marks(root)
        self._fields = Fields(self._marks.get(None, frozenset()))
        self._cells = 0
        self._boxes = 0
        self._in_contents = 0
        self._joined: Line | None = None
        self._anchors: list[str] = []
        self._page_start = False
        self._place = part.place()

    def read(self, parent: Iterable[Element]) -> None:
        """Take in what stands in a body, a note, a cell, a text box, or in something that only wraps."""
        for child in parent:
            handler = _IN_BODY.get(child.tag)
            if handler is not None:
                handler(self, child)

    def close(self) -> tuple[Piece, ...]:
        """The pieces of the whole story."""
        self._close_joined()
        return tuple(self.pieces)

    # ----------------------------------------------------------------------- blocks

    def _paragraph(self, element: Element) -> None:
        self._begin_item()
        properties = self._properties(element)
        line = self._joined or Line(self.part, self._fields, properties.style)
        line.style = properties.style
        self._joined = None
        line.read(element)
        if properties.mark_removed:
            # Without its mark the paragraph goes on in the next one (17.13.5.15).
            self._joined = line
        else:
            self._end_paragraph(line, properties)

    def _stray(self, element: Element) -> None:
        """Content of paragraphs that stands between them."""
        self._begin_item()
        line = Line(self.part, self._fields, self.part.context.styles.get(None))
        line.read((element,))
        self._end_paragraph(line, _Properties(line.style))

    def _end_paragraph(self, line: Line, properties: _Properties) -> None:
        line.finish()
        self._anchors.extend(line.anchors)
        self._page_start = self._page_start or line.breaks_before or properties.page_break
        content = tidy(line.nodes)
        label: Label | None = None
        if content or not properties.mark_hidden:
            label = self.part.context.numbering.label(properties.style, properties.num_id, properties.level)
        if content or label is not None:
            only = content[0] if len(content) == 1 else None
            node: Content = Figure(only) if isinstance(only, Image) else Paragraph(content)
            self._add(node, properties, label, in_contents=line.in_contents)
        self._page_start = self._page_start or line.breaks_after
        for box in line.boxes:
            self._follow(box)

    def _add(self, node: Content, properties: _Properties, label: Label | None, *, in_contents: bool) -> None:
        self._emit(
            Piece(
                content=node,
                place=self._place,
                styles=properties.style.names,
                outline=properties.outline,
                label=label.text if label else "",
                depth=label.depth if label else 0,
                ordered=label.ordered if label else False,
                list_key=label.key if label else "",
                region="contents" if in_contents or self._in_contents else self._region,
                page_start=self._page_start and not self._cells,
                anchors=tuple(self._anchors) if not self._cells else (),
            )
        )

    def _emit(self, piece: Piece) -> None:
        self.pieces.append(piece)
        if not self._cells:
            self._anchors.clear()
            self._page_start = False

    def _table(self, element: Element) -> None:
        self._close_joined()
        self._begin_item()
        part = self.part
        at = part.table, part.row, part.column
        if self._is_flow:
            part.tables += 1
            part.table = part.tables
            self._place = part.place()
        table = read_table(part, element, self._cell)
        part.table, part.row, part.column = at
        if table is not None:
            self._add(table, _Properties(_NO_STYLE), None, in_contents=False)

    def _cell(self, element: Element) -> tuple[Content, ...]:
        """The content of a cell: as a story of its own, but fields go on through it."""
        outer, self.pieces = self.pieces, []
        joined, self._joined = self._joined, None
        self._cells += 1
        self.read(element)
        self._close_joined()
        self._cells -= 1
        inner, self.pieces = self.pieces, outer
        self._joined = joined
        return gather(inner)

    def _follow(self, box: Element | Content) -> None:
        """What a text box or an object holds comes after the paragraph that it is anchored in."""
        if not isinstance(box, etree._Element):
            self._add(box, _Properties(_NO_STYLE), None, in_contents=False)
            return
        fields, self._fields = self._fields, Fields(self._marks.get(box, frozenset()))
        self._boxes += 1
        self.read((box,) if box.tag == TABLE else box)
        self._close_joined()
        self._boxes -= 1
        self._fields = fields

    def _content_control(self, element: Element) -> None:
        content = element.find(SDT_CONTENT)
        if content is None:
            return
        gallery = element.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        is_contents = gallery is not None and gallery.get(VAL) == _CONTENTS_GALLERY
        self._in_contents += is_contents
        self.read(content)
        self._in_contents -= is_contents

    def _alternate(self, element: Element) -> None:
        chosen = choose(element)
        for branch in element:
            if branch is not chosen:
                self.part.pass_over(branch)
        if chosen is not None:
            self.read(chosen)

    def _removed(self, element: Element) -> None:
        self.part.leave_out(element, Code.DELETED_TEXT)

    def _bookmark(self, element: Element) -> None:
        name = element.get(w("name"))
        if name and name != GO_BACK:
            self._anchors.append(name)

    def _section(self, element: Element) -> None:
        for child in element:
            region = _RUNNING.get(child.tag)
            relation = self.part.relation(child.get(R_ID)) if region is not None else None
            if region is not None and relation is not None and not relation.external:
                self.part.context.running.setdefault(relation.target, region)

    def _alt_chunk(self, element: Element) -> None:
        self._close_joined()
        self._begin_item()
        pieces = embedded(self.part, element.get(R_ID))
        for piece in pieces:
            self._emit(msgspec.structs.replace(piece, place=self._place))

    # ----------------------------------------------------------------------- paragraphs

    @property
    def _is_flow(self) -> bool:
        return not self._cells and not self._boxes

    def _begin_item(self) -> None:
        if self._is_flow:
            self.part.item += 1
            self._place = Place(self.part.name, self.part.item)

    def _close_joined(self) -> None:
        """A paragraph whose mark is deleted and that has none after it to go on in."""
        line, self._joined = self._joined, None
        if line is not None:
            self._end_paragraph(line, _Properties(line.style))

    def _properties(self, paragraph: Element) -> _Properties:
        styles = self.part.context.styles
        found = paragraph[0] if len(paragraph) and paragraph[0].tag == P_PR else paragraph.find(P_PR)
        if found is None:
            style = styles.get(None)
            return _Properties(style, outline=style.outline, page_break=style.breaks_page)
        style = styles.get(None)
        num_id = level = None
        outline: int | None = None
        has_outline = mark_removed = mark_hidden = False
        page_break: bool | None = None
        for child in found:
            tag = child.tag
            if tag == _STYLE:
                style = styles.get(child.get(VAL))
            elif tag == R_PR:
                mark_removed = any(mark.tag in REMOVED for mark in child)
                mark_hidden = bool(is_on(child.find(_VANISH)))
            elif tag == _NUMBERING:
                num_id, level = value(child, "numId"), value(child, "ilvl")
            elif tag == _OUTLINE:
                has_outline, outline = outline_level(found)
            elif tag == _PAGE_BREAK:
                page_break = is_on(child)
            elif tag == _SECTION:
                self._section(child)
        return _Properties(
            style=style,
            num_id=num_id,
            level=level,
            outline=outline if has_outline else style.outline,
            page_break=style.breaks_page if page_break is None else page_break,
            mark_removed=mark_removed,
            mark_hidden=mark_hidden,
        )


_STYLE: Final = w("pStyle")
_NUMBERING: Final = w("numPr")
_OUTLINE: Final = w("outlineLvl")
_PAGE_BREAK: Final = w("pageBreakBefore")
_SECTION: Final = w("sectPr")
_VANISH: Final = w("vanish")
_NO_STYLE: Final = Style(id="")
_RUNNING: Final[dict[str, Region]] = {w("headerReference"): "header", w("footerReference"): "footer"}

_IN_BODY: Final[dict[str, Callable[[Story, Element], None]]] = {
    P: Story._paragraph,
    TABLE: Story._table,
    SDT: Story._content_control,
    ALTERNATE: Story._alternate,
    w("altChunk"): Story._alt_chunk,
    _SECTION: Story._section,
    w("bookmarkStart"): Story._bookmark,
    # Rows, cells, runs and formulas that stand where a paragraph should.
    ROW: Story.read,
    CELL: Story.read,
    R: Story._stray,
    w("hyperlink"): Story._stray,
    w("fldSimple"): Story._stray,
    T: Story._stray,
    m("oMath"): Story._stray,
    m("oMathPara"): Story._stray,
    **dict.fromkeys(WRAPPERS, Story.read),
    **dict.fromkeys(REMOVED, Story._removed),
}


def story(part: Part, root: Element, region: Region = "body") -> tuple[Piece, ...]:
    """The pieces of one story."""
    found = Story(part, root, region)
    found.read(root)
    return found.close()
