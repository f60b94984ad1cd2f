"""Numbers of sections, references and years: what only the document as a whole can tell; and a clean document."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.checks import Check
from pipeline.checks.links import references
from pipeline.checks.numbering import numbers
from pipeline.checks.years import own_year, years
from pipeline.diagnostics import Code, Diagnostic, Place, Severity, flaw
from pipeline.source import Piece
from tests.builders import NL, built, heading, prose, styled, table


def found_by(check: Check, *pieces: Piece) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    check(built(*pieces), NL, found.append)
    return found


# ------------------------------------------------------------------------------------ numbers


def test_a_number_that_is_skipped_is_told_at_the_section_after_it() -> None:
    given = [heading("2.6 Veilig", 1), heading("2.6.1 A", 2), heading("2.6.4 B", 2), heading("2.6.5 C", 2)]
    place = Place(item=3, headings=("2.6 Veilig", "2.6.4 B"))
    assert found_by(numbers, *given) == [flaw(Code.NUMBER_SKIPPED, place, "2.6.4 B", missing="2.6.2, 2.6.3")]


@pytest.mark.parametrize(
    "titles",
    [
        ("1 A", "2 B", "3 C"),
        ("1.01 A", "1.02 B"),
        ("2.6.1 A", "3.2.1 B"),  # pages of several chapters
        ("2.6.1 A", "2.6.40 B"),  # some pages of one
        ("3a A", "3c B"),
        ("Programma 1: A", "Paragraaf 3: B"),
        ("4 A", "2 B"),
        ("P1 A", "P2 B"),
    ],
)
def test_what_is_no_skipped_number(titles: tuple[str, ...]) -> None:
    assert found_by(numbers, *(heading(title, 1) for title in titles)) == []


# ------------------------------------------------------------------------------------ references


def book(*lines: str) -> list[Piece]:
    """A book of two chapters with four sections each, and these lines in the last."""
    sections = [f"{chapter}.{number} Over {chapter}-{number}" for chapter in (1, 2) for number in (1, 2, 3, 4)]
    return [*(heading(title, 1) for title in sections), heading("Toelichting", 2), *map(prose, lines)]


def test_a_reference_to_a_section_that_is_not_there_is_told() -> None:
    place = Place(item=9, headings=("2.4 Over 2-4", "Toelichting"), quote="Meer hierover, zie paragraaf 2.9.4.")
    assert found_by(references, *book("Meer hierover, zie paragraaf 2.9.4.")) == [
        flaw(Code.REFERENCE_BROKEN, place, "zie paragraaf 2.9.4")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "zie paragraaf 2.3",
        "zie ook paragraaf 2.03 hierna",
        "zie paragraaf 2.9.4 van de kadernota",
        "zie paragraaf 2.9 uit het programma Zorg",
        "zie paragraaf 7.1",
        "zie hoofdstuk 9",
        "in 2.9 procent van de gevallen",
        "zie pagina 2.500",
    ],
)
def test_what_is_there_or_stands_elsewhere_is_no_broken_reference(text: str) -> None:
    assert found_by(references, *book(text)) == []


def test_pages_of_a_book_may_refer_to_the_rest_of_it() -> None:
    assert found_by(references, heading("2.1 A", 1), heading("2.2 B", 1), prose("zie paragraaf 2.9")) == []


# ------------------------------------------------------------------------------------ years

TITLE = styled("Programmabegroting 2026", "Titel")


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Begroting 2026", 2026),
        ("Programmabegroting 2026-2029", 2026),
        ("Begroting 2026 en jaarrekening 2024", None),
        ("Begroting", None),
    ],
)
def test_the_year_of_a_document(title: str, year: int | None) -> None:
    assert own_year(title) == year


def test_a_year_that_was_left_standing_is_told_in_text_titles_and_heads_of_columns() -> None:
    given = [
        TITLE,
        heading("1 Zorg", 1),
        prose("In deze programmabegroting 2025 staat wat wij doen."),
        heading("Wat gaan we doen in 2024?", 2),
        table(["Actiepunt", "Planning 2025", "Planning"], ["Toezicht", "Q1", "Q2"]),
    ]
    top = ("Programmabegroting 2026", "1 Zorg")
    title = (*top, "Wat gaan we doen in 2024?")
    text = Place(item=2, headings=top, quote="In deze programmabegroting 2025 staat wat wij doen.")
    assert found_by(years, *given) == [
        flaw(Code.YEAR_OTHER, text, "deze programmabegroting 2025", year=2025, own=2026),
        flaw(
            Code.YEAR_OTHER,
            Place(item=4, headings=title, quote="Wat gaan we doen in 2024?"),
            "Wat gaan we doen in 2024",
            year=2024,
            own=2026,
        ),
        flaw(
            Code.YEAR_OTHER,
            Place(item=5, table=1, column=2, headings=title, quote="Planning 2025"),
            "Planning 2025",
            year=2025,
            own=2026,
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In deze begroting 2026 staat het.",
        "De kadernota 2027 volgt in het voorjaar.",
        "De begroting 2025 was sluitend; de jaarrekening 2024 ook.",
        "In 2025 zijn wij begonnen.",
        "Tot en met deze begroting 2030 en verder.",
        "De woonvisie 2020 blijft.",
        "Deze begroting 2019 was de eerste in zijn soort.",
    ],
)
def test_a_year_that_may_well_be_another_is_none(text: str) -> None:
    assert found_by(years, TITLE, heading("1 Zorg", 1), prose(text)) == []


def test_titles_may_look_ahead_or_tell_of_more_years() -> None:
    given = [
        TITLE,
        heading("1 Zorg", 1),
        heading("Wat willen we in 2030 bereiken?", 2),
        table(["Actiepunt", "Planning 2025", "Planning 2026"], ["Toezicht", "Q1", "Q2"]),
    ]
    assert found_by(years, *given) == []


# ------------------------------------------------------------------------------------ a clean document

CLEAN = """
<html lang="nl"><head><title>Programmabegroting 2026</title></head><body>
<h1>2.6.1 Veiligheid en handhaving</h1>
<p>In deze begroting 2026 zetten wij door wat in 2025 begon (zie paragraaf 3.2 van de kadernota 2027).
Wethouder P.M. Jansen is verantwoordelijk; bedragen x € 1.000. „Er is […] meer nodig”, zei de raad.</p>
<h2>Doelstellingen</h2>
<ol><li>Daling van inbraken</li><li>Aanpak van cybercrime</li></ol>
<h2>Actuele beleidsontwikkelingen</h2>
<p>Meer staat in <a href="https://voorbeeld.nl/nota">de nota Veiligheid 2024</a>. Waarom? Daarom.</p>
<h2>Actiepunten</h2>
<table><tr><th>Wat gaan we doen?</th><th>type</th><th>planning</th><th>status</th><th>doelstelling</th></tr>
<tr><td>Aanpak hotspots fase 1</td><td>Uitvoering</td><td>Q1 2026</td><td>Groen</td><td>1</td></tr>
<tr><td>Aanpak hotspots fase 2</td><td>Uitvoering</td><td>Q3 2026</td><td>Oranje</td><td>1</td></tr>
<tr><td>Preventie door voorlichting en lessen</td><td>Beleid</td><td>doorlopend</td><td>Groen</td><td>2</td></tr>
<tr><td>Preventie via voorlichting</td><td>Onderzoek</td><td></td><td>Afgerond</td><td>2</td></tr>
<tr><td>Evaluatie van het beleid</td><td>Beleid</td><td>Q2 2026</td><td>Groen</td><td>1 en 2</td></tr>
<tr><td>Evaluatie van het beleid</td><td>Beleid</td><td>Q4 2026</td><td>Groen</td><td>1 en 2</td></tr>
</table>
<h2>Wat mag het kosten?</h2>
<table><tr><th>Lasten</th><th>2025</th><th>2026</th></tr><tr><td>Toezicht</td><td>p.m.</td><td>PM</td></tr></table>
</body></html>
"""


# A report on the year that is under way, with initials, districts, statuses in sentences and figures that are missing.
CLEAN_REPORT = """
<html lang="nl"><head><title>Bestuursrapportage 2026</title></head><body>
<h1>Bestuursrapportage 2026</h1>
<h2>Programma 1: Bestuur</h2>
<h3>Wat willen we bereiken?</h3>
<ul><li>Een open gemeente</li><li>Een gemeente die luistert</li></ul>
<h3>Wat hebben we in 2025 gedaan?</h3>
<p>In de begroting 2025 stond dat wij XL-tassen uitdelen. PM de Vries (XXL) was erbij, om 3 PM en niet om 4 P.M.</p>
<h3>Wat gaan we daarvoor doen?</h3>
<table><tr><th>Actiepunt</th><th>Wie</th><th>Planning</th><th>Voortgang</th><th>Kosten</th></tr>
<tr><td>Bezoek aan de wijk Noord</td><td>PM</td><td>Q1 2026</td><td>Groen</td><td>p.m.</td></tr>
<tr><td>Bezoek aan de wijk Zuid</td><td>PM</td><td>Q2 2026</td><td>Groen</td><td>€ 2.500</td></tr>
<tr><td>Bezoek aan de wijk Oost</td><td>JdV</td><td>2026 e.v.</td>
<td>De bewoners zijn gevraagd en komen in mei</td><td>p.m.</td></tr>
<tr><td>Onderhoud van bruggen 2026</td><td>JdV</td><td>doorlopend</td><td>Oranje</td><td>€ 1</td></tr>
<tr><td>Onderhoud van bruggen 2027</td><td>JdV</td><td>doorlopend</td><td>Oranje</td><td>€ 1</td></tr>
</table>
<h3>Beleidsindicatoren</h3>
<table><tr><th>Indicator</th><th>Bron</th><th>2024</th><th>2025</th></tr>
<tr><td>Opkomst</td><td>CBS</td><td>NNB</td><td>-</td></tr>
<tr><td>Jeugd &lt;18 jaar</td><td>CBS</td><td>3</td><td>p.m.</td></tr>
</table>
<h2>Programma 2: Water</h2>
<h3>Wat willen we bereiken?</h3>
<p>Droge voeten [1]; zie ook paragraaf 4.2 van het waterplan, en <a href="#x">hoofdstuk 3</a>.
<span id="x">Meer?</span> Vraag het ons!</p>
<h3>Wat gaan we daarvoor doen?</h3>
<p><b>Baggeren</b></p><p>Wij baggeren de <span style="background: #eef">grote</span> vaart.</p>
</body></html>
"""


@pytest.mark.parametrize("page", [CLEAN, CLEAN_REPORT])
def test_a_clean_document_has_no_warning(page: str) -> None:
    found = pipeline.convert(page.encode(), "clean.html", to=("html", "text")).diagnostics
    assert [each for each in found if each.severity is not Severity.INFO] == []
