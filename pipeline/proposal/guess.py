"""What unknown words may mean, by the words of those that are known. A guess is a proposal: a person decides."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping

from pipeline.profile import Profile
from pipeline.rules import Texts

_WORD = re.compile(r"[^\W\d_]+")
# `Effectindicatoren` are indicators: a compound is what its end is.
_COMPOUND = 5
# A word that one title alone has may stand in it by chance (`gemeente`).
_OFTEN = 2
_ALIKE = 0.75


class Guesser:
    """Guesses what titles or headers mean, by those that a profile knows."""

    def __init__(self, known: Mapping[str, Texts], profile: Profile) -> None:
        self._profile = profile
        self._titles = {profile.title_key(title): meaning for meaning, titles in known.items() for title in titles}
        self._words = _telling_words(self._titles)
        self._single = {key: meaning for key, meaning in self._titles.items() if len(_WORD.findall(key)) == 1}

    def guess(self, text: str) -> str:
        """What a text may mean; empty where its words tell nothing, or several things."""
        words = _WORD.findall(self._profile.title_key(text))
        found = {meaning for word in words if (meaning := self._of_word(word))}
        if len(found) != 1:
            near = self._contained(text) or self.nearest(text)
            found = {self._titles[near]} if near else set()
        return found.pop() if len(found) == 1 else ""

    def _contained(self, text: str) -> str:
        """The longest known title of several words that stands in a text: `op schema` in `Helemaal op schema`."""
        key = self._profile.title_key(text)
        inside = [title for title in self._titles if " " in title and f" {title} " in f" {key} "]
        return max(inside, key=len, default="")

    def nearest(self, text: str) -> str:
        """The known title that is most like a text; empty where none is."""
        near = difflib.get_close_matches(self._profile.title_key(text), self._titles, n=1, cutoff=_ALIKE)
        return next(iter(near), "")

    def _of_word(self, word: str) -> str:
        if word in self._single:
            return self._single[word]
        ends = {meaning for end, meaning in self._single.items() if len(end) >= _COMPOUND and word.endswith(end)}
        return ends.pop() if len(ends) == 1 else self._words.get(word, "")


def _telling_words(titles: Mapping[str, str]) -> dict[str, str]:
    """The words that stand in several titles of one meaning and in none of another."""
    counts: Counter[str] = Counter()
    meanings: dict[str, set[str]] = {}
    for title, meaning in titles.items():
        for word in set(_WORD.findall(title)):
            counts[word] += 1
            meanings.setdefault(word, set()).add(meaning)
    return {word: next(iter(found)) for word, found in meanings.items() if len(found) == 1 and counts[word] >= _OFTEN}


def without_years(text: str) -> str:
    """A title with `<jaar>` for each year in it, so that it is known next year too."""
    return re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", "<jaar>", " ".join(text.split()))


def titles_by_kind(profile: Profile) -> dict[str, Texts]:
    """All titles of each kind of block."""
    return {kind: (*rule.titles, *rule.common_titles) for kind, rule in profile.blocks.items()}
