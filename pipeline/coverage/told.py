"""All that a source and a model say, as plain texts with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.blocks.actions import ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import Content, Figure, ItemList, Paragraph, Table, content_text, inline_text
from pipeline.diagnostics import Place
from pipeline.model import ActionList, Block, BlockContent, BudgetDocument, Detail, Section
from pipeline.source import Source, piece_text


class Told(msgspec.Struct, frozen=True):
    """A text of one or more lines, and where it stands; None where that is not known."""

    text: str
    place: Place | None = None


def of_source(source: Source) -> dict[str, list[Told]]:
    """What a reader has read, by part, without the labels that the format generates."""
    result: dict[str, list[Told]] = {}
    for piece in source.pieces:
        result.setdefault(piece.place.part, []).append(Told(piece_text(piece), piece.place))
    for note in source.notes:
        part = f"{note.kind}s"
        result.setdefault(part, []).append(Told(content_text(note.content), Place(part=part)))
    return result


def with_labels(source: Source) -> list[Told]:
    """All that a reader has read, with labels: the structure makes them text."""
    told = [Told("\n".join((piece.label, *_labelled((piece.content,)))), piece.place) for piece in source.pieces]
    return told + [Told(_all(note.content), Place(part=f"{note.kind}s")) for note in source.notes]


def of_document(document: BudgetDocument) -> Iterator[Told]:
    """All that a model says, labels included, as near to the order of the source as it can be."""
    for section in document.sections:
        yield from map(Told, _section(section))
    yield from (Told(_all(running.content)) for running in document.running)
    yield from (Told(_all(note.content)) for note in document.notes)


def _all(content: Iterable[Content]) -> str:
    return "\n".join(_labelled(content))


def _section(section: Section) -> Iterator[str]:
    yield section.number
    yield _title(section)
    yield from _labelled(section.guidance)
    yield from _contents(section.intro)
    for block in section.blocks:
        yield _title(block)
        yield from _contents(block.content)
    for inner in section.sections:
        yield from _section(inner)


def _title(titled: Section | Block | Detail) -> str:
    return inline_text(titled.heading) if titled.heading else titled.title


def _contents(content: Iterable[BlockContent]) -> Iterator[str]:
    for node in content:
        match node:
            case Detail():
                yield _title(node)
                yield from _contents(node.content)
            case ActionTable():
                yield from _actions(node)
            case FinancialTable() | IndicatorTable():
                yield from _labelled((node.written,))
            case ActionList():
                yield from _contents(node.content)
            case _:
                yield from _labelled((node,))


def _actions(table: ActionTable) -> Iterator[str]:
    """The texts of an action table: a merged cell once, the header as often as it stands there."""
    yield inline_text(table.caption)
    for _ in range(1 + table.repeated_headers):
        yield from (_all(cell.content) for row in table.header_rows() for cell in row.cells)
    for group, actions in table.grouped():
        if group is not None:
            yield _all(group.content) if group.content else group.text
        for action in actions:
            yield from (_all(action.content(key)) for key in table.keys if key not in action.merged)


def _labelled(content: Iterable[Content]) -> Iterator[str]:
    """The words of block content, each label of a list before its item."""
    for node in content:
        match node:
            case Paragraph():
                yield inline_text(node.content)
            case ItemList():
                for item in node.items:
                    yield item.label
                    yield from _labelled(item.content)
            case Table():
                yield inline_text(node.caption)
                for row in node.rows:
                    for cell in row.cells:
                        yield from _labelled(cell.content)
            case Figure():
                yield inline_text(node.caption)
