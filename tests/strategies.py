"""Documents made by Hypothesis: whole, in normal form, and as odd as a source may be.

`documents()` is for any property of an emitter: `@given(documents())` and `@PROPERTY`. What is made holds the promises
of the model: ids are unique, notes and pictures that are referred to are there, marks stand in their order,
neighbouring texts with equal marks are one.
"""

from __future__ import annotations

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, Final, TypeVar, get_args

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Aspect, Extra, Formatted, Group, Planning
from pipeline.blocks.amounts import Amount
from pipeline.blocks.columns import Column
from pipeline.blocks.financial import AmountColumn, ColumnKey, FinancialRow, FinancialTable, RowKind
from pipeline.blocks.indicators import Indicator, IndicatorTable, Measure, ValueColumn
from pipeline.blocks.status import Status
from pipeline.blocks.times import Kind
from pipeline.content import (
    MARKS,
    TONES,
    Asset,
    Cell,
    Content,
    Figure,
    Image,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Math,
    Note,
    NoteReference,
    Paragraph,
    Role,
    Row,
    Table,
    Text,
    Tone,
    clean,
    marks,
    merged,
    paragraph,
)
from pipeline.diagnostics import Code, Diagnostic, Place, Severity, quote
from pipeline.model import (
    ActionList,
    Block,
    BlockContent,
    BudgetDocument,
    Detail,
    Meta,
    Origin,
    PartCoverage,
    Running,
    Section,
    walk_sections,
)
from pipeline.rules import DocumentKind, SectionKind

T = TypeVar("T")

PROPERTY: Final = settings(
    max_examples=60,
    deadline=None,
    derandomize=os.environ.get("CI", "").lower() in {"1", "true"},
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""How a property of whole documents is tried: few examples, each of which has much in it."""

NASTY: Final = (
    *(" ", "  begin", "eind  ", "a\tb", "\t", "a\nb", "\n", "a  b", "\u00a0", "\u2028", "\x85", "\x7f"),
    *("]]>", "<b>", "&amp;", "&", "<!--", "<!DOCTYPE a>", "<?xml?>", "'\"", "{{ x }}", "${x}", "#set x", "</script>"),
    *("1.", "- ", "|", "[1]", "=1+1", "\\n", "€ 1.234,56", "p.m.", "3e/4e kwartaal"),
    *("\u05e9\u05dc\u05d5\u05dd", "\u202eabc", "e\u0301", "\U0001f469\u200d\U0001f4bb", "\u200b", "\ufeff", "\u00ad"),
    *("\ue000", "\U0010fffd", "\u4e2d\u6587", "ĳ", "ﬁ", "Ärger", "à côté"),
)
"""Texts that one format or another takes for its own, or loses."""

_CHARACTERS = st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff")


def _png(shade: int) -> bytes:
    """A picture of one pixel (PNG, third edition, 5.6)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes((0, shade)))) + chunk(b"IEND", b"")


ASSETS: Final = {hashlib.sha256(data).hexdigest(): Asset("image/png", data) for data in map(_png, (0, 128, 255))}
NOTES: Final = ("footnote-1", "footnote-2", "endnote-1")


def texts(max_size: int = 8) -> st.SearchStrategy[str]:
    """Any text that XML 1.0 can hold, nasty more often than chance would have it."""
    return (st.sampled_from(NASTY) | st.text(_CHARACTERS, max_size=max_size)).map(clean)


def tuples(of: st.SearchStrategy[T], max_size: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    """A tuple of a few."""
    return st.lists(of, max_size=max_size).map(tuple)


# ------------------------------------------------------------------------------------ what stands in a line

_TEXT = st.builds(Text, texts().filter(bool), st.sets(st.sampled_from(MARKS), max_size=2).map(marks))
_POINTS = st.none() | st.floats(0, 5_000, allow_subnormal=False)
_IMAGE = st.builds(Image, st.sampled_from([*ASSETS, ""]), st.none() | texts(), _POINTS, _POINTS)
_HREFS = ("https://example.nl/?a=1&b=<2>", "mailto:griffie@example.nl", "bijlagen/kaart 1.pdf", "#s1", "#nergens", "")
_LEAVES: st.SearchStrategy[Inline] = st.one_of(
    _TEXT,
    _TEXT,
    _TEXT,
    st.just(LineBreak()),
    st.builds(NoteReference, st.sampled_from(NOTES)),
    _IMAGE,
    st.builds(Math, texts(), st.sampled_from(["", "<math><mi>x</mi></math>"])),
)
_LINK = st.builds(Link, st.sampled_from(_HREFS), tuples(_LEAVES, 2).map(merged))
LINES: Final[st.SearchStrategy[tuple[Inline, ...]]] = tuples(_LEAVES | _LINK, 4).map(merged)
"""Inline content in its one form."""


# ------------------------------------------------------------------------------------ content

_ROLES: Final[tuple[Role, ...]] = ("data", "header", "row-header", "number", "total", "status")
_TONES: Final[tuple[Tone | None, ...]] = (None, "good", "attention", "bad", "done", "neutral")
_PARAGRAPH = st.builds(Paragraph, LINES)
_FIGURE = st.builds(Figure, _IMAGE, LINES)


@st.composite
def tables(draw: st.DrawFn, content: st.SearchStrategy[tuple[Content, ...]]) -> Table:
    """A table of up to 3 by 3 whose spans fit; now and then a row is short, as sources have it."""
    height, width = draw(st.integers(0, 3)), draw(st.integers(1, 3))
    taken: set[tuple[int, int]] = set()
    rows = []
    for y in range(height):
        cells = []
        for x in range(width):
            if (y, x) in taken:
                continue
            free = next((end for end in range(x, width) if (y, end) in taken), width) - x
            colspan, rowspan = draw(st.integers(1, free)), draw(st.integers(1, height - y))
            taken.update((y + down, x + right) for down in range(rowspan) for right in range(colspan))
            role, tone = draw(st.sampled_from(_ROLES)), draw(st.sampled_from(_TONES))
            ref = draw(st.sampled_from([None, "s1"]))
            cells.append(Cell(draw(content), colspan, rowspan, role, tone, ref))
        rows.append(Row(tuple(cells[:-1] if draw(st.integers(0, 9)) == 9 else cells)))
    return Table(tuple(rows), draw(st.integers(0, height)), draw(LINES))


def content(depth: int = 2) -> st.SearchStrategy[Content]:
    """A piece of plain content; lists and tables hold others down to `depth`."""
    kinds: list[st.SearchStrategy[Content]] = [_PARAGRAPH, _PARAGRAPH, _FIGURE]
    if depth:
        inner = contents(depth - 1)
        items = tuples(st.builds(Item, inner, st.sampled_from(["", "", "1.", "a)", "2.3"])))
        kinds += [st.builds(ItemList, items, st.booleans()), tables(inner)]
    return st.one_of(kinds)


def contents(depth: int = 2) -> st.SearchStrategy[tuple[Content, ...]]:
    """Pieces of plain content."""
    return tuples(content(depth), 2)


_COLUMNS: Final = (
    *("type", "planning", "status", "owner", "budget", "explanation", "objective"),
    *("aspect-1", "aspect-2", "start", "extra-1", "extra-2"),
)


@st.composite
def action_tables(draw: st.DrawFn) -> ActionTable:
    """A table of actions. Their ids are empty until the document is whole."""
    keys = ("description", *(draw(st.lists(st.sampled_from(_COLUMNS), unique=True, max_size=4)) or ("type",)))
    columns = tuple(Column(key, draw(texts())) for key in draw(st.permutations(keys)))
    actions = draw(tuples(_actions(keys)))
    starts = sorted(draw(st.lists(st.integers(0, len(actions)), max_size=2)))
    groups = tuple(Group(at, draw(texts()), draw(st.just(()) | contents(0))) for at in starts)
    header: tuple[Row, ...] = ()
    if draw(st.booleans()):
        labels = Row(tuple(Cell((paragraph(column.label),), role="header") for column in columns))
        header = (Row((Cell(draw(contents(0)), colspan=len(columns), role="header"),)), labels)
    return ActionTable(columns, actions, draw(LINES), groups=groups, header=header)


@st.composite
def _actions(draw: st.DrawFn, keys: tuple[str, ...]) -> Action:
    said = {key: draw(texts()) for key in keys}
    span = draw(st.tuples(st.none() | st.sampled_from(get_args(Kind)), st.none() | st.dates(), st.none() | st.dates()))
    tone, name = draw(st.none() | st.sampled_from(TONES)), draw(st.sampled_from(["", "", "Groen"]))
    wrapped: dict[str, Callable[[str], Any]] = {
        "planning": lambda text: Planning(text, *span),
        "status": lambda text: Status(text, tone, name),
    }
    full = draw(st.lists(st.sampled_from(keys), unique=True, max_size=1))
    own = {key: text for key, text in said.items() if "-" not in key and key != "start"}
    return Action(
        id="",
        **{key: wrapped.get(key, str)(text) for key, text in own.items()},
        aspects=tuple(Aspect(key, key, said[key], tone, name) for key in keys if key.startswith("aspect-")),
        extra=tuple(Extra(key, said[key]) for key in keys if key not in own and not key.startswith("aspect-")),
        formatted=tuple(Formatted(key, draw(contents(1))) for key in full),
    )


_VALUES: Final = st.none() | st.decimals(
    allow_nan=False, allow_infinity=False, places=2, max_value=10**12, min_value=-(10**12)
)
_AT: Final = st.integers(1, 40)


@st.composite
def financial_tables(draw: st.DrawFn) -> FinancialTable:
    """A table of amounts. Its id is empty until the document is whole."""
    columns = st.builds(AmountColumn, st.sampled_from(get_args(ColumnKey)), texts(), _AT, st.none() | _YEARS, texts())
    amounts = tuples(st.builds(Amount, texts(), _VALUES), 2)
    codes = st.sampled_from([None, "0.10", "6.711"])
    rows = st.builds(FinancialRow, texts(), st.sampled_from(get_args(RowKind)), amounts, _AT, st.booleans(), codes)
    unit = draw(st.sampled_from([1, 1000]))
    return FinancialTable("", unit, draw(_some(columns)), draw(_some(rows)), draw(tables(contents(0))))


@st.composite
def indicator_tables(draw: st.DrawFn) -> IndicatorTable:
    """A table of indicators."""
    columns = st.builds(ValueColumn, st.sampled_from(["value", "target"]), texts(), _AT, st.none() | _YEARS)
    said = st.none() | texts()
    measures = tuples(st.builds(Measure, texts(), _VALUES), 2)
    rows = st.builds(Indicator, texts(), measures, _AT, said, said, said, said)
    return IndicatorTable(draw(_some(columns)), draw(_some(rows)), draw(tables(contents(0))))


_YEARS: Final = st.integers(1990, 2040)


def _some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=1, max_size=3).map(tuple)


@st.composite
def action_lists(draw: st.DrawFn, inner: st.SearchStrategy[tuple[BlockContent, ...]]) -> ActionList:
    """Content with actions that stand in no table: what they say stands in it."""
    said = draw(st.lists(st.tuples(texts(), texts(), texts()), min_size=1, max_size=2))
    actions = tuple(Action("", what, planning=Planning(when), status=Status(how, None)) for what, when, how in said)
    return ActionList((*(paragraph(text) for entry in said for text in entry), *draw(inner)), actions)


def block_contents(depth: int = 2) -> st.SearchStrategy[tuple[BlockContent, ...]]:
    """What may stand in a block; details hold each other down to `depth`."""
    kinds: list[st.SearchStrategy[BlockContent]] = [
        _PARAGRAPH,
        _FIGURE,
        content(),
        action_tables(),
        financial_tables(),
        indicator_tables(),
    ]
    if depth:
        kinds.append(st.builds(Detail, texts(), block_contents(depth - 1), LINES))
        kinds.append(action_lists(block_contents(depth - 1)))
    return tuples(st.one_of(kinds))


# ------------------------------------------------------------------------------------ documents

_NUMBERS = st.sampled_from(["", "1", "2.6.1", "Programma 3", "A."])
_KINDS = st.sampled_from(["text", "objectives", "developments", "actions"])
_BLOCK = st.builds(Block, id=st.just(""), kind=_KINDS, title=texts(), content=block_contents(1), heading=LINES)


def _sections(level: int = 1) -> st.SearchStrategy[tuple[Section, ...]]:
    section = st.builds(
        Section,
        id=st.just(""),
        number=_NUMBERS,
        title=texts(),
        level=st.just(level),
        kind=st.sampled_from(get_args(SectionKind)),
        heading=st.just(()) | LINES,
        guidance=st.just(()) | contents(1),
        intro=st.just(()) | block_contents(1),
        blocks=tuples(_BLOCK, 2),
        sections=st.just(()) | _sections(level + 1) if level < 3 else st.just(()),
    )
    return tuples(section, 2)


_PLACES = st.builds(
    Place,
    part=st.sampled_from(["document", "footnotes", "word/header 1.xml"]),
    item=st.integers(0, 99_999),
    table=st.integers(0, 3),
    row=st.integers(0, 3),
    column=st.integers(0, 3),
    headings=tuples(texts(), 2),
    quote=texts(90).map(quote),
)
_DIAGNOSTICS = st.builds(
    Diagnostic,
    code=st.sampled_from(Code),
    place=_PLACES,
    severity=st.sampled_from(Severity),
    text=texts(),
    values=st.dictionaries(st.sampled_from(["title", "count", "href"]), texts(), max_size=2),
)
_META = st.builds(
    Meta,
    title=texts(),
    language=st.sampled_from(["nl", "nl-NL", "fy", "en-GB", "ar"]),
    source=st.builds(
        Origin,
        name=st.sampled_from(["pagina.docx", "Begroting 2026 (def).html", "\u202efdp.docx", "a&b.docx"]),
        format=st.sampled_from(["docx", "html"]),
        sha256=st.binary(max_size=2).map(lambda data: hashlib.sha256(data).hexdigest()),
    ),
    profile=st.sampled_from(["nl", "plain", "mijn gemeente"]),
    author=texts(),
    subject=texts(),
    keywords=texts(),
    date=st.just("") | st.dates().map(lambda day: day.isoformat()),
    kind=st.none() | st.sampled_from(get_args(DocumentKind)),
)
_RUNNING = st.builds(Running, st.sampled_from(["header", "footer", "contents", "noise"]), contents(1))
_AMOUNTS = st.integers(0, 10**7)
_COVERAGE = st.builds(PartCoverage, st.sampled_from(["document", "footnotes"]), *[_AMOUNTS] * 4)


@st.composite
def documents(draw: st.DrawFn) -> BudgetDocument:
    """A whole document, before pruning."""
    ids = (f"s{number}" for number in count(1))
    sections = tuple(_with_ids(section, ids) for section in draw(_sections()))
    notes = {name: Note(name, draw(contents(1)), "endnote" if "end" in name else "footnote") for name in NOTES}
    running = draw(tuples(_RUNNING, 1))
    used = {node.note for node in nodes((sections, running, tuple(notes.values()))) if isinstance(node, NoteReference)}
    kept = tuple(note for note in notes.values() if note.id in used)
    shown = {node.asset for node in nodes((sections, running, kept)) if isinstance(node, Image)}
    named = [section.id for section in walk_sections(sections)]
    return BudgetDocument(
        meta=draw(_META),
        sections=sections,
        notes=kept,
        assets={key: asset for key, asset in ASSETS.items() if key in shown},
        running=running,
        places={name: draw(_PLACES) for name in named[:2]},
        coverage=draw(tuples(_COVERAGE, 2)),
        diagnostics=draw(tuples(_DIAGNOSTICS, 2)),
    )


def nodes(value: Any) -> Iterator[msgspec.Struct]:
    """Every Struct in a value, in the order of its fields."""
    if isinstance(value, msgspec.Struct):
        yield value
        for field in value.__struct_fields__:
            yield from nodes(getattr(value, field))
    elif isinstance(value, tuple):
        for inner in value:
            yield from nodes(inner)


def _with_ids(section: Section, ids: Iterator[str]) -> Section:
    return replace(
        section,
        id=next(ids),
        intro=_content_with_ids(section.intro, ids),
        blocks=tuple(
            replace(block, id=next(ids), content=_content_with_ids(block.content, ids)) for block in section.blocks
        ),
        sections=tuple(_with_ids(inner, ids) for inner in section.sections),
    )


def _content_with_ids(content: tuple[BlockContent, ...], ids: Iterator[str]) -> tuple[BlockContent, ...]:
    return tuple(_node_with_ids(node, ids) for node in content)


def _node_with_ids(node: BlockContent, ids: Iterator[str]) -> BlockContent:
    match node:
        case ActionTable():
            return replace(node, actions=tuple(replace(action, id=next(ids)) for action in node.actions))
        case FinancialTable():
            return replace(node, id=next(ids))
        case ActionList():
            named = tuple(replace(action, id=next(ids)) for action in node.actions)
            return replace(node, content=_content_with_ids(node.content, ids), actions=named)
        case Detail():
            return replace(node, content=_content_with_ids(node.content, ids))
        case _:
            return node


# ------------------------------------------------------------------------------------ one of everything


def everything() -> BudgetDocument:
    """One document in which every type of the model stands, and every field has a value that is not its default."""
    picture = next(iter(ASSETS))
    line = (
        Text("De raad ", ("bold", "italic")),
        Link("https://example.nl", (Text("besloot"),)),
        LineBreak(),
        NoteReference("footnote-1"),
        Image(picture, "Een kaart", 12.5, 0.1),
        Math("x²", "<math><mi>x</mi></math>"),
    )
    table = Table(
        (
            Row((Cell((paragraph("Lasten"),), colspan=2, rowspan=2, role="header", tone="good", ref="zorg"),)),
            Row((Cell((paragraph("1.234"),)),)),
        ),
        header_rows=1,
        caption=(Text("Tabel 1"),),
    )
    listed = ItemList((Item((Paragraph(line),), "1."), Item((paragraph("en twee"),), "2.")), ordered=True)
    action = Action(
        id="actie-1",
        description="Meer toezicht",
        type="Nieuw",
        planning=Planning("3e kwartaal", "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        status=Status("●", "good", "Groen"),
        owner="Wethouder",
        budget="€ 10.000",
        explanation="Zie de nota",
        objective="Veilig",
        aspects=(Aspect("aspect-1", "Tijd", "●", "bad", "Rood"),),
        extra=(Extra("extra-1", "nee"),),
        formatted=(Formatted("description", (listed,)),),
        merged=("type",),
    )
    costs = FinancialTable(
        "zorg-amounts",
        1000,
        (AmountColumn("actual", "Rekening 2024", 2, 2024, "Zorg"),),
        (FinancialRow("0.10 Totaal", "total", (Amount("N 31.393", Decimal(-31393)),), 2, True, "0.10"),),
        table,
    )
    measured = IndicatorTable(
        (ValueColumn("value", "Zorgdorp 2024", 4, 2024),),
        (Indicator("Verwijzingen", (Measure("8,0", Decimal("8.0")),), 2, "per 1.000", "2024", "Halt", "Jeugd"),),
        table,
    )
    columns = (
        *("description", "type", "planning", "status", "owner", "budget", "explanation", "objective"),
        *("aspect-1", "extra-1"),
    )
    header = (Row((Cell((paragraph("Acties en hun stand"),), colspan=len(columns), role="header"),)),)
    groups = (Group(0, "Doel 1", (Paragraph(line),)),)
    actions = ActionTable(
        tuple(Column(key, key.title()) for key in columns), (action,), (Text("Acties"),), 1, groups, header
    )
    told = ActionList((paragraph("Wij doen veel."),), (Action(id="actie-2", description="veel"),))
    figure = Figure(Image(picture, "Een grafiek", 100.0, 50.0), (Text("Figuur 1"),))
    section = Section(
        id="zorg",
        number="2.6.1",
        title="Zorg",
        level=1,
        kind="product",
        heading=(Text("Zorg"), NoteReference("footnote-2")),
        guidance=(paragraph("Dit scherm bestaat uit blokken"),),
        intro=(paragraph("Vooraf"),),
        blocks=(
            Block("zorg-actions", "actions", "Actiepunten", (actions, told), (Text("Actiepunten", ("bold",)),)),
            Block(
                "zorg-text", "text", "Rest", (Detail("Kop", (listed, table, figure), (Text("Kop"),)), costs, measured)
            ),
        ),
        sections=(Section("zorg-jeugd", "2.6.1.1", "Jeugd", 2, intro=(paragraph("Over de jeugd"),)),),
    )
    place = Place("footnotes", 3, 1, 2, 4, ("2.6.1 Zorg", "Actiepunten"), "Meer toezicht")
    return BudgetDocument(
        meta=Meta(
            title="Begroting 2026",
            language="nl",
            source=Origin("begroting.docx", "docx", "0" * 64),
            profile="nl",
            author="J. Jansen",
            subject="Begroting",
            keywords="zorg, jeugd",
            date="2025-09-30",
            kind="budget",
        ),
        sections=(section,),
        notes=(
            Note("footnote-1", (paragraph("Zie bijlage"),), "endnote"),
            Note("footnote-2", (paragraph("Jaarlijks"),)),
        ),
        assets={picture: ASSETS[picture]},
        running=(Running("header", (paragraph("Gemeente"),)),),
        places={"zorg": place, "actie-1": Place(item=7)},
        coverage=(PartCoverage("document", 100, 97, 3, 2),),
        diagnostics=(Diagnostic(Code.DELETED_TEXT, place, Severity.WARNING, "geschrapt", {"count": "1"}),),
    )
