"""Headings, of a level that skips none."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.content import Inline, Text, is_empty_line
from pipeline.emit.context import Context
from pipeline.emit.html.inline import line
from pipeline.emit.html.markup import Element, Part, el

# HTML has six; a screen reader is told of more by aria-level.
_DEEPEST = 6


def is_heading(title: str, marked: Sequence[Inline]) -> bool:
    """Whether there is anything to be seen of a heading."""
    return not is_empty_line(marked or (Text(title),))


def heading(
    title: str, marked: Sequence[Inline], context: Context, *, number: str = "", id_: str | None = None
) -> Element:
    """A heading of the level of its context: the number, and the title with its marks where it has any."""
    parts: list[Part] = []
    if number:
        parts.append(el("span", number, class_="number"))
    if number and (title or marked):
        parts.append(" ")
    parts += line(marked or (Text(title),), context)
    tag = f"h{min(context.level, _DEEPEST)}"
    return el(tag, *parts, id=id_, aria_level=str(context.level) if context.level > _DEEPEST else None)
