"""What a profile says about checks: which are told and how, and the words and patterns that they look for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from pipeline.diagnostics import Severity

Texts = tuple[str, ...]


class CheckRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """What is told of a document, and what checks look for.

    `off` are codes that are not told, `severity` those with another severity than usual: both hold for all flaws,
    whoever finds them. The rest are regular expressions, without case. `drafts` are marks of drafting, sought in the
    text; `draft_lines` such marks that stand alone in their paragraph or cell. `vague_links` are whole texts of links,
    `broken_fields` what a word processor writes where a reference leads to nothing. `references` hold a
    `(?P<number>…)`, `years` (in running text) and `title_years` (in titles and heads of columns) a `(?P<year>…)`.
    `small_words` are plain words, which mean nothing when two actions are compared.
    """

    off: Texts = ()
    severity: Mapping[str, Severity] = {}
    drafts: Texts = ()
    draft_lines: Texts = ()
    vague_links: Texts = ()
    broken_fields: Texts = ()
    references: Texts = ()
    years: Texts = ()
    title_years: Texts = ()
    small_words: Texts = ()

    def draft_marks(self, text: str) -> Iterator[re.Match[str]]:
        """The marks of drafting in a text, in the order in which they stand."""
        return self._drafts.finditer(text) if self._drafts else iter(())

    def is_draft_line(self, text: str) -> bool:
        """Whether a text is nothing but a mark of drafting."""
        line = " ".join(text.split())
        return bool(self._draft_lines and self._draft_lines.fullmatch(line))

    def is_vague_link(self, text: str) -> bool:
        """Whether the text of a link says nothing of where it leads."""
        line = " ".join(text.split()).strip(" .:!>»›→“”\"'")
        return bool(self._vague_links and self._vague_links.fullmatch(line))

    def broken_field(self, text: str) -> re.Match[str] | None:
        """Where a text says that a reference of its own leads to nothing."""
        return self._broken_fields.search(text) if self._broken_fields else None

    def references_in(self, text: str) -> Iterator[re.Match[str]]:
        """The references to sections by number (group `number`)."""
        return (match for pattern in self._references for match in pattern.finditer(text))

    def years_in_text(self, text: str) -> Iterator[re.Match[str]]:
        """Where running text names the year of its own document (group `year`)."""
        return (match for pattern in self._years for match in pattern.finditer(text))

    def years_in_title(self, text: str) -> Iterator[re.Match[str]]:
        """Where a title or the head of a column names the year that it is about (group `year`)."""
        return (match for pattern in self._title_years for match in pattern.finditer(text))

    def is_small_word(self, word: str) -> bool:
        """Whether a word says nothing when two actions are compared."""
        return word.casefold() in self._small_words

    @cached_property
    def _drafts(self) -> re.Pattern[str] | None:
        return _any(self.drafts)

    @cached_property
    def _draft_lines(self) -> re.Pattern[str] | None:
        return _any(self.draft_lines)

    @cached_property
    def _vague_links(self) -> re.Pattern[str] | None:
        return _any(self.vague_links)

    @cached_property
    def _broken_fields(self) -> re.Pattern[str] | None:
        return _any(self.broken_fields)

    @cached_property
    def _references(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.references)

    @cached_property
    def _years(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.years)

    @cached_property
    def _title_years(self) -> tuple[re.Pattern[str], ...]:
        return _each(self.title_years)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.small_words)


PATTERNS: Mapping[str, str] = {
    "drafts": "",
    "draft-lines": "",
    "vague-links": "",
    "broken-fields": "",
    "references": "number",
    "years": "year",
    "title-years": "year",
}
"""The keys that hold regular expressions, each with the group that these must have."""


def _any(patterns: Texts) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None


def _each(patterns: Texts) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
