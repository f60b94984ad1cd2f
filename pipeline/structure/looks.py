"""How a line looks: what of it may make it a heading, and what says that it is none."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from pipeline.content import LineBreak, Paragraph, inline_text
from pipeline.profile import Profile
from pipeline.rules import SectionKind
from pipeline.source import Piece, as_line
from pipeline.structure.headings import is_bold

_LONGEST: Final = 100
_SENTENCE: Final = re.compile(r"[.,;:!…]$")
# 1.1 or 2.6.01, or a single number: a date has another word behind it, and 2026 is no number of a chapter.
_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
# An entry of contents typed by hand: dots or a tab, and the number of a page.
_LEADER: Final = re.compile(r"(?:\t\s*|\.{3,}\s*|…\s*|(?:\s\.){3,}\s*)\d{1,4}\s*$")
_WORD: Final = re.compile(r"[^\W\d_]+")
# Words that only amounts and units have: a line of these is the head of a table, or a sum.
_AMOUNT: Final = re.compile(r"€|\bx\s*1\.?000\b")


class Look(msgspec.Struct, frozen=True):
    """A line that may be a heading.

    `number` and `title` are its own, `parts` counts those of a number in figures (`2.6.1`: 3), `section` is the kind of
    section that it names, `common` says that its words may head any chapter. `is_text` says that it reads like a
    sentence, a date or an amount; `introduces` that it ends in a colon; `stands_out` that it is bold, or begins the
    document or a page; `names_block` that it is a block title with a number of its own (`Doelstelling 1: …`).
    """

    line: str
    number: str
    title: str
    parts: int
    section: SectionKind | None
    common: bool
    bold: bool
    stands_out: bool
    is_text: bool
    introduces: bool
    names_block: bool


def look(piece: Piece, profile: Profile, *, is_first: bool) -> Look | None:
    """How a line looks; None where it can be no heading: no line, too long, in a list, outside the flow of the text."""
    line = as_line(piece)
    if not line or len(line) > _LONGEST or piece.depth or piece.region != "body" or not _is_one_line(piece):
        return None
    number, title = profile.split_number(line)
    if not title:
        number, title = "", line
    figures = _NUMBER.match(number)
    bold = is_bold(piece)
    return Look(
        line=line,
        number=number,
        title=title,
        parts=len(figures.group().split(".")) if figures else 0,
        section=profile.section_kind(line),
        common=profile.common_kind(line) is not None,
        bold=bold,
        stands_out=bold or is_first or piece.page_start,
        is_text=_is_text(piece, line, profile),
        introduces=line.endswith(":"),
        names_block=profile.labelled_kind(line) is not None,
    )


def _is_text(piece: Piece, line: str, profile: Profile) -> bool:
    """Whether a line reads like something else than a heading."""
    content = piece.content.content if isinstance(piece.content, Paragraph) else ()
    if _SENTENCE.search(line) or _LEADER.search(inline_text(content)) or _AMOUNT.search(line):
        return True
    words = _WORD.findall(line.casefold())
    return not words or line[0].islower() or all(len(word) == 1 or profile.is_time_word(word) for word in words)


def _is_one_line(piece: Piece) -> bool:
    return isinstance(piece.content, Paragraph) and not any(
        isinstance(node, LineBreak) for node in piece.content.content
    )
