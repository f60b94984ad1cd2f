"""When: every notation that was seen, and some that were not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks.planning import is_all, understand
from pipeline.blocks.spelling import typos
from pipeline.blocks.times import Span
from tests.builders import NL


def span(kind: str, start: str = "", end: str = "") -> Span:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    return Span(kind, *days)  # type: ignore[arg-type]


SEEN = {
    "Q3 2024": span("quarter", "2024-07-01", "2024-09-30"),
    "Q1 en Q2 2024": span("quarter", "2024-01-01", "2024-06-30"),
    "Q2/3 2024": span("quarter", "2024-04-01", "2024-09-30"),
    "1e kwartaal van 2024": span("quarter", "2024-01-01", "2024-03-31"),
    "4e kwartaal 2024": span("quarter", "2024-10-01", "2024-12-31"),
    "3e/4e kwartaal 2025": span("quarter", "2025-07-01", "2025-12-31"),
    "het derde kwartaal van 2023": span("quarter", "2023-07-01", "2023-09-30"),
    "laatste kwartaal van 2023": span("quarter", "2023-10-01", "2023-12-31"),
    "Q3-2023": span("quarter", "2023-07-01", "2023-09-30"),
    "2023 Q3": span("quarter", "2023-07-01", "2023-09-30"),
    "III-2023": span("quarter", "2023-07-01", "2023-09-30"),
    "het derde kwartaal": span("quarter"),
    "Q4": span("quarter"),
    "eind 2024": span("period", "2024-10-01", "2024-12-31"),
    "begin 2025": span("period", "2025-01-01", "2025-03-31"),
    "eind 2025 gereed": span("period", "2025-10-01", "2025-12-31"),
    "in de loop van 2025": span("year", "2025-01-01", "2025-12-31"),
    "voor de zomer van 2026": span("period", "", "2026-06-30"),
    "na de zomer": span("period"),
    "na de zomer van 2026": span("period", "2026-09-01", ""),
    "2023-2026": span("period", "2023-01-01", "2026-12-31"),
    "2023 e.v.": span("period", "2023-01-01", ""),
    "vanaf 2024": span("period", "2024-01-01", ""),
    "februari 2024": span("month", "2024-02-01", "2024-02-29"),
    "feb. 2023": span("month", "2023-02-01", "2023-02-28"),
    "mei-juni 2024": span("month", "2024-05-01", "2024-06-30"),
    "09-2024": span("month", "2024-09-01", "2024-09-30"),
    "1 april 2024": span("date", "2024-04-01", "2024-04-01"),
    "24-07-2023": span("date", "2023-07-24", "2023-07-24"),
    "2023-07-24": span("date", "2023-07-24", "2023-07-24"),
    "31 februari 2023": span("unknown"),
    "29 februari": span("date"),
    "2023": span("year", "2023-01-01", "2023-12-31"),
    "heel 2023": span("year", "2023-01-01", "2023-12-31"),
    "gereed": span("done"),
    "doorlopend": span("ongoing"),
    "continu": span("ongoing"),
    "structureel": span("ongoing"),
    "jaarlijks": span("ongoing"),
    "n.t.b.": span("unknown"),
    "p.m.": span("unknown"),
    "febuari": span("month"),
    "45-99-2023": span("unknown"),
}


@pytest.mark.parametrize("text", SEEN)
def test_every_notation_is_understood(text: str) -> None:
    assert understand(text, NL.planning) == SEEN[text]
    assert understand(f"  {text.upper()} ", NL.planning) == SEEN[text]


@pytest.mark.parametrize("text", ["", " ", "\u00a0"])
def test_an_empty_cell_says_nothing(text: str) -> None:
    assert understand(text, NL.planning) is None


def test_the_documents_year_counts_for_words_that_name_none() -> None:
    assert understand("Q4", NL.planning, 2026) == span("quarter", "2026-10-01", "2026-12-31")
    assert understand("eind", NL.planning, 2026) == span("period", "2026-10-01", "2026-12-31")
    assert understand("Q4 2025", NL.planning, 2026) == span("quarter", "2025-10-01", "2025-12-31")
    assert understand("doorlopend", NL.planning, 2026) == span("ongoing")


def test_each_part_takes_the_year_that_follows_it() -> None:
    assert understand("Q4 2025 en Q1 2026", NL.planning) == span("quarter", "2025-10-01", "2026-03-31")
    assert understand("november 2025 - eind 2026", NL.planning) == span("period", "2025-11-01", "2026-12-31")


@given(st.text())
def test_nothing_makes_it_fail_and_an_end_is_never_before_its_start(text: str) -> None:
    found = understand(text, NL.planning)
    if found is not None and found.start and found.end:
        assert found.start <= found.end


@given(st.text("q1234 -/20256ievndkwartal,."))
def test_nothing_like_a_quarter_makes_it_fail(text: str) -> None:
    understand(text, NL.planning)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("heel 2023", span("year", "2023-01-01", "2023-12-31")),
        ("in de loop van 2026", span("year", "2026-01-01", "2026-12-31")),
        ("1e helft 2026", span("period", "2026-01-01", "2026-06-30")),
        ("tweede helft van 2026", span("period", "2026-07-01", "2026-12-31")),
        ("2e halfjaar 2026", span("period", "2026-07-01", "2026-12-31")),
        ("week 12 2026", span("period", "2026-03-16", "2026-03-22")),
        ("weken 12 t/m 14 2026", span("period", "2026-03-16", "2026-04-05")),
        ("medio mei 2026", span("month", "2026-05-01", "2026-05-31")),
        ("eind van Q2 2026", span("quarter", "2026-04-01", "2026-06-30")),
        ("medio mei tot eind 2026", span("period", "2026-05-01", "2026-12-31")),
        ("Q4 '26", span("quarter", "2026-10-01", "2026-12-31")),
        ("mei ’26", span("month", "2026-05-01", "2026-05-31")),
        ("1-7-26", span("date", "2026-07-01", "2026-07-01")),
        ("zomer 2026", span("period", "2026-07-01", "2026-08-31")),
        ("kw3 2026", span("quarter", "2026-07-01", "2026-09-30")),
        ("2026/27", span("period", "2026-01-01", "2027-12-31")),
        ("2026-'28", span("period", "2026-01-01", "2028-12-31")),
        ("Q4 - Q1 2027", span("quarter", "2026-10-01", "2027-03-31")),
        ("november t/m februari 2027", span("month", "2026-11-01", "2027-02-28")),
        ("t/m 2027", span("period", "", "2027-12-31")),
        ("tot 1 juli 2026", span("period", "", "2026-06-30")),
        ("vóór 1 juli 2026", span("period", "", "2026-06-30")),
        ("2026-Q3", span("quarter", "2026-07-01", "2026-09-30")),
        ("Q1, Q2 en Q3 2026", span("quarter", "2026-01-01", "2026-09-30")),
        ("eind 2025 gereed", span("period", "2025-10-01", "2025-12-31")),
    ],
)
def test_notations_of_reports_are_understood(text: str, wanted: Span) -> None:
    assert understand(text, NL.planning) == wanted


@pytest.mark.parametrize(
    ("text", "slips", "wanted"),
    [
        ("febuari 2026", (("febuari", "februari"),), span("month", "2026-02-01", "2026-02-28")),
        ("1 desember 2026", (("desember", "december"),), span("date", "2026-12-01", "2026-12-01")),
        ("Septmeber 2026", (("septmeber", "september"),), span("month", "2026-09-01", "2026-09-30")),
        ("kaart gereed", (), span("done")),
        ("markt 2026", (), span("year", "2026-01-01", "2026-12-31")),
        ("maatregel", (), span("unknown")),
        ("maart 2026", (), span("month", "2026-03-01", "2026-03-31")),
    ],
)
def test_a_misspelt_month_is_understood_and_told(text: str, slips: tuple[tuple[str, str], ...], wanted: Span) -> None:
    assert typos(text, NL.planning) == slips
    assert understand(text, NL.planning) == wanted


_WORDS = [*NL.planning.months, *NL.planning.ordinals, *NL.planning.parts, *NL.planning.before, *NL.planning.onwards]
_BITS = [*_WORDS, "Q1", "Q4", "kwartaal", "week", "53", "9", "2026", "'24", "2025/26", "-", "en", "t/m", "31-12-26"]


@given(st.lists(st.sampled_from(_BITS), max_size=7).map(" ".join), st.none() | st.integers(2020, 2030))
def test_whatever_stands_together_an_end_is_never_before_its_start(text: str, year: int | None) -> None:
    found = understand(text, NL.planning, year)
    if found is not None and found.start and found.end:
        assert found.start <= found.end


@pytest.mark.parametrize("text", ["Q3 2026", "eind 2026", "vóór 1 april 2027", "1e en 2e kwartaal", "2026 e.v."])
def test_a_text_is_a_planning_and_nothing_else(text: str) -> None:
    assert is_all(text, NL.planning)


@pytest.mark.parametrize("text", ["Nota 2026", "zie 2.1", "", "raad van mei"])
def test_a_text_that_says_more_is_not(text: str) -> None:
    assert not is_all(text, NL.planning)
