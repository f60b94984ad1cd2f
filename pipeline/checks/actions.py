"""The cells of action tables: empty planning, types and statuses that nobody knows, what is yet to be filled in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from pipeline.blocks.actions import Action
from pipeline.checks.walk import Found, action_tables, cell_place, column_of, place_of
from pipeline.diagnostics import Code, Report, flaw
from pipeline.model import BudgetDocument
from pipeline.profile import Profile

_AND: Final = re.compile(r"\s*(?:[/,;&+]|\ben\b)\s*")
# A longer text tells how things stand, and names no status of a legend.
_LONGEST_STATUS: Final = 4
_IN_WORDS: Final = frozenset({"description", "type", "planning", "status", "explanation", "objective"})


def planning(document: BudgetDocument, _profile: Profile, report: Report) -> None:
    """Report the empty cells of each planning column, all in one; an action that is done needs no planning."""
    for found in action_tables(document):
        actions = [action for action in found.table.actions if action.planning and not _is_done(action)]
        empty = [action for action in actions if action.planning and not action.planning.text]
        if not empty:
            continue
        place = replace(place_of(document, empty[0].id), column=column_of(found, "planning"))
        if len(empty) == len(found.table.actions):
            # The column as a whole: its head is where the author looks.
            place = replace(place, row=0, quote="")
        report(flaw(Code.PLANNING_EMPTY, place, count=len(empty), total=len(found.table.actions)))


def types(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report types that the profile does not know, in a column most of which it knows."""
    known = {profile.title_key(name) for name in profile.actions.types}

    def is_known(text: str) -> bool:
        return all(profile.title_key(part) in known for part in _AND.split(text))

    if known:
        _unknown(document, "type", Code.TYPE_UNKNOWN, is_known, report)


def statuses(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report statuses that the legend does not know, in a column most of which it knows."""

    def is_known(text: str) -> bool:
        is_sign = not any(sign.isalpha() for sign in text)
        return is_sign or profile.status_value(text) is not None or len(text.split()) > _LONGEST_STATUS

    _unknown(document, "status", Code.STATUS_UNKNOWN, is_known, report)


def to_be_filled_in(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report cells of words that are nothing but a mark of drafting: as an amount, or as initials, `PM` is none."""
    for found in action_tables(document):
        for action, key in _cells(found):
            text = action.text(key)
            # What has a mark in it was told of the source.
            if profile.checks.is_draft_line(text) and next(profile.checks.draft_marks(text), None) is None:
                report(flaw(Code.DRAFT_TEXT, cell_place(document, found, action, key), " ".join(text.split())))


def _unknown(document: BudgetDocument, key: str, code: Code, is_known: Callable[[str], bool], report: Report) -> None:
    for found in action_tables(document):
        filled = [action for action in found.table.actions if action.text(key)]
        strange = [action for action in filled if not is_known(action.text(key))]
        if not strange or len(strange) * 2 >= len(filled):
            continue
        counts = Counter(_folded(action.text(key)) for action in strange)
        for action in strange:
            if count := counts.pop(_folded(action.text(key)), 0):
                place = cell_place(document, found, action, key)
                report(flaw(code, place, " ".join(action.text(key).split()), count=count))


def _cells(found: Found) -> Iterator[tuple[Action, str]]:
    for action in found.table.actions:
        yield from ((action, key) for key in found.table.keys if key in _IN_WORDS and key not in action.merged)


def _is_done(action: Action) -> bool:
    return action.status is not None and action.status.value == "done"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
