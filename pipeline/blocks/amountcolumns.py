"""The columns of a table that hold amounts: what they are, of which year, in which unit, and what gives them a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

from pipeline.blocks.amounts import sense_of, understand, unit_in
from pipeline.blocks.financial import AmountColumn, ColumnKey
from pipeline.blocks.sheet import Sheet
from pipeline.content import inline_text
from pipeline.figure_rules import MoneyWords
from pipeline.profile import Profile
from pipeline.terms import YEAR, years

_MUCH: Final = 0.6
"""The share of a column's cells that must be amounts, dashes or `p.m.`; the rest are remarks."""

_DASH: Final = re.compile(r"[-–—−.\s]+")
_PERCENTAGE: Final = re.compile(r"[-+−–(]?\s*\d[\d.,]*\s*%\)?")

Signed = tuple[AmountColumn, int | None]
"""A column of amounts, and where the column of `V` and `N` is that gives its amounts their sign."""


def columns_of(made: Sheet, profile: Profile) -> list[Signed]:
    """The columns of amounts, each with the column of `V` and `N` that gives its amounts their sign."""
    kinds = [_column_kind(made, at, profile) for at in range(made.width)]
    if kinds[0] == "amounts" and not all(YEAR.fullmatch(line.texts[0]) for line in made.body):
        return []  # nothing names the rows
    kinds[0] = "words"
    result: list[Signed] = []
    for at, kind in enumerate(kinds):
        if kind != "amounts":
            continue
        sense = at + 1 if at + 1 < made.width and kinds[at + 1] == "sense" else None
        if sense is None and kinds[at - 1] == "sense" and kinds[at - 2] != "amounts":
            sense = at - 1
        result.append((_column(made, at, profile), sense))
    return result


def _column_kind(made: Sheet, at: int, profile: Profile) -> str:
    """What the cells of a column are: `amounts`, `sense` (V and N), else `words`."""
    words = profile.finances.words
    texts = [text for line in made.body if not line.is_group and at not in line.continued and (text := line.texts[at])]
    if not texts:
        # Nothing stands in it yet: it is one of amounts where its header says so.
        return "amounts" if at and _known(made, at, profile) not in {None, "year"} else "words"
    if all(sense_of(text, words) for text in texts):
        return "sense"
    amounts = sum(1 for text in texts if understand(text, words) is not None)
    percents = sum(1 for text in texts if _PERCENTAGE.fullmatch(text))
    empty = sum(1 for text in texts if is_open(text, words))
    if not amounts and not percents and not (empty == len(texts) and _known(made, at, profile)):
        return "words"
    return "amounts" if (amounts + percents + empty) >= _MUCH * len(texts) else "words"


def is_open(text: str, words: MoneyWords) -> bool:
    """Whether a cell leaves its amount open: a dash, or a word for that (`p.m.`)."""
    return _DASH.fullmatch(text) is not None or words.open_terms.exact(text) is not None


def _known(made: Sheet, at: int, profile: Profile) -> str | None:
    """What the header of a column means; None where the profile does not know it."""
    rules = profile.finances
    heads = [text for head in made.heads[at] if (text := without_unit(head, profile))] or list(made.heads[at])
    whole = " ".join(heads)
    last = heads[-1] if heads else ""
    row = rules.row_terms.exact(last)
    return row or rules.column_terms.exact(whole) or rules.column_terms.within(whole) or rules.row_terms.within(last)


def _column(made: Sheet, at: int, profile: Profile) -> AmountColumn:
    heads = [head for head in made.heads[at] if without_unit(head, profile)] or list(made.heads[at])
    label = " ".join(heads)
    found = years(label)
    key = _known(made, at, profile) or "other"
    return AmountColumn(
        key=cast("ColumnKey", key),
        label=label,
        at=at + 1,
        year=found[-1] if found else None,
        group=" ".join(heads[:-1]),
    )


def without_unit(text: str, profile: Profile) -> str:
    """A header without what it says of the unit; empty where it says nothing else (`Bedragen x € 1.000`)."""
    words = profile.finances.words
    bare = re.sub(r"\([^()]*\)", lambda inner: "" if unit_in(inner[0], words) else inner[0], text).strip()
    unit = unit_in(bare, words)
    parts = bare.split()
    if unit is not None:
        # The last words that say it: of those that state this unit, the fewest.
        cuts = (at for at in range(len(parts) - 1, -1, -1) if unit_in(" ".join(parts[at:]), words) == unit)
        parts = parts[: next(cuts, len(parts))]
    bare = " ".join(parts)
    return "" if unit_in(text, words) and profile.finances.column_terms.exact(bare) == "amount" else bare


def unit_of(made: Sheet, profile: Profile, around: Sequence[str]) -> int | None:
    """The unit that the caption, the header, the head of a group or the lines around the table state."""
    heads = [f"({head})" for column in made.heads for head in column]
    inside = [line.texts[0] for line in made.body if not any(line.texts[1:])]
    for text in (inline_text(made.table.caption), *heads, *inside, *around):
        if (unit := unit_in(text, profile.finances.words)) is not None:
            return unit
    return None
