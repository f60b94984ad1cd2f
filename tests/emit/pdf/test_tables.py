"""Tables as the template is given them: roles, totals, targets, headers, and pages that turn."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pipeline import labels
from pipeline.content import Cell, Link, Note, NoteReference, Paragraph, Row, Table, Text
from pipeline.content import paragraph as plain
from pipeline.diagnostics import Code
from pipeline.emit import theme
from pipeline.emit.pdf import page
from pipeline.emit.pdf.compose import Composed, compose
from pipeline.model import Section
from tests.builders import document, grid

LABELS = labels.load()


def composed(*content: Any, notes: tuple[Note, ...] = ()) -> Composed:
    made = replace(document(Section("s1", "", "", 1, intro=content)), notes=notes)
    return compose(made, LABELS, theme.load())


def flow(text: str) -> tuple[page.Flow, ...]:
    return (page.Paragraph((text,)),)


def row(*cells: Cell) -> Row:
    return Row(cells)


def cell(text: str, **more: Any) -> Cell:
    return Cell((plain(text),) if text else (), **more)


def only_table(*content: Any, **more: Any) -> page.Table:
    (table,) = composed(*content, **more).document.body
    assert isinstance(table, page.Table)
    return table


def test_roles_tones_and_targets_are_handed_on() -> None:
    made = only_table(
        Table(
            rows=(
                row(cell("Actie", role="header"), cell("Stand", role="header"), cell("Kosten", role="header")),
                row(cell("Zorg", ref="a-1"), cell("Op schema", role="status", tone="good"), cell("5", role="number")),
                row(cell("Totaal", role="total"), cell(""), cell("5", role="total")),
            ),
            header_rows=1,
            caption=(Text("Overzicht"),),
        )
    )
    assert replace(made, columns=()) == page.Table(
        columns=(),
        header=(
            page.Row(
                (
                    page.Cell(flow("Actie"), look="header"),
                    page.Cell(flow("Stand"), look="header"),
                    page.Cell(flow("Kosten"), look="header", align="right"),
                ),
                whole=True,
            ),
        ),
        rows=(
            page.Row(
                (
                    page.Cell(flow("Zorg"), id="a-1"),
                    page.Cell(flow("Op schema"), tone="good"),
                    page.Cell(flow("5"), align="right"),
                ),
                whole=True,
            ),
            page.Row(
                (
                    page.Cell(flow("Totaal"), look="total"),
                    page.Cell(()),
                    page.Cell(flow("5"), look="total", align="right"),
                ),
                whole=True,
                total=True,
            ),
        ),
        size=9.5,
        id="table-1",
        caption=("Overzicht",),
    )


def test_a_tone_without_words_shows_no_sign() -> None:
    made = only_table(Table((row(cell("a"), cell("", role="status", tone="bad")),)))
    assert [each.tone for each in made.rows[0].cells] == [None, None]


def test_a_long_row_may_be_cut_and_so_may_one_that_spans_down() -> None:
    made = only_table(
        Table(
            (
                row(cell("woord " * 900), cell("kort")),
                row(cell("kort", rowspan=2), cell("kort")),
                row(cell("kort")),
                row(cell("kort"), cell("kort")),
            )
        )
    )
    assert [each.whole for each in made.rows] == [False, False, True, True]


def test_a_header_that_would_fill_the_page_goes_as_rows() -> None:
    made = only_table(grid(["kop " * 900], ["a"], header_rows=1))
    assert (len(made.header), [each.cells[0].look for each in made.rows]) == (0, ["header", "data"])
    assert [each.whole for each in made.rows] == [False, True]


def test_links_and_notes_of_a_header_stand_in_it_once() -> None:
    header = Paragraph((Link("https://a.nl", (Text("kop"),)), NoteReference("n1")))
    made = only_table(
        Table((row(Cell((header,))), row(Cell((Paragraph((NoteReference("n1"),)),)))), header_rows=1),
        notes=(Note("n1", (Paragraph((Link("https://b.nl", (Text("noot"),)),)),)),),
    )
    (heading,) = made.header[0].cells[0].content
    (below,) = made.rows[0].cells[0].content
    assert isinstance(heading, page.Paragraph)
    assert isinstance(below, page.Paragraph)
    # A note stands at the foot of the page, in no header.
    note = page.Note(
        1, "n1", (page.Paragraph((page.Apart(), page.Link(("noot",), url="https://b.nl"))),), once="table-1"
    )
    assert [node for node in heading.content if isinstance(node, page.Link | page.Note)] == [
        page.Link(("kop",), url="https://a.nl", once="table-1"),
        note,
    ]
    assert [node for node in below.content if isinstance(node, page.Again)] == [page.Again(1, "n1")]


def test_a_wide_table_takes_its_headings_along_to_a_page_on_its_side() -> None:
    wide = grid(["Programma", *["Raming 2030"] * 9], ["Zorg", *["1.234.567"] * 9], header_rows=1)
    made = document(
        Section(
            "s1",
            "1",
            "Financiën",
            1,
            intro=(plain("Vooraf"),),
            sections=(Section("s2", "1.1", "Raming", 2, intro=(wide, wide, plain("Daarna"))),),
        )
    )
    kinds = [type(node) for node in compose(made, LABELS, theme.load()).document.body]
    turned = compose(made, LABELS, theme.load()).document.body[2]
    assert kinds == [page.Heading, page.Paragraph, page.Landscape, page.Paragraph]
    assert isinstance(turned, page.Landscape)
    assert [type(node) for node in turned.content] == [page.Heading, page.Table, page.Table]


def test_a_table_that_no_page_can_hold_comes_in_parts_with_its_caption_once() -> None:
    columns = [f"Kolom nummer {n}" for n in range(31)]
    content = replace(grid(columns, [f"{n}.000.000" for n in range(31)], header_rows=1), caption=(Text("Breed"),))
    (turned,) = composed(content).document.body
    assert isinstance(turned, page.Landscape)
    tables = [node for node in turned.content if isinstance(node, page.Table)]
    assert [len(each.columns) for each in tables] == [11, 11, 11]
    assert [each.caption for each in tables] == [("Breed",), (), ()]
    assert [each.header[0].cells[0].content for each in tables] == [flow("Kolom nummer 0")] * 3


def test_a_table_that_was_mended_is_told_with_its_words() -> None:
    (flaw,) = composed(grid(["a", "b"], ["c"])).flaws
    assert (flaw.code, flaw.text) == (Code.TABLE_MENDED, "a\nb\nc")


def test_tables_go_three_deep_and_what_is_deeper_becomes_paragraphs() -> None:
    def nested(depth: int) -> Table:
        inner = (nested(depth - 1),) if depth else ()
        return Table((Row((Cell((plain(f"diep {depth}"), *inner)),)),))

    made = composed(nested(4))

    def depth(nodes: tuple[page.Flow, ...]) -> int:
        tables = [node for node in nodes if isinstance(node, page.Table)]
        return max((1 + depth(each.rows[0].cells[0].content) for each in tables), default=0)

    assert depth(made.document.body) == 3
    assert [(flaw.code, flaw.values["limit"]) for flaw in made.flaws] == [(Code.LIMIT_REACHED, "3")] * 2
    assert all(f"diep {n}" in str(made.document.body) for n in range(5))
