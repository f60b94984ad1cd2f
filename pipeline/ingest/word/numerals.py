"""Numbers as Word writes them before a paragraph of a list (ECMA-376-1, 17.18.59)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_CIRCLED: Final = 0x2460
_MOST_LETTERS: Final = 60
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_HAN_DIGITS: Final = "〇一二三四五六七八九"
# Without ё, й, ъ, ы and ь, which count nothing.
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_ORDINAL_ENDINGS: Final = {"nl": "e", "fr": "e", "de": "."}


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    result = ""
    for size, sign in _ROMAN:
        result += sign * (count // size)
        count %= size
    return result


def _letters(count: int) -> str:
    """A to Z, then AA, BB … as Word does (not AA, AB)."""
    if not 0 < count <= 26 * _MOST_LETTERS:
        return str(count) if count > 0 else ""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _of(signs: str) -> Callable[[int], str]:
    """A sign for each number; digits for those beyond."""
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else str(count)


def _counted(count: int) -> str:
    """As one counts aloud in Chinese and Japanese, up to 99."""
    if not 0 < count < 100:
        return str(count)
    tens, units = divmod(count, 10)
    before = (_HAN_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return before + (_HAN_DIGITS[units] if units else "")


def _han(count: int) -> str:
    return "".join(_HAN_DIGITS[int(digit)] for digit in str(count)) if count >= 0 else str(count)


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    text = (files("pipeline.ingest.word") / "numerals.toml").read_text(encoding="utf-8")
    return {
        language: {name: words.split() for name, words in kinds.items()}
        for language, kinds in tomllib.loads(text).items()
    }


def _in_words(count: int, kind: str, language: str) -> str:
    """With a capital, as Word writes it; in digits where the language or the number is not known."""
    words = _words().get(language[:2].lower(), {}).get(kind, [])
    return words[count - 1].capitalize() if 0 < count <= len(words) else str(count)


def _ordinal(count: int, language: str) -> str:
    """As Word writes it in the language of the document; in English where it is not known."""
    if ending := _ORDINAL_ENDINGS.get(language[:2].lower()):
        return f"{count}{ending}"
    ending = "th" if 10 <= count % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_SPELLINGS: Final[dict[str, Callable[[int], str]]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "decimalEnclosedCircle": lambda count: chr(_CIRCLED + count - 1) if 0 < count <= 20 else str(count),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographDigital": _han,
    "japaneseDigitalTenThousand": _han,
    "taiwaneseDigital": _han,
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), _counted),
    "taiwaneseCountingThousand": _counted,
    "russianLower": _of(_RUSSIAN),
    "russianUpper": _of(_RUSSIAN.upper()),
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "hex": lambda count: f"{count:X}",
    "none": lambda _count: "",
    "bullet": lambda _count: "",
}


_IN_WORDS: Final = {"cardinalText": "cardinal", "ordinalText": "ordinal"}


def spelled(count: int, name: str, language: str = "") -> str:
    """A count in one of Word's number formats; digits for those that are not known here."""
    if name == "ordinal":
        return _ordinal(count, language)
    if name in _IN_WORDS:
        return _in_words(count, _IN_WORDS[name], language)
    return _SPELLINGS.get(name, str)(count)
