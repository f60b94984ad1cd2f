"""The inline content of one paragraph under way: what is shown, what is hidden, and what follows the paragraph."""

from __future__ import annotations

from pipeline.content import Content, Inline, Link, Text, merged
from pipeline.diagnostics import Code, flaw
from pipeline.ingest.word.context import Part
from pipeline.ingest.word.fields import Fields
from pipeline.ingest.word.formatting import NOTHING, Formatting
from pipeline.ingest.word.names import Element
from pipeline.ingest.word.styles import Style


class Line:
    """One paragraph while it is read.

    `boxes` are text boxes and other content that follow the paragraph; `in_contents` tells that text of it is the
    result of a table-of-contents field. `shown` is how the current run is shown, `highlighted` whether its author
    marked it as with a felt pen; `hidden_table` tells that the line stands in a table of which the style hides its
    text.
    """

    def __init__(self, part: Part, fields: Fields, style: Style, *, hidden_table: bool = False) -> None:
        self.part = part
        self._hidden_table = hidden_table
        self.fields = fields
        self.style = style
        self.nodes: list[Inline] = []
        self.boxes: list[Element | Content] = []
        self.anchors: list[str] = []
        self.in_contents = False
        self.breaks_before = False
        self.breaks_after = False
        self.format(NOTHING)
        self.highlighted = False
        self._hidden: list[str] = []
        self._highlighted: list[str] = []
        self._goes_on = False
        self._deleted: list[str] = []
        for field in fields.linked():
            field.start = 0

    def format(self, run: Formatting) -> None:
        """From here on, text is shown as a run with this formatting."""
        self.shown = self.part.context.styles.shown(self.style, run, hidden_table=self._hidden_table)

    @property
    def is_silent(self) -> bool:
        """Whether nothing here can be seen: hidden, or the instruction of a field."""
        return self.shown.hidden or self.fields.in_instruction

    def put(self, text: str) -> None:
        """Take in text: shown, hidden, or part of an instruction."""
        if self.fields.in_instruction:
            # Word shows it as little as hidden text, and whoever typed it may think otherwise.
            self._hidden.append(text)
            self.fields.instruct(text)
        elif self.shown.hidden:
            self._hidden.append(text)
        else:
            self.nodes.append(Text(text, self.shown.marks))
            self._take_highlighted(text)
            self.in_contents = self.in_contents or self.fields.contents > 0

    def _take_highlighted(self, text: str) -> None:
        if self.highlighted and self._goes_on:
            self._highlighted[-1] += text
        elif self.highlighted:
            self._highlighted.append(text)
        self._goes_on = self.highlighted

    def delete(self, element: Element) -> None:
        """Take in what a tracked change took out."""
        if text := self.part.keep_out(element):
            self._deleted.append(text)

    def hide(self, element: Element) -> None:
        """Take in what is hidden as a whole."""
        self._hidden.append(self.part.text(element))

    def link(self, href: str, start: int) -> None:
        """Make a link of the nodes from `start` on; links inside it dissolve."""
        if not href or start >= len(self.nodes):
            return
        inside: list[Inline] = []
        for node in self.nodes[start:]:
            inside.extend(node.content if isinstance(node, Link) else (node,))
        content = merged(inside)
        if content:
            self.nodes[start:] = [Link(href, content)]

    def finish(self) -> None:
        """Close links of fields that go on in the next paragraph, and report what was hidden and deleted."""
        for field in reversed(self.fields.linked()):
            self.link(field.href, field.start)
        if self._hidden:
            hidden = "".join(self._hidden)
            self.part.kept_out.append(hidden)
            self._report(Code.HIDDEN_TEXT, hidden)
        if self._deleted:
            self._report(Code.DELETED_TEXT, " ".join(self._deleted))
        for text in self._highlighted if not self.in_contents else ():
            self._report(Code.HIGHLIGHTED_TEXT, text)

    def _report(self, code: Code, text: str) -> None:
        folded = " ".join(text.split())
        if folded:
            self.part.context.report(flaw(code, self.part.place(folded), folded))
