"""The elements of pandoc's tree, as its JSON has them (pandoc-types 1.23)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

API_VERSION: Final = (1, 23, 1)

Element: TypeAlias = dict[str, Any]
"""An element of the tree: its type under `t`, what it holds under `c`."""

Attributes: TypeAlias = tuple[str, Sequence[str], Sequence[tuple[str, str]]]
"""Id, classes, and keys with their values."""

NONE: Final[Attributes] = ("", (), ())

_BLANKS: Final = re.compile(r"[ \t\n]+")


def element(kind: str, *content: Any) -> Element:
    """An element: without content, with one, or with several in a row."""
    if not content:
        return {"t": kind}
    return {"t": kind, "c": content[0] if len(content) == 1 else content}


def named(name: str) -> Attributes:
    """Attributes that are an id only."""
    return (name, (), ())


def words(text: str) -> list[Element]:
    """Text as words, with one blank wherever there is white space between them (not no-break spaces)."""
    parts: list[Element] = []
    for number, word in enumerate(_BLANKS.split(text)):
        if number:
            parts.append(element("Space"))
        if word:
            parts.append(element("Str", word))
    return parts


def plain(inlines: Sequence[Element]) -> Element:
    """A line that is no paragraph of its own: in a cell, an item, a caption."""
    return element("Plain", inlines)


def para(inlines: Sequence[Element]) -> Element:
    """A paragraph."""
    return element("Para", inlines)


def caption(inlines: Sequence[Element]) -> tuple[None, list[Element]]:
    """A caption, without a short form."""
    return (None, [plain(inlines)] if inlines else [])


def pandoc(meta: Mapping[str, str | Iterable[str]], blocks: Sequence[Element]) -> Element:
    """A whole document. What has no value is left out of its metadata."""
    return {
        "pandoc-api-version": API_VERSION,
        "meta": {name: _meta(value) for name, value in meta.items() if value},
        "blocks": blocks,
    }


def _meta(value: str | Iterable[str]) -> Element:
    if isinstance(value, str):
        return element("MetaInlines", words(value))
    return element("MetaList", [_meta(part) for part in value])


def descriptions(value: object) -> Iterator[str]:
    """The description of every picture in a part of the tree, in order."""
    match value:
        case {"t": "Image", "c": [_, alt, _]}:
            yield "".join(part.get("c", " ") for part in alt)
        case dict():
            yield from descriptions(value.get("c", value.get("blocks")))
        case list() | tuple():
            for inner in value:
                yield from descriptions(inner)
