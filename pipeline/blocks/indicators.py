"""Tables of indicators: what is measured, in which unit, when, by whom, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from pipeline.blocks.amounts import understand
from pipeline.blocks.grid import Line
from pipeline.blocks.sheet import Sheet, sheet, with_role
from pipeline.content import Cell, Node, Table, is_empty
from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.terms import YEAR


class ValueColumn(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A column of figures: measured ones or those aimed at. `at` is the column of the table as written, from 1."""

    key: Literal["value", "target"]
    label: str
    at: int
    year: int | None = None


class Measure(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A figure as written, and its value; None where no number stands (`NB`). A percentage counts in percents."""

    text: str
    value: Decimal | None = None


class Indicator(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One indicator: what the row says of it, and a figure for each column.

    A field is None where the table has no such column. `group` is the row above that heads it; `at` the row of the
    table as written, from 1.
    """

    name: str
    values: tuple[Measure, ...]
    at: int
    unit: str | None = None
    period: str | None = None
    source: str | None = None
    group: str | None = None


class IndicatorTable(Node, frozen=True):
    """The indicators of one table, in source order, and the table as it was `written`."""

    columns: tuple[ValueColumn, ...]
    rows: tuple[Indicator, ...]
    written: Table

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be seen."""
        return is_empty((self.written,))

    def present(self, _labels: Labels) -> Table:
        """Lower to the table as written, its figures marked as such."""
        return self.written


def recognise(table: Table, profile: Profile, *, expected: bool = False) -> IndicatorTable | None:
    """The table of indicators that a table is; None where it is another.

    It is one where a column names the indicators and another holds figures, and where one more is known (unit, source,
    year). Where indicators are `expected`, the first column names them without saying so.
    """
    if not profile.indicators.column_terms:
        return None
    made = sheet(
        table,
        lambda text: _figure(text, profile).value is not None or _blank(text, profile),
        lambda text: profile.indicators.column_terms.exact(text) is not None,
    )
    if made is None:
        return None
    keys = _keys(made, profile, expected=expected)
    if keys is None:
        return None
    columns = tuple(
        ValueColumn("target" if key == "target" else "value", made.label(at), at + 1, _year(made.label(at)))
        for at, key in enumerate(keys)
        if key in {"value", "target"}
    )
    rows = _rows(made, keys, columns, profile)
    figures = {(row.at - 1, column.at - 1) for row in rows for column in columns}
    written = with_role(made.table, lambda row, column, cell: _with_role(cell, is_figure=(row, column) in figures))
    return IndicatorTable(columns, rows, written) if rows else None


def _keys(made: Sheet, profile: Profile, *, expected: bool) -> list[str] | None:
    """What each column means; None where the table is not one of indicators."""
    terms = profile.indicators.column_terms
    known = [_key(made, at, profile) for at in range(made.width)]
    if "name" not in known:
        if not expected or known[0] is not None:
            return None
        known[0] = "name"
    if known.count("name") > 1:
        return None
    keys = [key or ("value" if _holds_figures(made, at, profile) else "other") for at, key in enumerate(known)]
    if not any(key in {"value", "target"} and _holds_figures(made, at, profile) for at, key in enumerate(keys)):
        return None
    told = sum(1 for at, key in enumerate(known) if key not in {None, "name", "other"} or YEAR.search(made.label(at)))
    names_itself = any(terms.exact(head) == "name" for head in made.heads[known.index("name")])
    return keys if told or names_itself else None


def _key(made: Sheet, at: int, profile: Profile) -> str | None:
    """What a column means by what heads it; a column of years as such (`Jaar`) is the period."""
    terms = profile.indicators.column_terms
    key = terms.exact(made.label(at)) or next(
        (found for head in reversed(made.heads[at]) if (found := terms.exact(head))), None
    )
    if key is None and (begun := terms.begins(made.label(at))) and begun[0] in {"value", "target", "name", "unit"}:
        key = begun[0]
    return key


def _holds_figures(made: Sheet, at: int, profile: Profile) -> bool:
    texts = [text for line in made.body if not line.is_group and (text := line.texts[at])]
    figures = [_figure(text, profile) for text in texts]
    counted = sum(
        1 for text, figure in zip(texts, figures, strict=True) if figure.value is not None or _blank(text, profile)
    )
    return bool(texts) and counted * 2 > len(texts) and any(figure.value is not None for figure in figures)


def _blank(text: str, profile: Profile) -> bool:
    return profile.indicators.unknown_terms.exact(text) is not None or not any(map(str.isalnum, text))


def _figure(text: str, profile: Profile) -> Measure:
    plain = text.strip().removesuffix("%").strip()
    return Measure(text, understand(plain.lstrip("<>≤≥±~ ").strip(), profile.finances.words))


def _rows(made: Sheet, keys: Sequence[str], columns: Sequence[ValueColumn], profile: Profile) -> tuple[Indicator, ...]:
    rows: list[Indicator] = []
    group: str | None = None
    name_at = keys.index("name")
    for line in made.body:
        texts = line.texts
        if line.is_group or (not any(texts[column.at - 1] for column in columns) and _is_alone(line, name_at)):
            group = texts[0] or texts[name_at]
            continue
        told = {key: texts[at] for at, key in enumerate(keys) if key in {"unit", "period", "source"}}
        rows.append(
            Indicator(
                name=texts[name_at],
                values=tuple(_figure(texts[column.at - 1], profile) for column in columns),
                at=line.number,
                group=group,
                **told,
            )
        )
    return tuple(rows)


def _is_alone(line: Line, at: int) -> bool:
    """Whether nothing but the name stands in a row."""
    return all(not text for column, text in enumerate(line.texts) if column != at)


def _year(label: str) -> int | None:
    found = YEAR.findall(label)
    return int(found[-1]) if found else None


def _with_role(cell: Cell, *, is_figure: bool) -> Cell:
    if is_figure and not is_empty(cell.content) and cell.role in {"data", "row-header"}:
        return Cell(cell.content, cell.colspan, cell.rowspan, "number", cell.tone, cell.ref)
    return cell
