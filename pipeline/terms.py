"""Words that a profile knows things by: found as the whole of a text, at its beginning, or within it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

YEAR: Final = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")

_PLACEHOLDER: Final = re.compile(r"<j(?:aar)?>", re.IGNORECASE)
_WORD: Final = re.compile(r"\ue000|[^\W_]+|[%€]")
_A_YEAR: Final = "\ue000"  # a private-use character: it stands for a year in both terms and texts


class Terms:
    """Terms by what they mean; `<jaar>` in a term stands for any year. Case, punctuation and blanks do not count."""

    def __init__(self, terms: Mapping[str, tuple[str, ...]]) -> None:
        self._exact: dict[tuple[str, ...], str] = {}
        for meaning, titles in terms.items():
            for title in titles:
                self._exact.setdefault(words(_PLACEHOLDER.sub(_A_YEAR, title)), meaning)
        self._exact.pop((), None)
        self._bare = {bare: meaning for term, meaning in reversed(self._exact.items()) if (bare := _without_year(term))}

    def __bool__(self) -> bool:
        return bool(self._exact)

    def exact(self, text: str) -> str | None:
        """The meaning of a text that is one of the terms, whether or not both name a year."""
        found = _of(text)
        return self._exact.get(found) or self._bare.get(_without_year(found))

    def begins(self, text: str) -> tuple[str, str] | None:
        """The meaning of the longest term that a text begins with, and the words behind it; None where none does."""
        found = _of(text)
        for end in range(len(found), 0, -1):
            if meaning := self._exact.get(found[:end]):
                return meaning, " ".join(found[end:]).replace(_A_YEAR, "").strip()
        return None

    def within(self, text: str) -> str | None:
        """The meaning of the term with the most words, all of which stand in a text, in any order."""
        found = frozenset(_of(text))
        best: tuple[int, str] | None = None
        for term, meaning in self._exact.items():
            needed = frozenset(_without_year(term))
            says_something = any(not word.isdigit() for word in needed)
            if says_something and needed <= found and (best is None or len(needed) > best[0]):
                best = (len(needed), meaning)
        return best[1] if best else None


def words(text: str) -> tuple[str, ...]:
    """The words of a text in NFKC, without case."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def years(text: str) -> tuple[int, ...]:
    """The years that a text names, in order."""
    return tuple(int(year) for year in YEAR.findall(text))


def _of(text: str) -> tuple[str, ...]:
    return words(YEAR.sub(f" {_A_YEAR} ", text))


def _without_year(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in found if word != _A_YEAR)
