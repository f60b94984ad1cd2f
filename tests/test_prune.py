"""Empty blocks are dropped, and each drop is reported."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable, Planning
from pipeline.blocks.columns import Column
from pipeline.content import Content, NoteReference, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.model import Block, BlockContent, Detail, Section
from pipeline.prune import is_empty_block, prune
from tests.builders import document, grid, ignored

COLUMNS = (Column("description", "Wat?"), Column("planning", "planning"))
ACTIONS = ActionTable(COLUMNS, (Action("a", "Toezicht", planning=Planning("")),))


def block(*content: BlockContent, **more: object) -> Block:
    return replace(Block(id="b", kind="text", title="Toelichting", content=content), **more)


def section(*blocks: Block, intro: tuple[Content, ...] = (), title: str = "Zorg") -> Section:
    return Section(id="s", number="1" if title else "", title=title, level=1, intro=intro, blocks=blocks)


def test_an_empty_block_is_dropped_and_reported_with_title_and_place() -> None:
    place = Place(item=7, headings=("1 Zorg", "Toelichting"))
    given = replace(document(section(block(paragraph("\u00a0")), block(paragraph("a"), id="c"))), places={"b": place})
    found: list[Diagnostic] = []
    assert prune(given, found.append).sections == (section(block(paragraph("a"), id="c")),)
    assert found == [Diagnostic(Code.BLOCK_EMPTY, place, Severity.INFO, values={"title": "Toelichting"})]


def test_a_block_of_empty_details_is_empty() -> None:
    assert is_empty_block(block(Detail("A", (Detail("B", (paragraph(" "),)),)), ActionTable(COLUMNS, ())))


def test_a_table_with_only_a_header_is_empty() -> None:
    assert is_empty_block(block(grid(["a", "b"], header_rows=1)))


def test_one_filled_thing_makes_a_block_full() -> None:
    assert not is_empty_block(block(ACTIONS))
    assert not is_empty_block(block(Detail("A", (paragraph("a"),))))
    assert not is_empty_block(block(Detail("A", (), heading=(Text("A"), NoteReference("footnote-1")))))
    assert not is_empty_block(block(heading=(Text("Toelichting"), NoteReference("footnote-1"))))


def test_an_empty_planning_cell_empties_neither_row_nor_column() -> None:
    given = document(section(block(ACTIONS)))
    assert prune(given, ignored) == given


def test_blank_paragraphs_go_and_empty_details_of_a_full_block_stay() -> None:
    given = document(
        section(block(paragraph(" "), Detail("A", (paragraph("\u200b"),)), paragraph("a")), intro=(paragraph(""),))
    )
    expected = document(section(block(Detail("A", ()), paragraph("a"))))
    assert prune(given, ignored) == expected


def test_a_titled_section_stays_and_one_without_anything_goes() -> None:
    inner = replace(section(title="", intro=(paragraph(" "),)), id="t")
    given = document(replace(section(), sections=(inner,)), replace(inner, id="u"))
    assert prune(given, ignored).sections == (section(),)
