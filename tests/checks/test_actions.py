"""Types and statuses that nobody knows, cells that are yet to be filled in, and actions that stand twice."""

from __future__ import annotations

import pytest

from pipeline.checks import Check, actions
from pipeline.checks.duplicates import duplicates, meaningful
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.source import Piece
from tests.builders import NL, built, heading, table

HEADINGS = ("1 Zorg", "Actiepunten")


def found_by(check: Check, *pieces: Piece) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    check(built(heading("1 Zorg", 1), heading("Actiepunten", 2), *pieces), NL, found.append)
    return found


def column(name: str, *values: str) -> Piece:
    return table(["Actiepunt", name], *([f"Actie {number}", value] for number, value in enumerate(values)))


# ------------------------------------------------------------------------------------ words that nobody knows


def test_a_type_that_nobody_knows_among_those_that_are_known_is_told_once() -> None:
    place = Place(item=3, table=1, row=4, column=2, headings=HEADINGS, quote="Uitvoerng")
    given = column("Type", "Uitvoering", "beleid en uitvoering", "Uitvoerng", "uitvoerng", "Project", "")
    assert found_by(actions.types, given) == [flaw(Code.TYPE_UNKNOWN, place, "Uitvoerng", count=2)]


def test_a_column_of_which_the_profile_knows_little_is_the_municipality_s_own() -> None:
    assert found_by(actions.types, column("Type", "Uitvoering", "Lobby", "Dienst", "Gesprek")) == []
    assert found_by(actions.statuses, column("Status", "Groen", "Paars", "Wit")) == []


def test_a_status_outside_the_legend_is_told_but_a_sentence_is_none() -> None:
    place = Place(item=3, table=1, row=4, column=2, headings=HEADINGS, quote="Paars")
    sentence = "De aanbesteding is gestart in mei"
    given = column("Status", "Groen", "Rood", "Paars", sentence, "Oranje")
    assert found_by(actions.statuses, given) == [flaw(Code.STATUS_UNKNOWN, place, "Paars", count=1)]


def test_a_percentage_and_a_sign_are_no_strange_words() -> None:
    assert found_by(actions.statuses, column("Status", "Groen", "75%", "●", "Rood", "Oranje")) == []


def test_an_empty_planning_in_two_columns_stands_in_the_first_of_them() -> None:
    given = table(["Actie", "Start", "Eind"], ["Toezicht", "", ""], ["Preventie", "Q1", "Q2"])
    place = Place(item=3, table=1, row=2, column=2, headings=HEADINGS, quote="Toezicht")
    assert found_by(actions.planning, given) == [flaw(Code.PLANNING_EMPTY, place, count=1, total=2)]


# ------------------------------------------------------------------------------------ what is to be filled in


@pytest.mark.parametrize("text", ["PM", "p.m.", "?", "…", "tekst volgt"])
def test_a_cell_of_words_that_is_to_be_filled_in_is_told(text: str) -> None:
    place = Place(item=3, table=1, row=2, column=2, headings=HEADINGS, quote=text)
    assert found_by(actions.to_be_filled_in, column("Planning", text)) == [flaw(Code.DRAFT_TEXT, place, text)]


@pytest.mark.parametrize("name", ["Budget", "Wie", "Kosten", "Uren"])
def test_pm_is_an_answer_where_an_amount_or_a_name_stands(name: str) -> None:
    given = table(["Actiepunt", "Planning", name], ["Toezicht", "Q1 2026", "PM"])
    assert found_by(actions.to_be_filled_in, given) == []


# ------------------------------------------------------------------------------------ doubles


def doubles(*descriptions: str) -> list[tuple[Code, str]]:
    rows = ([description, "Q1 2026"] for description in descriptions)
    found = found_by(duplicates, table(["Actiepunt", "Planning"], *rows))
    return [(each.code, each.text) for each in found]


def test_an_action_that_stands_twice_is_told_at_the_first_place() -> None:
    given = table(["Actiepunt", "Type"], ["Toezicht", "a"], ["Preventie", "b"], ["toezicht ", "b"])
    place = Place(item=3, table=1, row=2, headings=HEADINGS, quote="Toezicht")
    assert found_by(duplicates, given) == [flaw(Code.ACTION_DUPLICATE, place, "Toezicht", count=2)]


def test_an_action_that_stands_in_two_tables_of_a_block_is_double() -> None:
    one = table(["Actiepunt", "Type"], ["Toezicht houden", "a"])
    assert [each.code for each in found_by(duplicates, one, heading("Overig", 3), one)] == [Code.ACTION_DUPLICATE]


def test_an_action_that_says_the_same_in_nearly_the_same_words_is_told_at_its_own_place() -> None:
    first = "Inzet op hotspots door toezicht en/of veiligheidsmaatregelen"
    second = "Inzet op hotspots door toezicht/veiligheidsmaatregelen"
    place = Place(item=3, table=1, row=3, headings=HEADINGS, quote=second)
    given = table(["Actiepunt", "Type"], [first, "a"], [second, "a"])
    assert found_by(duplicates, given) == [flaw(Code.ACTION_SIMILAR, place, second, other=first)]


def test_plannings_of_the_same_days_in_other_words_do_not_tell_two_actions_apart() -> None:
    first, second = "Actualiseren van de Erfgoedverordening", "Actualiseren Erfgoedverordening"
    near = table(["Actiepunt", "Planning"], [first, "eind 2025"], [second, "laatste kwartaal van 2025"])
    assert [entry.code for entry in found_by(duplicates, near)] == [Code.ACTION_SIMILAR]
    apart = table(["Actiepunt", "Planning"], [first, "eind 2025"], [second, "eind 2026"])
    assert found_by(duplicates, apart) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Verstrekken subsidie voor treffen veiligheidsmaatregelen",
            "Verstrekken subsidie voor de veiligheidsmaatregelen",
        ),
        ("Preventie door communicatie/voorlichting", "Preventie via communicatie"),
        ("Aanleg fietspad fase 1", "Aanleg fietspad fase 2"),
        ("Uitvoeren onderhoudsplan 2025", "Uitvoeren onderhoudsplan 2026"),
        ("Herinrichting Dorpsstraat Noord", "Herinrichting Dorpsstraat Zuid"),
        ("Verkeer van het centrum", "Verkeer naar het centrum"),
        ("Plan voor de zomer", "Plan na de zomer"),
        ("Bouwen met subsidie", "Bouwen zonder subsidie"),
        ("Wel handhaven parkeren", "Niet handhaven parkeren"),
        ("Verhogen tarief parkeren", "Verlagen tarief parkeren"),
        ("Afspraken zorg- en veiligheidspartners", "Afspraken zorgpartners"),
        ("Opstellen visie A", "Opstellen visie B"),
        ("Toezicht", "De toezicht"),
    ],
)
def test_one_word_that_means_something_makes_another_action(one: str, two: str) -> None:
    assert doubles(one, two) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Nemen maatregelen t.a.v. systemen", "Nemen van maatregelen ten aanzien van de systemen"),
        ("Versterken netwerk zorgpartners", "Versterken netwerk zorgpartner"),
        ("Aanpak digi-criminaliteit", "Aanpak digicriminaliteit"),
        ("Opstellen „woonvisie”", "Opstellen woonvisie."),
    ],
)
def test_small_words_signs_and_endings_make_no_other_action(one: str, two: str) -> None:
    assert doubles(one, two) == [(Code.ACTION_SIMILAR, two)]


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [
        ("Planning", "Q1 2026", "Q3 2026"),
        ("Wie", "Jansen", "De Vries"),
        ("Wijk", "Noord", "Zuid"),
        ("Doelstelling", "Veilig", "Schoon"),
        ("Budget", "€ 10", "€ 20"),
    ],
)
def test_what_another_column_tells_apart_is_no_double(header: str, one: str, two: str) -> None:
    given = table(["Actiepunt", "Type", header], ["Evaluatie van beleid", "a", one], ["Evaluatie van beleid", "a", two])
    assert found_by(duplicates, given) == []


LONG = "Opstellen en uitvoeren van een integraal plan tegen wateroverlast in de binnenstad"


def in_two_sections(*rows: list[str], other: list[list[str]] | None = None) -> list[Code]:
    header = ["Actiepunt", "Planning"]
    found: list[Diagnostic] = []
    document = built(
        heading("1 Zorg", 1),
        heading("Actiepunten", 2),
        table(header, *rows),
        heading("2 Water", 1),
        heading("Actiepunten", 2),
        table(header, *(other or rows)),
    )
    duplicates(document, NL, found.append)
    return [each.code for each in found]


def test_a_long_action_with_equal_cells_is_double_elsewhere_in_the_document_too() -> None:
    assert in_two_sections([LONG, "Q1 2026"]) == [Code.ACTION_DUPLICATE]


def test_elsewhere_short_actions_other_planning_and_whole_overviews_are_no_doubles() -> None:
    assert in_two_sections(["Opstellen jaarplan", "Q1 2026"]) == []
    assert in_two_sections([LONG, "Q1 2026"], other=[[LONG, "Q2 2026"]]) == []
    assert in_two_sections(*([f"{LONG} deel {number}", "Q1 2026"] for number in range(3))) == []


def test_the_words_that_mean_something() -> None:
    assert meaningful("Inzet op hotspots door toezicht en/of maatregelen t.a.v. 2 wijken", NL) == (
        ("inzet", "op", "hotspot", "toezicht", "maatregel", "2", "wijken")
    )
