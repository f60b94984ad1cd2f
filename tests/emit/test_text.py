"""Plain text: the words in the order of reading, each once, and nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given

from pipeline import labels
from pipeline.blocks.actions import Action, ActionTable, Planning
from pipeline.blocks.columns import Column
from pipeline.content import (
    Cell,
    Content,
    Figure,
    Image,
    Item,
    ItemList,
    LineBreak,
    Link,
    Math,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Table,
    Text,
    is_blank,
    paragraph,
)
from pipeline.emit import text as emitter
from pipeline.emit import theme
from pipeline.emit.lower import note_numbers
from pipeline.emit.setting import Setting
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section, walk_sections
from tests.builders import bulleted, document, grid, ordered
from tests.strategies import PROPERTY, documents, nodes

SETTING = Setting(labels.load(), theme.load())


def emitted(made: BudgetDocument) -> str:
    return emitter.emit(made, SETTING).decode()


def shown(*content: BlockContent, notes: Iterable[Note] = ()) -> str:
    """What becomes of content, without the line feed at the end."""
    made = document(Section("s1", "", "", 1, intro=content))
    return emitted(BudgetDocument(made.meta, made.sections, tuple(notes))).removesuffix("\n")


def test_sections_blocks_and_details_stand_under_one_another() -> None:
    section = Section(
        id="s1",
        number="2.6.1",
        title="Veiligheid",
        level=1,
        guidance=(paragraph("Via het plusteken."),),
        intro=(paragraph("Vooraf."),),
        blocks=(Block("b1", "text", "Ontwikkelingen", (Detail("Buurt", (paragraph("Rust."), bulleted("toezicht"))),)),),
        sections=(Section("s2", "2.6.1.1", "Handhaving", 2),),
    )
    assert emitted(document(section, title="Niet in de tekst")) == (
        "2.6.1 Veiligheid\n"
        "================\n"
        "\n"
        "Via het plusteken.\n"
        "\n"
        "Vooraf.\n"
        "\n"
        "Ontwikkelingen\n"
        "\n"
        "Buurt\n"
        "\n"
        "Rust.\n"
        "\n"
        "- toezicht\n"
        "\n"
        "2.6.1.1 Handhaving\n"
        "------------------\n"
    )


def test_lists_keep_their_labels_and_lean_on_them() -> None:
    inner = ItemList(
        (
            Item((paragraph("een"), ordered("dieper", "nog een")), "10."),
            Item((Paragraph((Text("twee"), LineBreak(), Text("regels"))),), "11."),
        ),
        ordered=True,
    )
    assert shown(inner) == "10. een\n\n    1. dieper\n    2. nog een\n11. twee\n    regels"
    assert shown(bulleted("a", "b")) == "- a\n- b"


def test_a_row_is_a_line_with_bars_and_what_stands_in_a_cell_is_folded() -> None:
    assert shown(grid(("Lasten", "2025", ""), ("", "1", "2"))) == "Lasten | 2025 |\n| 1 | 2"
    cell = Cell((paragraph("twee\nregels"), bulleted("a", "b"), grid(("x", "y"))))
    assert shown(Table((Row((cell, Cell((paragraph("z"),)))),))) == "twee regels - a - b x | y | z"


def test_a_figure_stands_under_its_column_though_cells_are_merged() -> None:
    def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
        return Cell((paragraph(text),), colspan, rowspan)

    rows = (
        Row((cell("Post", rowspan=2), cell("2025", colspan=2))),
        Row((cell("lasten"), cell("baten"))),
        Row((cell("Zorg", rowspan=2), cell("1"), cell("2"))),
        Row((cell("3", colspan=2),)),
    )
    assert shown(Table(rows)) == "Post | 2025 |\n| lasten | baten\nZorg | 1 | 2\n| 3 |"


def test_a_row_of_one_cell_is_layout_and_is_not_folded() -> None:
    cell = Cell((paragraph("Een alinea."), bulleted("a", "b")), colspan=2)
    assert shown(Table((Row((cell,)),))) == "Een alinea.\n\n- a\n- b"


def test_a_table_of_actions_is_a_table() -> None:
    columns = (Column("description", "Wat gaan we doen?"), Column("planning", "planning"))
    actions = (Action("a1", "Toezicht", planning=Planning("2025")), Action("a2", "Camera's", planning=Planning("")))
    table = ActionTable(columns, actions, (Text("Acties"),))
    assert shown(table) == "Acties\n\nWat gaan we doen? | planning\nToezicht | 2025\nCamera's |"


def test_notes_stand_at_the_end_under_their_numbers() -> None:
    line = Paragraph((Text("Een"), NoteReference("b"), Text(" en twee"), NoteReference("a"), NoteReference("b")))
    notes = (
        Note("a", (paragraph("over twee"),)),
        Note("c", (paragraph("over niets"),)),
        Note("b", (paragraph("een"),)),
    )
    assert shown(line, notes=notes) == "Een[1] en twee[2][1]\n\n[1] een\n\n[2] over twee"


def test_pictures_are_told_by_their_description_and_formulas_by_their_text() -> None:
    figure = Figure(Image(alt="Een kaart"), (Text("Figuur 1"),))
    assert shown(figure) == "[Een kaart]\nFiguur 1"
    assert shown(Figure(Image(alt=""), (Text("Figuur 2"),)), Figure(Image())) == "Figuur 2"
    assert shown(Paragraph((Math("x²", "<math/>"), Link("https://example.nl", (Text(" lees"),))))) == "x² lees"


@pytest.mark.parametrize("content", [paragraph(""), paragraph("\u00a0"), bulleted("", " "), grid(("", ""))])
def test_what_cannot_be_seen_leaves_no_line(content: Content) -> None:
    assert shown(paragraph("a"), content, paragraph("b")) == "a\n\nb"


def test_a_document_without_words_is_empty() -> None:
    assert emitter.emit(document(), SETTING) == b""


def test_white_space_of_a_paragraph_stays_and_control_of_lines_is_by_lf() -> None:
    made = emitter.emit(document(Section("s1", "", "", 1, intro=(paragraph("a \t b\u00a0c"), paragraph("d")))), SETTING)
    assert made == "a \t b\u00a0c\n\nd\n".encode()


WORD = re.compile(r"\w+")


def words_of(made: BudgetDocument) -> list[str]:
    """The words of a document that are its own: of texts, formulas, titles, cells of actions."""
    found: list[str] = []
    for section in walk_sections(made.sections):
        found += WORD.findall(section.number)
    numbers = note_numbers(made, SETTING.labels)
    for node in nodes((made.sections, tuple(note for note in made.notes if note.id in numbers))):
        match node:
            case Section(heading=()) | Block(heading=()) | Detail(heading=()):
                found += WORD.findall(node.title)
            case Text() | Math():
                found += WORD.findall(node.text)
            case Image(alt=str(alt)) if not is_blank(alt):
                found += WORD.findall(alt)
            case Column():
                found += WORD.findall(node.label)
            case Action():
                full = {formatted.key for formatted in node.formatted}
                keys = ("description", "type", "planning", "status", "owner", "budget", "explanation", "objective")
                plain = [node.text(key) for key in keys if key not in full]
                plain += [extra.text for extra in node.extra if extra.key not in full]
                found += WORD.findall(" ".join(plain))
            case _:
                pass
    return found


@PROPERTY
@given(documents())
def test_no_word_is_lost(made: BudgetDocument) -> None:
    everything = "".join(emitted(made).split())
    assert [word for word in words_of(made) if word not in everything] == []


def test_a_formula_that_touches_a_word_is_set_apart_from_it() -> None:
    line = Paragraph((Text("foo"), Math("x"), Text("bar "), Math("y"), Text(", z")))
    assert shown(line) == "foo x bar y, z"
