"""Checks: what an editor is glad to hear about a document that was read, beyond what reading it brought to light.

Each is a function of the finished model, or of what was read, and reports what it finds; none changes anything.
`judged` is the one place where a profile has its say over codes, those of readers and emitters included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from pipeline.check_rules import CheckRules
from pipeline.checks.actions import planning, statuses, to_be_filled_in, types
from pipeline.checks.arithmetic import arithmetic
from pipeline.checks.blocks import empty_blocks
from pipeline.checks.drafts import is_colour_of_status, left_over
from pipeline.checks.duplicates import duplicates
from pipeline.checks.links import broken_fields, link_texts, pictures, references
from pipeline.checks.numbering import levels, numbers
from pipeline.checks.objectives import objectives
from pipeline.checks.walk import Spot, spots
from pipeline.checks.years import years
from pipeline.diagnostics import Diagnostic, Report
from pipeline.model import BudgetDocument
from pipeline.profile import Profile
from pipeline.source import Source

Check = Callable[[BudgetDocument, Profile, Report], None]
SpotCheck = Callable[[Sequence[Spot], Profile, Report], None]

SPOT_CHECKS: Final[tuple[SpotCheck, ...]] = (left_over, broken_fields, link_texts, pictures)
"""Checks of what was read, before it has a structure: of each paragraph and picture, which know their places."""

CHECKS: Final[tuple[Check, ...]] = (
    duplicates,
    empty_blocks,
    planning,
    types,
    statuses,
    to_be_filled_in,
    objectives,
    numbers,
    references,
    years,
    arithmetic,
)
"""Checks of the model, in the order in which they tell."""


def run_on_source(source: Source, profile: Profile, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What a reader found, less what the profile explains, and what every check of the source finds.

    The headings above these places are the structure's to add.
    """
    told = [flaw for flaw in found if not is_colour_of_status(flaw, profile)]
    levels(source, profile, told.append)
    found_spots = tuple(spots(source, profile))
    for check in SPOT_CHECKS:
        check(found_spots, profile, told.append)
    return tuple(told)


def run(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Look at a document with every check."""
    for check in CHECKS:
        check(document, profile, report)


def judged(found: Iterable[Diagnostic], rules: CheckRules) -> tuple[Diagnostic, ...]:
    """Flaws as a profile wants them told: without the codes that are off, each with the severity that it gives."""
    return tuple(
        replace(flaw, severity=rules.severity.get(flaw.code.value, flaw.severity))
        for flaw in found
        if flaw.code.value not in rules.off
    )
