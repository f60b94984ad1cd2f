"""Coverage: what was written in a source against what came through, counted and not read twice.

The unit is the non-blank character. A reader counts the text leaves of each part in one pass (`Source.written`);
what it kept out on purpose it has reported. Here the same characters are counted in what it read, and again in the
model, so that neither a reader nor the structure can lose a word unseen. Labels that a format generates (list
numbers, heading numbers) are no text of the source: they count in both the source and the model, and in neither
share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.blocks.actions import ActionTable
from pipeline.content import Content, Figure, Inline, ItemList, Link, Math, Paragraph, Table, Text
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, PartCoverage, Section
from pipeline.source import Source


def ink(text: str) -> int:
    """The number of characters that are not white space (`str.isspace`)."""
    return len("".join(text.split()))


def measure(source: Source, document: BudgetDocument) -> tuple[PartCoverage, ...]:
    """What of each part of the source is in the model.

    What the structure lost, if it ever does, is taken from the first part: the body.
    """
    read: Counter[str] = Counter()
    parts_written = {written.part for written in source.written}
    for piece in source.pieces:
        read[piece.place.part] += _content_ink((piece.content,))
    for note in source.notes:
        # A web page has its notes in the page itself, Word in a part of their own.
        own = f"{note.kind}s"
        read[own if own in parts_written else "document"] += _content_ink(note.content)
    labels = sum(ink(piece.label) + _label_ink((piece.content,)) for piece in source.pieces)
    labels += sum(_label_ink(note.content) for note in source.notes)
    lost = sum(read.values()) + labels - document_ink(document)
    parts = []
    for written in source.written:
        came = read[written.part] - max(lost, 0)
        lost = 0
        parts.append(
            PartCoverage(part=written.part, written=written.leaves, read=max(came, 0), reported=written.reported)
        )
    return tuple(parts)


def missing(part: PartCoverage) -> int:
    """How many characters of a part are neither in the model nor quoted by a diagnostic."""
    return max(part.written - part.read - part.reported, 0)


def share(part: PartCoverage) -> float:
    """The share of a part's characters that is accounted for, 0 to 1; an empty part is whole."""
    return 1.0 - missing(part) / part.written if part.written else 1.0


# --------------------------------------------------------------------------- counting


def document_ink(document: BudgetDocument) -> int:
    """All characters of a document's model, generated labels included."""
    sections = sum(map(_section_ink, document.sections))
    notes = sum(_all_ink(note.content) for note in document.notes)
    apart = sum(_all_ink(running.content) for running in document.running)
    return sections + notes + apart


def _section_ink(section: Section) -> int:
    own = ink(section.number) + _titled_ink(section)
    inner = _all_ink(section.guidance) + _blocks_ink(section.intro)
    blocks = sum(_titled_ink(block) + _blocks_ink(block.content) for block in section.blocks)
    return own + inner + blocks + sum(map(_section_ink, section.sections))


def _titled_ink(titled: Section | Block | Detail) -> int:
    return _line_ink(titled.heading) if titled.heading else ink(titled.title)


def _blocks_ink(content: Iterable[BlockContent]) -> int:
    return sum(_block_node_ink(node) for node in content)


def _block_node_ink(node: BlockContent) -> int:
    match node:
        case Detail():
            return _titled_ink(node) + _blocks_ink(node.content)
        case ActionTable():
            cells = (action.content(key) for action in node.actions for key in node.keys if key not in action.merged)
            labels = sum(ink(column.label) for column in node.columns) * (1 + node.repeated_headers)
            groups = sum(ink(objective) for objective, _actions in node.groups())
            return _line_ink(node.caption) + labels + groups + sum(_all_ink(cell) for cell in cells)
        case _:
            return _all_ink((node,))


def _all_ink(content: Iterable[Content]) -> int:
    nodes = tuple(content)
    return _content_ink(nodes) + _label_ink(nodes)


def _content_ink(content: Iterable[Content]) -> int:
    return sum(_line_ink(line) for line in _lines(content))


def _line_ink(content: Iterable[Inline]) -> int:
    total = 0
    for node in content:
        match node:
            case Text() | Math():
                total += ink(node.text)
            case Link():
                total += _line_ink(node.content)
            case _:
                pass
    return total


def _lines(content: Iterable[Content]) -> Iterator[tuple[Inline, ...]]:
    for node in content:
        match node:
            case Paragraph():
                yield node.content
            case ItemList():
                for item in node.items:
                    yield from _lines(item.content)
            case Table():
                yield node.caption
                for row in node.rows:
                    for cell in row.cells:
                        yield from _lines(cell.content)
            case Figure():
                yield node.caption


def _label_ink(content: Iterable[Content]) -> int:
    total = 0
    for node in content:
        match node:
            case ItemList():
                total += sum(ink(item.label) + _label_ink(item.content) for item in node.items)
            case Table():
                total += sum(_label_ink(cell.content) for row in node.rows for cell in row.cells)
            case _:
                pass
    return total
