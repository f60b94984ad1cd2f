"""Numbers of sections and levels of headings that are skipped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.checks.walk import place_of
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.model import BudgetDocument, Section
from pipeline.profile import Profile
from pipeline.source import Source, as_line

_NUMBER: Final = re.compile(r"(\D*?)(\d+(?:\.\d+)*)[.:)–-]?")
# A wider gap is no slip: the document holds some pages of a book.
_WIDEST_GAP: Final = 5


def numbers(document: BudgetDocument, _profile: Profile, report: Report) -> None:
    """Report each section whose number does not follow on that of the section before it: 2.6.1, then 2.6.3."""
    _numbers(document, document.sections, report)


def _numbers(document: BudgetDocument, sections: Iterable[Section], report: Report) -> None:
    before: tuple[str, tuple[int, ...]] | None = None
    for section in sections:
        number = _parsed(section.number)
        if before and number and before[0] == number[0] and before[1][:-1] == number[1][:-1]:
            gap = range(before[1][-1] + 1, number[1][-1])
            if 0 < len(gap) <= _WIDEST_GAP:
                missing = [".".join(map(str, (*number[1][:-1], last))) for last in gap]
                place = place_of(document, section.id)
                report(flaw(Code.NUMBER_SKIPPED, place, section.full_title, missing=", ".join(missing)))
        before = number
        _numbers(document, section.sections, report)


def _parsed(number: str) -> tuple[str, tuple[int, ...]] | None:
    """The word before a number and its parts; None where it is none, or has a letter to it."""
    match = _NUMBER.fullmatch(number.strip())
    return (match[1].strip().casefold(), tuple(map(int, match[2].split(".")))) if match else None


def levels(source: Source, profile: Profile, report: Report) -> None:
    """Report, once for each kind, headings that stand more than one level below the one before them."""
    before = 0
    jumps: dict[tuple[int, int], tuple[Place, str, int]] = {}
    for piece in source.pieces:
        line = as_line(piece)
        if not line or piece.region != "body":
            continue
        if profile.is_title_style(piece.styles):
            before = 0
            continue
        level = profile.heading_level(piece.styles) or piece.outline
        if level is None:
            continue
        if before and level > before + 1:
            place, text, count = jumps.get((before, level), (piece.place, line, 0))
            jumps[before, level] = place, text, count + 1
        before = level
    for (above, below), (place, text, count) in jumps.items():
        here = Place(place.part, place.item, quote=quote(text))
        report(flaw(Code.LEVEL_SKIPPED, here, text, above=above, below=below, count=count))
