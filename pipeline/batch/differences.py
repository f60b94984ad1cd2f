"""What differs in content between two releases: actions and amounts that came, went or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Literal, TypeVar

import msgspec

from pipeline.entry import Entry, EntryAction, EntryAmount

Kind = Literal["action", "amount"]


class Difference(msgspec.Struct, frozen=True):
    """One action or amount that differs. `what` names it; `before` is empty where it is new, `after` where it is gone.

    An action is known again by its section and its description, an amount by its section, table, row and column.
    """

    document: str
    kind: Kind
    what: str
    before: str = ""
    after: str = ""
    is_added: bool = False
    is_removed: bool = False


def differences(before: Iterable[Entry], now: Iterable[Entry]) -> tuple[Difference, ...]:
    """All that differs, by document name; of each, actions before amounts, in the order of the documents."""
    old, new = ({entry.name: entry for entry in entries} for entries in (before, now))
    return tuple(
        difference for name in sorted(old.keys() | new.keys()) for difference in _of(name, old.get(name), new.get(name))
    )


def _of(name: str, old: Entry | None, new: Entry | None) -> Iterator[Difference]:
    actions = (_actions(each.actions if each else ()) for each in (old, new))
    yield from _compared(name, "action", *actions)
    amounts = (_amounts(each.amounts if each else ()) for each in (old, new))
    yield from _compared(name, "amount", *amounts)


_Known = Mapping[Hashable, tuple[str, str]]


def _compared(name: str, kind: Kind, old: _Known, new: _Known) -> Iterator[Difference]:
    for key, (what, after) in new.items():
        if key not in old:
            yield Difference(name, kind, what, after=after, is_added=True)
        elif old[key][1] != after:
            yield Difference(name, kind, what, old[key][1], after)
    for key, (what, before) in old.items():
        if key not in new:
            yield Difference(name, kind, what, before=before, is_removed=True)


def _actions(actions: Iterable[EntryAction]) -> _Known:
    return _numbered(
        (
            (each.number, each.title, each.description),
            _line(each.number, each.description),
            _line(each.type, each.planning, each.status, each.owner, each.budget, sign=" · "),
        )
        for each in actions
    )


def _amounts(amounts: Iterable[EntryAmount]) -> _Known:
    return _numbered(
        (
            (each.number, each.title, each.table, each.row, each.column),
            _line(each.number, each.table, each.row, each.column, sign=" · "),
            each.text,
        )
        for each in amounts
    )


_Key = TypeVar("_Key", bound=Hashable)


def _numbered(rows: Iterable[tuple[_Key, str, str]]) -> _Known:
    """Rows by key; of those with the same key, the first is the first again."""
    seen: Counter[_Key] = Counter()
    found: dict[Hashable, tuple[str, str]] = {}
    for key, what, value in rows:
        found[key, seen[key]] = (what, value)
        seen[key] += 1
    return found


def _line(*parts: str | None, sign: str = " ") -> str:
    return sign.join(part for part in parts if part)
