"""Amounts: as written, and what was understood of them, exactly.

    1.234.567   -1.234,56   1.234-   (1.234)   € -532   -/- 532   N 31.393   V 12   € 1,2 mln   1,234.50

Figures are Dutch: a point parts thousands, a comma decimals. English ones are understood only where they can be
nothing else. A dash, `p.m.` and a percentage are no amount: a dash may be nothing, nil or unknown, and only whoever
wrote it knows which. Sums take it as nothing (`checks/arithmetic.py`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import msgspec

from pipeline.figure_rules import MoneyWords

_FOLDED: Final = str.maketrans({**dict.fromkeys("−–—‐‑‒", "-"), **dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")})
_DIGIT: Final = re.compile(r"\d")
_CURRENCY: Final = re.compile(r"€|\beuro'?s?\b|\beur\b", re.IGNORECASE)
_WHOLE: Final = re.compile(r",(?:-{1,2}|=)$")  # 1.234,- is a whole number, and no negative one
_MINUS: Final = re.compile(r"-/-|-")
_FIGURE: Final = re.compile(
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(?P<part>\d+))?"
    # English: two groups or a group and decimals, or decimals that are no group of three.
    r"|(?P<en_whole>\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:,\d{3})+(?=\.\d)|\d+(?=\.(?:\d\d?|\d{4,})$))(?:\.(?P<en_part>\d+))?"
)


class Amount(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An amount as written, and its value in the unit of its table; None where no number stands."""

    text: str
    value: Decimal | None = None


def understand(text: str, words: MoneyWords) -> Decimal | None:
    """The value of an amount; None where the text is none.

    Brackets, a minus on either side and the words for a setback are negative. With a word for a scale (`mln`) the value
    is in euros, whatever the unit of the table.
    """
    if not _DIGIT.search(text):
        return None
    rest = _CURRENCY.sub(" ", text.translate(_FOLDED)).strip()
    if rest.startswith("(") and rest.endswith(")"):
        inner = understand(rest[1:-1], words)
        return inner if inner is None else _signed(inner, negative=True)
    sense, rest = _sense(rest, words)
    scale, rest = _scale(rest, words)
    rest = _WHOLE.sub("", rest)
    figure = _MINUS.sub("", rest, count=1).strip() if rest.startswith("-") or rest.endswith("-") else rest
    negative = figure != rest
    found = _FIGURE.fullmatch(figure.removeprefix("+").strip())
    if found is None:
        return None
    whole = re.sub(r"\D", "", found["whole"] or found["en_whole"])
    part = found["part"] or found["en_part"]
    value = Decimal(f"{whole}.{part}" if part else whole)
    return _signed(value * scale if scale > 1 else value, negative=sense < 0 if sense else negative)


def dutch(value: Decimal) -> str:
    """A value in Dutch notation: `-1.234,50`."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def sense_of(text: str, words: MoneyWords) -> int:
    """1 where a text is a word for a windfall (`V`), -1 where it is one for a setback (`N`), else 0."""
    plain = text.strip(" ().").casefold()
    if plain in words.favourable_words:
        return 1
    return -1 if plain in words.adverse_words else 0


def _sense(text: str, words: MoneyWords) -> tuple[int, str]:
    """The sense that a word before or behind a figure gives it, and the figure: `N 31.393`, `31.393 (V)`."""
    first, _, behind = text.partition(" ")
    before, _, last = text.rpartition(" ")
    if behind and (sense := sense_of(first, words)):
        return sense, behind.strip()
    if before and (sense := sense_of(last, words)):
        return sense, before.strip()
    return 0, text


def _scale(text: str, words: MoneyWords) -> tuple[int, str]:
    figure, _, last = text.rpartition(" ")
    scale = words.scales.get(last.casefold().rstrip(".")) if figure else None
    return (scale, figure.strip()) if scale else (1, text)


def _signed(value: Decimal, *, negative: bool) -> Decimal:
    """A value with a sign, but nil without one. Arithmetic would round it to 28 digits: copying does not."""
    return value.copy_abs().copy_negate() if negative and value else value.copy_abs()


# --------------------------------------------------------------------------- the unit of a table


def unit_in(text: str, words: MoneyWords) -> int | None:
    """How many euros one stands for, where a text says so (`bedragen x € 1.000`); None where it says nothing."""
    plain = _unit_form(text)
    found = [
        (len(key), unit)
        for key, unit in words.unit_keys
        if key in plain and any(not _GOES_ON.match(plain, at.end()) for at in re.finditer(re.escape(key), plain))
    ]
    return max(found)[1] if found else None


_GOES_ON: Final = re.compile(r"\.?\d")


def _unit_form(text: str) -> str:
    return re.sub(r"\s+", "", text.translate(_FOLDED).casefold()).replace("×", "x").replace("*", "x").replace("’", "'")
