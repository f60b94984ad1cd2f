"""Profiles: the words and habits of a municipality, in TOML, never in code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final, cast, get_args

from pipeline.check_rules import CheckRules
from pipeline.content import TONES, Tone
from pipeline.figure_rules import FinanceRules, IndicatorRules
from pipeline.limits import Limits
from pipeline.rules import (
    COLUMNS,
    ActionRules,
    BlockRule,
    CaptionRules,
    ContentsRules,
    CoverageRules,
    DocumentKind,
    DocumentWords,
    HeadingRules,
    NoiseRules,
    PlanningWords,
    Rules,
    SectionKind,
    SectionRule,
    SectionRules,
    StatusLegend,
    Texts,
)


class Profile(Rules, frozen=True, dict=True):
    """What is known of one municipality's documents.

    `guidance` and `noise` are regular expressions, matched from the start of a paragraph's text without case:
    guidance is text about the screen, noise what a web site puts around a page. `common_words` are words that every
    text in the language has, in lower case. `prune` says whether blocks without details are dropped.
    """

    name: str
    title: str = ""
    language: str = "nl"
    common_words: Texts = ()
    prune: bool = True
    headings: HeadingRules = HeadingRules()
    documents: DocumentWords = DocumentWords()
    sections: SectionRules = SectionRules()
    blocks: Mapping[str, BlockRule] = {}
    actions: ActionRules = ActionRules()
    planning: PlanningWords = PlanningWords()
    status: StatusLegend = StatusLegend()
    finances: FinanceRules = FinanceRules()
    indicators: IndicatorRules = IndicatorRules()
    guidance: Texts = ()
    noise: NoiseRules = NoiseRules()
    captions: CaptionRules = CaptionRules()
    contents: ContentsRules = ContentsRules()
    coverage: CoverageRules = CoverageRules()
    checks: CheckRules = CheckRules()
    limits: Limits = Limits()

    def heading_level(self, styles: Texts) -> int | None:
        """The level of the nearest style that is known as a heading; None where none is."""
        return next((level for style in styles if (level := self._level(_style_key(style)))), None)

    def own_level(self, styles: Texts) -> int | None:
        """The level of the paragraph's own style, where that is one of the municipality that looks like a heading."""
        return self._own_levels.get(_style_key(styles[0])) if styles else None

    def is_title_style(self, styles: Texts) -> bool:
        """Whether the paragraph's own style is that of a document's title."""
        return bool(styles) and _style_key(styles[0]) in self._title_styles

    def is_caption_style(self, styles: Texts) -> bool:
        """Whether any of the styles is that of a caption."""
        return any(_style_key(style) in self._caption_styles for style in styles)

    def is_contents_style(self, styles: Texts) -> bool:
        """Whether any of the styles is that of a generated table of contents."""
        return any(_style_key(style) in self._contents_styles for style in styles)

    def split_number(self, heading: str) -> tuple[str, str]:
        """A heading's number (empty where it has none) and its title: `("2.6.1", "Veiligheid")`."""
        match = self._number.match(heading) if self._number else None
        if match is None:
            return "", heading
        return heading[: match.end()].strip(), heading[match.end() :].strip()

    def title_key(self, title: str) -> str:
        """What titles are compared by: NFKC without case, number, quotes, blank before `?`, `?` or `:` at the end."""
        text = " ".join(unicodedata.normalize("NFKC", title).translate(_UNSEEN).split())
        return _plain_title(self.split_number(text)[1]) or _plain_title(text)

    def block_kind(self, title: str) -> str | None:
        """The kind of block that goes by this title, whatever stands beside it; None where the profile knows none.

        A title of several parts (`Doelstelling: "Wat wilden we bereiken ?"`) is of the kind that all its parts are of.
        """
        return self._kind(title, self._titles)

    def labelled_kind(self, title: str) -> str | None:
        """The kind of block that a title with a number of its own names: `Doelstelling 1: minder inbraken`."""
        match = _LABELLED.match(self.split_number(title)[1])
        return self.block_kind(match[1]) if match else None

    def common_kind(self, title: str) -> str | None:
        """The kind of block that this title may mean beside known titles; None where it can mean none."""
        return self._kind(title, self._common_titles)

    def section_kind(self, heading: str) -> SectionKind | None:
        """The kind of section that a heading, with its number, names; None where its words tell none."""
        folded = " ".join(heading.split())
        told = next((kind for pattern, kind in self._section_patterns if pattern.match(folded)), None)
        found = told or _found(self.title_key(heading), self._section_titles)
        return cast("SectionKind | None", found)

    def kind_of_parts(self, heading: str) -> SectionKind | None:
        """The kind of the sections that a section with this heading holds; None where its words tell none."""
        return cast("SectionKind | None", _found(self.title_key(heading), self._section_parents))

    def document_kind(self, title: str) -> DocumentKind | None:
        """The kind of document that a title names, by the first of the words in it; None where it names none."""
        found = [(match.start(), kind) for words, kind in self._documents if (match := words.search(title))]
        return min(found)[1] if found else None

    def column_keys(self, header: str) -> Mapping[str, int]:
        """What a column of an action table with this header may mean, and how sure each is (0: most)."""
        key = self.title_key(header)
        found: dict[str, int] = {}
        for kind, (exact, patterns) in self._columns.items() if key else ():
            rank = exact.get(key)
            if rank is None:
                rank = next((rank for pattern, rank in patterns if pattern.fullmatch(key)), None)
            if rank is not None:
                found[kind] = rank
        return found

    def column_key(self, header: str) -> str | None:
        """What a column of an action table with this header means; None where the profile does not know it."""
        return next(iter(self.column_keys(header)), None)

    def is_doubtful(self, header: str) -> bool:
        """Whether a column with this header stands in other tables than those of actions as well."""
        return self.title_key(header) in self._doubtful

    def is_action_type(self, text: str) -> bool:
        """Whether a text is what a column of types holds."""
        return self.title_key(text) in self._types

    def is_owner(self, text: str) -> bool:
        """Whether a text begins as an owner's name does."""
        return bool(self._owner and self._owner.match(text.strip()))

    def is_objective(self, title: str) -> bool:
        """Whether a title names an objective: `Doelstelling 1: minder inbraken`."""
        return bool(self._objective and self._objective.match(" ".join(title.split())))

    def status_value(self, status: str) -> Tone | None:
        """What a status means by the legend; None where the legend does not know it.

        Words that the legend knows may be followed by more, in brackets or behind a comma, a colon or a line end.
        """
        value = self._statuses.get(self.title_key(status))
        if value is not None:
            return value
        words = _SIGNS.sub("", status)
        if words != status and words.strip():
            return self.status_value(words)
        parts = _MORE.split(status.strip(), maxsplit=1)
        return self._statuses.get(self.title_key(parts[0])) if len(parts) > 1 and parts[0] else None

    def is_time_word(self, word: str) -> bool:
        """Whether a date, a quarter or another time may be made of this word: `maart`, `kwartaal`, `eind`."""
        return word.casefold() in self._time_words

    def is_guidance(self, text: str) -> bool:
        """Whether a paragraph's text is about the screen itself."""
        return _any_match(self._guidance, text)

    def is_noise(self, text: str) -> bool:
        """Whether a paragraph's text is what a web site puts around a page."""
        return _any_match(self._noise, text)

    def _level(self, key: str) -> int | None:
        word = key[:-1].rstrip()
        return self._levels.get(key) or (int(key[-1]) if key[-1:] in _LEVELS and word in self._heading_words else None)

    @cached_property
    def _heading_words(self) -> frozenset[str]:
        return frozenset(map(_style_key, self.headings.words))

    @cached_property
    def _levels(self) -> Mapping[str, int]:
        return {_style_key(style): level for style, level in self.headings.styles.items()}

    @cached_property
    def _own_levels(self) -> Mapping[str, int]:
        return {_style_key(style): level for style, level in self.headings.own_styles.items()}

    @cached_property
    def _title_styles(self) -> frozenset[str]:
        return frozenset(map(_style_key, self.headings.title_styles))

    @cached_property
    def _caption_styles(self) -> frozenset[str]:
        return frozenset(map(_style_key, self.captions.styles))

    @cached_property
    def _contents_styles(self) -> frozenset[str]:
        return frozenset(map(_style_key, self.contents.styles))

    @cached_property
    def _number(self) -> re.Pattern[str] | None:
        numbers = self.headings.numbers
        return re.compile(rf"\s*(?:{'|'.join(numbers)})(?:\s+|$)", re.IGNORECASE) if numbers else None

    @cached_property
    def _titles(self) -> _Matcher:
        return self._matcher({kind: rule.titles for kind, rule in self.blocks.items()})

    @cached_property
    def _common_titles(self) -> _Matcher:
        return self._matcher({kind: rule.common_titles for kind, rule in self.blocks.items()})

    @cached_property
    def _section_titles(self) -> _Matcher:
        return self._matcher({kind: rule.titles for kind, rule in self._section_rules})

    @cached_property
    def _section_parents(self) -> _Matcher:
        return self._matcher({kind: rule.parents for kind, rule in self._section_rules})

    @cached_property
    def _section_patterns(self) -> tuple[tuple[re.Pattern[str], SectionKind], ...]:
        return tuple(
            (re.compile(pattern, re.IGNORECASE), kind)
            for kind, rule in self._section_rules
            for pattern in rule.patterns
        )

    @property
    def _section_rules(self) -> tuple[tuple[SectionKind, SectionRule], ...]:
        return tuple((kind, getattr(self.sections, kind)) for kind in get_args(SectionKind))

    @cached_property
    def _documents(self) -> tuple[tuple[re.Pattern[str], DocumentKind], ...]:
        words = {kind: getattr(self.documents, kind.replace("-", "_")) for kind in get_args(DocumentKind)}
        return tuple(
            (re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE), kind)
            for kind, names in words.items()
            if names
        )

    @cached_property
    def _columns(self) -> Mapping[str, tuple[Mapping[str, int], tuple[tuple[re.Pattern[str], int], ...]]]:
        result = {}
        for kind in COLUMNS:
            names = self.actions.columns.get(kind, ())
            exact, patterns = self._matcher({str(rank): (name,) for rank, name in enumerate(names)})
            ranks = {key: int(rank) for key, rank in exact.items()}
            result[kind] = (ranks, tuple((pattern, int(rank)) for pattern, rank in patterns))
        return result

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        return frozenset(map(self.title_key, self.actions.doubtful))

    @cached_property
    def _types(self) -> frozenset[str]:
        return frozenset(map(self.title_key, self.actions.types))

    @cached_property
    def _owner(self) -> re.Pattern[str] | None:
        return _beginning(map(re.escape, self.actions.owners), r"\b")

    @cached_property
    def _objective(self) -> re.Pattern[str] | None:
        return _beginning(self.actions.objectives)

    @cached_property
    def _statuses(self) -> Mapping[str, Tone]:
        return {self.title_key(name): tone for tone in TONES for name in getattr(self.status, tone)}

    @cached_property
    def _time_words(self) -> frozenset[str]:
        when = self.planning
        phrases = (*when.months, *when.ordinals, *when.quarters, *when.parts, *when.before, *when.after, *when.onwards)
        return frozenset(word for phrase in phrases for word in phrase.casefold().split())

    @cached_property
    def _guidance(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.guidance)

    @cached_property
    def _noise(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.noise.patterns)

    def _kind(self, title: str, titles: _Matcher) -> str | None:
        found = _found(self.title_key(title), titles) or _found(self.title_key(_YEARS_AFTER.sub("", title)), titles)
        if found is not None:
            return found
        parts = [part for part in _PARTS.split(self.split_number(title)[1]) if part and part.strip()]
        kinds = {_found(self.title_key(part), titles) for part in parts} if len(parts) > 1 else set()
        return kinds.pop() if len(kinds) == 1 else None

    def _matcher(self, names: Mapping[str, Texts]) -> _Matcher:
        exact: dict[str, str] = {}
        patterns: list[tuple[re.Pattern[str], str]] = []
        for kind, titles in names.items():
            for title in titles:
                pieces = _PLACEHOLDER.split(title)
                if len(pieces) == 1:
                    exact.setdefault(self.title_key(title), kind)
                    continue
                marked = self.title_key(_PLACEHOLDER.sub(_mark, title))
                pattern = re.escape(marked).replace(_YEAR, r"(?:19|20)\d\d").replace(_WORDS, ".+")
                patterns.append((re.compile(pattern), kind))
        return exact, tuple(patterns)


def _beginning(patterns: Iterable[str], end: str = "") -> re.Pattern[str] | None:
    """One pattern for all; None where there are none."""
    joined = "|".join(patterns)
    return re.compile(f"(?:{joined}){end}", re.IGNORECASE) if joined else None


_Matcher = tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]

# What divides a title of several parts: `Doelstelling: …`, `… | …`, `… (…)`.
_PARTS: Final = re.compile(r"\s*[:|()]\s*|\s+[-–/]\s+")
_LEVELS: Final = frozenset("123456789")
# A number behind the words that say what is numbered: no year.
_LABELLED: Final = re.compile(r"(\D+?)\s+[A-Z]?\d{1,2}(?:\.\d{1,3})*[a-z]?\s*(?:[:.–-]|$)")
# `Speerpunten 2026`, `Doelen 2026-2029`.
_YEARS_AFTER: Final = re.compile(r"\s+\(?(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?\)?\s*$")
_PLACEHOLDER: Final = re.compile(r"<\w+>")
_YEARS: Final = frozenset({"<jaar>", "<j>"})
# Two private-use characters stand in for placeholders while the rest of a title is normalised: NFKC leaves them alone.
_YEAR: Final = "\ue000"
_WORDS: Final = "\ue001"
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# A sign before the words of a status says the same again: ▲ op schema.
_SIGNS: Final = re.compile(r"^[^\w(%]+")
_MORE: Final = re.compile(r"\s*(?:[,;:(\n]|\s[-–]\s|\.\s)")
_QUOTES: Final = str.maketrans(dict.fromkeys("\"'“”„‘’‚«»‹›`´", ""))


def _found(key: str, titles: _Matcher) -> str | None:
    exact, patterns = titles
    return exact.get(key) or next((kind for pattern, kind in patterns if pattern.fullmatch(key)), None)


def _mark(match: re.Match[str]) -> str:
    return _YEAR if match.group().lower() in _YEARS else _WORDS


def _plain_title(text: str) -> str:
    folded = text.casefold().translate(_QUOTES)
    return " ".join(folded.split()).replace(" ?", "?").strip().rstrip("?:").strip()


def _style_key(style: str) -> str:
    return " ".join(style.casefold().split())


def _any_match(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    folded = " ".join(text.split())
    return any(pattern.match(folded) for pattern in patterns)
