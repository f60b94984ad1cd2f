"""Lists: the program counts where it counts as the source does, else each item carries its own number as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

import msgspec

from pipeline.content import Content, Item, ItemList, Paragraph, Text
from pipeline.emit.context import Context
from pipeline.emit.html.lists import counted
from pipeline.emit.office.ast import Element, element

_STYLES: Final = {"1": "Decimal", "a": "LowerAlpha", "i": "LowerRoman", "A": "UpperAlpha", "I": "UpperRoman"}
_ENDS: Final = {".": "Period", ")": "OneParen"}

Blocks = Callable[[Iterable[Content], Context], list[Element]]


class _Counting(msgspec.Struct, frozen=True):
    """How a list counts, by pandoc's names, and from which number."""

    start: int
    style: str
    end: str


def item_list(node: ItemList, context: Context, blocks: Blocks) -> Element:
    """A list; `blocks` makes the content of an item."""
    counting = _counting([item.label for item in node.items]) if node.ordered else None
    items = node.items if counting else [_labelled(item) for item in node.items]
    made = [_tight(blocks(item.content, context)) for item in items]
    if counting is None:
        return element("BulletList", made)
    return element("OrderedList", (counting.start, element(counting.style), element(counting.end)), made)


def _counting(labels: Sequence[str]) -> _Counting | None:
    if not any(labels):
        return _Counting(1, "Decimal", "Period")
    ends = {label[-1:] for label in labels}
    if len(ends) != 1 or not (end := ends.pop()) or end not in _ENDS:
        return None
    found = counted([label[:-1] + "." for label in labels])
    if found is None or any(after != before + 1 for before, after in pairwise(found[1])):
        return None
    return _Counting(found[1][0], _STYLES[found[0]], _ENDS[end])


def _labelled(item: Item) -> Item:
    """The item with its label as the first words of it."""
    if not item.label:
        return item
    label = Text(f"{item.label} ")
    match item.content:
        case (Paragraph(content=line), *others):
            return Item((Paragraph((label, *line)), *others))
        case others:
            return Item((Paragraph((label,)), *others))


def _tight(blocks: list[Element]) -> list[Element]:
    """An item of one line stands close to its neighbours. Right below a line Markdown reads a table as words."""
    kinds = [block["t"] for block in blocks]
    if kinds.count("Para") > 1 or kinds[:1] != ["Para"] or "Table" in kinds:
        return blocks
    return [element("Plain", blocks[0]["c"]), *blocks[1:]]
