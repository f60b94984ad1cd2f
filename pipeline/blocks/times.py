"""The pieces of time that a text names: quarters, months, dates, weeks, years, and parts of a year."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import msgspec

from pipeline.rules import PlanningWords

Kind = Literal["quarter", "month", "date", "year", "period", "ongoing", "done", "unknown"]

WHOLE_YEAR: Final = (1, 12)
_LEAP: Final = 2024
_LAST_WEEK: Final = 52
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"


class Span(msgspec.Struct, frozen=True):
    """What was understood. `start` and `end` are the first and last day, None where the words leave them open."""

    kind: Kind
    start: date | None = None
    end: date | None = None


class Part(msgspec.Struct, frozen=True):
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


def parts_of(plain: str, words: PlanningWords) -> Iterator[Part]:
    """The pieces of time in a text without capitals; not in order."""
    rest = plain
    for pattern, kind in patterns(words):
        for match in pattern.finditer(rest):
            yield from _read(match, kind, words)
        # What one pattern has read is not read again by a later one.
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)


def _read(match: re.Match[str], kind: str, words: PlanningWords) -> Iterator[Part]:
    """How a match of one pattern becomes parts."""
    at, until, groups = match.start(), match.end(), match.groupdict()
    year = int(groups["year"]) if groups.get("year") else 2000 + int(groups["short"]) if groups.get("short") else None
    match kind:
        case "date" | "number-month" | "month":
            name = groups["month"]
            month = int(name) if name.isdigit() else words.months[name]
            day = int(groups["day"]) if "day" in groups else None
            if 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year or _LEAP, month)[1]):
                yield Part(at, until, "month" if day is None else "date", month, month, year, day)
        case "quarter":
            for name in ("first", "second"):
                if groups.get(name):
                    number = _number(groups[name], words)
                    begin = at if name == "first" else match.start(name)
                    yield Part(begin, match.end(name), "quarter", 3 * number - 2, 3 * number)
        case "week":
            first = int(groups["first"])
            last = int(groups["second"] or first)
            # Not every year has a week 53 (ISO 8601).
            if 1 <= first <= last <= _LAST_WEEK:
                yield Part(at, until, "period", first, last, weeks=True)
        case "part":
            first, last = words.parts[groups["part"]]
            if first <= last:
                whole: Kind = "year" if (first, last) == WHOLE_YEAR else "period"
                yield Part(at, until, whole, first, last, is_vague=True)
        case "years":
            yield Part(at, until, "year", year=year)
            yield Part(at + 1, until, "year", year=int(groups["year"][:2] + groups["next"]))
        case _:
            yield Part(at, until, "year", year=year)


def _number(word: str, words: PlanningWords) -> int:
    return int(word) if word.isdigit() else _ROMAN.get(word) or words.ordinals[word]


def patterns(words: PlanningWords) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What the pieces are known by, the most telling first, each with how it is read."""
    return _compiled(tuple(words.months), tuple(words.ordinals), words.quarters, words.weeks, tuple(words.parts))


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
