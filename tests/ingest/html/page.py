"""A page in, what was read out; places aside, which have a test of their own."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pipeline import coverage
from pipeline.content import Cell, Content, Paragraph, Row, Text
from pipeline.diagnostics import Diagnostic, Place
from pipeline.ingest.html import read
from pipeline.limits import Limits
from pipeline.source import Piece, Resources, Source, no_resources

NOWHERE = Place()


def source(page: str | bytes, resources: Resources = no_resources, **limits: int) -> tuple[Source, list[Diagnostic]]:
    """The source of a page, and what was reported."""
    data = page.encode() if isinstance(page, str) else page
    found: list[Diagnostic] = []
    return read(data, resources, Limits(**limits), found.append), found


def pieces(page: str | bytes, **limits: int) -> list[Piece]:
    """The pieces of a page, without places and styles."""
    return [replace(piece, place=NOWHERE, styles=()) for piece in source(page, no_resources, **limits)[0].pieces]


def contents(page: str | bytes) -> list[Content]:
    """The content of each piece."""
    return [piece.content for piece in pieces(page)]


def reported(page: str | bytes) -> list[tuple[str, str]]:
    """Code and text of what was reported."""
    return [(found.code.value, found.text) for found in source(page)[1]]


def text(line: str, *marks: Any) -> Text:
    """Text with marks."""
    return Text(line, marks)


def p(*lines: str | Any) -> Paragraph:
    """A paragraph of plain text and other inline content."""
    return Paragraph(tuple(Text(line) if isinstance(line, str) else line for line in lines))


def piece(content: Content | str, **others: Any) -> Piece:
    """A piece without a place."""
    return Piece(p(content) if isinstance(content, str) else content, NOWHERE, **others)


def row(*cells: str | Cell) -> Row:
    """A row; a text is a cell of data with one paragraph."""
    return Row(tuple(Cell((p(cell),)) if isinstance(cell, str) else cell for cell in cells))


def accounted(read_source: Source) -> bool:
    """Whether what was written is what was read and what was reported."""
    return not any(account.flaws for account in coverage.of_reader(read_source))
