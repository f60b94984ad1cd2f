"""The titles of blocks that were seen in documents of municipalities, or are to be expected: each is known."""

from __future__ import annotations

from typing import Final

import pytest

from pipeline.profile import Profile
from pipeline.structure.headings import as_heading
from tests.builders import NL, heading

SEEN: Final = {
    "objectives": """
Doelstellingen
Doelstelling
Doelstelling: "Wat wilden we bereiken ?"
Wat willen we bereiken?
Wat willen wij bereiken?
Wat willen we?
Wat wil <gemeente> met deze opgave bereiken?
Wat is het beoogde maatschappelijke effect?
Maatschappelijk effect
Beoogde maatschappelijke effecten
Strategische doelen
Programmadoelstelling en de rol van de gemeente
Subdoelstelling
Operationeel doel
Ambitie
Ambities
Opgave
Visie
Missie
Bijdrage aan de Duurzame Ontwikkelingsdoelstellingen
Wat wilden we bereiken?
Wat hebben we bereikt?
Wat hebben wij bereikt?
Wat waren we van plan?
Doelen
Hoofddoelstelling
Beoogd effect
Effecten
Doelenboom
""",
    "developments": """
Actuele beleidsontwikkelingen
Actualiteit en beleidsaanpassingen
Ontwikkelingen
Trends van belang voor het beleid
Context en aanleiding
Op hoofdlijnen
Inleiding
Beleidskader
Actueel
Beleidsontwikkelingen
Relevante ontwikkelingen
Trends en ontwikkelingen
Kaderstellende nota's
Wat speelt er?
""",
    "actions": """
Actiepunten
Wat gaan we doen?
Wat gaan we daarvoor doen?
Wat gaan we ervoor doen?
Wat gaan we hiervoor doen?
Wat doen we?
Wat doen we daarvoor?
Resultaat
Belangrijkste resultaten voor <jaar>
Prestaties
Speerpunten
Acties
Activiteiten
Inspanningen
Instrumenten & output
Wat hebben we gedaan?
Wat hebben we daarvoor gedaan?
Wat hebben we er voor gedaan?
Wat wilden we daarvoor doen?
Toelichting belangrijkste resultaten
Actielijst
Maatregelen
Activiteiten en planning
Uitvoeringsprogramma
""",
    "finances": """
Wat mag het kosten?
Wat gaat het kosten?
Wat kost het?
Lasten, baten en saldo
Baten en lasten <programma>
Programma resultaat
Wat heeft het gekost?
Toelichting op verschillen tussen begroot actueel/werkelijk
""",
    "indicators": """
Beleidsindicatoren
Effectindicatoren
Indicatoren
Verplichte beleidsindicatoren
Basisset beleidsindicatoren
BBV verplichte indicatoren
Prestatie-indicatoren
""",
    "parties": """
Verbonden partijen
Verbonden partijen / samenwerkingsverbanden
Verbonden partij
""",
    "investments": """
Investeringen
Projecten en investeringen
Projecten
""",
    "governance": """
Portefeuillehouder
Portefeuille(s)
Tabel portefeuillehouders
Wat omvatte het programma | Wie is bestuurlijk verantwoordelijk
Commissie
""",
}
PLACEHOLDERS: Final = {"<gemeente>": "de gemeente Woerden", "<jaar>": "2026", "<programma>": "Sociaal domein"}
TITLES: Final = [(title, kind) for kind, titles in SEEN.items() for title in titles.strip().splitlines()]


def filled(title: str) -> str:
    """A title with words for its placeholders."""
    for name, words in PLACEHOLDERS.items():
        title = title.replace(name, words)
    return title


def known(title: str, profile: Profile = NL) -> str | None:
    """The kind of block that a title means, where a known title stands beside it."""
    return profile.block_kind(title) or profile.common_kind(title)


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_every_title_that_was_seen_is_known(title: str, kind: str) -> None:
    assert known(filled(title)) == kind


@pytest.mark.parametrize(("title", "kind"), TITLES)
def test_it_is_known_with_a_number_quotes_case_and_blanks_too(title: str, kind: str) -> None:
    plain = filled(title)
    for written in (f"2.6.1 {plain}", f"1.1.01 {plain}", f"P1 {plain}", f"Programma 3: {plain}", f"3a. {plain}"):
        assert known(written) == kind
    assert known(f"„{plain}”") == kind
    assert known(plain.upper().replace(" ", "\u00a0\u00a0")) == kind
    assert known(plain.replace("?", " ?")) == kind
    assert known(plain.rstrip("?") + " ?:") == kind


@pytest.mark.parametrize("title", [title for title, _ in TITLES if "<" not in title])
def test_a_longer_heading_that_begins_with_a_title_is_not_one(title: str) -> None:
    assert known(f"{title} van gisteren") is None


@pytest.mark.parametrize("title", ["Lokale heffingen", "3.1 Lokale heffingen", "PARAGRAAF A: Lokale heffingen"])
def test_a_chapter_of_the_law_is_no_block(title: str) -> None:
    found = as_heading(heading(title, 2), NL)
    assert found is not None
    assert (found.kind, found.section) == (None, "paragraph")
