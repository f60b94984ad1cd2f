"""A profile proposed from documents: it loads, says what it found, and knows more once its proposals are accepted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline import labels, profiles, proposal
from pipeline.model import walk_sections
from pipeline.profile import Profile
from pipeline.profiles.toml import dumps
from pipeline.proposal.guess import Guesser, titles_by_kind, without_years
from pipeline.proposal.styles import Style
from pipeline.proposal.survey import Seen
from pipeline.source import Piece, Source
from pipeline.structure import build
from tests.builders import NL, ORIGIN, bullets, heading, ignored, prose, source, styled, table

LABELS = labels.load("nl")


def pages() -> Source:
    """Two pages of a municipality with habits of its own."""
    made: list[Piece] = []
    for number, title in enumerate(("Veiligheid", "Zorg"), 1):
        made += [
            heading(f"1.{number} {title}", 1),
            heading("Dit willen we met elkaar bereiken", 2),
            *bullets("Minder inbraken"),
            styled("Wat pakken we aan in 2026", "Tussenkop"),
            table(
                ("Maatregelen 2026", "Wanneer klaar", "Wie doet het", "Status", "Opm."),
                (f"Meer toezicht {number}", "Q1 2026", "Wijkteam", "Helemaal op schema", "nvt"),
                ("Cameratoezicht", "zodra het kan", "Wijkteam", "Prima", ""),
                header_rows=1,
            ),
            styled("Overige zaken", "Tussenkop"),
            prose("Hier staat nog meer tekst, die lang is en eindigt als een zin."),
            heading("Wat mag het kosten?", 2),
            prose("Niets."),
        ]
    return source(made)


def surveyed(read: Source, profile: Profile = NL) -> proposal.Surveyed:
    return proposal.Surveyed("begroting.docx", read, build(read, profile, ignored, ORIGIN))


def proposed(*sources: Source) -> str:
    return proposal.propose("gemeente-x", map(surveyed, sources), NL, LABELS)


def accepted(toml: str) -> str:
    """What a person makes of it who accepts every proposal: the # before each goes."""
    return re.sub(r'^(\s*)# (?=")', r"\1", toml, flags=re.MULTILINE)


def test_the_proposal_loads_as_it_is_and_says_nothing_yet() -> None:
    made = profiles.parse(proposed(pages()), "gemeente-x")
    assert made == replace(NL, name="gemeente-x", title="Gemeente X")


def test_accepted_it_knows_what_it_did_not() -> None:
    made = profiles.parse(accepted(proposed(pages())), "gemeente-x")
    assert made != replace(NL, name="gemeente-x", title="Gemeente X")
    assert NL.block_kind("Dit willen we met elkaar bereiken") is None
    assert made.block_kind("Dit willen we met elkaar bereiken") == "objectives"
    assert [made.column_key(label) for label in ("Wanneer klaar", "Wie doet het")] == ["planning", "owner"]
    assert made.own_level(("Tussenkop",)) == 2
    assert made.status_value("Helemaal op schema") == "good"
    assert made.status_value("Prima") is None


def kinds(profile: Profile) -> Sequence[Sequence[str]]:
    sections = walk_sections(surveyed(pages(), profile).document.sections)
    return [[block.kind for block in section.blocks] for section in sections]


def test_accepted_more_blocks_are_recognised() -> None:
    assert kinds(NL) == [["text", "finances"]] * 2
    assert kinds(profiles.parse(accepted(proposed(pages())), "x")) == [["objectives", "text", "text", "finances"]] * 2


def test_a_second_look_with_the_accepted_profile_finds_the_table_and_with_it_what_its_block_is() -> None:
    """Known columns make an action table, and an action table tells what the block above it is."""
    once = profiles.parse(accepted(proposed(pages())), "x")
    again = proposal.survey([surveyed(pages(), once)], once)
    assert [(seen.text, seen.meaning, seen.count) for seen in again.titles] == [
        ("Wat pakken we aan in <jaar>", "actions", 2),
        ("Overige zaken", "", 2),
    ]


def test_what_was_found_is_counted_and_told_with_its_document() -> None:
    found = proposal.survey([surveyed(pages())], NL)
    assert [(seen.text, seen.meaning, seen.count) for seen in found.titles] == [
        ("Dit willen we met elkaar bereiken", "objectives", 2)
    ]
    assert [(seen.text, seen.count) for seen in found.known_titles] == [("Wat mag het kosten?", 2)]
    assert found.styles == (Style("Tussenkop", 4, "Wat pakken we aan in 2026", 2),)
    toml = proposed(pages())
    assert '  # "Dit willen we met elkaar bereiken",  # 2 keer, voor het eerst in begroting.docx' in toml
    assert '# "Tussenkop" = 2  # 4 keer, bijvoorbeeld: Wat pakken we aan in 2026' in toml
    assert "#   - Wat mag het kosten? (2 keer, voor het eerst in begroting.docx)" in toml


def test_of_documents_that_say_nothing_new_nothing_is_proposed() -> None:
    known = source(heading("1.1 Zorg", 1), heading("Doelstellingen", 2), prose("Doel."))
    found = proposal.survey([surveyed(known)], NL)
    assert proposal.count(found) == 0
    assert accepted(proposed(known)) == proposed(known)


def test_prose_lists_and_single_headings_are_no_titles_and_long_lines_no_style() -> None:
    read = source(
        heading("1.1 Zorg", 1),
        heading("Een kop die eenmaal voorkomt", 2),
        prose("Tekst."),
        [styled("Deze alinea is een zin, en eindigt zo.", "Platte tekst") for _ in range(3)],
        [styled("Kort", "Bijschrift") for _ in range(3)],
        styled("Eén regel", "Eenmalig"),
    )
    found = proposal.survey([surveyed(read)], NL)
    assert (found.titles, found.styles) == ((), ())


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Wat willen wij in onze stad bereiken", "objectives"),
        ("Onze doelstellingen", "objectives"),
        ("Prestatiedoelstellingen", "objectives"),
        ("Wat gaan de wijken doen?", "actions"),
        ("Wat dat mag kosten", "finances"),
        ("Kerncijfers en indicatoren", "indicators"),
        ("Doelen en indicatoren", ""),
        ("Wat pakken we aan?", ""),
        ("Zomaar een kop", ""),
    ],
)
def test_the_words_of_a_title_tell_what_it_may_mean(title: str, kind: str) -> None:
    assert Guesser(titles_by_kind(NL), NL).guess(title) == kind


def test_a_year_in_a_title_is_any_year() -> None:
    assert without_years("Resultaten  2026 en 2027, zaak 20260001") == "Resultaten <jaar> en <jaar>, zaak 20260001"


def test_words_that_would_take_others_out_are_told_and_not_proposed() -> None:
    seen = (Seen("!Doelen", "a.docx", "objectives", 2),)
    toml = proposal.write("x", proposal.Findings(("a.docx",), (), seen, (), (), (), (), (), ()), NL, LABELS)
    assert "#   - !Doelen (2 keer, voor het eerst in a.docx)" in toml
    assert accepted(toml) == toml


# --------------------------------------------------------------------------- TOML

_WORDS = st.text(st.characters(codec="utf-8"), max_size=12)


@pytest.mark.parametrize("name", profiles.names())
def test_a_whole_profile_as_toml_is_the_same_profile(name: str) -> None:
    profile = profiles.load(name)
    assert profiles.parse(dumps(profile), name) == profile


@settings(deadline=None)
@given(_WORDS, st.lists(_WORDS), st.dictionaries(_WORDS, st.integers(1, 9), max_size=3))
def test_any_words_come_back_from_toml(title: str, words: list[str], styles: dict[str, int]) -> None:
    headings = replace(NL.headings, styles=styles)
    profile = replace(NL, title=title, common_words=tuple(words), headings=headings)
    back = tomllib.loads(dumps(profile))
    assert (back["title"], tuple(back["common-words"]), back["headings"].get("styles", {})) == (
        title,
        tuple(words),
        styles,
    )


@settings(deadline=None, max_examples=50)
@given(st.lists(_WORDS.filter(str.strip), min_size=1, max_size=4))
def test_whatever_documents_say_the_proposal_loads(titles: list[str]) -> None:
    seen = tuple(Seen(" ".join(title.split()), title, "actions", 2) for title in titles)
    unknown = tuple(replace(each, meaning="") for each in seen)
    styles = tuple(Style(title, 2, title, 3) for title in dict.fromkeys(titles))
    findings = proposal.Findings((titles[0],), seen, seen, seen, unknown, seen, unknown, seen, styles)
    made = profiles.parse(accepted(proposal.write("x", findings, NL, LABELS)), "x")
    wanted = {each.text for each in seen if not each.text.startswith("!")}
    assert wanted <= set(made.blocks["actions"].titles)
    assert set(made.headings.own_styles) >= set(titles)
