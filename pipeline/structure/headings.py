"""Headings: what a paragraph with a heading's style or level says, its number and its title."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from pipeline.content import Inline, Link, Paragraph, Text, inline_text, is_blank, merged, without_bold
from pipeline.profile import Profile
from pipeline.rules import SectionKind
from pipeline.source import Piece, as_line


class Heading(msgspec.Struct, frozen=True):
    """A heading of the flow.

    `level` is 0 for a document's title, else 1 to 9; `kind` is that of a known block title, `section` the kind of
    section that its words name. `opens_section` says that what stands beside it makes it a section. `rich` is the
    title where it is more than its words, and `written` all that stands there, number included.
    """

    level: int
    number: str
    title: str
    rich: tuple[Inline, ...]
    written: tuple[Inline, ...]
    kind: str | None
    piece: Piece
    section: SectionKind | None = None
    opens_section: bool = False


def as_heading(piece: Piece, profile: Profile) -> Heading | None:
    """The heading that a piece is by its style or outline level; None where it is none, or has no words."""
    line = as_line(piece)
    if not line or piece.region != "body" or not isinstance(piece.content, Paragraph):
        return None
    if profile.is_title_style(piece.styles):
        return heading_at(0, piece, profile)
    level = profile.heading_level(piece.styles)
    if level is not None and piece.outline is None:
        # The reader did not know it for a heading, so what its style says of all its text is still there.
        piece = plain(piece)
    level = level or piece.outline
    return None if level is None else heading_at(level, piece, profile)


def plain(piece: Piece) -> Piece:
    """The piece without bold where all of it is: in a heading that goes without saying."""
    if not is_bold(piece) or not isinstance(piece.content, Paragraph):
        return piece
    return replace(piece, content=without_bold(piece.content))


def is_bold(piece: Piece) -> bool:
    """Whether all words of a paragraph are bold."""
    if not isinstance(piece.content, Paragraph) or not piece.content.content:
        return False
    return all(
        isinstance(node, Text) and ("bold" in node.marks or is_blank(node.text)) for node in piece.content.content
    )


def heading_at(level: int, piece: Piece, profile: Profile) -> Heading | None:
    """A paragraph as a heading of this level; None where it has no words."""
    line = as_line(piece)
    if not line or not isinstance(piece.content, Paragraph):
        return None
    kind = profile.block_kind(line)
    return titled(level, piece, profile) if kind is None else as_block(level, piece, kind, profile)


def as_block(level: int, piece: Piece, kind: str, profile: Profile) -> Heading:
    """A paragraph as the title of a block: its number is part of it."""
    written = _written(piece)
    full = f"{piece.label} {as_line(piece)}".strip()
    return Heading(level, "", full, _rich(written, full), written, kind, piece, profile.section_kind(full))


def titled(level: int, piece: Piece, profile: Profile) -> Heading:
    """A paragraph as a heading that is no block title: number and title apart."""
    line = as_line(piece) or ""
    content = piece.content.content if isinstance(piece.content, Paragraph) else ()
    number, title = (piece.label, line) if piece.label else profile.split_number(line)
    if not title:
        number, title = "", line
    rich = content if piece.label else without_start(content, number)
    section = profile.section_kind(f"{number} {title}".strip())
    return Heading(level, number, title, _rich(rich, title), _written(piece), None, piece, section)


def _written(piece: Piece) -> tuple[Inline, ...]:
    content = piece.content.content if isinstance(piece.content, Paragraph) else ()
    return merged((Text(f"{piece.label} "), *content)) if piece.label else content


def _rich(content: tuple[Inline, ...], title: str) -> tuple[Inline, ...]:
    """The heading's inline content where it says more than its words: marks, links, notes, pictures, line breaks."""
    if len(content) == 1 and isinstance(only := content[0], Link) and only.href.startswith("#"):
        # The whole heading opens what stands under it, or leads to itself.
        content = only.content
    plain = all(isinstance(node, Text) and not node.marks for node in content)
    return () if plain and " ".join(inline_text(content).split()) == title else content


def without_start(content: tuple[Inline, ...], start: str) -> tuple[Inline, ...]:
    """Inline content without the characters that its text begins with, and the blanks after them."""
    rest, left = _dropped(content, len("".join(start.split())))
    return merged(rest) if not left else content


def _dropped(content: tuple[Inline, ...], count: int) -> tuple[list[Inline], int]:
    """Inline content without its first `count` characters that are no blank; and how many were not found."""
    result: list[Inline] = []
    for node in content:
        if not count and result and not _is_blank_text(result[-1]):
            result.append(node)
        elif isinstance(node, Link):
            inner, count = _dropped(node.content, count)
            result.extend([replace(node, content=tuple(inner))] if inner else [])
        elif isinstance(node, Text):
            position = 0
            while position < len(node.text) and (count or node.text[position].isspace()):
                count -= not node.text[position].isspace()
                position += 1
            result.extend([Text(node.text[position:], node.marks)] if node.text[position:] else [])
        else:
            result.append(node)
    return result, count


def _is_blank_text(node: Inline) -> bool:
    return isinstance(node, Text) and not node.text.strip()
