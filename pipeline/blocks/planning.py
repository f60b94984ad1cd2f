"""When: what a planning cell says, as kind and dates, beside the words as written.

Words (names of months, ordinals, seasons) come from the profile; here is only how they stand together: `Q1 en Q2 2024`,
`3e/4e kwartaal 2025`, `eind 2024`, `2023 e.v.`.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import msgspec

from pipeline.blocks.spelling import typos
from pipeline.profile import PlanningWords

Kind = Literal["quarter", "month", "date", "year", "period", "ongoing", "done", "unknown"]


class Span(msgspec.Struct, frozen=True):
    """What was understood. `start` and `end` are the first and last day, None where the words leave them open."""

    kind: Kind
    start: date | None = None
    end: date | None = None


UNKNOWN: Final = Span("unknown")

_LEAP: Final = 2024
_WHOLE_YEAR: Final = (1, 12)
_LAST_WEEK: Final = 52
_JOINT: Final = re.compile(r"\s*(?:(?:van|in|de|het)\s+)*")
_TO: Final = re.compile(r"(?:-|t/m|tot en met|tot)(?: ?q)?")
_DASHES_AND_QUOTES: Final = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "`": "'"})
_SHORT_YEAR: Final = re.compile(r"(?<![\w'])'(\d\d)(?![\d'])")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"


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


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES_AND_QUOTES)
    return _SHORT_YEAR.sub(r"20\1", " ".join(folded.split()))


# --------------------------------------------------------------------------- the parts of a sentence


class _Part(msgspec.Struct, frozen=True):
    """A piece of time as found: where it stands in the text, its kind, its year, and what of that year it is.

    That is a range of months (1 to 12, inclusive), or of weeks (ISO 8601) where `weeks` says so. `is_vague` tells a
    part of a year by name (`medio`, `eind`) from what has dates of its own.
    """

    at: int
    until: int
    kind: Kind
    first: int = 1
    last: int = 12
    year: int | None = None
    day: int | None = None
    weeks: bool = False
    is_vague: bool = False

    def span(self, year: int | None) -> Span:
        """The part in a year; without dates where there is none."""
        own = self.year or year
        if own is None:
            return Span(self.kind)
        if self.weeks:
            return Span(self.kind, date.fromisocalendar(own, self.first, 1), date.fromisocalendar(own, self.last, 7))
        if self.day is not None:
            last = calendar.monthrange(own, self.first)[1]
            day = date(own, self.first, min(self.day, last))
            return Span("date", day, day)
        end = date(own, self.last, calendar.monthrange(own, self.last)[1])
        return Span(self.kind, date(own, self.first, 1), end)


def _found(plain: str, words: PlanningWords, year: int | None) -> Iterator[Span]:
    parts = sorted(_parts(plain, words), key=lambda part: part.at)
    years = [part for part in parts if part.year is not None and part.first == 1 and part.last == _WHOLE_YEAR[1]]
    others = [part for part in parts if part not in years]
    if not others:
        for part in years:
            yield part.span(None)
        return
    for part in (part for part in others if not _is_nearer_told(part, others, plain)):
        # `Q1 en Q2 2024`: a year counts for what stands before it; `2023 Q3`: else for what follows.
        after = next((own for own in years if own.at > part.at), None)
        before = next((own.year for own in reversed(years) if own.at < part.at), None)
        yield part.span(_year_before(part, after, others, plain) or before or year)


def _is_nearer_told(part: _Part, others: list[_Part], plain: str) -> bool:
    """Whether a vague part only says more of the one right after it: `medio mei`, `eind Q2`."""
    return part.is_vague and any(
        not other.is_vague and other.at >= part.until and _JOINT.fullmatch(plain[part.until : other.at])
        for other in others
    )


def _year_before(part: _Part, year: _Part | None, others: list[_Part], plain: str) -> int | None:
    """The year that stands after a part. A range that turns back in it began the year before: `Q4 - Q1 2027`."""
    if year is None or year.year is None:
        return None
    between = [other for other in others if part.at < other.at < year.at]
    turns = any(
        other.first < part.first and _TO.fullmatch(plain[part.until : other.at].strip()) for other in between[:1]
    )
    return year.year - 1 if turns else year.year


def _parts(plain: str, words: PlanningWords) -> Iterator[_Part]:
    rest = plain
    patterns = _compiled(tuple(words.months), tuple(words.ordinals), words.quarters, words.weeks, tuple(words.parts))
    for pattern, kind in patterns:
        for match in pattern.finditer(rest):
            yield from _read(match, kind, words)
        # What one pattern has read is not read again by a later one.
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)


def _read(match: re.Match[str], kind: str, words: PlanningWords) -> Iterator[_Part]:
    """How a match of one pattern becomes parts."""
    at, until, groups = match.start(), match.end(), match.groupdict()
    year = int(groups["year"]) if groups.get("year") else 2000 + int(groups["short"]) if groups.get("short") else None
    match kind:
        case "date" | "number-month" | "month":
            name = groups["month"]
            month = int(name) if name.isdigit() else words.months[name]
            day = int(groups["day"]) if "day" in groups else None
            if 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year or _LEAP, month)[1]):
                yield _Part(at, until, "month" if day is None else "date", month, month, year, day)
        case "quarter":
            for name in ("first", "second"):
                if groups.get(name):
                    number = _number(groups[name], words)
                    begin = at if name == "first" else match.start(name)
                    yield _Part(begin, match.end(name), "quarter", 3 * number - 2, 3 * number)
        case "week":
            first = int(groups["first"])
            last = int(groups["second"] or first)
            # Not every year has a week 53 (ISO 8601).
            if 1 <= first <= last <= _LAST_WEEK:
                yield _Part(at, until, "period", first, last, weeks=True)
        case "part":
            first, last = words.parts[groups["part"]]
            if first <= last:
                whole: Kind = "year" if (first, last) == _WHOLE_YEAR else "period"
                yield _Part(at, until, whole, first, last, is_vague=True)
        case "years":
            yield _Part(at, until, "year", year=year)
            yield _Part(at + 1, until, "year", year=int(groups["year"][:2] + groups["next"]))
        case _:
            yield _Part(at, until, "year", year=year)


def _number(word: str, words: PlanningWords) -> int:
    return int(word) if word.isdigit() else _ROMAN.get(word) or words.ordinals[word]


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"


@lru_cache(maxsize=16)
def _compiled(
    months: tuple[str, ...],
    ordinals: tuple[str, ...],
    quarters: tuple[str, ...],
    weeks: tuple[str, ...],
    parts: tuple[str, ...],
) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of a profile's words, the most telling first, each with how it is read."""
    month, quarter, week, part = map(_any, (months, quarters, weeks, parts))
    number = rf"{_any(ordinals)}|[1-4]"
    two = rf"(?P<first>{number})(?:\s*(?:/|-|en|,|t/m|tot en met)\s*(?P<second>{number}))?"
    two_weeks = r"(?P<first>\d{1,2})(?:\s*(?:/|-|en|t/m|tot en met)\s*(?P<second>\d{1,2}))?"
    sources = (
        (rf"\b{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)\b", "date"),
        (rf"\b(?P<day>\d{{1,2}})[-/.](?P<month>\d{{1,2}})[-/.]{_YEAR}\b", "date"),
        (r"(?<![\d-])(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<short>\d\d)(?![\d-])", "date"),
        (rf"\b(?P<day>\d{{1,2}})\s+(?P<month>{month})\b\.?(?:\s+{_YEAR})?", "date"),
        (rf"\bq\s?{two.replace('?P<second>', '?:q ?)?(?P<second>')}(?!\d)", "quarter"),
        (rf"\b(?:{week})\.?\s*{two_weeks}(?!\d)", "week"),
        (rf"\b{two}\s+(?:{quarter})\b", "quarter"),
        (rf"\b(?:{quarter})\.?\s*{two}(?!\d)", "quarter"),
        (r"\b(?P<first>iv|i{1,3})(?=\s*-\s*(?:19|20)\d\d)", "quarter"),
        (rf"\b(?P<month>{month})\b", "month"),
        (rf"\b(?P<month>\d{{1,2}})[-/]{_YEAR}\b", "number-month"),
        (rf"\b(?P<part>{part})\b", "part"),
        (rf"(?<!\d){_YEAR}/(?P<next>1[3-9]|[2-9]\d)(?!\d)", "years"),
        (rf"(?<!\d){_YEAR}(?!\d)", "year"),
    )
    return tuple((re.compile(source), kind) for source, kind in sources)


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
