"""A register as CSV that a Dutch Excel opens: UTF-8 with a mark, semicolons, a comma in decimals (RFC 4180 else)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Final

from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.registers.columns import Register, Row, Value, headers, standing

DELIMITER: Final = ";"
LINE_END: Final = "\r\n"
DECIMAL_MARK: Final = ","

# Excel knows the encoding by this mark alone, and asks else.
_MARK: Final = "\ufeff"
# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), also in the wide signs that it folds to
# plain ones, and behind blanks, which some leave out. An apostrophe of our own before it is undone by `plain`.
_FORMULA: Final = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
# A number as Dutch people write it: a minus before it makes no formula.
_NUMBER: Final = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")


def emit(register: Register, rows: Iterable[Row], publication: Publication | None, labels: Labels) -> bytes:
    """The rows with their header, in UTF-8."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=DELIMITER, lineterminator=LINE_END)
    writer.writerow(map(safe, headers(register, labels)))
    state = standing(publication)
    for row in rows:
        writer.writerow([*(_cell(column.value(row, labels)) for column in register.columns), state])
    return (_MARK + stream.getvalue()).encode()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what else would begin one."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain(cell: str) -> str:
    """The text that `safe` was given."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:f}".replace(".", DECIMAL_MARK)
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case str():
            return safe(value)
