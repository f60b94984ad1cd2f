"""Lists: the browser counts where it counts as the source does, else each item carries its own number as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from pipeline.content import Content, Item, ItemList, Paragraph
from pipeline.emit.context import Context
from pipeline.emit.html.inline import line
from pipeline.emit.html.markup import Element, Part, add, el

Flow = Callable[[Iterable[Content], Context], list[Part]]

_ROMAN: Final[Mapping[str, int]] = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")


def item_list(node: ItemList, context: Context, flow: Flow) -> Element:
    """A list. `flow` makes the content of an item that is more than one line."""
    labels = [item.label for item in node.items]
    counting = counted(labels) if node.ordered else None
    if counting:
        kind, values = counting
        result = el("ol", type=kind if kind != "1" else None, start=_unless(values[0], 1))
        for item, value, before in zip(node.items, values, [values[0] - 1, *values], strict=False):
            result.append(add(el("li", value=_unless(value, before + 1)), _inside(item, context, flow)))
    elif any(labels):
        result = el("ol" if node.ordered else "ul", class_="labelled")
        for item in node.items:
            label: list[Part] = [el("span", item.label, class_="label"), " "] if item.label else []
            result.append(el("li", *label, el("div", *_inside(item, context, flow))))
    else:
        result = el("ol" if node.ordered else "ul")
        for item in node.items:
            result.append(el("li", *_inside(item, context, flow)))
    return result


def _unless(value: int, expected: int) -> str | None:
    return None if value == expected else str(value)


def _inside(item: Item, context: Context, flow: Flow) -> list[Part]:
    """What an item holds; its own line needs no paragraph when only lists stand below it."""
    match item.content:
        case (Paragraph(content=content), *others) if all(isinstance(other, ItemList) for other in others):
            return [*line(content, context), *flow(others, context)]
        case _:
            return flow(item.content, context)


def counted(labels: Sequence[str]) -> tuple[str, list[int]] | None:
    """The kind of number (the `type` of `ol`) and the values, where a browser would write each label just so."""
    if not labels or not all(re.fullmatch(r"\d{1,6}\.|[a-zA-Z]+\.", label) for label in labels):
        return None
    readings = []
    for kind, value_of in _KINDS:
        values = [value for label in labels if (value := value_of(label[:-1]))]
        if len(values) == len(labels):
            readings.append((kind, values))
    # "c., d." are letters and not 100 and 500: where both fit, the one that counts on without a gap.
    return min(readings, key=_gaps, default=None)


def _gaps(reading: tuple[str, list[int]]) -> int:
    return sum(after != before + 1 for before, after in pairwise(reading[1]))


def _decimal(number: str) -> int | None:
    return int(number) if number.isdecimal() and not number.startswith("0") else None


def _letter(number: str) -> int | None:
    return ord(number) - ord("a") + 1 if len(number) == 1 and number.islower() else None


def _capital(number: str) -> int | None:
    return _letter(number.lower()) if number.isupper() else None


def _roman(number: str) -> int | None:
    if not _ROMAN_FORM.fullmatch(number):
        return None
    digits = [_ROMAN[digit] for digit in number]
    return sum(
        -digit if digit < following else digit for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )


def _capital_roman(number: str) -> int | None:
    return _roman(number.lower()) if number.isupper() else None


_KINDS: Final[tuple[tuple[str, Callable[[str], int | None]], ...]] = (
    ("1", _decimal),
    ("i", _roman),
    ("a", _letter),
    ("I", _capital_roman),
    ("A", _capital),
)
