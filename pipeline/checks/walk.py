"""Sources and models in reading order, for checks: lines of text, pictures and action tables, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.grid import lines
from pipeline.content import Content, Figure, ItemList, Paragraph, Table, inline_text
from pipeline.diagnostics import QUOTE_LENGTH, Place
from pipeline.model import ActionList, Block, BlockContent, BudgetDocument, Detail, Section, walk_sections
from pipeline.profile import Profile
from pipeline.source import Source, as_line

_BEFORE = 25  # characters of a quote before the words that it is about


class Spot(msgspec.Struct, frozen=True, dict=True):
    """A paragraph or a figure, and where it stands."""

    node: Paragraph | Figure
    place: Place
    in_table: bool = False

    @cached_property
    def text(self) -> str:
        """Its words, white space folded."""
        content = self.node.caption if isinstance(self.node, Figure) else self.node.content
        return " ".join(inline_text(content).split())


class Found(msgspec.Struct, frozen=True):
    """An action table, with the section and the block that it stands in; in a section's intro `block` is None."""

    table: ActionTable
    section: Section
    block: Block | None

    @property
    def owner(self) -> str:
        """The id of what it stands in."""
        return self.block.id if self.block else self.section.id


# --------------------------------------------------------------------------- of a source


def spots(source: Source, profile: Profile) -> Iterator[Spot]:
    """What stands in the flow of a source and in its notes: no heads of pages, contents, noise or guidance."""
    for piece in source.pieces:
        if piece.region != "body" or profile.is_contents_style(piece.styles):
            continue
        line = as_line(piece)
        if line is None or not (profile.is_noise(line) or profile.is_guidance(line)):
            yield from spots_of((piece.content,), piece.place)
    for note in source.notes:
        yield from spots_of(note.content, Place(part=f"{note.kind}s"))


def spots_of(content: Iterable[Content], place: Place, *, in_table: bool = False) -> Iterator[Spot]:
    """The paragraphs and figures of content. What stands in a table knows its row and column, in the outermost one."""
    for node in content:
        match node:
            case Paragraph() | Figure():
                yield Spot(node, place, in_table)
            case ItemList():
                for item in node.items:
                    yield from spots_of(item.content, place, in_table=in_table)
            case Table():
                yield from _cells(node, place, in_table=in_table)


def _cells(table: Table, place: Place, *, in_table: bool) -> Iterator[Spot]:
    yield Spot(Paragraph(table.caption), place, in_table=True)
    for row in lines(table):
        for column, cell in enumerate(row.cells):
            if column not in row.continued:
                here = place if in_table else replace(place, row=row.number, column=column + 1)
                yield from spots_of(cell.content, here, in_table=True)


# --------------------------------------------------------------------------- of a model


def texts(document: BudgetDocument) -> Iterator[Spot]:
    """The paragraphs of a model's sections and blocks, each with the place of what it stands in."""
    for section in walk_sections(document.sections):
        yield from _texts(section.intro, place_of(document, section.id))
        for block in section.blocks:
            yield from _texts(block.content, place_of(document, block.id))


def _texts(content: Iterable[BlockContent], place: Place) -> Iterator[Spot]:
    for node in content:
        match node:
            case Detail():
                yield from _texts(node.content, replace(place, headings=(*place.headings, node.title)))
            case ActionList():
                yield from _texts(node.content, place)
            case Paragraph() | ItemList() | Table() | Figure():
                yield from (replace(spot, place=place) for spot in spots_of((node,), place))
            case _:
                pass  # the cells of a semantic table have checks of their own


def action_tables(document: BudgetDocument) -> Iterator[Found]:
    """Every action table."""
    for section in walk_sections(document.sections):
        for table in _tables(section.intro):
            yield Found(table, section, None)
        for block in section.blocks:
            for table in _tables(block.content):
                yield Found(table, section, block)


def _tables(content: Iterable[BlockContent]) -> Iterator[ActionTable]:
    for node in content:
        if isinstance(node, ActionTable):
            yield node
        elif isinstance(node, Detail):
            yield from _tables(node.content)


def place_of(document: BudgetDocument, key: str) -> Place:
    """Where a section, block or action stands; nowhere in particular in a model that was made by hand."""
    return document.places.get(key, Place())


def cell_place(document: BudgetDocument, found: Found, action: Action, key: str) -> Place:
    """Where the cell of an action in a column stands."""
    return replace(place_of(document, action.id), column=column_of(found, key), quote=around(action.text(key)))


def column_of(found: Found, key: str) -> int:
    """The number of a column of a table, from 1; a planning of two columns stands in the first of them."""
    keys = found.table.keys
    return (keys.index(key) if key in keys else keys.index("start")) + 1


# --------------------------------------------------------------------------- quotes


def around(text: str, start: int = 0, end: int | None = None) -> str:
    """What of a text of one line stands around some words, cut at blanks so that it can be searched for."""
    folded = " ".join(text.split())
    if len(folded) <= QUOTE_LENGTH:
        return folded
    first = max(start - _BEFORE, 0)
    while 0 < first < start and not folded[first - 1].isspace():
        first += 1
    last = min(first + QUOTE_LENGTH, len(folded))
    while last < len(folded) and last > (end or start + 1) and not folded[last].isspace():
        last -= 1
    return folded[first:last].strip()
