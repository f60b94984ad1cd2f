"""When: every notation that was seen, and some that were not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks.planning import Span, understand
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
    "in de loop van 2025": span("period", "2025-01-01", "2025-12-31"),
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
    "febuari": span("unknown"),
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
