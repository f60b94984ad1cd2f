"""One look over RTF for what pandoc does not pass on: headings by their style, and the bytes of pictures.

A single pass over braces and the few words that matter: expressions over whole groups take minutes on hostile input.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

import msgspec

_TOKEN: Final = re.compile(rb"\\[\\{}]|[{}]|\\(stylesheet|pict|outlinelevel|s)(\d*)(?![a-z0-9])")
# The names of Word's built-in styles, which both Word and LibreOffice write.
_HEADING: Final = re.compile(rb"heading ([1-9])", re.IGNORECASE)
_CONTROL_WORDS: Final = re.compile(rb"(?:\s*\\[a-z]+-?\d*)*+\s*")
_HEXADECIMAL: Final = re.compile(rb"[0-9a-fA-F\s]+")
_LONGEST_STYLE: Final = 2_000


class Survey(msgspec.Struct, frozen=True):
    """What was found.

    `levels` are the outline levels, from 0, by the number of a paragraph style; `styled` where a paragraph names its
    style, and which; `pictures` the bytes by their SHA-1, which is what pandoc calls them.
    """

    levels: Mapping[bytes, int]
    styled: tuple[tuple[int, bytes], ...]
    pictures: Mapping[str, bytes]


class _Group(msgspec.Struct):
    """An open group: where it starts, where its own text goes on after a group inside, what it says it is."""

    start: int
    own: int
    kind: bytes = b""
    style: bytes = b""
    level: int | None = None


def survey(data: bytes) -> Survey:
    """Look over RTF."""
    levels: dict[bytes, int] = {}
    styled: list[tuple[int, bytes]] = []
    pictures: dict[str, bytes] = {}
    stack = [_Group(0, 0)]
    for token in _TOKEN.finditer(data):
        word, number = token[1], token[2]
        group = stack[-1]
        if token[0] == b"{":
            stack.append(_Group(token.end(), token.end()))
        elif token[0] == b"}" and len(stack) > 1:
            stack.pop()
            stack[-1].own = token.end()
            if group.kind == b"pict":
                _add_picture(data[group.own : token.start()], pictures)
            elif group.style and (level := _level(group, data[group.start : token.start()])) is not None:
                levels[group.style] = level
        elif word == b"s" and number:
            if len(stack) > 1 and stack[-2].kind == b"stylesheet":
                group.style = number
            else:
                styled.append((token.end(), number))
        elif word == b"outlinelevel" and number:
            group.level = int(number[:2])
        elif word in {b"stylesheet", b"pict"}:
            group.kind = word
    return Survey(levels, tuple(styled), pictures)


def _level(group: _Group, text: bytes) -> int | None:
    """The outline level of a style: its own, else that of its name."""
    if group.level is not None or len(text) > _LONGEST_STYLE:
        return group.level
    name = text.rpartition(b"\\")[2].partition(b" ")[2].strip(b" ;\r\n")
    heading = _HEADING.fullmatch(name)
    return int(heading[1]) - 1 if heading else None


def _add_picture(text: bytes, pictures: dict[str, bytes]) -> None:
    """Add a picture: hexadecimal digits after its control words (1.9.1, "Pictures")."""
    words = _CONTROL_WORDS.match(text)
    digits = text[words.end() :] if words else text
    if digits and _HEXADECIMAL.fullmatch(digits):
        packed = b"".join(digits.split())
        picture = bytes.fromhex(packed[: len(packed) // 2 * 2].decode("ascii"))
        pictures[hashlib.sha1(picture, usedforsecurity=False).hexdigest()] = picture


def with_levels(data: bytes, found: Survey) -> bytes:
    """Headings by their own word as well as by their style, to which pandoc does not look."""
    parts: list[bytes] = []
    start = 0
    for place, style in found.styled:
        if (level := found.levels.get(style)) is not None:
            parts += (data[start:place], b"\\outlinelevel%d" % level)
            start = place
    return b"".join((*parts, data[start:]))
