"""A document without links: what is typeset where Typst fails on the one with them.

Typst 0.15 stops with an internal error ("expected link ancestor in logical tree") where a link and the page's end meet
in some nestings. Numbers of notes are links too, so the notes stand in a list at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from pipeline.emit.pdf import page


def plain(document: page.Document, title: str) -> page.Document:
    """The same words, with links as text and the notes in a list under `title`."""
    notes: list[page.Item] = []
    body = tuple(_flow(document.body, notes))
    if notes:
        heading = page.Paragraph((page.Words(title, ("bold",)),))
        body = (*body, heading, page.List(tuple(notes)))
    return replace(document, body=body)


def _flow(nodes: Iterable[page.Flow], notes: list[page.Item]) -> Iterator[page.Flow]:
    for node in nodes:
        match node:
            case page.Paragraph() | page.Heading():
                yield replace(node, content=tuple(_line(node.content, notes)))
            case page.List():
                yield replace(node, items=tuple(_item(item, notes) for item in node.items))
            case page.Table():
                caption = tuple(_line(node.caption, notes))
                header = tuple(_row(row, notes) for row in node.header)
                rows = tuple(_row(row, notes) for row in node.rows)
                yield replace(node, caption=caption, header=header, rows=rows)
            case page.Figure():
                yield replace(node, caption=tuple(_line(node.caption, notes)))
            case page.Landscape():
                yield replace(node, content=tuple(_flow(node.content, notes)))


def _item(item: page.Item, notes: list[page.Item]) -> page.Item:
    return replace(item, content=tuple(_flow(item.content, notes)))


def _row(row: page.Row, notes: list[page.Item]) -> page.Row:
    return replace(row, cells=tuple(replace(cell, content=tuple(_flow(cell.content, notes))) for cell in row.cells))


def _line(nodes: Iterable[page.Line], notes: list[page.Item]) -> Iterator[page.Line]:
    for node in nodes:
        match node:
            case page.Link():
                yield from _line(node.content, notes)
            case page.Note():
                yield _number(node.number)
                # Its place in the list comes before those of the notes inside it.
                place = len(notes)
                notes.append(page.Item((), f"{node.number}."))
                notes[place] = page.Item(tuple(_flow(node.content, notes)), f"{node.number}.")
            case page.Again():
                yield _number(node.number)
            case _:
                yield node


def _number(number: int) -> page.Words:
    return page.Words(str(number), ("superscript",))
