"""The registers: which there are, and the columns that each has as a sheet and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import msgspec

from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.registers.rows import ActionRow, Address, AmountRow, actions, amounts

Kind = Literal["text", "link", "date", "integer", "number", "euros"]
Value: TypeAlias = str | date | int | Decimal | None
Row: TypeAlias = ActionRow | AmountRow


class Column(msgspec.Struct, frozen=True):
    """A column: the `field` of a row, what its cells hold, and how many characters wide it is in a sheet.

    `words` says that its values are the model's own, which people read as labels (`registers.<words>-<value>`).
    """

    field: str
    width: int
    kind: Kind = "text"
    words: str = ""

    def header(self, labels: Labels) -> str:
        """What stands above it."""
        return labels(f"registers.column-{self.field.replace('_', '-')}")

    def value(self, row: Row, labels: Labels) -> Value:
        """What stands in a cell of it."""
        value: Value = getattr(row, self.field)
        key = f"registers.{self.words}-{value}"
        return labels(key) if self.words and value and labels.has(key) else value


class Register(msgspec.Struct, frozen=True):
    """A register: the `name` of its files, the `key` of its rows in JSON, its columns and how its rows are found.

    `unique` are the fields that no two rows have in common; none where rows may be alike.
    """

    name: str
    key: str
    columns: tuple[Column, ...]
    rows: Callable[[Iterable[Entry], Labels, Address], Iterator[Row]]
    unique: tuple[str, ...] = ()

    def title(self, labels: Labels) -> str:
        """What it is called."""
        return labels(f"registers.title-{self.key}")


STANDING: Final = "standing"
"""The last column of every register: a sheet or a table that has been copied still says that it is a concept."""

_WHERE: Final = (
    Column("document", 28),
    Column("programme", 28),
    Column("number", 10),
    Column("title", 32),
)
_WHENCE: Final = (Column("file", 26), Column("link", 40, "link"))

ACTIONS: Final = Register(
    "acties",
    "actions",
    (
        *_WHERE,
        Column("objective", 40),
        Column("description", 60),
        Column("type", 14),
        Column("owner", 18),
        Column("planning", 18),
        Column("planning_kind", 12, words="planning"),
        Column("start", 12, "date"),
        Column("end", 12, "date"),
        Column("status", 16),
        Column("status_value", 16, words="status"),
        Column("budget", 16),
        Column("explanation", 40),
        Column("place", 40),
        *_WHENCE,
        Column("id", 30),
    ),
    actions,
    unique=("file", "id"),
)
AMOUNTS: Final = Register(
    "bedragen",
    "amounts",
    (
        *_WHERE,
        Column("table", 28),
        Column("row", 40),
        Column("row_kind", 18, words="row"),
        Column("column", 22),
        Column("column_key", 18, words="amount"),
        Column("year", 8, "integer"),
        Column("text", 16),
        Column("euros", 18, "euros"),
        Column("value", 14, "number"),
        Column("unit", 10, "integer"),
        Column("taakveld", 10),
        *_WHENCE,
    ),
    amounts,
)
REGISTERS: Final = (ACTIONS, AMOUNTS)


def headers(register: Register, labels: Labels) -> list[str]:
    """The header row of a register."""
    return [*(column.header(labels) for column in register.columns), labels(f"registers.column-{STANDING}")]


def standing(publication: Publication | None) -> str:
    """How a publication stands, in a word; empty for documents that are part of none."""
    return publication.status if publication else ""
