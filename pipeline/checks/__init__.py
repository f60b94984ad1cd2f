"""Checks: what an editor is glad to hear about a document that was read, beyond what reading it brought to light.

Each is a function of the finished model and reports what it finds; none changes anything. `judged` is the one place
where a profile has its say over codes, those of readers and emitters included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from msgspec.structs import replace

from pipeline.checks.actions import planning
from pipeline.checks.arithmetic import arithmetic
from pipeline.checks.blocks import empty_blocks
from pipeline.diagnostics import Diagnostic, Report
from pipeline.model import BudgetDocument
from pipeline.profile import CheckRules, Profile

Check = Callable[[BudgetDocument, Profile, Report], None]

CHECKS: Final[tuple[Check, ...]] = (
    empty_blocks,
    planning,
    arithmetic,
)
"""All checks of a model, in the order in which they tell."""


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
