"""Slips of the pen in the names of months: `febuari` is understood, and told."""

from __future__ import annotations

import difflib
import re
from typing import Final

from pipeline.rules import PlanningWords

_SPELT_OUT: Final = 5
"""Shorter names of months (mei, juni) are too much like other words to guess at."""
_ALIKE: Final = 0.84
"""As difflib has it: `febuari` is 0.93 like februari, `septmeber` 0.89 like september; `markt` is 0.8 like maart."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def typos(text: str, words: PlanningWords) -> tuple[tuple[str, str], ...]:
    """The names of months that are misspelt, each with the name that is meant: `febuari`, `februari`.

    A word that is a letter or two off, begins as the month does and is no other word of the profile.
    """
    months = tuple(name for name in words.months if len(name) >= _SPELT_OUT)
    known = {part for name in (*words.months, *words.parts, *words.done, *words.ongoing) for part in name.split()}
    found: dict[str, str] = {}
    for word in _LETTERS.findall(text.casefold()):
        if word in known or len(word) < _SPELT_OUT:
            continue
        near = difflib.get_close_matches(word, [name for name in months if name[0] == word[0]], n=1, cutoff=_ALIKE)
        if near:
            found[word] = near[0]
    return tuple(found.items())
