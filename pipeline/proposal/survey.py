"""What documents say, and what of it a profile does not know: titles, columns, words of a status, planning, styles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from pipeline.blocks.actions import ActionTable
from pipeline.content import TONES, Table, content_text
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import format_of, reader
from pipeline.model import BlockContent, BudgetDocument, Detail, Origin, Section, walk_sections
from pipeline.profile import Profile
from pipeline.proposal.guess import Guesser, titles_by_kind, without_years
from pipeline.proposal.styles import Style, Styles
from pipeline.rules import Texts
from pipeline.source import Resources, Source
from pipeline.structure import build

TEXT: Final = "text"

_LONGEST_TITLE: Final = 100
_LONGEST_LABEL: Final = 40


class Surveyed(msgspec.Struct, frozen=True):
    """A document as read, and what a profile makes of it."""

    name: str
    source: Source
    document: BudgetDocument


class Seen(msgspec.Struct):
    """Words as first written, how often, in which document first, and what they may mean (empty: nothing tells)."""

    text: str
    where: str
    meaning: str = ""
    count: int = 0
    beside_known: bool = False


class Findings(msgspec.Struct, frozen=True):
    """What documents say. `known_…` is what the profile knows of it; the rest it does not."""

    documents: tuple[str, ...]
    known_titles: tuple[Seen, ...]
    titles: tuple[Seen, ...]
    known_columns: tuple[Seen, ...]
    columns: tuple[Seen, ...]
    known_statuses: tuple[Seen, ...]
    statuses: tuple[Seen, ...]
    plannings: tuple[Seen, ...]
    styles: tuple[Style, ...]


def read(data: bytes, name: str, profile: Profile, resources: Resources) -> Surveyed:
    """Read a document. Raises UnsupportedFormat and UnreadableSource."""
    source_format = format_of(name)
    source = reader(source_format)(data, resources, profile.limits, _ignored)
    origin = Origin(name=name, format=source_format, sha256=hashlib.sha256(data).hexdigest())
    return Surveyed(name, source, build(source, profile, _ignored, origin))


def survey(documents: Iterable[Surveyed], profile: Profile) -> Findings:
    """What documents say."""
    surveyor = _Surveyor(profile)
    styles = Styles(profile)
    names = []
    for each in documents:
        names.append(each.name)
        surveyor.look(each)
        styles.look(each.source)
    return Findings(
        documents=tuple(names),
        known_titles=surveyor.known_titles.sorted(),
        titles=tuple(seen for seen in surveyor.titles.sorted() if seen.beside_known or seen.meaning or seen.count > 1),
        known_columns=surveyor.known_columns.sorted(),
        columns=surveyor.columns.sorted(),
        known_statuses=surveyor.known_statuses.sorted(),
        statuses=surveyor.statuses.sorted(),
        plannings=surveyor.plannings.sorted(),
        styles=styles.found(),
    )


def _ignored(_diagnostic: Diagnostic) -> None:
    """A proposal is no check: what is wrong with a document is told when it is converted."""


class _Tally:
    """Words and how often they were seen, compared as titles are."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._seen: dict[str, Seen] = {}

    def note(self, text: str, where: str, meaning: str = "", *, beside_known: bool = False) -> None:
        """Note words; what they mean, by the first that tells."""
        seen = self._seen.setdefault(self._profile.title_key(text), Seen(" ".join(text.split()), where))
        seen.count += 1
        seen.meaning = seen.meaning or meaning
        seen.beside_known = seen.beside_known or beside_known

    def sorted(self) -> tuple[Seen, ...]:
        """All words, the commonest first, equal ones in the order in which they were seen."""
        return tuple(sorted(self._seen.values(), key=lambda seen: -seen.count))


class _Surveyor:
    """Looks at documents one after another."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._kinds = Guesser(titles_by_kind(profile), profile)
        self._headers = Guesser(_headers_by_meaning(profile), profile)
        self._legend = Guesser({tone: getattr(profile.status, tone) for tone in TONES}, profile)
        self.known_titles = _Tally(profile)
        self.titles = _Tally(profile)
        self.known_columns = _Tally(profile)
        self.columns = _Tally(profile)
        self.known_statuses = _Tally(profile)
        self.statuses = _Tally(profile)
        self.plannings = _Tally(profile)

    def look(self, surveyed: Surveyed) -> None:
        """Note what a document says."""
        for section in walk_sections(surveyed.document.sections):
            self._section(section, surveyed.name)

    def _section(self, section: Section, where: str) -> None:
        known = any(block.kind != TEXT for block in section.blocks)
        self._tables(section.intro, TEXT, where)
        for block in section.blocks:
            self._tables(block.content, block.kind, where)
            if block.kind != TEXT:
                self.known_titles.note(without_years(block.title), where, block.kind)
                continue
            self._title(block.title, block.content, where, beside_known=known)
            for node in block.content:
                if isinstance(node, Detail):
                    self._title(node.title, node.content, where)

    def _title(self, title: str, content: Sequence[BlockContent], where: str, *, beside_known: bool = False) -> None:
        bare = without_years(self._profile.split_number(title)[1] or title)
        if len(bare) <= _LONGEST_TITLE:
            self.titles.note(bare, where, _meaning(content) or self._kinds.guess(bare), beside_known=beside_known)

    def _tables(self, content: Iterable[BlockContent], kind: str, where: str) -> None:
        for table in _tables(content):
            if isinstance(table, ActionTable):
                self._action_table(table, where)
            else:
                self._plain_table(table, kind, where)

    def _action_table(self, table: ActionTable, where: str) -> None:
        for column in table.columns:
            if column.key.startswith("extra-"):
                self._column(column.label, where, self._headers.guess(column.label))
            elif column.label:
                self.known_columns.note(column.label, where, column.key.partition("-")[0])
        for action in table.actions:
            if action.status is not None:
                self._status(action.status.text, where)
            if action.planning is not None and action.planning.kind == "unknown":
                self.plannings.note(action.planning.text, where)

    def _plain_table(self, table: Table, kind: str, where: str) -> None:
        """Note the headers of a table that may be one of actions: in their block, or with a column that is known."""
        if table.header_rows != 1 or any(cell.role == "number" for row in table.rows for cell in row.cells):
            return
        labels = [" ".join(content_text(cell.content).split()) for cell in table.rows[0].cells]
        keys = [self._profile.column_key(label) for label in labels]
        if kind != "actions" and not any(keys):
            return
        guesses = [self._headers.guess(label) for label in labels]
        if "description" not in {*keys, *guesses} and not keys[0]:
            guesses[0] = "description"
        for label, key, guess in zip(labels, keys, guesses, strict=True):
            if key is None:
                self._column(label, where, guess)
        if "status" in keys:
            at = keys.index("status")
            for row in table.rows[1:]:
                if len(row.cells) == len(labels):
                    self._status(content_text(row.cells[at].content), where)

    def _status(self, text: str, where: str) -> None:
        if not text.strip():
            return
        value = self._profile.status_value(text)
        if value is not None:
            self.known_statuses.note(text, where, value)
        elif len(text) <= _LONGEST_LABEL:
            self.statuses.note(text, where, self._legend.guess(text))

    def _column(self, label: str, where: str, guess: str) -> None:
        if label and len(label) <= _LONGEST_LABEL:
            self.columns.note(without_years(label), where, guess)


def _headers_by_meaning(profile: Profile) -> dict[str, Texts]:
    """The headers of columns, each with what it means first of all."""
    return {
        kind: tuple(name for name in names if profile.column_key(name) == kind)
        for kind, names in profile.actions.columns.items()
    }


def _meaning(content: Sequence[BlockContent]) -> str:
    """The kind of block that content tells: where a table of actions stands, these are actions."""
    return "actions" if any(isinstance(table, ActionTable) for table in _tables(content)) else ""


def _tables(content: Iterable[BlockContent]) -> Iterator[Table | ActionTable]:
    for node in content:
        if isinstance(node, Table | ActionTable):
            yield node
        elif isinstance(node, Detail):
            yield from _tables(node.content)
