"""What the columns of an action table mean: by their headers, by what they hold, by the table before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from pipeline.blocks import planning
from pipeline.blocks.grid import Line, cell_text
from pipeline.blocks.status import read_status
from pipeline.profile import Profile
from pipeline.rules import COLUMNS

TELLING: Final = frozenset({"planning", "status", "type", "owner", "start", "aspect-1"})
"""What tells a table of actions from any other table with descriptions."""

_SHORT: Final = 40
_MOSTLY: Final = 0.8
_LEAST_WORDS: Final = 2.0
_FIGURE: Final = re.compile(r"[\s(+\-−–€$]*\d[\d.,\s\u00a0]*[%‰]?[\s)\-–]*")
_INDEX: Final = re.compile(r"[A-Za-z]?\d{1,2}(?:\.\d{1,2})*[a-z]?[.)]?|[a-zA-Z][.)]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")

Keys = Sequence[str | None]


class Column(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One column.

    `key` is what it means (`description`, `type`, `planning` …; `aspect-1` … for one status of several, `start` and
    `end` for the halves of a planning, `extra-1` … where unknown), `label` as written, empty where no header is.
    """

    key: str
    label: str


def by_header(above: Sequence[Sequence[str]], profile: Profile) -> Keys:
    """What each column means by what stands above it, from the outside in; None where the profile does not know.

    No meaning is given twice: of several columns that may mean the same the surest is it, and the others what else they
    may mean. Two columns for the start and the end are halves of a planning, where no other column is the planning.
    """
    may = [_may_mean(labels, profile) for labels in above]
    keys: list[str | None] = [None] * len(above)
    aspects = [at for at, meanings in enumerate(may) if "aspect" in meanings]
    if len(aspects) > 1:
        for number, at in enumerate(aspects, 1):
            keys[at] = f"aspect-{number}"
    start, end = _surest("start", may, keys), _surest("end", may, keys)
    is_whole = any("planning" in meanings and not {"start", "end"} & meanings.keys() for meanings in may)
    if not is_whole and start is not None and end is not None and start != end:
        keys[start], keys[end] = "start", "end"
    for key in COLUMNS:
        if key in {"start", "end", "aspect"} or (key == "planning" and "start" in keys):
            continue
        surest = _surest(key, may, keys)
        if surest is not None:
            keys[surest] = key
    return keys


def _may_mean(labels: Sequence[str], profile: Profile) -> Mapping[str, int]:
    """What the labels above one column may mean: the nearest, else all of them together, else the outermost."""
    tried = (labels[-1], " ".join(labels), labels[0]) if labels else ()
    return next(filter(None, map(profile.column_keys, tried)), {})


def _surest(key: str, may: Sequence[Mapping[str, int]], keys: Keys) -> int | None:
    """The column without a meaning yet that most surely has this one."""
    free = [(meanings[key], at) for at, meanings in enumerate(may) if keys[at] is None and key in meanings]
    return min(free)[1] if free else None


def is_sure(above: Sequence[Sequence[str]], keys: Keys, profile: Profile, *, in_actions: bool) -> bool:
    """Whether these columns are those of an action table: a description, and beside it what other tables lack."""
    if "description" not in keys:
        return False
    others = {key for key in keys if key is not None} - {"description"}
    if in_actions:
        return bool(others)
    return bool(others & TELLING) and not any(map(profile.is_doubtful, above[keys.index("description")][-1:]))


def by_content(body: Sequence[Line], keys: Keys, profile: Profile, year: int | None) -> Keys:
    """What the columns without a meaning mean by what they hold.

    The first texts of some length are the descriptions; longer ones behind them, where nothing has a header, the
    explanations. Only
    where one of the columns tells of actions, and none holds figures unless a header tells of actions: else as they
    were.
    """
    found = list(keys)
    is_told = bool(TELLING & {key for key in keys if key})
    rows = [line for line in body if not line.is_blank and not line.is_group]
    for at, key in enumerate(keys):
        texts = [cell_text(line.cells[at]) for line in rows]
        is_index = at == 0 and all(map(_INDEX.fullmatch, texts))
        if key is None and not is_told and not is_index and _is_figures(texts):
            return keys
        if key is None and (meaning := _meaning(at, rows, texts, profile, year)) and meaning not in found:
            found[at] = meaning
    if "description" not in found:
        # Not the longest: what an action came to is told at more length than the action, and stands behind it.
        long = (at for at, key in enumerate(found) if key is None and _words(rows, at) >= _LEAST_WORDS)
        first = next(long, None)
        if first is None:
            return keys
        found[first] = "description"
        after = next(long, None)
        if (
            after is not None
            and not any(keys)
            and "explanation" not in found
            and _words(rows, after) > _words(rows, first)
        ):
            found[after] = "explanation"
    telling = TELLING & {key for key in found if key}
    return found if telling and not (telling == {"status"} and _is_legend(rows, found)) else keys


def _is_legend(rows: Sequence[Line], keys: Keys) -> bool:
    """Whether rows say what each status means: every one once, and what it means after it."""
    at = keys.index("status")
    texts = [cell_text(line.cells[at]) for line in rows]
    return at < keys.index("description") and len(rows) > 1 and len(set(texts)) == len(texts)


def fits(body: Sequence[Line], keys: Sequence[str], profile: Profile, year: int | None, *, in_actions: bool) -> bool:
    """Whether rows may be those of a table with these columns: what tells of actions is there, and nothing else."""
    rows = [line for line in body if not line.is_blank and not line.is_group]
    told = False
    for at, key in enumerate(keys):
        texts = [cell_text(line.cells[at]) for line in rows]
        if key in {"planning", "status", "type"}:
            told_here = _meaning(at, rows, texts, profile, year) == key
            told |= told_here
            if any(texts) and not told_here and (key != "type" or not in_actions):
                return False
        elif key == "description" and (not any(texts) or _words(rows, at) < _LEAST_WORDS):
            return False
    return bool(rows) and (told or in_actions)


def _meaning(at: int, rows: Sequence[Line], texts: Sequence[str], profile: Profile, year: int | None) -> str | None:
    """What the cells of a column have in common."""
    filled = [text for text in texts if text]
    if filled and all(len(text) <= _SHORT for text in filled):
        for key, tell in (
            ("status", lambda text: profile.status_value(text) is not None),
            ("planning", lambda text: _is_planning(text, profile, year)),
            ("type", profile.is_action_type),
            ("owner", profile.is_owner),
        ):
            if sum(map(tell, filled)) >= _MOSTLY * len(filled):
                return key
    statuses = [
        read_status(line.cells[at], text, profile, line.fills_beside(at))
        for line, text in zip(rows, texts, strict=True)
    ]
    lights = [status for status in statuses if status.name]
    return "status" if lights and len(lights) >= _MOSTLY * len(rows) else None


def _is_planning(text: str, profile: Profile, year: int | None) -> bool:
    found = planning.understand(text, profile.planning, year)
    return found is not None and found.kind != "unknown"


def _is_figures(texts: Sequence[str]) -> bool:
    """Whether a column holds amounts: figures that are no years."""
    filled = [text for text in texts if text]
    figures = [text for text in filled if _FIGURE.fullmatch(text) and not _YEAR.fullmatch(text)]
    return bool(filled) and len(figures) * 2 >= len(filled)


def _words(rows: Sequence[Line], at: int) -> float:
    """How many words a cell of a column has on average."""
    return sum(len(cell_text(line.cells[at]).split()) for line in rows) / len(rows) if rows else 0.0


def named(keys: Keys, labels: Sequence[str]) -> tuple[Column, ...]:
    """The columns with these meanings and headers; one without a meaning is an extra."""
    unknown = iter(range(1, len(keys) + 1))
    return tuple(Column(key or f"extra-{next(unknown)}", label) for key, label in zip(keys, labels, strict=True))
