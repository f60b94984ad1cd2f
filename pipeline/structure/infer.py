"""Headings that are none in the file: lines that only look like one. Recognised conservatively, and each is reported.

Four kinds: a line whose words are a known block title; what opens a part of a web page; a numbered line that begins the
document or a page, or is bold; a line that is bold throughout, inside a block. The last two do not end like a sentence,
and none is an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.content import LineBreak, Paragraph
from pipeline.diagnostics import Code, Report, flaw, quote
from pipeline.profile import Profile
from pipeline.source import Piece, as_line
from pipeline.structure.headings import Heading, as_heading, heading_at, is_bold, plain
from pipeline.structure.sift import Sifted

_LONGEST: Final = 100
_SENTENCE: Final = re.compile(r"[.,;:!…]$")
_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_DEEPEST: Final = 9
# What opens and closes a part of a web page is its title (HTML standard, 4.11.2).
_DISCLOSURES: Final = (("summary",), ("button",))


def headings(flow: Sequence[Sifted], profile: Profile, report: Report) -> list[Heading | Sifted]:
    """The flow with its headings, those of the file and those that only look like one."""
    found: list[Heading | Sifted] = []
    section = block = 0
    for position, entry in enumerate(flow):
        heading = as_heading(entry.piece, profile) if entry.kind == "flow" else None
        if heading is None and entry.kind == "flow" and profile.headings.infer:
            following = flow[position + 1].piece if position + 1 < len(flow) else None
            heading = _inferred(entry.piece, following, (section, block), profile, is_first=not found)
            if heading is not None:
                report(flaw(Code.HEADING_INFERRED, replace(entry.piece.place, quote=quote(heading.title))))
        if heading is None:
            found.append(entry)
            continue
        if heading.kind is not None:
            block = heading.level
        elif heading.number and (not block or heading.level <= block):
            section, block = heading.level, 0
        found.append(heading)
    return found


def _inferred(
    piece: Piece, following: Piece | None, levels: tuple[int, int], profile: Profile, *, is_first: bool
) -> Heading | None:
    """The heading that a line looks like, under a section and a block of these levels (0: none is open)."""
    line = as_line(piece)
    if not line or len(line) > _LONGEST or piece.depth or piece.region != "body" or not _is_one_line(piece):
        return None
    section, block = levels
    number, title = profile.split_number(line)
    parts = _NUMBER.match(number) if title else None
    level = 0
    if profile.block_kind(line) is not None:
        level = block or section + 1
    elif piece.styles[:1] in _DISCLOSURES:
        level = (block or section) + 1
    elif _SENTENCE.search(line):
        level = 0
    elif parts is not None and (is_first or piece.page_start or is_bold(piece)):
        level = len(parts.group().split("."))
    elif block and is_bold(piece) and following is not None and not is_bold(following):
        level = block + 1
    return heading_at(min(level, _DEEPEST), plain(piece), profile) if level else None


def _is_one_line(piece: Piece) -> bool:
    return isinstance(piece.content, Paragraph) and not any(
        isinstance(node, LineBreak) for node in piece.content.content
    )
