"""A register as a workbook (XLSX): numbers and dates that are some, a header that stays, filters, and no formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from math import isfinite
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.emit import dates
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.registers.columns import Kind, Register, Row, Value, headers, standing

# What Excel holds (its "specifications and limits"): rows of a sheet, UTF-16 units of a cell, links of a sheet, and
# characters of a link.
ROWS: Final = 1_048_576
CELL: Final = 32_767
_LINKS: Final = 65_530
_LINK: Final = 2_079
# The first day that its calendar knows.
_FIRST_DAY: Final = date(1900, 1, 1)

_A4: Final = 9
_STANDING_WIDTH: Final = 14
_TITLE: Final = 100
_HEAD: Final = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8E8E8", "bottom": 1}
_TEXT: Final = {"text_wrap": True, "valign": "top"}
_FORMATS: Final[Mapping[Kind, str]] = {
    "text": "@",
    "link": "@",
    "date": "dd-mm-yyyy",
    "integer": "0",
    "number": "General",
    "euros": "#,##0.00",
}


def emit(register: Register, rows: Iterable[Row], publication: Publication | None, labels: Labels) -> bytes:
    """The rows on a sheet; on further ones where there are more than a sheet holds. The same bytes for equal rows."""
    data = BytesIO()
    # In memory, for then every part of the package is of 1 January 1980, and no temporary file is made.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(data, options) as book:
        book.set_properties(_properties(register, publication, labels))
        formats = {kind: book.add_format({**_TEXT, "num_format": code}) for kind, code in _FORMATS.items()}
        head = book.add_format(_HEAD)
        name = register.title(labels)
        for number, part in enumerate(_parts(rows), 1):
            sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
            _lay_out(sheet, register, publication, labels)
            for across, text in enumerate(headers(register, labels)):
                sheet.write_string(0, across, text, head)
            _fill(sheet, register, part, formats, standing(publication), labels)
            sheet.autofilter(0, 0, max(1, len(part)), len(register.columns))
    return data.getvalue()


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows sheet by sheet; one empty sheet where there are none."""
    left = iter(rows)
    yield list(islice(left, ROWS - 1))
    while part := list(islice(left, ROWS - 1)):
        yield part


# --------------------------------------------------------------------------- how it looks, and what it is of


def _properties(register: Register, publication: Publication | None, labels: Labels) -> dict[str, object]:
    known = publication or Publication()
    day = known.date or (date(known.year, 1, 1) if known.year else dates.UNDATED)
    return {
        "title": ": ".join(filter(None, (register.title(labels), known.title))),
        "subject": _stands(publication, labels),
        "author": known.municipality,
        "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
    }


def _stands(publication: Publication | None, labels: Labels) -> str:
    if publication is None:
        return ""
    if publication.decided is None:
        return labels("standing.concept-sentence")
    return labels("standing.decided-sentence", date=dates.in_words(publication.decided, labels))


def _lay_out(sheet: Worksheet, register: Register, publication: Publication | None, labels: Labels) -> None:
    """How a sheet looks and prints: the header stays, and each sheet of paper says what it is of and how it stands."""
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(register.columns):
        sheet.set_column(at, at, column.width)
    sheet.set_column(len(register.columns), len(register.columns), _STANDING_WIDTH)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if publication is not None:
        # An ampersand is a command there (ECMA-376-1, 18.3.1.46), and 255 characters are all that it holds.
        title = publication.title[:_TITLE].replace("&", "&&")
        word = labels("standing.concept") if publication.is_concept else ""
        sheet.set_header(f"&L{title}&R{word}")
    sheet.set_footer("&R&P / &N")


# --------------------------------------------------------------------------- cells


def _fill(
    sheet: Worksheet,
    register: Register,
    rows: Sequence[Row],
    formats: Mapping[Kind, Format],
    state: str,
    labels: Labels,
) -> None:
    for down, row in enumerate(rows, 1):
        for across, column in enumerate(register.columns):
            # Of links a sheet holds some 65,000; the rest is text.
            kind: Kind = "text" if column.kind == "link" and down > _LINKS else column.kind
            _write(sheet, (down, across), column.value(row, labels), kind, formats[kind], labels)
        if state:
            sheet.write_string(down, len(register.columns), state, formats["text"])


def _write(sheet: Worksheet, at: tuple[int, int], value: Value, kind: Kind, look: Format, labels: Labels) -> None:
    """One cell. Texts are written as texts, by name: whatever they begin with, they are no formula and no number."""
    match value:
        case None | "":
            pass
        case Decimal() | int() if isfinite(float(value)):
            sheet.write_number(*at, float(value), look)
        case date() if value >= _FIRST_DAY:
            sheet.write_datetime(*at, datetime(value.year, value.month, value.day), look)
        case Decimal() | int() | date():  # beyond what Excel can count, or before its calendar
            sheet.write_string(*at, str(value), look)
        case str() if kind == "link" and value.startswith(("https://", "http://")) and len(value) <= _LINK:
            sheet.write_url(*at, value, look, value)
        case str():
            sheet.write_string(*at, fitting(value, labels("registers.cut")), look)


def fitting(text: str, mark: str) -> str:
    """A text that a cell can hold; what is longer is cut, and says so."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL:
        return text
    return units[: 2 * (CELL - len(mark))].decode("utf-16-le", "ignore") + mark
