"""Years that were left standing when last year's text was taken over.

Only where the text speaks of the document itself (`in deze begroting 2025`), and in titles and heads of columns that
say what will be done; and only a year that lies before the document's own: a budget looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from pipeline.checks.walk import Spot, action_tables, around, place_of, texts
from pipeline.content import paragraph
from pipeline.diagnostics import Code, Report, flaw
from pipeline.model import BudgetDocument, walk_sections
from pipeline.profile import Profile

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPAN: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*(?:20)?\d\d(?!\d)")
# An older year is no slip of the pen: the text tells of the past.
_LAST_YEARS: Final = 2


def years(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report a year of one of the last two that stands where the year of the document should."""
    own = own_year(document.meta.title)
    if own is None:
        return
    for spot, matches in _spots(document, profile):
        for match in matches:
            if own - _LAST_YEARS <= int(match["year"]) < own:
                place = replace(spot.place, quote=around(spot.text, match.start(), match.end()))
                report(flaw(Code.YEAR_OTHER, place, match.group(), year=match["year"], own=own))
                break


def own_year(title: str) -> int | None:
    """The year that a title names, the first of a span of them; None where it names none, or several."""
    span = _SPAN.search(title)
    found = {int(year) for year in _YEAR.findall(_SPAN.sub(" ", title))} | ({int(span[1])} if span else set())
    return found.pop() if len(found) == 1 else None


def _spots(document: BudgetDocument, profile: Profile) -> Iterator[tuple[Spot, Iterator[re.Match[str]]]]:
    for spot in texts(document):
        yield spot, profile.checks.years_in_text(spot.text)
    for spot in _titles(document):
        yield spot, profile.checks.years_in_title(spot.text)


def _titles(document: BudgetDocument) -> Iterator[Spot]:
    """Titles of sections and blocks, and heads of the columns of action tables that name one year between them."""
    for section in walk_sections(document.sections):
        yield Spot(paragraph(section.full_title), place_of(document, section.id))
        for block in section.blocks:
            yield Spot(paragraph(block.title), place_of(document, block.id))
    for found in action_tables(document):
        labels = [column.label for column in found.table.columns]
        if found.table.actions and len({year for label in labels for year in _YEAR.findall(label)}) == 1:
            place = place_of(document, found.table.actions[0].id)
            for column, label in enumerate(labels, 1):
                yield Spot(paragraph(label), replace(place, row=0, column=column))
