"""Ids that stay the same while a document is edited: made of titles and kinds, never of positions."""

from __future__ import annotations

from collections import Counter

from pipeline.slug import digest


def action_digest(description: str) -> str:
    """What an action is known by: a hash of its description without case and with blanks folded."""
    return digest(" ".join(description.casefold().split()), 8)


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
