"""When: what a planning cell says, as kind and dates, beside the words as written.

Words (names of months, ordinals, seasons) come from the profile; here is only how they stand together: `Q1 en Q2 2024`,
`3e/4e kwartaal 2025`, `eind 2024`, `2023 e.v.`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.blocks.spelling import typos
from pipeline.blocks.times import WHOLE_YEAR, Kind, Part, Span, parts_of, patterns
from pipeline.rules import PlanningWords

UNKNOWN: Final = Span("unknown")

_TO: Final = re.compile(r"(?:-|t/m|tot en met|tot)(?: ?q)?")
_DASHES_AND_QUOTES: Final = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "`": "'"})
_SHORT_YEAR: Final = re.compile(r"(?<![\w'])'(\d\d)(?![\d'])")


def understand(text: str, words: PlanningWords, year: int | None = None) -> Span | None:
    """What a planning says; None where it says nothing. `year` is the document's, for words that name none.

    `eind 2024` is the last quarter of that year as a period, `voor de zomer van 2026` a period that ends with June:
    whoever needs it finer has the text.
    """
    plain = _plain(text)
    if not plain:
        return None
    for written, meant in typos(plain, words):
        plain = re.sub(rf"\b{re.escape(written)}\b", meant, plain)
    found = list(_found(plain, words, year))
    if found:
        return _joined(plain, found, words)
    for kind, names in (("done", words.done), ("ongoing", words.ongoing)):
        if _has(plain, names):
            return Span("done" if kind == "done" else "ongoing")
    return UNKNOWN


def is_all(text: str, words: PlanningWords) -> bool:
    """Whether a text is a planning and nothing else: `Q3 2026`, `eind 2026`; not `Nota 2026`."""
    rest = _plain(text)
    if not any(parts_of(rest, words)):
        return False
    for pattern, _ in patterns(words):
        rest = pattern.sub(" ", rest)
    for name in sorted((*words.before, *words.until, *words.after, *words.onwards, *words.done), key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", rest)
    return set(re.findall(r"\w+", rest)) <= {*words.linking}


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES_AND_QUOTES)
    return _SHORT_YEAR.sub(r"20\1", " ".join(folded.split()))


# --------------------------------------------------------------------------- the parts of a sentence


def _found(plain: str, words: PlanningWords, year: int | None) -> Iterator[Span]:
    parts = sorted(parts_of(plain, words), key=lambda part: part.at)
    years = [part for part in parts if part.year is not None and part.first == 1 and part.last == WHOLE_YEAR[1]]
    others = [part for part in parts if part not in years]
    if not others:
        for part in years:
            yield part.span(None)
        return
    for part in (part for part in others if not _is_nearer_told(part, others, plain, words)):
        # `Q1 en Q2 2024`: a year counts for what stands before it; `2023 Q3`: else for what follows.
        after = next((own for own in years if own.at > part.at), None)
        before = next((own.year for own in reversed(years) if own.at < part.at), None)
        yield part.span(_year_before(part, after, others, plain) or before or year)


def _is_nearer_told(part: Part, others: list[Part], plain: str, words: PlanningWords) -> bool:
    """Whether a vague part only says more of the one right after it: `medio mei`, `eind Q2`."""
    return part.is_vague and any(
        not other.is_vague and other.at >= part.until and set(plain[part.until : other.at].split()) <= {*words.linking}
        for other in others
    )


def _year_before(part: Part, year: Part | None, others: list[Part], plain: str) -> int | None:
    """The year that stands after a part. A range that turns back in it began the year before: `Q4 - Q1 2027`."""
    if year is None or year.year is None:
        return None
    between = [other for other in others if part.at < other.at < year.at]
    turns = any(
        other.first < part.first and _TO.fullmatch(plain[part.until : other.at].strip()) for other in between[:1]
    )
    return year.year - 1 if turns else year.year


# --------------------------------------------------------------------------- together


def _joined(plain: str, found: list[Span], words: PlanningWords) -> Span:
    """Several spans as one, from the first to the last; words for before, after and onwards leave an end open."""
    kinds = {span.kind for span in found}
    kind: Kind = found[0].kind if len(kinds) == 1 else "period"
    if kind == "year" and len(found) > 1:
        kind = "period"
    start = min((span.start for span in found if span.start), default=None)
    end = max((span.end for span in found if span.end), default=None)
    if _has(plain, words.onwards):
        return Span("period", start, None)
    if _starts(plain, words.until):
        return Span("period", None, end)
    if _starts(plain, words.before):
        # Before the summer: until the day before it begins.
        until = start.fromordinal(start.toordinal() - 1) if start else None
        return Span("period", None, until)
    if _starts(plain, words.after):
        return Span("period", end.fromordinal(end.toordinal() + 1) if end else None, None)
    return Span(kind, start, end)


def _has(plain: str, names: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in names)


def _starts(plain: str, names: Iterable[str]) -> bool:
    return any(re.match(rf"{re.escape(name)}(?!\w)", plain) for name in names)
