"""An entry: all that the rest of a publication needs to know of one document, so that nobody opens its model again.

A site, a register and a report of a run are functions of entries. An entry is of a run's inside and is never published
whole: its diagnostics quote deleted and hidden text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.content import Image, Link, Table, Text, Tone, inline_text, is_blank
from pipeline.coverage import missing
from pipeline.diagnostics import Diagnostic, Place
from pipeline.emit.html.outline import opening, written_title
from pipeline.model import Block, BudgetDocument, PartCoverage, Section, walk_sections
from pipeline.rules import DocumentKind, SectionKind
from pipeline.structure import budget_year


class EntryBlock(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A block that is shown."""

    id: str
    kind: str
    title: str


class EntrySection(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A section that is shown. `number` and `title` are as written, and empty where the source has none.

    `kind` is what it is to a budget: a programme, a product, a paragraph that the law asks for, an appendix.
    """

    id: str
    number: str
    title: str
    kind: SectionKind = "other"
    blocks: tuple[EntryBlock, ...] = ()
    sections: tuple[EntrySection, ...] = ()

    @property
    def full_title(self) -> str:
        """Number and title in one line."""
        return " ".join(f"{self.number} {self.title}".split())

    @property
    def is_titled(self) -> bool:
        """Whether anything of its title can be seen."""
        return not is_blank(self.full_title)


class EntryAction(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An action: a row of the register. A field is None where its table has no such column, empty where its cell is.

    `section` is the id of the section that it stands in, `number` and `title` are that section's. What planning and
    status mean is as in the model (`blocks/actions.py`).
    """

    id: str
    section: str
    number: str
    title: str
    description: str
    objective: str | None = None
    type: str | None = None
    planning: str | None = None
    planning_kind: str | None = None
    planning_start: date | None = None
    planning_end: date | None = None
    status: str | None = None
    status_value: Tone | None = None
    owner: str | None = None
    budget: str | None = None
    explanation: str | None = None
    place: Place = Place()


class EntryAmount(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One amount of a financial table, with what its row and column say: a row of the register of amounts.

    `table` is its caption, else the title of the block that it stands in, else of the section. `value` is in the `unit`
    of its table (euros: 1, thousands: 1000); None where the text is no number.
    """

    section: str
    number: str
    title: str
    table: str
    row: str
    row_kind: str
    column: str
    column_key: str
    text: str
    value: Decimal | None = None
    year: int | None = None
    unit: int = 1
    taakveld: str | None = None


class Dropped(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A block that is in the source and not shown, since it has no details. `text` is what stands in it all the same.

    A table with nothing below its header is empty, and has words.
    """

    title: str
    place: Place
    text: str = ""


class Counts(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """How much of each there is, of what is shown."""

    sections: int = 0
    blocks: int = 0
    actions: int = 0
    tables: int = 0
    pictures: int = 0
    notes: int = 0


class Entry(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One document of a publication.

    `name` is its path below the input with `/`, `slug` the name of its folder on a site: stable, and unique in a run.
    `kind` is the kind of document in the budget cycle, None where nothing tells it; `year` is the budget year that
    its title names. `language` is a BCP 47 tag. `sha256` is that of the source's bytes. `sections` are those shown.
    `opening` is the id of the section that the whole document is about; empty where it is about several. `links` are
    the addresses that it leads to outside itself, each once, in order. `coverage` is the share of the source's
    characters that were read or reported (0 to 1).
    """

    name: str
    slug: str
    title: str
    sha256: str
    kind: DocumentKind | None = None
    year: int | None = None
    profile: str = ""
    language: str = "nl"
    date: str = ""
    opening: str = ""
    sections: tuple[EntrySection, ...] = ()
    actions: tuple[EntryAction, ...] = ()
    amounts: tuple[EntryAmount, ...] = ()
    links: tuple[str, ...] = ()
    coverage: float = 1.0
    diagnostics: tuple[Diagnostic, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    counts: Counts = Counts()


def entry(
    document: BudgetDocument, shown: BudgetDocument, diagnostics: Iterable[Diagnostic], name: str, slug: str
) -> Entry:
    """The entry of a document as ingested, `shown` as it is after pruning. `name` and `slug` are as in `Entry`."""
    meta = document.meta
    about = opening(shown)
    nodes = [node for section in walk_sections(shown.sections) for node in _nodes_of(section)]
    nodes.extend(_nodes(shown.notes))
    actions = tuple(_actions(shown))
    return Entry(
        name=name,
        slug=slug,
        title=written_title(shown),
        sha256=meta.source.sha256,
        kind=meta.kind,
        year=budget_year(meta.title),
        profile=meta.profile,
        language=meta.language,
        date=meta.date,
        opening=about.id if about else "",
        sections=tuple(map(_section, shown.sections)),
        actions=actions,
        amounts=tuple(_amounts(shown)),
        links=tuple(dict.fromkeys(node.href for node in nodes if _leads_out(node))),
        coverage=_share(document.coverage),
        diagnostics=tuple(diagnostics),
        dropped=tuple(_dropped(document, shown)),
        counts=_counts(shown, nodes, len(actions)),
    )


def walk(sections: Iterable[EntrySection]) -> Iterator[EntrySection]:
    """Every section, each before those inside it."""
    for section in sections:
        yield section
        yield from walk(section.sections)


# --------------------------------------------------------------------------- the parts of an entry


def _section(section: Section) -> EntrySection:
    return EntrySection(
        id=section.id,
        number=section.number,
        title=section.title,
        kind=section.kind,
        blocks=tuple(EntryBlock(block.id, block.kind, block.title) for block in section.blocks),
        sections=tuple(map(_section, section.sections)),
    )


def _actions(shown: BudgetDocument) -> Iterator[EntryAction]:
    for section in walk_sections(shown.sections):
        for node in _nodes_of(section):
            # Whatever holds it: a table, or headings with text.
            if isinstance(node, Action):
                yield _row(node, section, shown.places.get(node.id, Place()))


def _row(action: Action, section: Section, place: Place) -> EntryAction:
    planning, status = action.planning, action.status
    return EntryAction(
        id=action.id,
        section=section.id,
        number=section.number,
        title=section.title,
        description=action.description,
        objective=action.objective,
        type=action.type,
        planning=planning.text if planning else None,
        planning_kind=planning.kind if planning else None,
        planning_start=planning.start if planning else None,
        planning_end=planning.end if planning else None,
        status=status.shown if status else None,
        status_value=status.value if status else None,
        owner=action.owner,
        budget=action.budget,
        explanation=action.explanation,
        place=place,
    )


def _amounts(shown: BudgetDocument) -> Iterator[EntryAmount]:
    for section in walk_sections(shown.sections):
        for title, content in (
            (section.title, section.intro),
            *((each.title, each.content) for each in section.blocks),
        ):
            for node in _nodes(content):
                if isinstance(node, FinancialTable):
                    yield from _amounts_in(node, section, inline_text(node.written.caption) or title)


def _amounts_in(table: FinancialTable, section: Section, title: str) -> Iterator[EntryAmount]:
    """The amounts of a table, row by row; an empty cell holds none."""
    for row in table.rows:
        for column, amount in zip(table.columns, row.amounts, strict=False):
            if amount.text:
                yield EntryAmount(
                    section=section.id,
                    number=section.number,
                    title=section.title,
                    table=title,
                    row=row.label,
                    row_kind=row.kind,
                    column=column.label,
                    column_key=column.key,
                    text=amount.text,
                    value=amount.value,
                    year=column.year,
                    unit=table.unit,
                    taakveld=row.taakveld,
                )


def _dropped(document: BudgetDocument, shown: BudgetDocument) -> Iterator[Dropped]:
    kept = {block.id for block in _blocks(shown)}
    for block in _blocks(document):
        if block.id not in kept:
            text = " ".join(node.text for node in _nodes(block.content) if isinstance(node, Text))
            yield Dropped(block.title, document.places.get(block.id, Place()), " ".join(text.split()))


def _blocks(document: BudgetDocument) -> Iterator[Block]:
    for section in walk_sections(document.sections):
        yield from section.blocks


def _counts(shown: BudgetDocument, nodes: Iterable[msgspec.Struct], actions: int) -> Counts:
    kinds = [type(node) for node in nodes]
    return Counts(
        sections=sum(1 for _ in walk_sections(shown.sections)),
        blocks=sum(1 for _ in _blocks(shown)),
        actions=actions,
        tables=kinds.count(Table) + kinds.count(ActionTable),
        pictures=kinds.count(Image),
        notes=len(shown.notes),
    )


def _share(parts: Iterable[PartCoverage]) -> float:
    counted = list(parts)
    written = sum(part.written for part in counted)
    return 1 - sum(map(missing, counted)) / written if written else 1.0


def _leads_out(node: msgspec.Struct) -> bool:
    return isinstance(node, Link) and bool(node.href) and not node.href.startswith("#")


def _nodes_of(section: Section) -> Iterator[Any]:
    """All nodes of a section itself, without its inner sections."""
    yield from _nodes((section.heading, section.guidance, section.intro, section.blocks))


def _nodes(value: object) -> Iterator[Any]:
    """Every struct in a value, whatever its kind, in the order of its fields: a new kind of content is found too."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in value.__struct_fields__:
            yield from _nodes(getattr(value, field))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _nodes(inner)
