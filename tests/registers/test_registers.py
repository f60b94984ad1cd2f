"""The registers: every action and amount once, in each format, as what it is."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import jsonschema
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import resources
from pipeline.entry import EntryAction
from pipeline.registers import EMITTERS, build, data, sheet
from pipeline.registers.columns import ACTIONS, AMOUNTS, REGISTERS, Register
from pipeline.registers.rows import ActionRow, AmountRow, actions, amounts, nowhere
from pipeline.registers.separated import plain, safe
from pipeline.validate import validate
from tests.registers.build import ACTION, AMOUNT, CONCEPT, DECIDED, GREEN, NL, SAFE, address
from tests.strategies import PROPERTY, texts

Cells = list[tuple[Any, ...]]


def made(*entries: Any, publication: Any = DECIDED) -> dict[str, bytes]:
    return dict(build(publication, entries or (GREEN, SAFE), NL, address))


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet_rows(data: bytes) -> Cells:
    return [
        tuple(cell.value for cell in row) for row in openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows()
    ]


def of_action(action: EntryAction) -> ActionRow:
    return next(iter(actions([replace(SAFE, actions=(action,))], NL, nowhere)))


# ------------------------------------------------------------------------------------ rows


def test_a_row_says_of_an_action_where_it_stands_and_what_it_means() -> None:
    first, second = actions([SAFE], NL, address)
    assert first == ActionRow(
        id="s--actions--1",
        document="Veilig",
        file="veilig.docx",
        programme="1 Veilig wonen",
        section="s-1",
        number="1.1",
        title="Wijken",
        objective="Minder overlast",
        description="Meer toezicht",
        type="Nieuw",
        owner="",
        planning="Q3 2026",
        planning_kind="quarter",
        start=date(2026, 7, 1),
        end=date(2026, 9, 30),
        status="groen",
        status_value="good",
        budget="€ 1.500",
        explanation=None,
        place="1 Veilig › Acties, tabel 1, rij 2",
        link="https://begroting.hoogwerve.nl/2026/veilig/s-1.html",
    )
    assert (second.programme, second.planning, second.place) == (None, None, "")


def test_an_amount_is_there_in_the_unit_of_its_table_and_in_euros() -> None:
    (row,) = amounts([SAFE], NL, nowhere)
    assert row == AmountRow(
        document="Veilig",
        file="veilig.docx",
        programme="1 Veilig wonen",
        section="s-1",
        number="1.1",
        title="Wijken",
        table="Wat mag het kosten?",
        row="Lasten",
        row_kind="expenses",
        column="Begroting 2026",
        column_key="budget",
        year=2026,
        text="-1.234,50",
        euros=Decimal("-1234500.00"),
        value=Decimal("-1234.50"),
        unit=1000,
        taakveld="0.10",
        link="",
    )


@pytest.mark.parametrize(
    ("changed", "value", "euros"),
    [
        ({"text": "p.m.", "value": None}, None, None),
        ({"column_key": "percentage"}, Decimal("-1234.50"), None),
        ({"unit": 1}, Decimal("-1234.50"), Decimal("-1234.50")),
    ],
)
def test_what_is_no_money_has_no_euros(changed: dict[str, Any], value: Decimal | None, euros: Decimal | None) -> None:
    (row,) = amounts([replace(SAFE, amounts=(replace(AMOUNT, **changed),))], NL, nowhere)
    assert (row.value, row.euros) == (value, euros)


def test_documents_stand_in_the_order_of_the_publication() -> None:
    later = replace(GREEN, actions=(replace(ACTION, id="g"),))
    rows = csv_rows(made(later, SAFE, publication=CONCEPT)["acties.csv"])
    assert [row[0] for row in rows[1:]] == ["Veilig", "Veilig", "Groen"]
    rows = csv_rows(made(SAFE, later, publication=None)["acties.csv"])
    assert [row[0] for row in rows[1:]] == ["Groen", "Veilig", "Veilig"]


def test_every_field_of_a_row_is_a_column_and_every_column_has_a_name_of_its_own() -> None:
    for register, row in ((ACTIONS, ActionRow), (AMOUNTS, AmountRow)):
        fields = {column.field for column in register.columns}
        # The id of a section is for programs, which have the JSON.
        assert fields == set(row.__struct_fields__) - {"section"}
        heads = csv_rows(made()[f"{register.name}.csv"])[0]
        assert len(set(heads)) == len(heads) == len(register.columns) + 1


# ------------------------------------------------------------------------------------ CSV


def test_a_csv_is_what_a_dutch_excel_opens() -> None:
    data = made()["bedragen.csv"]
    assert data.startswith(b"\xef\xbb\xbfDocument;Programma;")
    assert data.count(b"\r\n") == 2
    assert csv_rows(data)[1] == [
        *("Veilig", "1 Veilig wonen", "1.1", "Wijken", "Wat mag het kosten?", "Lasten", "lasten", "Begroting 2026"),
        *("begroting", "2026", "-1.234,50", "-1234500,00", "-1234,50", "1000", "0.10", "veilig.docx"),
        *("https://begroting.hoogwerve.nl/2026/veilig/s-1.html", "vastgesteld"),
    ]
    dates = csv_rows(made()["acties.csv"])[1][9:14]
    assert dates == ["kwartaal", "2026-07-01", "2026-09-30", "groen", "gaat goed"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\rx", " =1", "'=1", "＝1", "- 5", "--5"]
)
def test_a_text_of_a_csv_starts_no_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    row = csv_rows(made(replace(SAFE, actions=(replace(ACTION, description=text),)))["acties.csv"])[1]
    assert row[5] == f"'{text}"


@pytest.mark.parametrize("text", ["-1.234,56", "-5", "-0,5", "1.234", "p.m.", "'t Hof", "2e kwartaal", "a=b", ""])
def test_a_number_and_plain_words_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


@given(texts(12) | st.text("'=+-@ 1,.\t", max_size=5))
def test_what_was_made_safe_can_be_read_back(text: str) -> None:
    assert plain(safe(text)) == text
    assert safe(text)[:1] not in {"=", "@", "+", "\t", "\r"}


# ------------------------------------------------------------------------------------ workbook


def test_a_sheet_holds_numbers_and_dates_and_texts() -> None:
    files = made()
    assert sheet_rows(files["bedragen.xlsx"])[1] == (
        *("Veilig", "1 Veilig wonen", "1.1", "Wijken", "Wat mag het kosten?", "Lasten", "lasten", "Begroting 2026"),
        *("begroting", 2026, "-1.234,50", -1234500, -1234.5, 1000, "0.10", "veilig.docx"),
        *("https://begroting.hoogwerve.nl/2026/veilig/s-1.html", "vastgesteld"),
    )
    rows = sheet_rows(files["acties.xlsx"])
    assert rows[1][9:14] == ("kwartaal", datetime(2026, 7, 1), datetime(2026, 9, 30), "groen", "gaat goed")
    assert rows[2][9:14] == (None,) * 5
    assert list(rows[0]) == csv_rows(files["acties.csv"])[0]


def test_a_sheet_has_filters_and_a_header_that_stays() -> None:
    book = openpyxl.load_workbook(BytesIO(made(publication=CONCEPT)["acties.xlsx"]))
    (page,) = book.worksheets
    assert (page.title, page.freeze_panes, page.auto_filter.ref) == ("Acties", "A2", "A1:U3")
    assert page.print_title_rows == "$1:$1"
    assert page.column_dimensions["F"].width > page.column_dimensions["C"].width
    assert page["K2"].number_format == "dd-mm-yyyy"
    assert (page.oddHeader.left.text, page.oddHeader.right.text) == ("Programmabegroting 2026", "CONCEPT")
    assert page["S2"].hyperlink.target == "https://begroting.hoogwerve.nl/2026/veilig/s-1.html"
    assert book.properties.title == "Acties: Programmabegroting 2026"
    assert book.properties.creator == "Hoogwerve"
    assert book.properties.created == datetime(2026, 1, 1)
    assert "concept" in (book.properties.subject or "")


@PROPERTY
@given(texts())
def test_a_text_of_a_sheet_is_a_text_whatever_it_begins_with(text: str) -> None:
    entry = replace(SAFE, title=text, actions=(replace(ACTION, description=text, owner=text),))
    (_, row) = openpyxl.load_workbook(BytesIO(made(entry)["acties.xlsx"])).worksheets[0].iter_rows()
    # openpyxl gives text in inline escapes as it is written, and Excel folds no line end but these.
    for cell in (row[0], row[5], row[7]):
        assert cell.data_type in {"s", "n"}
        assert cell.data_type == "s" or cell.value is None
        assert (cell.value is None) == (text == "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "1", "https://x.nl", '=HYPERLINK("x")', "_x0041_"])
def test_no_text_becomes_a_formula_a_number_or_a_link(text: str) -> None:
    entry = replace(SAFE, actions=(replace(ACTION, description=text),))
    package = zipfile.ZipFile(BytesIO(made(entry)["acties.xlsx"]))
    page = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in page
    cell = openpyxl.load_workbook(BytesIO(made(entry)["acties.xlsx"])).worksheets[0]["F2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert openpyxl.utils.escape.unescape(cell.value) == text or cell.value == text


def test_the_same_rows_give_the_same_bytes_and_no_clock_is_in_them() -> None:
    first, second = made(), made()
    assert first == second
    package = zipfile.ZipFile(BytesIO(first["acties.xlsx"]))
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2025-11-06T00:00:00Z" in package.read("docProps/core.xml")


def test_a_text_that_no_cell_holds_is_cut_and_says_so() -> None:
    assert sheet.fitting("a" * sheet.CELL, "!") == "a" * sheet.CELL
    long = sheet.fitting("\U0001f600" * sheet.CELL, "!")
    assert long == "\U0001f600" * (sheet.CELL // 2 - 1 + sheet.CELL % 2) + "!"
    entry = replace(SAFE, actions=(replace(ACTION, description="a" * 40_000),))
    files = made(entry)
    assert str(sheet_rows(files["acties.xlsx"])[1][5]).endswith(NL("registers.cut"))
    assert csv_rows(files["acties.csv"])[1][5] == "a" * 40_000


def test_what_a_sheet_cannot_hold_goes_on_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "ROWS", 3)
    entry = replace(SAFE, actions=tuple(replace(ACTION, id=f"a{n}") for n in range(5)))
    book = openpyxl.load_workbook(BytesIO(made(entry)["acties.xlsx"]))
    assert [(page.title, page.max_row) for page in book.worksheets] == [("Acties", 3), ("Acties 2", 3), ("Acties 3", 2)]


def test_a_register_without_rows_is_a_header() -> None:
    files = made(GREEN, publication=None)
    assert len(sheet_rows(files["acties.xlsx"])) == len(csv_rows(files["acties.csv"])) == 1
    assert json.loads(files["acties.json"])["actions"] == []


@pytest.mark.parametrize("value", [Decimal("1e400"), Decimal("1e-20"), Decimal(0)])
def test_no_number_stops_a_sheet(value: Decimal) -> None:
    (_, row) = sheet_rows(made(replace(SAFE, amounts=(replace(AMOUNT, value=value, unit=1),)))["bedragen.xlsx"])
    assert Decimal(row[12]) == pytest.approx(value) if value < 1 else row[12] == str(value)


# ------------------------------------------------------------------------------------ JSON


def test_json_says_what_is_written_and_what_it_means() -> None:
    told = json.loads(made()["bedragen.json"], parse_float=Decimal)
    assert told == {
        "register": "amounts",
        "schemaVersion": "1.0",
        "publication": {
            "title": "Programmabegroting 2026",
            "municipality": "Hoogwerve",
            "year": 2026,
            "kind": "programmabegroting",
            "status": "vastgesteld",
            "date": "2025-11-06",
        },
        "amounts": [
            {
                "document": "Veilig",
                "file": "veilig.docx",
                "programme": "1 Veilig wonen",
                "section": "s-1",
                "number": "1.1",
                "title": "Wijken",
                "table": "Wat mag het kosten?",
                "row": "Lasten",
                "rowKind": "expenses",
                "column": "Begroting 2026",
                "columnKey": "budget",
                "year": 2026,
                "text": "-1.234,50",
                "euros": Decimal("-1234500.00"),
                "value": Decimal("-1234.50"),
                "unit": 1000,
                "taakveld": "0.10",
                "link": "https://begroting.hoogwerve.nl/2026/veilig/s-1.html",
            }
        ],
    }


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_json_fits_its_schema_and_what_does_not_is_told(register: Register) -> None:
    schema = json.loads(resources.schema(resources.REGISTER_JSON_SCHEMA.format(key=register.key)))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for publication in (None, CONCEPT, DECIDED):
        made_json = made(publication=publication)[f"{register.name}.json"]
        validator.validate(json.loads(made_json))
        assert validate(made_json, "x.json") == ()
    told = json.loads(made_json)
    for key in ("register", "schemaVersion", register.key):
        less = {name: value for name, value in told.items() if name != key}
        assert not validator.is_valid(less), key
        assert validate(json.dumps(less).encode(), "x.json") != () or key == "register"
    assert [error.reason for error in validate(json.dumps({**told, "schemaVersion": "2.0"}).encode(), "x.json")] == [
        "schema-version"
    ]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_the_schema_in_the_repo_is_that_of_the_types(register: Register) -> None:
    kept = resources.schema(resources.REGISTER_JSON_SCHEMA.format(key=register.key))
    assert kept == data.schema(register), "run: make schemas"


def test_every_format_is_made_of_every_register() -> None:
    assert set(made()) == {f"{register.name}{extension}" for register in REGISTERS for extension in EMITTERS}
