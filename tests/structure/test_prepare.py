"""Pieces as they are meant: boxes, typed lists, the signs of accordions; and sub-headings of a block's own level."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline import profiles
from pipeline.content import Cell, Link, Paragraph, Row, Table, Text, paragraph
from pipeline.model import Detail, Running
from pipeline.source import Piece
from tests.builders import built, bulleted, grid, heading, line, ordered, prose, sections, styled, table, text

PLAIN = profiles.load("plain")


def box(*content: Piece) -> Piece:
    return replace(table([""]), content=Table((Row((Cell(tuple(piece.content for piece in content)),)),)))


def test_a_table_of_one_cell_is_a_box_around_what_it_holds() -> None:
    screen = box(prose("Dit scherm bestaat uit maximaal 3 blokken:"), replace(prose(""), content=bulleted("acties.")))
    (section,) = sections(heading("1 Zorg", 1), screen, box(box(prose("Tekst."))), table(["a", "b"]))
    assert section.guidance == (paragraph("Dit scherm bestaat uit maximaal 3 blokken:"), bulleted("acties."))
    assert section.intro == (paragraph("Tekst."), grid(["a", "b"]))


def test_paragraphs_numbered_by_hand_are_a_list() -> None:
    (section,) = sections(
        heading("1 Zorg", 1),
        prose("1. Minder"),
        line(text("2. ", "bold"), text("Meer")),
        prose("3) Anders"),
        prose("Tot slot."),
    )
    listed, after = section.intro
    assert listed == replace(
        ordered("Minder", "Meer", "Anders"),
        items=tuple(
            replace(item, label=label)
            for item, label in zip(ordered("Minder", "Meer", "Anders").items, ("1.", "2.", "3)"), strict=True)
        ),
    )
    assert after == paragraph("Tot slot.")


def test_lines_of_one_paragraph_numbered_by_hand_are_a_list_too() -> None:
    (section,) = sections(heading("1 Zorg", 1), prose("1. Minder\n2. Meer"), prose("Een\n2. Twee"))
    assert section.intro == (ordered("Minder", "Meer"), paragraph("Een\n2. Twee"))


@pytest.mark.parametrize(
    "lines", [["1. Alleen"], ["2. Twee", "3. Drie"], ["2026. Jaar", "2027. Jaar"], ["1.5 mln", "2.5 mln"]]
)
def test_what_may_be_no_list_is_none(lines: list[str]) -> None:
    (section,) = sections(heading("1 Zorg", 1), *map(prose, lines))
    assert section.intro == tuple(map(paragraph, lines))


SIGNED = ["+ Doelstellingen", "[+] Doelstellingen", "Doelstellingen +", "Doelstellingen [-]", "▸ Doelstellingen"]


@pytest.mark.parametrize("title", SIGNED)
def test_the_sign_of_an_accordion_is_no_part_of_a_title(title: str) -> None:
    document = built(heading("1 Zorg", 1), heading(title, 2), prose("Tekst."))
    (block,) = document.sections[0].blocks
    sign = title.replace("Doelstellingen", "").strip()
    assert (block.kind, block.title, block.heading) == ("objectives", "Doelstellingen", ())
    assert document.running == (Running("noise", (paragraph(sign),)),)


def test_a_sign_inside_a_link_that_opens_the_block_goes_with_the_link() -> None:
    opener = Link("#c1", (text("+", "italic"), Text(" Doelstellingen")))
    piece = heading("", 2, content=Paragraph((opener,)))
    (section,) = sections(heading("1 Zorg", 1), piece, prose("Tekst.", anchors=("c1",)))
    assert [(block.title, block.heading) for block in section.blocks] == [("Doelstellingen", ())]


def test_a_sign_in_the_text_stays() -> None:
    (section,) = sections(heading("1 Zorg", 1), prose("+ 3 procent"), prose("A+"))
    assert section.intro == (paragraph("+ 3 procent"), paragraph("A+"))


def test_what_opens_a_part_of_a_web_page_is_its_title() -> None:
    (section,) = sections(
        heading("1 Zorg", 1), styled("Doelstellingen", "summary"), styled("Thuis", "summary"), prose("Tekst.")
    )
    (block,) = section.blocks
    assert (block.kind, block.content) == ("objectives", (Detail("Thuis", (paragraph("Tekst."),)),))


def test_sub_headings_of_the_level_of_their_block_belong_to_it_as_long_as_it_holds_nothing_else() -> None:
    (section,) = sections(
        heading("1 Zorg", 2),
        heading("Actuele beleidsontwikkelingen", 2),
        heading("Trends", 2),
        prose("Tekst."),
        heading("Jeugd", 2),
        heading("Actiepunten", 2),
        heading("Bijlage", 2),
    )
    developments, actions, rest = section.blocks
    assert developments.content == (Detail("Trends", (paragraph("Tekst."),)), Detail("Jeugd", ()))
    assert (actions.kind, actions.content, rest.title) == ("actions", (), "Bijlage")


def test_the_plain_profile_takes_everything_as_it_stands() -> None:
    (section,) = sections(heading("+ Doelstellingen", 1), prose("1. Minder"), prose("2. Meer"), profile=PLAIN)
    (block,) = section.blocks
    assert (block.title, block.content) == ("+ Doelstellingen", (paragraph("1. Minder"), paragraph("2. Meer")))
