"""Actions: their planning."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.blocks.actions import Action
from pipeline.checks.walk import Found, action_tables, place_of
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.model import BudgetDocument
from pipeline.profile import Profile


def planning(document: BudgetDocument, _profile: Profile, report: Report) -> None:
    """Report the empty cells of each planning column, all in one; an action that is done needs no planning."""
    for found in action_tables(document):
        actions = [action for action in found.table.actions if action.planning and not _is_done(action)]
        empty = [action for action in actions if action.planning and not action.planning.text]
        if not empty:
            continue
        place = column_place(document, found, empty[0], "planning")
        if len(empty) == len(found.table.actions):
            # The column as a whole: its head is where the author looks.
            place = replace(place, row=0, quote="")
        report(flaw(Code.PLANNING_EMPTY, place, count=len(empty), total=len(found.table.actions)))


def column_place(document: BudgetDocument, found: Found, action: Action, key: str) -> Place:
    """Where the cell of an action in a column stands."""
    return replace(place_of(document, action), column=found.table.keys.index(key) + 1)


def _is_done(action: Action) -> bool:
    return action.status is not None and action.status.value == "done"
