"""What stands in a line: text with its marks, links, notes, pictures, formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from pipeline.content import (
    Content,
    Image,
    Inline,
    LineBreak,
    Link,
    Mark,
    Math,
    Note,
    NoteReference,
    Text,
    content_text,
    is_blank,
    is_empty,
)
from pipeline.diagnostics import Code
from pipeline.emit.address import UnsafeAddress, address
from pipeline.emit.context import Context
from pipeline.emit.html.pictures import data_address
from pipeline.emit.office.ast import NONE, Attributes, Element, element, words

_MARKS: Final[Mapping[Mark, str]] = {
    "bold": "Strong",
    "italic": "Emph",
    "underline": "Underline",
    "strike": "Strikeout",
    "superscript": "Superscript",
    "subscript": "Subscript",
    "small-caps": "SmallCaps",
}
# What Word, OpenDocument and readers of books all show, and pandoc puts in without another program.
_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif"})
# The width of the text on A4 with Word's margins, in points.
_WIDEST: Final = 453.0
_POINTS_AN_INCH: Final = 72

Blocks = Callable[[Iterable[Content], Context], list[Element]]


class Lines:
    """Makes inline content of one document. `formulas` gives TeX by MathML; `blocks` makes the content of a note."""

    def __init__(self, notes: Mapping[str, Note], formulas: Mapping[str, str], blocks: Blocks) -> None:
        self._notes = notes
        self._formulas = formulas
        self._blocks = blocks
        self._numbers: dict[str, int] = {}
        self._open: list[str] = []

    def __call__(self, content: Iterable[Inline], context: Context) -> list[Element]:
        """Make inline content."""
        return [made for node in content for made in self._inline(node, context)]

    def _inline(self, node: Inline, context: Context) -> Iterator[Element]:
        match node:
            case Text():
                yield from _marked(node)
            case LineBreak():
                yield element("LineBreak")
            case Link():
                yield from self._link(node, context)
            case NoteReference():
                yield from self._note(node, context)
            case Image():
                yield from picture(node, context)
            case Math(text=text, mathml=mathml):
                tex = self._formulas.get(mathml)
                yield from [element("Math", element("InlineMath"), tex)] if tex else words(text)

    def _link(self, node: Link, context: Context) -> Iterator[Element]:
        inside = self(node.content, context)
        try:
            href = address(node.href)
        except UnsafeAddress:
            context.mended(Code.LINK_UNSAFE, href=node.href)
            yield from inside
            return
        if href.startswith("#") and href[1:] not in context.targets:
            context.mended(Code.LINK_BROKEN, href=node.href)
            yield from inside
        elif any(part["t"] in {"Note", "Link"} for part in inside):
            # A link holds no other link: what refers to a note stands behind it.
            yield element("Link", NONE, [part for part in inside if part["t"] not in {"Note", "Link"}], (href, ""))
            yield from (part for part in inside if part["t"] in {"Note", "Link"})
        elif inside:
            yield element("Link", NONE, inside, (href, ""))

    def _note(self, node: NoteReference, context: Context) -> Iterator[Element]:
        """A note where it is first referred to, its number where it is again, and its words inside another note."""
        note = self._notes.get(node.note)
        if note is None:
            context.mended(Code.NOTE_MISSING)
        elif self._open:
            # No format has notes in notes.
            if note.id not in self._open:
                yield from words(f" ({content_text(note.content)})")
        elif is_empty(note.content):
            # Markdown writes what refers to a note of nothing as words: [^1].
            return
        elif note.id in self._numbers:
            yield element("Superscript", words(str(self._numbers[note.id])))
        else:
            self._numbers[note.id] = len(self._numbers) + 1
            self._open.append(note.id)
            yield element("Note", self._blocks(note.content, context))
            self._open.pop()


def _marked(node: Text) -> list[Element]:
    parts = words(node.text)
    if is_blank(node.text):
        # Markdown writes a bold nothing as four asterisks, which are then words.
        return parts
    for mark in reversed(node.marks):
        parts = [element(_MARKS[mark], parts)] if parts else []
    return parts


def picture(image: Image, context: Context) -> Iterator[Element]:
    """A picture with its description, or, where it cannot be shown, the description in brackets."""
    alt = image.alt or ""
    asset = context.assets.get(image.asset)
    if asset and asset.data and asset.media_type in _SHOWN:
        yield element("Image", _size(image), words(alt), (data_address(asset.media_type, asset.data), ""))
        return
    reason = (
        context.labels("office.picture-format", format=asset.media_type)
        if asset
        else context.labels("office.picture-missing")
    )
    context.mended(Code.IMAGE_LEFT_OUT, alt, reason=reason)
    if alt:
        yield from words(context.labels("office.picture-instead", alt=alt))


def _size(image: Image) -> Attributes:
    """The size as shown, in inches; not wider than the page."""
    shrink = min(1.0, _WIDEST / image.width) if image.width else 1.0
    sides = (("width", image.width), ("height", image.height))
    return ("", (), [(name, f"{side * shrink / _POINTS_AN_INCH:.4f}in") for name, side in sides if side])
