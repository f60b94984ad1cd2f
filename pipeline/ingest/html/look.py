"""How a cell looks beyond its words: background, colour of a lone sign, classes, names of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename
from typing import Final
from urllib.parse import unquote

from bs4 import Tag

from pipeline.content import Content, clean, content_text, ink
from pipeline.ingest.html.tree import attribute, style
from pipeline.source import Shown

_HEX: Final = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])")
_RGB: Final = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
# The names of CSS (Color level 4, 6.1) that a traffic light or a table has.
_NAMES: Final[Mapping[str, str]] = {
    "green": "008000",
    "lime": "00ff00",
    "limegreen": "32cd32",
    "lightgreen": "90ee90",
    "palegreen": "98fb98",
    "forestgreen": "228b22",
    "darkgreen": "006400",
    "seagreen": "2e8b57",
    "yellowgreen": "9acd32",
    "yellow": "ffff00",
    "gold": "ffd700",
    "orange": "ffa500",
    "darkorange": "ff8c00",
    "orangered": "ff4500",
    "red": "ff0000",
    "crimson": "dc143c",
    "darkred": "8b0000",
    "firebrick": "b22222",
    "tomato": "ff6347",
    "blue": "0000ff",
    "dodgerblue": "1e90ff",
    "steelblue": "4682b4",
    "gray": "808080",
    "grey": "808080",
    "lightgray": "d3d3d3",
    "lightgrey": "d3d3d3",
    "white": "ffffff",
    "black": "000000",
}
_WORD: Final = re.compile(r"[a-z]+")
_SIGNS: Final = 2
"""A text of more signs than this says something in words."""


def look(cell: Tag, content: Iterable[Content], rules: Mapping[str, Mapping[str, str]]) -> Shown | None:
    """How a cell with this content looks; None where the page says nothing. `rules` are those of classes."""
    fill = _fill(cell, rules)
    words = ink(content_text(content))
    if len(words) > _SIGNS:
        return Shown(fill) if fill else None
    names = list(_names(cell))
    inks = {_ink(cell, rules)} - {""}
    for inner in cell.find_all(name=True):
        fill = _fill(inner, rules) or fill
        inks |= {_ink(inner, rules)} - {""}
        names.extend(_names(inner))
    one = inks.pop() if words and len(inks) == 1 else ""
    shown = Shown(fill, one, tuple(dict.fromkeys(map(clean, names))))
    return None if shown == Shown() else shown


def colour(text: str) -> str:
    """A colour of CSS as RRGGBB; empty where it is none, or not solid."""
    if match := _HEX.search(text):
        digits = match[1]
        return digits if len(digits) > 3 else "".join(digit * 2 for digit in digits)
    if match := _RGB.search(text):
        return "".join(f"{min(int(part), 255):02x}" for part in match.groups())
    return next((_NAMES[word] for word in _WORD.findall(text) if word in _NAMES), "")


def _declared(tag: Tag, rules: Mapping[str, Mapping[str, str]], *properties: str) -> str:
    """What the element's own style says of a property, or else its classes."""
    own = style(tag)
    given = next((own[name] for name in properties if name in own), "")
    for name in attribute(tag, "class").lower().split() if not given else ():
        rule = rules.get(name, {})
        given = given or next((rule[each] for each in properties if each in rule), "")
    return given


def _fill(tag: Tag, rules: Mapping[str, Mapping[str, str]]) -> str:
    return colour(_declared(tag, rules, "background-color", "background") or attribute(tag, "bgcolor").lower())


def _ink(tag: Tag, rules: Mapping[str, Mapping[str, str]]) -> str:
    return colour(_declared(tag, rules, "color") or (attribute(tag, "color").lower() if tag.name == "font" else ""))


def _names(tag: Tag) -> Iterator[str]:
    yield from attribute(tag, "class").split()
    for name in ("title", "aria-label"):
        if said := attribute(tag, name).strip():
            yield said
    if tag.name == "img":
        address = attribute(tag, "src") or attribute(tag, "data-src")
        if address and not address.lower().startswith("data:"):
            yield unquote(basename(address.split("?")[0]))
