"""Numbers as a spreadsheet's format code shows them."""

import pytest

from pipeline.ingest.word.numberformat import shown


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("0.12345678", "0%", "12%"),
        ("0.125", "0.0%", "12,5%"),
        ("-0.125", "0%", "-13%"),
        ("-0.001", "0%", "0%"),
        ("1234567.891", "#,##0", "1.234.568"),
        ("1234567.891", "#,##0.00", "1.234.567,89"),
        ("1234567.891", "0.0,,", "1,2"),
        ("1234567.891", '#,##0.0,, "mln"', "1,2 mln"),
        ("0.5", "#.##", ",5"),
        ("5", "0.##", "5"),
        ("5", "000", "005"),
        ("0", "#", ""),
        ("1234.5", '"€"\\ #,##0', "€ 1.235"),
        ("1234.5", "[$€-413] #,##0.00", "€ 1.234,50"),
        ("1234.5", '_ "€"* #,##0.00_ ;_ "€"* -#,##0.00_ ', "€1.234,50"),
        ("-1234.5", '_ "€"* #,##0.00_ ;_ "€"* -#,##0.00_ ', "€-1.234,50"),
        ("-3", "0;[Red](0)", "(3)"),
        ("0", '0;-0;"geen"', "geen"),
        ("12345", "0.00E+00", "1,23E+04"),
        ("0.00012", "0.0E+00", "1,2E-04"),
        ("0.30000000000000004", "General", "0,3"),
        ("0.30000000000000004", "", "0,3"),
        ("1E-12", "General", "0,000000000001"),
        ("-1200000", "General", "-1200000"),
        ("7.5", 'General" fte"', "7,5 fte"),
        ("0.5", "# ?/?", "0,5"),
        ("0.5", "[>=1]0;0.0", "0,5"),
        ("0.5", "[h]:mm", "0,5"),
        ("45292", "d-m-yyyy", "1-1-2024"),
        ("45292.75", "dd/mm/yy hh:mm:ss", "01/01/24 18:00:00"),
        ("45292.75", "h:mm AM/PM", "6:00 PM"),
        ("45292", "mmm-yy", "2024-01"),
        ("45292", "d mmmm yyyy", "2024-01-01"),
        ("-1", "d-m-yyyy", "-1"),
        ("Wegen", "0%", "Wegen"),
        ("NaN", "0%", "NaN"),
        ("1E+300", "0.00", "1E+300"),
        ("1E-300", "General", "1E-300"),
        ("12", "0." + "0" * 40, "12"),
        ("12", "0" + "%" * 40, "12"),
    ],
)
def test_a_number_is_told_as_its_format_says(value: str, code: str, expected: str) -> None:
    assert shown(value, code, "nl-NL") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en-GB", "1,234.5"), ("", "1,234.5"), ("fr", "1\u00a0234,5"), ("NL", "1.234,5")]
)
def test_the_marks_are_those_of_the_language(language: str, expected: str) -> None:
    assert shown("1234.5", "#,##0.0", language) == expected


def test_days_may_be_counted_from_1904() -> None:
    assert shown("43830", "yyyy-mm-dd", since_1904=True) == "2024-01-01"
