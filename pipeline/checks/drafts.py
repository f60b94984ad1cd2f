"""What drafting leaves behind: `XXX`, `[invullen]`, `n.t.b.`, `???`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from pipeline.checks.walk import Spot, around
from pipeline.diagnostics import Code, Diagnostic, Report, flaw
from pipeline.profile import Profile

# An ellipsis in brackets is no gap where somebody is quoted.
_QUOTED: Final = re.compile(r"[\"“”„«][^\"“”„»]*[\"”“»]|[‘‚][^’]*’")
_ELLIPSIS: Final = re.compile(r"\[(?:…|\.{3})\]")


def left_over(spots: Iterable[Spot], profile: Profile, report: Report) -> None:
    """Report each paragraph in which a mark of drafting stands, or which is nothing else; in cells only the first.

    A cell that is nothing but `p.m.` may be an amount; action tables are looked at with the model.
    """
    for spot in spots:
        text = spot.text
        marks = list(_marks(text, profile))
        if not marks and not spot.in_table and profile.checks.is_draft_line(text):
            marks = [(0, text)]
        if marks:
            start, first = marks[0]
            place = replace(spot.place, quote=around(text, start, start + len(first)))
            words = ", ".join(dict.fromkeys(mark for _, mark in marks))
            report(flaw(Code.DRAFT_TEXT, place, words))


def is_colour_of_status(found: Diagnostic, profile: Profile) -> bool:
    """Whether what a reader calls highlighted is a status in its colour, or a sign: no note to the writers."""
    if found.code is not Code.HIGHLIGHTED_TEXT:
        return False
    return profile.status_value(found.text) is not None or not any(map(str.isalnum, found.text))


def _marks(text: str, profile: Profile) -> Iterator[tuple[int, str]]:
    """The marks in a line of text, each with where it begins."""
    for match in profile.checks.draft_marks(text):
        if not (_ELLIPSIS.fullmatch(match.group()) and _is_quoted(text, match.start())):
            yield match.start(), match.group()


def _is_quoted(text: str, at: int) -> bool:
    return any(match.start() < at < match.end() for match in _QUOTED.finditer(text))
