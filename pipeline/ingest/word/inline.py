"""What stands in a paragraph: runs, links, fields, notes, pictures and formulas (ECMA-376-1, 17.3 and 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pipeline.content import LineBreak, NoteReference
from pipeline.diagnostics import Code
from pipeline.ingest.word.drawings import draw, instead
from pipeline.ingest.word.fields import is_contents, shown_without_result, target
from pipeline.ingest.word.formatting import formatting
from pipeline.ingest.word.formulas import read_formula, read_formulas
from pipeline.ingest.word.highlight import is_highlighted
from pipeline.ingest.word.line import Line
from pipeline.ingest.word.names import (
    ALTERNATE,
    DELETED_T,
    FIELD_MARK,
    ID,
    R_ID,
    R_PR,
    REMOVED,
    SDT,
    SDT_CONTENT,
    TABLE,
    WRAPPERS,
    Element,
    P,
    R,
    T,
    m,
    w,
)
from pipeline.ingest.word.signs import (
    read_break,
    read_no_break_hyphen,
    read_soft_hyphen,
    read_symbol,
    read_tab,
    read_text,
)

GO_BACK: Final = "_GoBack"
"""The bookmark that Word leaves where the author last typed."""


def read_line(line: Line, parent: Iterable[Element]) -> None:
    """Take in what stands in a paragraph, or in something that only wraps."""
    for child in parent:
        handler = IN_PARAGRAPH.get(child.tag)
        if handler is not None:
            handler(line, child)


def _read_run(line: Line, parent: Element) -> None:
    for child in parent:
        handler = IN_RUN.get(child.tag)
        if handler is not None:
            handler(line, child)


# --------------------------------------------------------------------------- in a paragraph


def _run(line: Line, run: Element) -> None:
    properties = run[0] if len(run) and run[0].tag == R_PR else run.find(R_PR)
    stated = formatting(properties)
    line.format(stated)
    if stated.removed:
        line.delete(run)
    else:
        line.highlighted = is_highlighted(properties)
        _read_run(line, run)
        line.highlighted = False


def _hyperlink(line: Line, element: Element) -> None:
    start = len(line.nodes)
    read_line(line, element)
    relation = line.part.relation(element.get(R_ID))
    href = relation.target if relation is not None else ""
    anchor = element.get(w("anchor")) or element.get(w("docLocation")) or ""
    line.link(f"{href}#{anchor}" if anchor else href, start)


def _simple_field(line: Line, element: Element) -> None:
    instruction = element.get(w("instr")) or ""
    start = len(line.nodes)
    line.fields.contents += is_contents(instruction)
    read_line(line, element)
    line.fields.contents -= is_contents(instruction)
    line.link(target(instruction), start)


def _content_control(line: Line, element: Element) -> None:
    content = element.find(SDT_CONTENT)
    if content is not None:
        read_line(line, content)


def _alternate(line: Line, element: Element) -> None:
    if (chosen := _chosen(line, element)) is not None:
        read_line(line, chosen)


def _removed(line: Line, element: Element) -> None:
    line.delete(element)


def _bookmark(line: Line, element: Element) -> None:
    name = element.get(w("name"))
    if name and name != GO_BACK:
        line.anchors.append(name)


# --------------------------------------------------------------------------- in a run


def _instruction(line: Line, element: Element) -> None:
    line.fields.instruct(element.text or "")


def _field_mark(line: Line, element: Element) -> None:
    field = line.fields.mark(element, len(line.nodes))
    if field is None:
        return
    text = shown_without_result(field)
    if text:
        line.put(line.part.add(text))
    line.link(field.href, field.start)


def _note(line: Line, element: Element) -> None:
    if line.is_silent:
        line.part.context.silenced.add(element)
        return
    kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
    number = element.get(ID) or ""
    key = f"{line.part.context.prefix}{kind}-{number}"
    line.part.context.notes.setdefault(key, (kind, number, line.part.place()))
    line.nodes.append(NoteReference(key))


def _comment(line: Line, element: Element) -> None:
    line.part.context.comments.setdefault(element.get(ID) or "", line.part.place())


def _drawing(line: Line, element: Element) -> None:
    if line.shown.hidden:
        line.part.leave_out(element, Code.HIDDEN_TEXT)
        return
    drawn = draw(line.part, element)
    line.nodes.extend(drawn.images)
    line.boxes.extend(drawn.boxes)


def _ruby(line: Line, element: Element) -> None:
    # The base, then how it is said in parentheses, as browsers without ruby show it (17.3.3.25).
    shown = line.shown
    base, above = element.find(w("rubyBase")), element.find(w("rt"))
    if base is not None:
        read_line(line, base)
    if above is not None:
        line.shown = shown
        line.put(line.part.add("("))
        read_line(line, above)
        line.shown = shown
        line.put(line.part.add(")"))


def _alternate_in_run(line: Line, element: Element) -> None:
    if (chosen := _chosen(line, element)) is not None:
        _read_run(line, chosen)


def _chosen(line: Line, alternate: Element) -> Element | None:
    """The branch that is shown, after the pictures that stand for what is not drawn of it."""
    chosen = line.part.chosen(alternate)
    if chosen is not None and not line.is_silent:
        line.nodes.extend(instead(line.part, alternate, chosen))
    return chosen


def _paragraph_in_run(line: Line, element: Element) -> None:
    line.nodes.append(LineBreak())
    read_line(line, element)
    line.nodes.append(LineBreak())


def _table_in_run(line: Line, element: Element) -> None:
    line.boxes.append(element)


Handler = Callable[[Line, Element], None]

IN_RUN: Final[dict[str, Handler]] = {
    T: read_text,
    w("tab"): read_tab,
    w("ptab"): read_tab,
    w("br"): read_break,
    w("cr"): read_break,
    w("instrText"): _instruction,
    FIELD_MARK: _field_mark,
    w("noBreakHyphen"): read_no_break_hyphen,
    w("softHyphen"): read_soft_hyphen,
    w("sym"): read_symbol,
    w("footnoteReference"): _note,
    w("endnoteReference"): _note,
    w("commentReference"): _comment,
    w("drawing"): _drawing,
    w("pict"): _drawing,
    w("object"): _drawing,
    w("ruby"): _ruby,
    ALTERNATE: _alternate_in_run,
    DELETED_T: _removed,
    m("oMath"): read_formula,
    m("oMathPara"): read_formulas,
    R: _run,
    P: _paragraph_in_run,
    TABLE: _table_in_run,
}
# Content of runs that stands in a paragraph without a run is not valid, and met all the same.
IN_PARAGRAPH: Final[dict[str, Handler]] = {
    **IN_RUN,
    w("hyperlink"): _hyperlink,
    w("fldSimple"): _simple_field,
    SDT: _content_control,
    ALTERNATE: _alternate,
    w("bookmarkStart"): _bookmark,
    **dict.fromkeys(WRAPPERS, read_line),
    **dict.fromkeys(REMOVED, _removed),
}
