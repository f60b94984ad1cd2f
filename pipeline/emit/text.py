"""Plain text: the words of the document in the order of reading, each once.

Nothing is added but what a reader cannot do without: the labels of lists, numbers of notes in brackets, a description
of each picture in brackets, bars between the cells of a row, and a line under the title of a section. A text is a
screen: guidance stands first in its section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pipeline.content import (
    Figure,
    Image,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Paragraph,
    Row,
    Table,
    Text,
    is_blank,
)
from pipeline.emit.grid import Placed, grid
from pipeline.emit.lower import lower, note_numbers
from pipeline.emit.setting import Setting
from pipeline.emit.standing import standing
from pipeline.labels import Labels
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section

_BULLET: Final = "-"
_BAR: Final = " | "
_RULE_WIDTH: Final = 72
# Not no-break spaces: they are words' own.
_BLANKS: Final = re.compile(r"[ \t\n]+")

Lines = list[str]


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as text: UTF-8, LF, one empty line between paragraphs."""
    writer = _Writer(note_numbers(document, setting.labels), setting.labels)
    told = standing(setting)
    parts = [[" ".join((told.word, told.sentence)).strip()]] if told else []
    parts.extend(writer.section(section) for section in document.sections)
    parts.append(writer.notes(document))
    lines = _stacked(parts)
    return ("\n".join(lines) + "\n").encode() if lines else b""


class _Writer:
    """Makes lines of what a document holds."""

    def __init__(self, numbers: Mapping[str, int], labels: Labels) -> None:
        self._numbers = numbers
        self._labels = labels

    def section(self, section: Section) -> Lines:
        title = f"{section.number} {self._title(section.title, section.heading)}".strip()
        return _stacked(
            [
                _underlined(title, "=" if section.level == 1 else "-"),
                self._content(section.guidance),
                self._content(section.intro),
                *(self._titled(block) for block in section.blocks),
                *(self.section(inner) for inner in section.sections),
            ]
        )

    def notes(self, document: BudgetDocument) -> Lines:
        """The notes that are referred to, by number."""
        known = {note.id: note for note in document.notes}
        return _stacked(
            _labelled(f"[{number}]", self._content(known[name].content))
            for name, number in self._numbers.items()
            if name in known
        )

    def _titled(self, part: Block | Detail) -> Lines:
        title = self._title(part.title, part.heading)
        return _stacked([_split(title), self._content(part.content)])

    def _title(self, title: str, heading: Sequence[Inline]) -> str:
        return self._line(heading) if heading else title

    def _content(self, content: Iterable[BlockContent]) -> Lines:
        return _stacked([self._node(node) for node in content])

    def _node(self, node: BlockContent) -> Lines:
        match lower(node, self._labels):
            case Paragraph(content=line):
                return _split(self._line(line))
            case ItemList(items=items):
                entries = [_labelled(item.label or _BULLET, self._content(item.content)) for item in items]
                return [line for entry in entries for line in entry]
            case Table(caption=caption) as table:
                layout = grid(table)
                rows = zip(table.rows, layout.rows, strict=True)
                body = [line for row, placed in rows for line in self._row(row, placed, layout.width)]
                return _stacked([_split(self._line(caption)), body])
            case Figure(image=image, caption=caption):
                return [*_split(self._line((image,))), *_split(self._line(caption))]
            case Detail() as detail:
                return self._titled(detail)

    def _row(self, row: Row, placed: Sequence[Placed], width: int) -> Lines:
        """A row as one line, each cell under its column: what covers more than one is followed by empty ones.

        A row of one cell is layout rather than a row: its content stands as it is.
        """
        is_whole = sum(each.colspan for each in placed) == width
        if len(row.cells) == 1 and is_whole:
            return self._content(row.cells[0].content)
        cells = [""] * width
        for each in placed:
            cells[each.column] = _BLANKS.sub(" ", " ".join(self._content(each.cell.content))).strip()
        return [_BAR.join(cells).strip()] if any(cells) else []

    def _line(self, content: Iterable[Inline]) -> str:
        """The words of a line. A formula that touches a word is set apart from it: on a page its letters do that."""
        text, after_formula = "", False
        for node in content:
            part = self._inline(node)
            touches = text[-1:].isalnum() and part[:1].isalnum()
            text += f" {part}" if touches and (after_formula or isinstance(node, Math)) else part
            after_formula = isinstance(node, Math)
        return text

    def _inline(self, node: Inline) -> str:
        match node:
            case Text(text=text) | Math(text=text):
                return text
            case LineBreak():
                return "\n"
            case Link(content=content):
                return self._line(content)
            case NoteReference(note=note):
                return f"[{self._numbers[note]}]"
            case Image(alt=alt):
                return f"[{alt}]" if alt and not is_blank(alt) else ""


def _split(text: str) -> Lines:
    """A text as lines; none where nothing of it can be seen."""
    return [] if is_blank(text) else text.strip("\n").split("\n")


def _underlined(title: str, rule: str) -> Lines:
    lines = _split(title)
    return [*lines, rule * min(max(map(len, lines)), _RULE_WIDTH)] if lines else []


def _labelled(label: str, lines: Lines) -> Lines:
    """Lines behind a label, the later ones indented as far."""
    if not lines:
        return [label] if label != _BULLET else []
    indent = " " * (len(label) + 1)
    return [f"{label} {lines[0]}", *(f"{indent}{line}" if line else "" for line in lines[1:])]


def _stacked(parts: Iterable[Lines]) -> Lines:
    """Parts under one another with an empty line between."""
    result: Lines = []
    for part in parts:
        if part:
            result.extend(["", *part] if result else part)
    return result
