"""Which characters the shipped fonts can set, and what stands in for the others."""

from __future__ import annotations

import pytest

from pipeline.emit.pdf.glyphs import FONTS, settable, shipped

WORDS = {"\U0001f7e2": "● groen", "\u20e3": ""}


def set_with(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text that can be set, and what was replaced."""
    replaced: list[tuple[str, str]] = []
    return settable(text, WORDS.get, lambda char, substitute: replaced.append((char, substitute))), replaced


@pytest.mark.parametrize(
    "text", ["Wegen", "é ë ij ĳ € – ’ ½ m² ≤ ✔ ● α Ж", "e\u0301", "\u05e9\u05dc\u05d5\u05dd", "\u202f\u00a0"]
)
def test_what_the_fonts_have_stays(text: str) -> None:
    assert set_with(text) == (text, [])


@pytest.mark.parametrize("char", ["\U0001f9d1", "\u6f22", "\ue000", "\uef00", "\U000f0000", "\ufffe"])
def test_what_no_font_has_and_private_use_stand_as_their_number(char: str) -> None:
    substitute = f"[U+{ord(char):04X}]"
    assert set_with(f"a{char}b") == (f"a{substitute}b", [(char, substitute)])


def test_a_character_with_words_stands_as_these() -> None:
    assert set_with("\U0001f7e2 op schema") == ("● groen op schema", [("\U0001f7e2", "● groen")])


def test_what_takes_no_ink_is_left_out_without_a_word() -> None:
    assert set_with("on\u00adder\u200bzoek\ufeff\u202e\ufe0f\x01\x7f") == ("onderzoek", [])


def test_other_blanks_become_blanks() -> None:
    assert set_with("a\tb\x85c\u2028d\u00e9") == ("a b c d\u00e9", [])


def test_a_letter_stays_where_only_its_mark_has_no_glyph() -> None:
    assert set_with("a\u20e3b") == ("ab", [("\u20e3", "")])


def test_joiners_stay_between_letters_and_go_from_between_replaced_signs() -> None:
    assert set_with("\u0645\u06cc\u200c\u062e")[0] == "\u0645\u06cc\u200c\u062e"
    assert set_with("\U0001f469\u200d\U0001f4bb")[0] == "[U+1F469][U+1F4BB]"


def test_the_shipped_fonts_are_what_the_house_says() -> None:
    assert sorted(path.name for path in FONTS.iterdir()) == [
        "DejaVu-LICENSE.txt",
        "DejaVuSans.ttf",
        "README.md",
        "SourceSans3-Bold.otf",
        "SourceSans3-BoldIt.otf",
        "SourceSans3-It.otf",
        "SourceSans3-LICENSE.md",
        "SourceSans3-Regular.otf",
        "SourceSans3-Semibold.otf",
    ]
    assert all(ord(char) in shipped().families[0] for char in "aé€\u202f–’")
