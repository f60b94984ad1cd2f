"""One paragraph: runs, links, fields, notes, pictures and formulas, as inline content (ECMA-376-1, 17.3 and 17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pipeline.content import Content, Inline, LineBreak, Link, NoteReference, Text, merged
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.drawings import draw
from pipeline.ingest.word.fields import Field, Fields, shown_without_result, target
from pipeline.ingest.word.ink import ink, leaf_text
from pipeline.ingest.word.math import formulas
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
    choose,
    m,
    w,
)
from pipeline.ingest.word.styles import NOTHING, Shown, Style, formatting
from pipeline.ingest.word.symbols import REPLACEMENT, in_unicode, symbol

_PAGE_BREAK: Final = "page"
GO_BACK: Final = "_GoBack"


class Line:
    """The inline content of one paragraph under way.

    `boxes` are text boxes and other content that follow the paragraph; `in_contents` tells that text of it is the
    result of a table-of-contents field.
    """

    def __init__(self, part: Part, fields: Fields, style: Style) -> None:
        self.part = part
        self.fields = fields
        self.style = style
        self.nodes: list[Inline] = []
        self.boxes: list[Element | Content] = []
        self.anchors: list[str] = []
        self.hidden: list[str] = []
        self.in_contents = False
        self.breaks_before = False
        self.breaks_after = False
        self._shown: Shown = part.context.styles.shown(style, NOTHING)
        for field in fields.linked():
            field.start = 0

    def read(self, parent: Iterable[Element]) -> None:
        """Take in what stands in a paragraph, or in something that only wraps."""
        for child in parent:
            handler = _IN_PARAGRAPH.get(child.tag)
            if handler is not None:
                handler(self, child)

    def finish(self) -> None:
        """Close links of fields that go on in the next paragraph, and report what was hidden."""
        for field in reversed(self.fields.linked()):
            self._link(field.href, field.start)
        text = "".join(self.hidden)
        count = ink(text)
        if count:
            self.part.kept_out += count
            folded = " ".join(text.split())
            self.part.context.report(flaw(Code.HIDDEN_TEXT, self.part.place(folded), folded))

    # ----------------------------------------------------------------------- in a paragraph

    def _run(self, run: Element) -> None:
        properties = run[0] if len(run) and run[0].tag == R_PR else run.find(R_PR)
        self._shown = self.part.context.styles.shown(self.style, formatting(properties))
        if properties is not None and any(child.tag in REMOVED for child in properties):
            self.part.leave_out(run, Code.DELETED_TEXT)
            return
        self._in_run(run)

    def _in_run(self, run: Element) -> None:
        for child in run:
            tag = child.tag
            if tag == T:
                self._text(child)
            else:
                handler = _IN_RUN.get(tag)
                if handler is not None:
                    handler(self, child)

    def _hyperlink(self, element: Element) -> None:
        start = len(self.nodes)
        self.read(element)
        relation = self.part.relation(element.get(R_ID))
        href = relation.target if relation is not None else ""
        anchor = element.get(w("anchor")) or element.get(w("docLocation")) or ""
        self._link(f"{href}#{anchor}" if anchor else href, start)

    def _simple_field(self, element: Element) -> None:
        instruction = element.get(w("instr")) or ""
        start = len(self.nodes)
        is_contents = instruction.split(None, 1)[:1] == ["TOC"]
        self.fields.contents += is_contents
        self.read(element)
        self.fields.contents -= is_contents
        self._link(target(instruction), start)

    def _content_control(self, element: Element) -> None:
        content = element.find(SDT_CONTENT)
        if content is not None:
            self.read(content)

    def _alternate(self, element: Element) -> None:
        chosen = self._chosen(element)
        if chosen is not None:
            self.read(chosen)

    def _chosen(self, element: Element) -> Element | None:
        chosen = choose(element)
        for branch in element:
            if branch is not chosen:
                self.part.pass_over(branch)
        return chosen

    def _removed(self, element: Element) -> None:
        self.part.leave_out(element, Code.DELETED_TEXT)

    def _bookmark(self, element: Element) -> None:
        name = element.get(w("name"))
        if name and name != GO_BACK:
            self.anchors.append(name)

    def _math(self, element: Element) -> None:
        self.nodes.extend(formulas(self.part, (element,)))

    def _math_paragraph(self, element: Element) -> None:
        for count, found in enumerate(formulas(self.part, element.iter(m("oMath")))):
            if count:
                self.nodes.append(LineBreak())
            self.nodes.append(found)

    def _ruby(self, element: Element) -> None:
        # The base, then how it is pronounced in parentheses, as browsers without ruby show it (17.3.3.25).
        shown = self._shown
        base, above = element.find(w("rubyBase")), element.find(w("rt"))
        if base is not None:
            self.read(base)
        if above is not None:
            self._shown = shown
            self._put(self.part.add("("))
            self.read(above)
            self._shown = shown
            self._put(self.part.add(")"))

    # ----------------------------------------------------------------------- in a run

    def _text(self, element: Element) -> None:
        text = leaf_text(element) if len(element) else element.text or ""
        if self._shown.font or not text.isascii():
            text = self._unicode(text)
        if "\n" in text or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")
        self._put(text)

    def _unicode(self, text: str) -> str:
        result = in_unicode(text, self._shown.font)
        if REPLACEMENT in result and REPLACEMENT not in text:
            code = next(f"{ord(sign):04X}" for sign in text if "\ue000" <= sign <= "\uf8ff")
            named = f"{self._shown.font} {code}".strip()
            self.part.context.report(flaw(Code.CHARACTER_REPLACED, self.part.place(), character=named))
        self.part.kept_out += ink(text) - ink(result)
        return result

    def _put(self, text: str) -> None:
        if self.fields.in_instruction:
            self.part.kept_out += ink(text)
            self.fields.instruct(text)
        elif self._shown.hidden:
            self.hidden.append(text)
        else:
            self.nodes.append(Text(text, self._shown.marks))
            self.in_contents = self.in_contents or self.fields.contents > 0

    def _instruction(self, element: Element) -> None:
        self.fields.instruct(element.text or "")

    def _field_mark(self, element: Element) -> None:
        ended = self.fields.mark(element, len(self.nodes))
        if ended is not None:
            self._end_field(ended)

    def _end_field(self, field: Field) -> None:
        text = shown_without_result(field)
        if text:
            self._put(self.part.add(text))
        if field.href:
            self._link(field.href, field.start)

    def _tab(self, _element: Element) -> None:
        self._put("\t")

    def _break(self, element: Element) -> None:
        if self._shown.hidden or self.fields.in_instruction:
            return
        if element.get(w("type")) == _PAGE_BREAK:
            if any(not isinstance(node, Text) or node.text.strip() for node in self.nodes):
                self.breaks_after = True
            else:
                self.breaks_before = True
        self.nodes.append(LineBreak())

    def _no_break_hyphen(self, _element: Element) -> None:
        self._put("\u2011")

    def _soft_hyphen(self, _element: Element) -> None:
        self._put("\u00ad")

    def _symbol(self, element: Element) -> None:
        font, code = (element.get(w("font")) or "").lower(), element.get(w("char")) or ""
        try:
            sign = symbol(font, int(code, 16))
        except ValueError:
            sign = REPLACEMENT
        if sign == REPLACEMENT:
            self.part.context.report(flaw(Code.CHARACTER_REPLACED, self.part.place(), character=f"{font} {code}"))
        self.part.kept_out += 1 - ink(sign)
        self._put(sign)

    def _note(self, element: Element) -> None:
        if self._shown.hidden or self.fields.in_instruction:
            return
        kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
        key = f"{self.part.context.prefix}{kind}-{element.get(ID) or ''}"
        self.part.context.notes.setdefault(key, (kind, element.get(ID) or "", self.part.place()))
        self.nodes.append(NoteReference(key))

    def _comment(self, element: Element) -> None:
        self.part.context.comments.setdefault(element.get(ID) or "", self.part.place())

    def _drawing(self, element: Element) -> None:
        if self._shown.hidden:
            self.part.leave_out(element, Code.HIDDEN_TEXT)
            return
        drawn = draw(self.part, element)
        self.nodes.extend(drawn.images)
        self.boxes.extend(drawn.boxes)

    def _alternate_in_run(self, element: Element) -> None:
        chosen = self._chosen(element)
        if chosen is not None:
            self._in_run(chosen)

    def _run_in_run(self, element: Element) -> None:
        self._run(element)

    def _paragraph_in_run(self, element: Element) -> None:
        self.nodes.append(LineBreak())
        self.read(element)
        self.nodes.append(LineBreak())

    def _table_in_run(self, element: Element) -> None:
        self.boxes.append(element)

    # ----------------------------------------------------------------------- links

    def _link(self, href: str, start: int) -> None:
        if not href or start >= len(self.nodes):
            return
        inside: list[Inline] = []
        for node in self.nodes[start:]:
            inside.extend(node.content if isinstance(node, Link) else (node,))
        content = merged(inside)
        if content:
            self.nodes[start:] = [Link(href, content)]


Handler = Callable[[Line, Element], None]

_IN_RUN: Final[dict[str, Handler]] = {
    T: Line._text,
    w("tab"): Line._tab,
    w("ptab"): Line._tab,
    w("br"): Line._break,
    w("cr"): Line._break,
    w("instrText"): Line._instruction,
    FIELD_MARK: Line._field_mark,
    w("noBreakHyphen"): Line._no_break_hyphen,
    w("softHyphen"): Line._soft_hyphen,
    w("sym"): Line._symbol,
    w("footnoteReference"): Line._note,
    w("endnoteReference"): Line._note,
    w("commentReference"): Line._comment,
    w("drawing"): Line._drawing,
    w("pict"): Line._drawing,
    w("object"): Line._drawing,
    w("ruby"): Line._ruby,
    ALTERNATE: Line._alternate_in_run,
    DELETED_T: Line._removed,
    m("oMath"): Line._math,
    m("oMathPara"): Line._math_paragraph,
    R: Line._run_in_run,
    P: Line._paragraph_in_run,
    TABLE: Line._table_in_run,
}
# Content of runs that stands in a paragraph without a run is not valid, and met all the same.
_IN_PARAGRAPH: Final[dict[str, Handler]] = {
    **_IN_RUN,
    R: Line._run,
    w("hyperlink"): Line._hyperlink,
    w("fldSimple"): Line._simple_field,
    SDT: Line._content_control,
    ALTERNATE: Line._alternate,
    w("bookmarkStart"): Line._bookmark,
    **dict.fromkeys(WRAPPERS, Line.read),
    **dict.fromkeys(REMOVED, Line._removed),
}
