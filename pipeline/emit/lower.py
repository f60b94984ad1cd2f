"""What the emitters for people share: semantic tables lowered to plain content, and the numbers of notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.blocks.actions import ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import (
    Content,
    Figure,
    Inline,
    ItemList,
    Link,
    NoteReference,
    Paragraph,
    Table,
)
from pipeline.labels import Labels
from pipeline.model import ActionList, BlockContent, BudgetDocument, Detail, Section


def lower(node: BlockContent, labels: Labels) -> Content | Detail:
    """A semantic table as the plain content that presents it; everything else as it is.

    Actions without a table are their content as written: a part without a title.
    """
    match node:
        case ActionTable() | FinancialTable() | IndicatorTable():
            return node.present(labels)
        case ActionList():
            return Detail("", node.content)
        case _:
            return node


def note_numbers(document: BudgetDocument, labels: Labels) -> Mapping[str, int]:
    """The number of each note that is referred to: its place in the order of the first references, from 1.

    References inside notes come after those of the text, in the order of the notes' numbers. A note that nothing refers
    to has no number, and gives none to others.
    """
    known = {note.id: note for note in document.notes}
    order = list(dict.fromkeys(_section_references(document.sections, labels)))
    for name in order:  # Grows as it goes: a note may refer to notes.
        if name in known:
            order.extend(dict.fromkeys(ref for ref in _references(known[name].content, labels) if ref not in order))
    return {name: number for number, name in enumerate(order, 1)}


def _section_references(sections: Iterable[Section], labels: Labels) -> Iterator[str]:
    for section in sections:
        yield from _inline_references(section.heading)
        yield from _references(section.guidance, labels)
        yield from _references(section.intro, labels)
        for block in section.blocks:
            yield from _inline_references(block.heading)
            yield from _references(block.content, labels)
        yield from _section_references(section.sections, labels)


def _references(content: Iterable[BlockContent], labels: Labels) -> Iterator[str]:
    for node in content:
        match lower(node, labels):
            case Paragraph(content=inlines):
                yield from _inline_references(inlines)
            case ItemList(items=items):
                for item in items:
                    yield from _references(item.content, labels)
            case Table(rows=rows, caption=caption):
                yield from _inline_references(caption)
                for row in rows:
                    for cell in row.cells:
                        yield from _references(cell.content, labels)
            case Figure(caption=caption):
                yield from _inline_references(caption)
            case Detail(heading=heading, content=inner):
                yield from _inline_references(heading)
                yield from _references(inner, labels)


def _inline_references(content: Iterable[Inline]) -> Iterator[str]:
    for node in content:
        match node:
            case NoteReference(note=note):
                yield note
            case Link(content=inner):
                yield from _inline_references(inner)
            case _:
                pass
