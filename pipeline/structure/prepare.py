"""Pieces as they are meant: boxes opened, typed lists made lists, the signs of accordions set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.content import Inline, LineBreak, Paragraph, Table, Text, inline_text, tidy
from pipeline.profile import Profile
from pipeline.source import Piece, as_line
from pipeline.structure.headings import as_heading, without_start

# The + and - of an accordion, before or after a title: `+ Doelstellingen`, `Doelstellingen [+]`.
_SIGN_BEFORE: Final = re.compile(r"(?:\[[+\-−–]\]|[+−▸►▶▾▼])(?=\s*\w)")
_SIGN_AFTER: Final = re.compile(r"(?<=\w)\s*(?:\[[+\-−–]\]|[+−▸►▶▾▼])$")
_TYPED_NUMBER: Final = re.compile(r"(\d{1,2})[.)](?=\s+\S)")


def prepared(pieces: Sequence[Piece], profile: Profile) -> tuple[Piece, ...]:
    """The pieces in order. Without `headings.infer` in the profile only boxes are opened."""
    opened = [inner for piece in pieces for inner in _unboxed(piece)]
    if not profile.headings.infer:
        return tuple(opened)
    bare = [inner for piece in opened for inner in _without_sign(piece, profile)]
    return tuple(_with_typed_lists(bare, profile))


# --------------------------------------------------------------------------- boxes


def _unboxed(piece: Piece) -> Iterator[Piece]:
    """The content of a table of one cell, which is a box around text and no table; other pieces as they are."""
    table = piece.content
    if not isinstance(table, Table) or table.caption or len(table.rows) != 1 or len(table.rows[0].cells) != 1:
        yield piece
        return
    anchors = piece.anchors
    for node in table.rows[0].cells[0].content:
        yield from _unboxed(replace(piece, content=node, anchors=anchors))
        anchors = ()


# --------------------------------------------------------------------------- signs of accordions


def _without_sign(piece: Piece, profile: Profile) -> Iterator[Piece]:
    """A title, and before it as noise the sign that opens or closes it on the web page it came from."""
    line = as_line(piece)
    if not line or not isinstance(piece.content, Paragraph) or piece.region != "body":
        yield piece
        return
    before, after = _SIGN_BEFORE.match(line), _SIGN_AFTER.search(line)
    sign = before or after
    if sign is None:
        yield piece
        return
    bare = line[sign.end() :].strip() if before else line[: sign.start()].strip()
    if profile.block_kind(bare) is None and as_heading(piece, profile) is None:
        yield piece
        return
    mark = "".join(sign.group().split())
    content = piece.content.content
    rest = without_start(content, mark) if before else _without_end(content, mark)
    yield replace(piece, content=Paragraph((Text(mark),)), region="navigation", anchors=(), outline=None, styles=())
    yield replace(piece, content=Paragraph(rest))


def _without_end(content: tuple[Inline, ...], mark: str) -> tuple[Inline, ...]:
    last = content[-1]
    if not isinstance(last, Text):
        return content
    return tidy((*content[:-1], Text(last.text.rstrip().removesuffix(mark), last.marks)))


# --------------------------------------------------------------------------- typed lists


def _with_typed_lists(pieces: Sequence[Piece], profile: Profile) -> Iterator[Piece]:
    """Pieces in which paragraphs that begin with 1., 2., 3. by hand have become the items of a list."""
    lines = [line for piece in pieces for line in _typed_lines(piece)]
    position = 0
    while position < len(lines):
        run = _run(lines[position:], profile)
        if len(run) < 2:
            yield lines[position]
            position += 1
            continue
        for number, piece in enumerate(run, 1):
            yield _item(piece, number, position)
        position += len(run)


def _typed_lines(piece: Piece) -> Iterator[Piece]:
    """A paragraph whose lines are numbered by hand as its lines; other pieces as they are."""
    if not isinstance(piece.content, Paragraph) or LineBreak() not in piece.content.content:
        yield piece
        return
    lines: list[list[Inline]] = [[]]
    for node in piece.content.content:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    texts = [_number(inline_text(line)) for line in lines]
    if texts != list(range(1, len(lines) + 1)):
        yield piece
        return
    for at, line in enumerate(lines):
        yield replace(piece, content=Paragraph(tidy(line)), anchors=() if at else piece.anchors)


def _run(pieces: Sequence[Piece], profile: Profile) -> list[Piece]:
    """The paragraphs from the first on that are numbered 1, 2, 3 … by hand."""
    run: list[Piece] = []
    for piece in pieces:
        line = as_line(piece)
        if not line or piece.depth or piece.region != "body" or _number(line) != len(run) + 1:
            break
        if as_heading(piece, profile) is not None or _is_bold(piece):
            break
        run.append(piece)
    return run


def _number(line: str) -> int | None:
    match = _TYPED_NUMBER.match(line.strip())
    return int(match.group(1)) if match else None


def _is_bold(piece: Piece) -> bool:
    content = piece.content.content if isinstance(piece.content, Paragraph) else ()
    return all("bold" in node.marks for node in content if isinstance(node, Text))


def _item(piece: Piece, number: int, key: int) -> Piece:
    line = as_line(piece) or ""
    label = line[: line.index(str(number)) + len(str(number)) + 1]
    content = piece.content.content if isinstance(piece.content, Paragraph) else ()
    return replace(
        piece,
        content=Paragraph(without_start(content, label)),
        label=label,
        depth=1,
        ordered=True,
        list_key=f"typed-{key}",
    )
