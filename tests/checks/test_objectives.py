"""Objectives without an action, actions without an objective: only where a section says which belong together."""

from __future__ import annotations

from pipeline.checks.objectives import objectives
from pipeline.content import Cell, Row, Table, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.source import Piece
from tests.builders import NL, built, bullets, grid, heading, numbered, table

GOALS = ("Daling van inbraken", "Aanpak cybercrime", "Schone straten")
HEADER = ["Actiepunt", "Doelstelling"]


def found_by(*actions: Piece, goals: list[Piece] | None = None) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    listed = goals if goals is not None else numbered(*GOALS)
    document = built(heading("1 Zorg", 1), heading("Doelstellingen", 2), *listed, heading("Actiepunten", 2), *actions)
    objectives(document, NL, found.append)
    return found


def alone(text: str) -> Diagnostic:
    place = Place(item=2, headings=("1 Zorg", "Doelstellingen"), quote=text)
    return flaw(Code.OBJECTIVE_WITHOUT_ACTION, place, text)


def test_an_objective_that_no_action_names_is_told() -> None:
    given = table(HEADER, ["Sloten", "Daling van inbraken"], ["Les geven", "Doelstelling 2"])
    assert found_by(given) == [alone("Schone straten")]
    assert found_by(given, goals=bullets(*GOALS[:1], *GOALS[2:])) == [alone("Schone straten")]


def test_actions_may_name_objectives_by_their_numbers() -> None:
    assert found_by(table(HEADER, ["Sloten", "1, 2 en 3"])) == []
    assert found_by(table(HEADER, ["Sloten", "1"], ["Les", "Doel 3: schone straten"])) == [alone("Aanpak cybercrime")]


def test_rows_of_objectives_above_their_actions_link_them_too() -> None:
    group = Row((Cell((paragraph("Doelstelling 1: Daling van inbraken"),), colspan=2),))
    plain = grid(["Actiepunt", "Planning"], ["Sloten", "Q1 2026"], header_rows=1)
    given = Piece(Table((plain.rows[0], group, plain.rows[1]), header_rows=1), Place())
    assert found_by(given) == [alone("Aanpak cybercrime"), alone("Schone straten")]


def test_where_nothing_is_linked_nothing_is_told() -> None:
    assert found_by(table(["Actiepunt", "Planning"], ["Sloten", "Q1 2026"])) == []
    assert found_by(table(HEADER, ["Sloten", ""], ["Les", ""])) == []


def test_where_actions_name_objectives_of_another_list_nothing_is_told() -> None:
    assert found_by(table(HEADER, ["Sloten", "Veilig"], ["Les", "Schoon"], ["Vegen", "Schone straten"])) == []


def test_actions_that_name_no_objective_among_those_that_do_are_told_together() -> None:
    rows = [["Sloten", "1"], ["Les", "2"], ["Vegen", "3"], ["Praten", ""], ["Schrijven", ""]]
    place = Place(item=7, table=1, row=5, headings=("1 Zorg", "Actiepunten"), quote="Praten")
    assert found_by(table(HEADER, *rows)) == [flaw(Code.ACTION_WITHOUT_OBJECTIVE, place, "Praten", count=2, total=5)]
