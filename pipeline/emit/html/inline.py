"""What stands in a line: text with its marks, links, references to notes, pictures, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pipeline.content import Image, Inline, LineBreak, Link, Mark, Math, NoteReference, Text, is_blank
from pipeline.diagnostics import Code
from pipeline.emit.address import UnsafeAddress, address
from pipeline.emit.context import Context
from pipeline.emit.html.formula import formula
from pipeline.emit.html.markup import Part, el, words
from pipeline.emit.html.pictures import picture

MARKUP: Final[Mapping[Mark, str]] = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strike": "s",
    "superscript": "sup",
    "subscript": "sub",
    "small-caps": "span",
}

_LONG_ALTERNATIVES = re.compile(r"(?<=[^\W\d]{4}/)(?=[^\W\d]{4})")


def line(content: Iterable[Inline], context: Context) -> list[Part]:
    """Inline content as text and elements."""
    return [part for node in content for part in _parts(node, context)]


def text_line(content: Iterable[Inline], context: Context) -> list[Part]:
    """The same without what leads elsewhere: for a place that is itself a link or a button."""
    return line(_unlinked(content), context)


def references(content: Iterable[Inline]) -> Iterator[NoteReference]:
    """The references to notes, those inside links included."""
    for node in content:
        match node:
            case NoteReference():
                yield node
            case Link():
                yield from references(node.content)
            case _:
                pass


def _unlinked(content: Iterable[Inline]) -> Iterator[Inline]:
    for node in content:
        match node:
            case Link():
                yield from _unlinked(node.content)
            case NoteReference():
                pass
            case _:
                yield node


def _parts(node: Inline, context: Context) -> Iterator[Part]:
    match node:
        case Text():
            yield from _marked(node)
        case LineBreak():
            yield el("br")
        case Link():
            yield from _link(node, context)
            # A link may hold no other: what refers to a note from inside one stands behind it.
            yield from line(references(node.content), context)
        case NoteReference():
            yield from _reference(node, context)
        case Image():
            yield from picture(node, context)
        case Math():
            yield formula(node)


def _marked(node: Text) -> list[Part]:
    parts = list(_breakable(node.text))
    for mark in reversed(node.marks):
        parts = [el(MARKUP[mark], *parts, class_="small-caps" if mark == "small-caps" else None)]
    return parts


def _breakable(text: str) -> Iterator[Part]:
    """Text that may break after the slash of `communicatie/voorlichting`: browsers break inside the words sooner."""
    first, *others = _LONG_ALTERNATIVES.split(text)
    yield first
    for other in others:
        yield el("wbr")
        yield other


def _link(node: Link, context: Context) -> Iterator[Part]:
    inside = text_line(node.content, context)
    try:
        href = address(node.href)
    except UnsafeAddress:
        context.mended(Code.LINK_UNSAFE, words(inside), href=node.href)
        yield from inside
        return
    if href.startswith("#") and href[1:] not in context.targets:
        context.mended(Code.LINK_BROKEN, words(inside), href=node.href)
        yield from inside
    elif inside:
        yield el("a", *inside, href=href, aria_label=None if _has_name(inside) else href)


def _has_name(parts: Iterable[Part]) -> bool:
    """Whether a reader who does not see it can tell one link from another."""
    return any(
        not is_blank(words((part,))) or (not isinstance(part, str) and any(img.get("alt") for img in part.iter("img")))
        for part in parts
    )


def _reference(node: NoteReference, context: Context) -> Iterator[Part]:
    """A number that leads to the note; `notes.py` gives it an id, so that the note can lead back."""
    number = context.notes.get(node.note)
    if number is not None:
        label = context.labels("html.note", number=number)
        link = el("a", str(number), href=f"#note--{number}", role="doc-noteref", aria_label=label)
        yield el("sup", link, class_="note-reference")
