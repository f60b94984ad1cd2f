"""Tables of figures in their place: what stands around a table says whether its amounts are thousands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline import taakvelden
from pipeline.blocks import indicators, ledger
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import Content, Paragraph, Table, content_text, is_blank
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.profile import Profile

_MONEY_KINDS: Final = frozenset({"finances", "investments"})
_INDICATOR_KIND: Final = "indicators"
_LINE: Final = 160
"""A longer paragraph above or below a table is prose, and states no unit."""


class Where(msgspec.Struct, frozen=True):
    """Where content stands: in which kind of block, and under which titles."""

    kind: str = ""
    titles: tuple[str, ...] = ()


def recognise(
    table: Table, profile: Profile, where: Where, beside: Sequence[Content]
) -> FinancialTable | IndicatorTable | None:
    """The financial table or table of indicators that a table is; None where it is another.

    `beside` is what stands around it, the nearest first (`nearest`).
    """
    found = indicators.recognise(table, profile, expected=where.kind == _INDICATOR_KIND)
    if found is not None:
        return found
    lines = (content_text((node,)) for node in beside if isinstance(node, Paragraph))
    texts = (*(line for line in lines if len(line) <= _LINE), *reversed(where.titles))
    return ledger.recognise(table, profile, ledger.Around(texts, expected=where.kind in _MONEY_KINDS))


def nearest(contents: Sequence[Content | None], at: int) -> tuple[Content, ...]:
    """What stands right above and right below, then further above; empty paragraphs do not count, None is a border.

    What is said of amounts once holds for the tables below it, unless something nearer says otherwise.
    """
    above, below = _until_border(contents[:at][::-1]), _until_border(contents[at + 1 :])
    return (*above[:1], *below[:1], *above[1:])


def _until_border(contents: Sequence[Content | None]) -> list[Content]:
    filled = (node for node in contents if not isinstance(node, Paragraph) or not is_blank(content_text((node,))))
    return [node for node in takewhile(lambda node: node is not None, filled) if node is not None]


def place_of(place: Place, source: Content, table: FinancialTable) -> Place:
    """Where a table is: its first row, which is not the source's where a title stood above it."""
    above = len(source.rows) - len(table.written.rows) if isinstance(source, Table) else 0
    return replace(place, row=1 + max(above, 0), quote=quote(content_text((table.written,))))


def check_taakvelden(table: FinancialTable, place: Place, year: int | None, report: Report) -> None:
    """Report each policy field that is not on the list of the document's year, where there is one."""
    known = taakvelden.of_year(year) if year is not None else None
    for row in table.rows:
        if known is not None and row.taakveld and row.taakveld not in known.names:
            at = replace(place, row=place.row + row.at - 1, quote=quote(row.label))
            report(flaw(Code.TAAKVELD_UNKNOWN, at, text=row.label, taakveld=row.taakveld, year=known.year))
