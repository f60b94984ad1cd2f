"""A title as a word that an id and an address can hold."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

_LENGTH: Final = 48
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
        return f"t-{digest(title)}"
    if len(word) > _LENGTH:
        word = f"{word[:_LENGTH].rsplit('-', 1)[0]}-{digest(title)}"
    return word if word[0].isalpha() else f"t-{word}"


def digest(text: str, length: int = 4) -> str:
    """The first characters of a text's hash, to tell what would else be called alike."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
