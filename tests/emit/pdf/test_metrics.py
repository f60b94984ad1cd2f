"""Widths of words, as Typst sets them."""

from __future__ import annotations

import pytest

from pipeline.emit.pdf.metrics import width


def test_figures_are_equally_wide_and_bold_words_wider() -> None:
    assert {round(width(digit, bold=False), 3) for digit in "0123456789"} == {0.497}
    assert width("Begroting", bold=True) > width("Begroting", bold=False)


def test_a_line_is_as_wide_as_its_characters() -> None:
    assert width("", bold=False) == 0
    assert width("ab", bold=False) == pytest.approx(width("a", bold=False) + width("b", bold=False))


def test_a_character_of_the_other_font_is_taken_for_a_wide_one() -> None:
    assert width("\u05e9", bold=True) == 0.8
