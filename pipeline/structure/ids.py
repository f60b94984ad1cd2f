"""Ids that stay the same while a document is edited: made of titles and kinds, never of positions."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import Final

_SLUG_LENGTH: Final = 48
_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """A title as a word of `a`-`z`, `0`-`9` and `-` that begins with a letter.

    A long title is cut and told apart by a hash, as is one in which no Latin letter or digit stands. An empty title has
    an empty slug.
    """
    if not title.strip():
        return ""
    ascii_only = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    word = _NOT_SLUG.sub("-", ascii_only).strip("-")
    if not word:
        return f"t-{_digest(title)}"
    if len(word) > _SLUG_LENGTH:
        word = f"{word[:_SLUG_LENGTH].rsplit('-', 1)[0]}-{_digest(title)}"
    return word if word[0].isalpha() else f"t-{word}"


def action_digest(description: str) -> str:
    """What an action is known by: a hash of its description without case and with blanks folded."""
    return _digest(" ".join(description.casefold().split()), 8)


def _digest(text: str, length: int = 4) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


class Namer:
    """Hands out ids; equal ones get `-2`, `-3` … in the order of the document."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def name(self, wanted: str) -> str:
        """An id that nothing else has."""
        self._seen[wanted] += 1
        if self._seen[wanted] == 1:
            return wanted
        return self.name(f"{wanted}-{self._seen[wanted]}")
