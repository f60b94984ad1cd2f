"""Which tables are financial, and what their rows and columns mean.

Conservative: a table with figures is financial only where its columns are those of a budget, and its rows or its unit
are those of money too. Everything else stays the table that it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, cast

import msgspec

from pipeline import taakvelden
from pipeline.blocks.amountcolumns import Signed, columns_of, is_open, unit_of, without_unit
from pipeline.blocks.amounts import Amount, sense_of, understand
from pipeline.blocks.financial import AmountColumn, FinancialRow, FinancialTable, RowKind
from pipeline.blocks.grid import Line
from pipeline.blocks.sheet import Sheet, sheet, with_role
from pipeline.content import Cell, Table, content_text, inline_text
from pipeline.profile import Profile

_CODE: Final = re.compile(r"\s*(?P<code>\d\.\d{1,3})\s*[.:–-]?\s+(?=\D)|\s*(?P<alone>\d\.\d{1,3})\s*$")
_NUMBER: Final = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)]?|[A-Za-z][.)]|[-–•+])\s+")


class Around(msgspec.Struct, frozen=True):
    """What stands around a table: `texts` above and below it that may state its unit, and whether money is expected."""

    texts: tuple[str, ...] = ()
    expected: bool = False


NOWHERE: Final = Around()


def recognise(table: Table, profile: Profile, around: Around = NOWHERE) -> FinancialTable | None:
    """The financial table that a table is, without an id; None where it is another."""
    rules = profile.finances
    if not rules.column_terms or not table.rows:
        return None
    made = sheet(
        table,
        lambda text: understand(text, rules.words) is not None or is_open(text, rules.words),
        lambda text: rules.column_terms.within(text) is not None or rules.row_terms.exact(text) is not None,
    )
    if made is None:
        return None
    found = columns_of(made, profile)
    if not found:
        return None
    columns = tuple(column for column, _ in found)
    unit = unit_of(made, profile, around.texts)
    rows = _rows(made, found, profile)
    if not _is_financial(made, columns, rows, profile, stated=unit is not None, expected=around.expected):
        return None
    scaled = _in_unit(rows, unit or 1, profile)
    return FinancialTable("", unit or 1, columns, scaled, _written(made, columns, rows, profile))


# --------------------------------------------------------------------------- rows


def _rows(made: Sheet, columns: Sequence[Signed], profile: Profile) -> tuple[FinancialRow, ...]:
    first = min(column.at for column, _ in columns) - 1
    coded = _speaks_of_taakvelden(made, profile)
    heads = [made.label(column.at - 1) for column, _ in columns]
    rows = [
        _row(line, first, columns, profile)
        for line in made.body
        if [line.texts[column.at - 1] for column, _ in columns] != heads  # the header again, on the next page
        and (any(line.texts[1:]) or without_unit(line.texts[0], profile))  # a row that states the unit
    ]
    codes = [(_code(row.label, profile), row) for row in rows]
    known = taakvelden.latest()
    sure = coded or any(
        code and (_word_of_taakveld(row.label, profile) or known.is_named(code, row.label)) for code, row in codes
    )
    return tuple(msgspec.structs.replace(row, taakveld=code) if sure else row for code, row in codes)


def _row(line: Line, first: int, columns: Sequence[Signed], profile: Profile) -> FinancialRow:
    texts = line.texts
    label = _label(line, first)
    amounts = () if line.is_group else tuple(_amount(texts, column, sense, profile) for column, sense in columns)
    if not any(amount.text for amount in amounts):
        return FinancialRow(label, "group", (), line.number)
    kind, is_total = row_kind(label, profile)
    return FinancialRow(label, kind, amounts, line.number, is_total)


def _label(line: Line, first: int) -> str:
    """What names a row: the words before its first amount, less those that a cell from above says for several rows."""
    texts = [text if any(map(str.isalnum, text)) else "" for text in line.texts[:first]]  # a column may be all `€`
    said = [text for at, text in enumerate(texts) if text and at not in line.continued]
    if not said:
        said = [text for text in texts if text][-1:]
    if len(said) > 1 and not re.fullmatch(r"[\d.]+|[A-Z]\d*|\W+", said[0]):
        own = [
            text for at, text in enumerate(texts) if text and at not in line.continued and line.cells[at].rowspan == 1
        ]
        said = own or said
    return " ".join(said)


def _amount(texts: Sequence[str], column: AmountColumn, sense: int | None, profile: Profile) -> Amount:
    words = profile.finances.words
    text = texts[column.at - 1]
    value = understand(text, words)
    if value is not None and sense is not None and (sign := sense_of(texts[sense], words)):
        value = value.copy_abs().copy_negate() if sign < 0 and value else value.copy_abs()
    return Amount(text, value)


def row_kind(label: str, profile: Profile) -> tuple[RowKind, bool]:
    """What a row means by its label, and whether the label says that it sums up."""
    terms = profile.finances.row_terms
    code = _CODE.match(label) or _NUMBER.match(label)
    plain = label[code.end() :] if code and code.end() < len(label) else label
    plain = re.sub(r"\([^()]*\)\s*$", "", plain)
    exact = terms.exact(plain)
    if exact is not None and exact != "total":
        return cast("RowKind", exact), terms.begins(plain) is not None and _begins_total(plain, profile)
    if _begins_total(plain, profile):
        begun = terms.begins(plain)
        rest = begun[1] if begun else ""
        inner = terms.exact(rest) or ((found := terms.begins(rest)) and found[0])
        return cast("RowKind", inner or "total"), True
    begun = terms.begins(plain)
    return (cast("RowKind", begun[0]), False) if begun else ("other", False)


def _begins_total(text: str, profile: Profile) -> bool:
    """Whether a label begins with a word for a total."""
    totals = {term.casefold() for term in profile.finances.rows.get("total", ())}
    first = text.casefold().split(maxsplit=1)
    return bool(first) and first[0].strip(":") in totals


def _word_of_taakveld(label: str, profile: Profile) -> str:
    """The word for a policy field that a label begins with (`Taakveld 1.1`); empty where it begins otherwise."""
    first, _, rest = label.partition(" ")
    return first if rest and profile.finances.other_terms.exact(first) == "taakveld" else ""


def _code(label: str, profile: Profile) -> str | None:
    found = _CODE.match(label.removeprefix(_word_of_taakveld(label, profile)))
    return (found["code"] or found["alone"]) if found else None


def _speaks_of_taakvelden(made: Sheet, profile: Profile) -> bool:
    """Whether the table itself says that its rows are policy fields."""
    terms = profile.finances.other_terms
    heads = (head for column in made.heads for head in column)
    return any(terms.within(text) == "taakveld" for text in (*heads, inline_text(made.table.caption)))


def _in_unit(rows: Sequence[FinancialRow], unit: int, profile: Profile) -> tuple[FinancialRow, ...]:
    """The rows with amounts that name a scale of their own (`€ 1,2 mln`) in the unit of the table."""
    if unit == 1:
        return tuple(rows)
    scales = profile.finances.words.scales

    def scaled(amount: Amount) -> Amount:
        last = amount.text.casefold().split()[-1:] if amount.value is not None else []
        named = last and last[0].rstrip(".") in scales
        return Amount(amount.text, amount.value / unit) if named and amount.value is not None else amount

    return tuple(msgspec.structs.replace(row, amounts=tuple(scaled(amount) for amount in row.amounts)) for row in rows)


# --------------------------------------------------------------------------- is it one?


def _is_financial(
    made: Sheet,
    columns: Sequence[AmountColumn],
    rows: Sequence[FinancialRow],
    profile: Profile,
    *,
    stated: bool,
    expected: bool,
) -> bool:
    """Whether columns and rows are those of money.

    Known columns (or years) are needed, and besides one of these: a row of income, expenses, a balance, reserves or a
    result; a stated unit; the sign of the euro; a block in which money is expected.
    """
    terms = profile.finances.other_terms
    spoken = (inline_text(made.table.caption), *(head for column in made.heads for head in column))
    if any(terms.within(text) == "not-money" for text in spoken):
        return False
    if not any(amount.value is not None for row in rows for amount in row.amounts):
        return False
    amounts = [amount for row in rows for amount in row.amounts if amount.text]
    budget = sum(1 for column in columns if column.key not in {"other", "amount"})
    known = sum(1 for column in columns if column.key != "other")
    money = sum(1 for row in rows if row.kind in _MONEY)
    columns_of_money = sum(1 for column in columns if column.key in _MONEY)
    euros = sum(1 for amount in amounts if "€" in amount.text)
    if budget:
        return bool(money) or stated or expected or columns_of_money > 1 or euros * 2 > len(amounts)
    if known:
        return bool(money) or expected
    return money > 1 or (stated and (money > 0 or expected))


_MONEY: Final = frozenset({"income", "expenses", "balance", "reserve-in", "reserve-out", "reserves", "result"})


def _written(made: Sheet, columns: Sequence[AmountColumn], rows: Sequence[FinancialRow], profile: Profile) -> Table:
    """The table as written, each amount marked as a number, or as a total where its row sums up."""
    at = {column.at - 1 for column in columns}
    summed = {row.at - 1 for row in rows if row.is_total or row.kind in _SUMMED}
    heads = {row.at - 1 for row in rows if row.kind == "group"}
    first = min(at)
    words = profile.finances.words

    def role(row: int, column: int, cell: Cell) -> Cell:
        text = content_text(cell.content).strip()
        if row in heads and cell.role != "header" and cell.rowspan == 1:
            return msgspec.structs.replace(cell, role="row-header")
        if not text or cell.role == "header":
            return cell
        if column in at and (understand(text, words) is not None or is_open(text, words) or text[0].isdigit()):
            return msgspec.structs.replace(cell, role="total" if row in summed else "number")
        if column < first and cell.role == "data":
            return msgspec.structs.replace(cell, role="row-header")
        return cell

    return with_role(made.table, role)


_SUMMED: Final = frozenset({"balance", "result", "total"})
