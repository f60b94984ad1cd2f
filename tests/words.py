"""The words of a document in the order of reading, by a walk of the model that shares nothing with any emitter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal

from pipeline.blocks.actions import ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import (
    Content,
    Figure,
    Image,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Math,
    NoteReference,
    Paragraph,
    Table,
    Text,
)
from pipeline.model import ActionList, BlockContent, BudgetDocument, Detail, Section

Kind = Literal["text", "math", "label", "note", "image", "end"]
Token = tuple[Kind, str]
"""A piece of text and what it is: words, a formula, the label of an item, a reference, a picture's description."""

END: Token = ("end", "\n")


def body(document: BudgetDocument, *, guidance: bool = True) -> Iterator[Token]:
    """All that stands in the sections."""
    for section in document.sections:
        yield from _section(section, guidance=guidance)


def notes(document: BudgetDocument, *, guidance: bool = True) -> Iterator[list[Token]]:
    """The notes that are referred to, in the order of the references, each with what it says."""
    known = {note.id: note for note in document.notes}
    order = list(dict.fromkeys(text for kind, text in body(document, guidance=guidance) if kind == "note"))
    for name in order:  # Grows as it goes: a note may refer to notes.
        if name in known:
            said = list(_content(known[name].content))
            yield said
            order.extend(text for kind, text in said if kind == "note" and text not in order)


def words(tokens: Iterable[Token], *kinds: Kind) -> list[str]:
    """The words of text, and of these kinds of pieces besides."""
    return visible("".join(text for kind, text in tokens if kind in {"text", "end", *kinds}))


def visible(text: str) -> list[str]:
    """The words of which anything can be seen."""
    return [word for word in text.split() if seen(word)]


def seen(text: str) -> str:
    """What of a text can be seen: no white space, no control, format or filling characters."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN and sign not in _FILLERS)


_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp"}
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"


def _section(section: Section, *, guidance: bool) -> Iterator[Token]:
    yield from (("text", section.number), ("text", " "))
    yield from _title(section.title, section.heading)
    if guidance:
        yield from _content(section.guidance)
    yield from _content(section.intro)
    for block in section.blocks:
        yield from _title(block.title, block.heading)
        yield from _content(block.content)
    for inner in section.sections:
        yield from _section(inner, guidance=guidance)


def _title(title: str, heading: Iterable[Inline]) -> Iterator[Token]:
    yield from _line(heading or (Text(title),))
    yield END


def _content(content: Iterable[BlockContent]) -> Iterator[Token]:
    for node in content:
        match node:
            case Paragraph():
                yield from _line(node.content)
            case ItemList():
                for item in node.items:
                    yield from (END, ("label", item.label), ("label", " "))
                    yield from _content(item.content)
            case Table():
                yield from _title("", node.caption)
                yield from _cells(cell.content for row in node.rows for cell in row.cells)
            case Figure():
                yield from _line((node.image,))
                yield END
                yield from _line(node.caption)
            case Detail():
                yield from _title(node.title, node.heading)
                yield from _content(node.content)
            case ActionList():
                yield from _content(node.content)
            case ActionTable():
                yield from _title("", node.caption)
                yield from _cells(cell.content for row in node.header_rows() for cell in row.cells)
                yield from _actions(node)
            case FinancialTable() | IndicatorTable():
                yield from _content((node.written,))
        yield END


def _actions(table: ActionTable) -> Iterator[Token]:
    """The rows: a group above its actions, a merged cell where it begins, and a colour by its name after its sign."""
    for group, actions in table.grouped():
        if group is not None:
            yield from _content(group.content) if group.content else _title(group.text, ())
            yield END
        for number, action in enumerate(actions):
            for key in table.keys:
                if number and key in action.merged:
                    continue
                yield from _content(action.content(key))
                statuses = {"status": action.status, **{aspect.key: aspect for aspect in action.aspects}}
                if (status := statuses.get(key)) is not None:
                    yield "text", f" {status.name}"
                yield END


def _cells(cells: Iterable[tuple[Content, ...]]) -> Iterator[Token]:
    for cell in cells:
        yield from _content(cell)
        yield END


def _line(content: Iterable[Inline]) -> Iterator[Token]:
    for node in content:
        match node:
            case Text():
                yield "text", node.text
            case Math():
                yield "math", node.text
            case LineBreak():
                yield END
            case Link():
                yield from _line(node.content)
            case NoteReference():
                yield "note", node.note
            case Image():
                yield "image", node.alt or ""
