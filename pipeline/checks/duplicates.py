"""Actions that stand there twice, or nearly so.

Nearly so is only what says the same in the same order: `Inzet door toezicht en/of maatregelen` and `Inzet door
toezicht/maatregelen`. Small words of the profile, signs and endings may differ; one number, name or other word more
or less makes another action. No measure of likeness can tell: on a page of Amstelveen the two that are one are 0.95
alike by `difflib`, and so are *Aanleg fietspad fase 1* and *fase 2*; two that differ by a year, 0.98.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import msgspec

from pipeline.blocks.actions import Action
from pipeline.checks.walk import action_tables, place_of
from pipeline.diagnostics import Code, Report, flaw
from pipeline.model import BudgetDocument
from pipeline.profile import Profile

# What tells two rows with one description apart: an evaluation in the spring is another than that in autumn.
_APART: Final = ("planning", "owner", "budget", "objective")
_WORD: Final = re.compile(r"\w+")
_JOINT: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad](?=[^\W\d_])|(?<=\w)\.(?=\w\.|\w\b)")
_ENDING: Final = re.compile(r"(?:en|n|e|s)$")
_SHORTEST_STEM: Final = 6
# Fewer words that mean something say too little: "Opstellen jaarplan" is done in many places.
_FEWEST: Final = 2
_FEWEST_ELSEWHERE: Final = 6
# Blocks that share more than this are an overview and what it sums up.
_MOST_SHARED: Final = 2


class _Entry(msgspec.Struct, frozen=True):
    """An action as it is compared: `owner` is the block, `words` those that mean something."""

    action: Action
    owner: str
    exact: str
    words: tuple[str, ...]

    def differs(self, other: _Entry) -> bool:
        """Whether another column says that these are two."""
        keys = {*_APART, *(extra.key for extra in (*self.action.extra, *other.action.extra))}
        if _same_days(self.action, other.action):
            keys -= {"planning"}
        pairs = ((self.action.text(key), other.action.text(key)) for key in keys)
        return any(one and two and _folded(one) != _folded(two) for one, two in pairs)

    def equals(self, other: _Entry) -> bool:
        """Whether the rows say the same in every column that tells actions apart."""
        return all(_folded(self.action.text(key)) == _folded(other.action.text(key)) for key in ("type", *_APART))


def duplicates(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report actions that stand twice in a block, or with all their cells twice in the document."""
    entries = list(_entries(document, profile))
    by_words: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_words[entry.words or (entry.exact,)].append(entry)
    elsewhere = _copied_blocks(by_words)
    for group in by_words.values():
        told: set[str] = set()
        for entry in group:
            if entry.action.id in told:
                continue
            same = [
                other
                for other in group
                if other is not entry and other.action.id not in told and _is_double(entry, other, elsewhere)
            ]
            exact = [other for other in same if other.exact == entry.exact]
            told.update((entry.action.id, *(other.action.id for other in same)) if same else ())
            place = place_of(document, entry.action.id)
            if exact:
                report(flaw(Code.ACTION_DUPLICATE, place, entry.action.description, count=len(exact) + 1))
            for other in _each_once(other for other in same if other.exact != entry.exact):
                there = place_of(document, other.action.id)
                report(flaw(Code.ACTION_SIMILAR, there, other.action.description, other=entry.action.description))


def _same_days(one: Action, two: Action) -> bool:
    """Whether two plannings mean the same days, whatever their words: *eind 2026* and *Q4 2026*."""
    if one.planning is None or two.planning is None or one.planning.start is None:
        return False
    return (one.planning.start, one.planning.end) == (two.planning.start, two.planning.end)


def _entries(document: BudgetDocument, profile: Profile) -> Iterator[_Entry]:
    for found in action_tables(document):
        for action in found.table.actions:
            if action.description:
                words = meaningful(action.description, profile)
                yield _Entry(action, found.owner, _folded(action.description), words if len(words) >= _FEWEST else ())


def _is_double(one: _Entry, two: _Entry, elsewhere: set[frozenset[str]]) -> bool:
    if one.owner == two.owner:
        return not one.differs(two)
    return frozenset((one.owner, two.owner)) in elsewhere and one.equals(two) and len(one.words) >= _FEWEST_ELSEWHERE


def _copied_blocks(groups: dict[tuple[str, ...], list[_Entry]]) -> set[frozenset[str]]:
    """The pairs of blocks that share an action or two: more is an overview of actions, made on purpose."""
    shared: defaultdict[frozenset[str], int] = defaultdict(int)
    for group in groups.values():
        owners = list(dict.fromkeys(entry.owner for entry in group))
        for pair in combinations(owners, 2):
            shared[frozenset(pair)] += 1
    return {pair for pair, count in shared.items() if count <= _MOST_SHARED}


def _each_once(entries: Iterator[_Entry]) -> Sequence[_Entry]:
    return tuple({entry.exact: entry for entry in entries}.values())


def meaningful(text: str, profile: Profile) -> tuple[str, ...]:
    """The words of a description that mean something, in order, each without its ending."""
    joined = _JOINT.sub("", text.replace("'", "").replace("’", ""))
    found = (word for word in _WORD.findall(joined) if not profile.checks.is_small_word(word))
    return tuple(_stem(word) for word in found)


def _stem(word: str) -> str:
    """A word without what tells one from many. Names keep theirs: `Zand` is no `Zande`."""
    folded = word.casefold()
    stem = _ENDING.sub("", folded)
    return stem if len(stem) >= _SHORTEST_STEM and word[1:].islower() and word.isalpha() else folded


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
