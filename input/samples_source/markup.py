"""The notation of the sample texts: a little Markdown, with what Word has and Markdown lacks.

Chunks are parted by blank lines; the first characters of a chunk say what it is:

    # Kop, ## Kop ...          heading; `{-}` behind it: without a number; `{#name}`: with a bookmark
    {Bijschrift} Tekst         paragraph in that style (none: Normal); without text an empty paragraph
    - punt, 1. punt            list item; two spaces more before it: one level deeper
    | cel | cel                table row; `|!` header, `|+` total, `|*` group; `|~ 40 30 30` first: the widths
                               `<` joins a cell with its left neighbour, `^` with the one above, `//` parts
                               paragraphs in a cell
    ![wat men ziet](name 15.5) picture `name`, 15.5 cm wide
    [^naam]: tekst             text of a footnote
    {inhoud}                   table of contents

Within text: **bold**, *italic*, [text](address or #bookmark), [^naam] for the footnote.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one dress; `target` makes it a link, `note` the mark of that footnote."""

    text: str
    bold: bool = False
    italic: bool = False
    target: str = ""
    note: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 5."""

    level: int
    text: Text
    numbered: bool
    bookmark: str

    @property
    def title(self) -> str:
        """The heading without its dress."""
        return "".join(span.text for span in self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style, named by its style id."""

    style: str
    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, at depth 0 or more."""

    depth: int
    ordered: bool
    text: Text


@dataclass(frozen=True, slots=True)
class Listing:
    """Items that follow one another."""

    items: tuple[Item, ...]


class RowKind(Enum):
    """What a row is in its table; the value is its sign in the notation."""

    PLAIN = ""
    HEADER = "!"
    TOTAL = "+"
    GROUP = "*"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as they were written, `<` and `^` included."""

    kind: RowKind
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length and the share of the page's width that each column takes."""

    widths: tuple[int, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by name, its alternative text and its width in centimetres."""

    name: str
    alternative: str
    width: float


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents."""


Block = Heading | Paragraph | Listing | Table | Figure | Contents


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample document: its front matter, its blocks and the texts of its footnotes."""

    matter: dict[str, Any]
    blocks: tuple[Block, ...]
    notes: dict[str, Text]


_SPAN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[\^(?P<note>\w+)\]|\[(?P<label>[^]]+)\]\((?P<target>[^)]+)\)"
)
_HEADING = re.compile(r"(?P<marks>#+) (?P<title>.+?)(?P<bare> \{-\})?(?: \{#(?P<bookmark>\w+)\})?$")
_STYLED = re.compile(r"\{(?P<style>\w+)\} ?(?P<text>.*)$")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>-|\d+\.) (?P<text>.+)")
_FIGURE = re.compile(r"!\[(?P<alternative>[^]]+)\]\((?P<name>\S+) (?P<width>[\d.]+)\)$")
_NOTE = re.compile(r"\[\^(?P<name>\w+)\]: (?P<text>.+)$")


def parse(source: str) -> Sample:
    """Read a sample's text. Raises ValueError where a table's rows differ in length."""
    _, matter, body = source.split("+++\n", 2)
    chunks = [chunk for chunk in re.split(r"\n{2,}", body.strip("\n")) if chunk]
    notes = {found["name"]: text(found["text"]) for chunk in chunks if (found := _NOTE.match(chunk))}
    blocks = tuple(_block(chunk) for chunk in chunks if not _NOTE.match(chunk))
    return Sample(tomllib.loads(matter), blocks, notes)


def text(source: str) -> Text:
    """Read the marks within a paragraph or a cell."""
    return tuple(_spans(source))


def _spans(source: str) -> Iterator[Span]:
    end = 0
    for found in _SPAN.finditer(source):
        if found.start() > end:
            yield Span(source[end : found.start()])
        if found["note"]:
            yield Span("", note=found["note"])
        else:
            yield Span(
                found["bold"] or found["italic"] or found["label"],
                bold=bool(found["bold"]),
                italic=bool(found["italic"]),
                target=found["target"] or "",
            )
        end = found.end()
    if end < len(source):
        yield Span(source[end:])


def _block(chunk: str) -> Block:
    for pattern, make in _CHUNKS:
        if found := pattern.match(chunk):
            return make(found)
    return Paragraph("", text(" ".join(chunk.splitlines())))


def _heading(found: re.Match[str]) -> Heading:
    return Heading(len(found["marks"]), text(found["title"]), not found["bare"], found["bookmark"] or "")


def _figure(found: re.Match[str]) -> Figure:
    return Figure(found["name"], found["alternative"], float(found["width"]))


def _listing(found: re.Match[str]) -> Listing:
    return Listing(tuple(_item(line) for line in found.string.splitlines()))


def _styled(found: re.Match[str]) -> Paragraph:
    return Paragraph(found["style"], text(found["text"]))


def _item(line: str) -> Item:
    found = _ITEM.match(line)
    if not found:
        raise ValueError(f"not a list item: {line}")
    return Item(len(found["indent"]) // 2, found["mark"] != "-", text(found["text"]))


def _table(found: re.Match[str]) -> Table:
    first, *others = found.string.splitlines()
    widths = tuple(int(width) for width in first.removeprefix("|~").split())
    rows = tuple(_row(line) for line in others)
    if any(len(row.cells) != len(widths) for row in rows):
        raise ValueError(f"rows of different length in the table under {others[0]}")
    return Table(widths, rows)


def _row(line: str) -> Row:
    kind = RowKind(line[1]) if line[1] in "!+*" else RowKind.PLAIN
    cells = line[1 + len(kind.value) :].split("|")
    return Row(kind, tuple(cell.strip() for cell in cells))


_CHUNKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Block]], ...] = (
    (re.compile(r"\{inhoud\}$"), lambda _: Contents()),
    (re.compile(r"\|~"), _table),
    (_HEADING, _heading),
    (_FIGURE, _figure),
    (_ITEM, _listing),
    (_STYLED, _styled),
)
