"""Blocks without anything in them."""

from __future__ import annotations

from pipeline.diagnostics import Report
from pipeline.model import BudgetDocument
from pipeline.profile import Profile
from pipeline.prune import prune


def empty_blocks(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report each block that will not be shown, in the words of `prune`: told twice, it is one and the same flaw."""
    if profile.prune:
        prune(document, report)
