"""Characters: what the shipped fonts have, what is left out, and what stands in for the rest."""

from __future__ import annotations

import re
import unicodedata

import pytest

from pipeline import labels
from pipeline.emit.pdf import glyphs

SPOKEN = {"\U0001f7e2": "● groen", "\u20e3": ""}


def mended(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A text as it can be set, and what was replaced in it by what."""
    replaced: list[tuple[str, str]] = []
    made = glyphs.settable(text, SPOKEN.get, lambda char, given: replaced.append((char, given)))
    return made, replaced


@pytest.mark.parametrize(
    "text",
    [
        "→ ← ↑ ↓ ✓ ✗ ● ○ ■ □ ☐ ☑ ☒ € ≤ ≥ ≈ − – — … „ ” ‘ ’ • ▪ ½ × ± √ ∑ Ω µ § © ™ ½ ⚠",
        "coördinatie, één, Curaçao, Łódź, Ĳ ĳ, ŉ",
        "Ελληνικά, Русский, עברית, العربية",
        "e\u0301 n\u0303 i\u0308",
        "م\u200cم",
    ],
)
def test_what_the_fonts_have_stays(text: str) -> None:
    assert mended(text) == (text, [])


def test_what_takes_no_ink_is_left_out_without_a_word() -> None:
    assert mended("be\u00adleid\u200b \ufefft\u200eaken\ufe0f\x9f") == ("beleid taken", [])


def test_every_blank_is_plain_but_one_that_does_not_break() -> None:
    assert mended("a\tb\nc\u2028d\x85e\u00a0f") == ("a b c d e\u00a0f", [])


def test_a_sign_without_glyph_becomes_its_words_or_its_number() -> None:
    assert mended("\U0001f7e2 \u4e2d") == (
        "● groen [U+4E2D]",
        [("\U0001f7e2", "● groen"), ("\u4e2d", "[U+4E2D]")],
    )


def test_private_use_is_replaced_even_where_a_font_has_it() -> None:
    drawn = sorted(code for family in glyphs.shipped().families for code in family if 0xE000 <= code <= 0xF8FF)
    assert drawn
    assert [mended(chr(code))[0] for code in drawn] == [f"[U+{code:04X}]" for code in drawn]


def test_a_mark_that_no_font_has_leaves_its_letter() -> None:
    assert mended("1\ufe0f\u20e3 q\u0e31") == ("1 q[U+0E31]", [("\u20e3", ""), ("\u0e31", "[U+0E31]")])


def test_letter_and_mark_come_from_one_font() -> None:
    # U+0489 is in DejaVu alone: the letter goes along, or neither has a font.
    assert [0x0489 in family for family in glyphs.shipped().families] == [False, True]
    assert mended("a\u0489") == ("a\u0489", [])


def test_joiners_go_with_the_emoji_that_they_joined() -> None:
    made, replaced = mended("\U0001f468\u200d\U0001f469")
    assert made == "[U+1F468][U+1F469]"
    assert [char for char, _ in replaced] == ["\U0001f468", "\U0001f469"]


def test_the_words_for_signs_can_themselves_be_set() -> None:
    texts = labels.load().texts
    spoken = {key: text for key, text in texts.items() if key.startswith("pdf.characters.")}
    assert spoken
    assert {key: mended(text) for key, text in spoken.items()} == {key: (text, []) for key, text in spoken.items()}


def test_signs_with_words_are_named_by_number() -> None:
    names = [key.removeprefix("pdf.characters.") for key in labels.load().texts if key.startswith("pdf.characters.")]
    assert [name for name in names if not re.fullmatch(r"U\+[0-9A-F]{4,6}", name)] == []


def test_characters_are_those_that_the_font_files_tell() -> None:
    source, dejavu = glyphs.shipped().families
    assert {*map(ord, "aé€→✓☐")} <= source
    assert ord("☒") not in source
    assert {*map(ord, "☒★Ω")} <= dejavu
    assert not {ord("中"), 0x1F7E2} & (source | dejavu)


def test_no_letter_of_the_latin_blocks_is_replaced() -> None:
    latin = [chr(code) for code in range(0x20, 0x250) if unicodedata.category(chr(code))[0] in "LNPSZ"]
    assert [char for char in latin if mended(char)[1]] == []
