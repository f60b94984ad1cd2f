"""Which passages of one text another lacks: asked only where it is certain that some are lacking.

Linear, whatever the size: equal lines are taken away, then equal words of the lines that are left. Of equal ones, of
which some are lacking, those beside others that are lacking are taken to be it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from pipeline.content import ink
from pipeline.coverage.told import Told
from pipeline.diagnostics import Place

_BEFORE: Final = 60


class Passage(msgspec.Struct, frozen=True):
    """Words in a row that the other text lacks; `count` is that of their characters, `before` what stands before them.

    `place` is where they stand, or else the last line before them whose place is known.
    """

    text: str
    count: int
    before: str
    place: Place | None


class _Line(msgspec.Struct, frozen=True):
    text: str
    key: str
    place: Place | None


def passages(here: Iterable[Told], there: Iterable[Told], lacking: Counter[str]) -> list[Passage]:
    """The passages of `here` that are not `there`, in order.

    `lacking` counts the characters of `here` that are not there. It is exact, and words are not: one that is cut in
    two there is no longer the same word. So passages are taken, the longest first, until they explain what is lacking.
    """
    lines, others = list(_lines(here)), list(_lines(there))
    runs = list(_runs(lines, others))
    kept = _explaining([ink(" ".join(words)) for _, _, words in runs], lacking)
    places = _places(others)
    return [_passage(lines, *runs[number], places) for number in kept]


def _lines(told: Iterable[Told]) -> Iterator[_Line]:
    for entry in told:
        for line in entry.text.split("\n"):
            if key := ink(line):
                yield _Line(line, key, entry.place)


_Run = tuple[int, int, list[str]]
"""A line, the word of it that comes first, and the words: they may go on in the lines after it."""


def _runs(lines: Sequence[_Line], others: Sequence[_Line]) -> Iterator[_Run]:
    """Words in a row that are in lines which the others lack, and not in lines which these lack."""
    keys, other_keys = [line.key for line in lines], [line.key for line in others]
    rest = [number for number, gone in enumerate(_unmatched(keys, Counter(other_keys))) if gone]
    strange = _unmatched(other_keys, Counter(keys))
    words = Counter(word for line, gone in zip(others, strange, strict=True) if gone for word in line.text.split())
    tokens = [(number, at, word) for number in rest for at, word in enumerate(lines[number].text.split())]
    gone = _unmatched([word for _, _, word in tokens], words)
    run: _Run | None = None
    last = -1
    for (number, at, word), is_gone in zip(tokens, gone, strict=True):
        if run is not None and (not is_gone or number > last + 1):
            yield run
            run = None
        if is_gone:
            run = run or (number, at, [])
            run[2].append(word)
        last = number
    if run is not None:
        yield run


def _unmatched(tokens: Sequence[str], there: Mapping[str, int]) -> list[bool]:
    """Of each token whether it has no counterpart there."""
    short = Counter(tokens)
    short.subtract({token: there.get(token, 0) for token in short})
    gone = [not there.get(token, 0) for token in tokens]

    def spread(order: Iterable[int], step: int) -> None:
        for at in order:
            if not gone[at] and short[tokens[at]] > 0 and (not step or gone[at - step]):
                gone[at] = True
                short[tokens[at]] -= 1

    last = len(tokens)
    spread(range(1, last), 1)
    spread(range(last - 2, -1, -1), -1)
    spread(range(last - 1, -1, -1), 0)
    return gone


def _explaining(found: Sequence[str], lacking: Counter[str]) -> list[int]:
    """The numbers of the passages that explain what is lacking: at least half of each, while any is left."""
    left = Counter(lacking)
    kept: list[int] = []
    order = sorted(range(len(found)), key=lambda number: -len(found[number]))
    for least in (0.5, 0.0):
        for number in order:
            if not left:
                break
            explained = Counter(found[number]) & left
            if number not in kept and explained.total() > least * len(found[number]):
                kept.append(number)
                left -= explained
    return sorted(kept)


def _places(lines: Iterable[_Line]) -> dict[str, Place | None]:
    """The places of lines of which there is but one."""
    result: dict[str, Place | None] = {}
    for line in lines:
        result[line.key] = None if line.key in result else line.place
    return result


def _passage(
    lines: Sequence[_Line], number: int, at: int, words: Sequence[str], places: Mapping[str, Place | None]
) -> Passage:
    place = lines[number].place
    above = reversed(range(number))
    while place is None and (before := next(above, None)) is not None:
        place = places.get(lines[before].key)
    text = " ".join(words)
    return Passage(text=text, count=len(ink(text)), before=_before(lines, number, at), place=place)


def _before(lines: Sequence[_Line], number: int, at: int) -> str:
    """The words before a word, up to the length of a place's quote."""
    before = " ".join(lines[number].text.split()[:at]) or (lines[number - 1].text if number else "")
    words: list[str] = []
    for word in reversed(before.split()):
        if sum(len(each) + 1 for each in words) + len(word) > _BEFORE:
            break
        words.insert(0, word)
    return " ".join(words)
