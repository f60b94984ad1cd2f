"""How an action stands: words, letters, signs, colours and pictures by the legend of the profile."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.blocks.status import Status, read_status, with_name
from pipeline.content import Cell, Content, Figure, Image, Paragraph, Text, content_text, paragraph
from pipeline.rules import StatusLegend
from pipeline.source import Shown, ShownCell
from tests.builders import NL


def read(*content: Content, fill: str = "", ink: str = "", names: tuple[str, ...] = ()) -> Status:
    cell = ShownCell(content, shown=Shown(fill, ink, names))
    return read_status(cell, content_text(content).strip(), NL)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Groen", "good"),
        ("(R)", "bad"),
        ("o", "attention"),
        ("Op schema (zie nota)", "good"),
        ("Afgerond, zie de bijlage", "done"),
        ("Loopt vertraging op", None),
        ("Niet op schema", "bad"),
        ("▲ Op schema", "good"),
        ("▼ niet op schema (zie nota)", "bad"),
        ("● iets anders", None),
        ("75%", None),
        ("100%", "done"),
        ("✓", "done"),
        ("✗", "bad"),
        ("", None),
    ],
)
def test_words_letters_and_signs_mean_what_the_legend_says(text: str, value: str | None) -> None:
    assert read(paragraph(text)) == Status(text, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        *(("00b050", "Groen"), ("92d050", "Groen"), ("c6efce", "Groen"), ("008000", "Groen")),
        *(("ffc000", "Oranje"), ("ed7d31", "Oranje"), ("ffff00", "Geel"), ("c00000", "Rood"), ("ffc7ce", "Rood")),
        *(("0070c0", "Blauw"), ("ffffff", ""), ("000000", ""), ("d9d9d9", ""), ("d9e2f3", ""), ("e2efda", "")),
        *(("7030a0", ""), ("", "")),
    ],
)
def test_a_fill_is_the_nearest_hue_and_greys_and_tints_are_none(colour: str, name: str) -> None:
    assert read(fill=colour) == Status("", NL.status_value(name) if name else None, name)


def test_a_lone_sign_is_known_by_its_ink_and_a_light_by_itself() -> None:
    assert read(paragraph("●"), ink="ff0000") == Status("●", "bad", "Rood")
    assert read(paragraph("🟠")) == Status("🟠", "attention", "Oranje")
    assert read(paragraph("●")) == Status("●", None)


def test_words_win_from_a_colour_and_a_colour_speaks_for_words_that_say_nothing() -> None:
    assert read(paragraph("Vraagt aandacht"), fill="00b050") == Status("Vraagt aandacht", "attention")
    assert read(paragraph("80%"), fill="00b050") == Status("80%", "good")


def test_a_picture_is_known_by_its_alternative_text_or_else_its_name() -> None:
    assert read(Figure(Image("x", "Op schema"))) == Status("", "good", "Op schema")
    assert read(Figure(Image("x", "stoplicht rood"))) == Status("", "bad", "Rood")
    assert read(Figure(Image("x")), names=("stoplicht-groen.png",)) == Status("", "good", "Groen")
    assert read(Figure(Image("x")), names=("image1.png",)) == Status("", None)
    assert read(names=("dot", "status-orange")) == Status("", "attention", "Oranje")


def test_a_municipality_may_mean_something_else_by_a_colour() -> None:
    legend = replace(NL.status, good=("Op koers",), done=("Groen",), colours={"Groen": ("#00b050",)})
    profile = replace(NL, status=legend)
    cell = ShownCell((), shown=Shown("00b050"))
    assert read_status(cell, "", profile) == Status("", "done", "Groen")
    assert read_status(cell, "", replace(NL, status=StatusLegend())) == Status("", None)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ((), (paragraph("Groen"),)),
        ((paragraph("●"),), (paragraph("● Groen"),)),
        ((Figure(Image("x")),), (Paragraph((Image("x"), Text(" Groen"))),)),
        ((paragraph("a"), paragraph("b")), (paragraph("a"), paragraph("b"), paragraph("Groen"))),
    ],
)
def test_the_name_of_a_colour_is_shown_after_what_was_written(
    content: tuple[Content, ...], shown: tuple[Content, ...]
) -> None:
    assert with_name(content, "Groen") == shown
    assert read_status(Cell(content), "", NL).name == ""
