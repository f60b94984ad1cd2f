"""Terms: found as the whole of a text, at its beginning, within it."""

from __future__ import annotations

import pytest

from pipeline.terms import Terms, years

TERMS = Terms(
    {
        "budget": ("Begroting <jaar>",),
        "amended": ("Begroting <jaar> na wijziging",),
        "year": ("<jaar>",),
        "income": ("Baten",),
    }
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Begroting 2026", "budget"),
        ("BEGROTING  2026:", "budget"),
        ("begroting", "budget"),
        ("2026", "year"),
        ("Begroting 2026 primair", None),
        ("Baten 2026", "income"),
        ("Begroting 3026", None),
        ("", None),
    ],
)
def test_a_term_is_the_whole_of_a_text_with_or_without_a_year(text: str, meaning: str | None) -> None:
    assert TERMS.exact(text) == meaning


def test_the_longest_term_at_the_beginning_counts_and_the_rest_is_told() -> None:
    assert TERMS.begins("Begroting 2026 na wijziging (mei)") == ("amended", "mei")
    assert TERMS.begins("Baten van derden") == ("income", "van derden")
    assert TERMS.begins("De baten") is None
    assert TERMS.begins("Batenplan") is None


def test_the_term_with_the_most_words_within_a_text_counts() -> None:
    assert TERMS.within("Begroting 2025 na 1e wijziging") == "amended"
    assert TERMS.within("2e begroting") == "budget"
    assert TERMS.within("2026") is None


def test_years_are_numbers_of_four_digits_that_stand_alone() -> None:
    assert years("Begroting 2025 en 2026") == (2025, 2026)
    assert years("1.2026 of 2026,5 of 12026 of 2026") == (2026,)
