"""Content: what stands on a page, whatever it means. Defined once, used by the source and by the model.

Inline content stands in a line (`Text`, `Link`, `NoteReference` …); block content stands under one another
(`Paragraph`, `ItemList`, `Table`, `Figure`). Values are frozen, and each kind carries its name in `type`, so that
JSON and XML need no second definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

import msgspec

Mark = Literal["bold", "italic", "underline", "strike", "superscript", "subscript", "small-caps"]
Role = Literal["data", "header", "row-header", "number", "total", "status"]
Tone = Literal["good", "attention", "bad", "done", "neutral"]

TONES: Final[tuple[Tone, ...]] = ("good", "attention", "bad", "done", "neutral")
MARKS: Final[tuple[Mark, ...]] = ("bold", "italic", "underline", "strike", "superscript", "subscript", "small-caps")


def kebab(name: str) -> str:
    """The name of a type or field in lower case, with hyphens: `item-list`, `header-rows`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", "-", name).lower()


class Node(
    msgspec.Struct,
    frozen=True,
    tag_field="type",
    tag=kebab,
    rename="camel",
    omit_defaults=True,
    forbid_unknown_fields=True,
    # Frozen values hold no circles; untracked, they spare the collector a quarter of the time of a large book.
    gc=False,
):
    """What all content has in common: it is frozen, and `type` names its kind (`item-list`)."""


class Text(Node, frozen=True):
    """Text with the same marks throughout: XML 1.0 characters; a line ends by `LineBreak`, not by a control character.

    `marks` stand in the order of `MARKS`.
    """

    text: str
    marks: tuple[Mark, ...] = ()


class LineBreak(Node, frozen=True):
    """A line ends inside a paragraph."""


class Link(Node, frozen=True):
    """A link. `href` is absolute, relative to the source, or `#id` of a section, block or action of the document."""

    href: str
    content: tuple[Inline, ...]


class NoteReference(Node, frozen=True):
    """The place in the text that a note belongs to; `note` is the id of a `Note` of the document."""

    note: str


class Image(Node, frozen=True):
    """A picture in a line.

    `asset` is the sha256 of the bytes (`BudgetDocument.assets`), or empty where the source names a picture that is
    not there. `alt` is None where the author gave none, and empty where the author marked the picture as
    decoration. Sizes are as shown, in points.
    """

    asset: str = ""
    alt: str | None = None
    width: float | None = None
    height: float | None = None


class Math(Node, frozen=True):
    """A formula: readable in a line (`text`), and as a MathML `math` element (`mathml`, MathML Core; may be empty)."""

    text: str
    mathml: str = ""


Inline: TypeAlias = Text | LineBreak | Link | NoteReference | Image | Math


class Paragraph(Node, frozen=True):
    """A paragraph."""

    content: tuple[Inline, ...]


class Item(msgspec.Struct, frozen=True, gc=False, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """One item of a list. `label` is its number as shown (`1.`, `a)`, `2.3`), or its tick box; empty for a bullet."""

    content: tuple[Content, ...]
    label: str = ""


class ItemList(Node, frozen=True):
    """A list; an item holds whatever content, also further lists."""

    items: tuple[Item, ...]
    ordered: bool = False


class Cell(msgspec.Struct, frozen=True, gc=False, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """One cell, at its top left place in the grid.

    `role` says what it is, `tone` how a status is meant, `ref` which id it belongs to (an action, an objective).
    """

    content: tuple[Content, ...]
    colspan: int = 1
    rowspan: int = 1
    role: Role = "data"
    tone: Tone | None = None
    ref: str | None = None


class Row(msgspec.Struct, frozen=True, gc=False, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """One row; a cell that a rowspan covers from above is not repeated."""

    cells: tuple[Cell, ...]


class Table(Node, frozen=True):
    """A table. The first `header_rows` rows are its header; `caption` is empty where it has none."""

    rows: tuple[Row, ...]
    header_rows: int = 0
    caption: tuple[Inline, ...] = ()


class Figure(Node, frozen=True):
    """A picture that stands by itself, with its caption."""

    image: Image
    caption: tuple[Inline, ...] = ()


Content: TypeAlias = Paragraph | ItemList | Table | Figure


class Note(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """A footnote or endnote; its number is its place in the order of the references."""

    id: str
    content: tuple[Content, ...]
    kind: Literal["footnote", "endnote"] = "footnote"


class Asset(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """The bytes of a picture, with the media type that the bytes themselves show."""

    media_type: str
    data: bytes


# XML 1.0 (fifth edition), production 2, less CR (a parser would turn it into LF), and the controls and non-characters
# that it discourages and HTML does not allow (HTML standard, 13.1.1).
_PLANES = "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
_NOT_TEXT = re.compile(f"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}]")

# What takes no ink besides white space and the soft hyphen: zero-width and directional characters, fillers.
_ZERO_WIDTH = "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
_INVISIBLE = re.compile(rf"[\s\u00ad{_ZERO_WIDTH}]+")
_NO_INK = re.compile(rf"[{_ZERO_WIDTH}\x00-\x1f\x7f-\x9f]+")


def clean(text: str) -> str:
    """Text as XML and HTML allow it: CR LF and CR become LF, a next-line character a blank; other controls go."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", " "))


def ink(text: str) -> str:
    """The characters of a text that are no white space, zero-width or control character: what coverage counts."""
    return _NO_INK.sub("", "".join(text.split()))


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen."""
    return not _INVISIBLE.sub("", text)


def marks(names: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in their one order, each once."""
    given = set(names)
    return tuple(mark for mark in MARKS if mark in given)


def merged(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same inline content in its one form: equal neighbours joined, empty text left out."""
    result: list[Inline] = []
    for node in content:
        if isinstance(node, Text):
            if not node.text:
                continue
            last = result[-1] if result else None
            if isinstance(last, Text) and last.marks == node.marks:
                result[-1] = Text(last.text + node.text, node.marks)
                continue
        result.append(node)
    return tuple(result)


def tidy(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Merge, and strip white space (blanks, tabs, line ends; not no-break spaces) at both ends of a paragraph."""
    nodes = list(merged(content))
    while nodes and isinstance(first := nodes[0], Text | LineBreak):
        text = first.text.lstrip(" \t\n") if isinstance(first, Text) else ""
        if text and isinstance(first, Text):
            nodes[0] = Text(text, first.marks)
            break
        del nodes[0]
    while nodes and isinstance(last := nodes[-1], Text | LineBreak):
        text = last.text.rstrip(" \t\n") if isinstance(last, Text) else ""
        if text and isinstance(last, Text):
            nodes[-1] = Text(text, last.marks)
            break
        del nodes[-1]
    return tuple(nodes)


def without_bold(line: Paragraph) -> Paragraph:
    """A paragraph none of whose own text is bold."""
    return Paragraph(
        merged(
            Text(run.text, tuple(mark for mark in run.marks if mark != "bold")) if isinstance(run, Text) else run
            for run in line.content
        )
    )


def inline_text(content: Iterable[Inline]) -> str:
    """The words of inline content: a line break is a line end, a formula its readable form, a picture nothing."""
    return "".join(_pieces(content))


def _pieces(content: Iterable[Inline]) -> Iterator[str]:
    for node in content:
        match node:
            case Text() | Math():
                yield node.text
            case LineBreak():
                yield "\n"
            case Link():
                yield from _pieces(node.content)
            case NoteReference() | Image():
                pass


def content_text(content: Iterable[Content]) -> str:
    """The words of block content, a line a paragraph, cell or caption; labels of lists are left out."""
    return "\n".join(_lines(content))


def _lines(content: Iterable[Content]) -> Iterator[str]:
    for node in content:
        match node:
            case Paragraph():
                yield inline_text(node.content)
            case ItemList():
                for item in node.items:
                    yield from _lines(item.content)
            case Table():
                if node.caption:
                    yield inline_text(node.caption)
                for row in node.rows:
                    for cell in row.cells:
                        yield from _lines(cell.content)
            case Figure():
                if node.caption:
                    yield inline_text(node.caption)


def is_empty(content: Iterable[Content]) -> bool:
    """Whether nothing of block content can be seen.

    White space, zero-width characters, empty paragraphs, lists of empty items and tables of empty cells are empty;
    so is a table with nothing below its header. A picture, a formula, a note, a caption and one filled cell are
    not.
    """
    return all(_is_empty(node) for node in content)


def _is_empty(node: Content) -> bool:
    match node:
        case Paragraph():
            return is_empty_line(node.content)
        case ItemList():
            return all(is_empty(item.content) for item in node.items)
        case Table():
            body = node.rows[node.header_rows :]
            return is_empty_line(node.caption) and all(is_empty(cell.content) for row in body for cell in row.cells)
        case Figure():
            return False


def is_amount_of_total(cell: Cell) -> bool:
    """Whether a cell is the amount of a row that sums up; its label may have the same role."""
    return cell.role == "total" and any(map(str.isdigit, content_text(cell.content)))


def is_empty_line(content: Iterable[Inline]) -> bool:
    """Whether nothing of inline content can be seen."""
    for node in content:
        match node:
            case Text():
                if not is_blank(node.text):
                    return False
            case Link():
                if not is_empty_line(node.content):
                    return False
            case LineBreak():
                pass
            case NoteReference() | Image() | Math():
                return False
    return True


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain text; its line ends become line breaks."""
    parts: list[Inline] = []
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            parts.append(LineBreak())
        parts.append(Text(line))
    return Paragraph(merged(parts))
