"""Lists: their labels as a browser counts them, their items as pieces, and the lists that Word writes as paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Final

import msgspec
from bs4 import Tag
from msgspec.structs import replace

from pipeline.content import Figure, Item, ItemList, Paragraph
from pipeline.ingest.html.tree import attribute, is_text, strings, style
from pipeline.source import Piece, gather

LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
# The type attribute (HTML standard, 4.4.5) and the CSS counter styles (CSS Counter Styles 3, 6) that number.
_TYPES: Final[Mapping[str, str]] = {
    "1": "1",
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "decimal": "1",
    "decimal-leading-zero": "01",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_INTEGER: Final = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")


def number(value: int, type_: str) -> str:
    """A number as a counter style writes it; in digits where the style cannot (letters below 1, Roman over 3999)."""
    if type_ in {"a", "A"} and value > 0:
        letters = ""
        while value:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord(type_) + rest) + letters
        return letters
    if type_ in {"i", "I"} and 0 < value < 4000:
        roman = ""
        for step, sign in _ROMAN:
            roman += sign * (value // step)
            value %= step
        return roman.upper() if type_ == "I" else roman
    return f"{value:02}" if type_ == "01" else str(value)


class Counter:
    """Counts the items of one list (HTML standard, 4.4.5 and 4.4.8): start, reversed, value, type."""

    def __init__(self, tag: Tag) -> None:
        self._reversed = tag.name == "ol" and "reversed" in tag.attrs
        default = "decimal" if tag.name == "ol" else "disc"
        self._type = _TYPES.get(_list_style(tag) or default)
        first = sum(isinstance(child, Tag) and child.name == "li" for child in tag.contents) if self._reversed else 1
        start = _INTEGER.match(attribute(tag, "start")) if tag.name == "ol" else None
        self._next = int(start[1]) if start else first

    @property
    def ordered(self) -> bool:
        """Whether the list shows numbers."""
        return self._type is not None

    def label(self, item: Tag) -> str:
        """The label of the next item; empty for a bullet."""
        if value := _INTEGER.match(attribute(item, "value")):
            self._next = int(value[1])
        current = self._next
        self._next += -1 if self._reversed else 1
        own = _list_style(item)
        type_ = _TYPES.get(own) if own else self._type
        return f"{number(current, type_)}." if type_ else ""


def _list_style(tag: Tag) -> str:
    given = style(tag)
    for word in (given.get("list-style-type") or given.get("list-style") or "").split():
        if word in _TYPES or word in {"none", "disc", "circle", "square"}:
            return word
    return attribute(tag, "type").strip()


class Entry(msgspec.Struct):
    """One item as it is read: its label and its pieces."""

    label: str
    pieces: list[Piece]


def as_pieces(entries: Sequence[Entry], counter: Counter | None, key: str, like: Piece) -> list[Piece]:
    """A list as the source has it.

    Where each item is one paragraph, with such lists under it at most, a piece for each item: so does Word write
    lists. A list that holds headings is layout: its pieces as they are. Any other is one piece. `like` gives
    the region and the place; pieces of another region (navigation) follow the list.
    """
    apart = [piece for entry in entries for piece in entry.pieces if piece.region != like.region]
    if apart:
        entries = [Entry(e.label, [piece for piece in e.pieces if piece.region == like.region]) for e in entries]
    if any(piece.outline is not None for entry in entries for piece in entry.pieces):
        return [piece for entry in entries for piece in _unrolled(entry)] + apart
    ordered = counter is not None and counter.ordered
    if counter is not None and all(_is_flat(entry.pieces) for entry in entries):
        flat: list[Piece] = []
        for entry in entries:
            first, under = _parted(entry, like)
            flat.append(replace(first, label=entry.label, depth=1, ordered=ordered, list_key=key))
            flat.extend(replace(piece, depth=piece.depth + 1) for piece in under)
        return flat + apart
    items = tuple(Item(content=gather(entry.pieces), label=entry.label) for entry in entries)
    anchors = tuple(name for entry in entries for piece in entry.pieces for name in piece.anchors)
    return [replace(like, content=ItemList(items, ordered), anchors=anchors), *apart]


def _is_flat(pieces: Sequence[Piece]) -> bool:
    under = pieces[1:] if pieces and pieces[0].depth == 0 else pieces
    is_line = not pieces or pieces[0].depth > 0 or isinstance(pieces[0].content, Paragraph | Figure)
    return is_line and all(piece.depth > 0 for piece in under)


def _parted(entry: Entry, like: Piece) -> tuple[Piece, list[Piece]]:
    if entry.pieces and entry.pieces[0].depth == 0:
        return entry.pieces[0], entry.pieces[1:]
    return replace(like, content=Paragraph(())), entry.pieces


def _unrolled(entry: Entry) -> list[Piece]:
    if not (entry.pieces and entry.label and not entry.pieces[0].label):
        return entry.pieces
    return [replace(entry.pieces[0], label=entry.label), *entry.pieces[1:]]


# --------------------------------------------------------------------------- Word's lists

_MSO_LIST: Final = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)\s+lfo(\d+)", re.IGNORECASE)
# The gap that Word sets between a list's label and its text, in every language and version.
_GAP: Final = re.compile(r"font:\s*7(?:\.0)?pt\s+[\"']?Times New Roman", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"\w*\d[\w.]*\W?|[(\[]?(?:[a-z]{1,2}|[ivxlcdm]+)[.)\]:]", re.IGNORECASE)
_LONGEST: Final = 24
_LABEL_NODES: Final = 40
_INDENT: Final = re.compile(r"(-?[\d.]+)(pt|cm|in|mm)?")
_STEP: Final = {"pt": 1.0, "cm": 28.35, "in": 72.0, "mm": 2.835}
_LEVEL_POINTS: Final = 36


class WordLabel(msgspec.Struct, frozen=True):
    """What a paragraph of Word says of its place in a list.

    `marks` are the nodes that hold the label (by `id()`), `text` what stands in them.
    """

    label: str
    depth: int
    ordered: bool
    key: str
    marks: frozenset[int]
    text: tuple[str, ...]


def word_label(tag: Tag, *, deepest: int) -> WordLabel | None:
    """The label that Word wrote out before a paragraph's text; None where it wrote none."""
    found = _ignored(tag)
    if found is None:
        return None
    marks, texts = found
    shown = "".join(texts).replace("\u00a0", " ").strip()
    given = _MSO_LIST.search(attribute(tag, "style"))
    ordered = _NUMBERED.fullmatch(shown) is not None
    depth = int(given[2]) if given else _depth(tag)
    return WordLabel(
        label=shown if ordered else "",
        depth=max(1, min(depth, deepest)),
        ordered=ordered,
        key=f"lfo{given[3]}" if given else "word",
        marks=marks,
        text=tuple(texts),
    )


def _ignored(tag: Tag) -> tuple[frozenset[int], list[str]] | None:
    """The nodes before the text that are label: a span to be ignored, or all up to the gap."""
    before: list[object] = []
    texts: list[str] = []
    for node in islice(tag.descendants, _LABEL_NODES):
        if isinstance(node, Tag):
            given = attribute(node, "style")
            if "mso-list" in given and "ignore" in given.lower():
                return frozenset({id(node)}), list(strings(node))
            if _GAP.search(given) and not "".join(inside := list(strings(node))).replace("\u00a0", " ").strip():
                return frozenset({*map(id, before), id(node)}), [*texts, *inside]
        elif is_text(node):
            before.append(node)
            texts.append(str(node))
            if sum(map(len, texts)) > _LONGEST:
                return None
    return None


def _depth(tag: Tag) -> int:
    """Filtered pages keep of the level only the indent: half an inch a level."""
    match = _INDENT.match(style(tag).get("margin-left", ""))
    points = float(match[1]) * _STEP[match[2] or "pt"] if match and match[1].strip("-.") else 0.0
    return round(points / _LEVEL_POINTS)
