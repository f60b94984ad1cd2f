"""Profiles: what they know, how they extend one another, and what they refuse."""

from __future__ import annotations

import pytest

from pipeline import labels, profiles
from pipeline.errors import ProfileError
from pipeline.limits import Limits
from pipeline.profile import BlockRule, Profile
from tests.builders import NL


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2.6.1 Veiligheid", ("2.6.1", "Veiligheid")),
        ("1.1.01 Raad", ("1.1.01", "Raad")),
        ("3a. Zorg", ("3a.", "Zorg")),
        ("Programma 3: Zorg", ("Programma 3:", "Zorg")),
        ("Bijlage B Lijst", ("Bijlage B", "Lijst")),
        ("P1 Bestuur", ("P1", "Bestuur")),
        ("2026 in cijfers", ("", "2026 in cijfers")),
        ("A2 verbreden", ("", "A2 verbreden")),
        ("Veiligheid", ("", "Veiligheid")),
        ("2.6.1", ("2.6.1", "")),
    ],
)
def test_the_number_of_a_heading(heading: str, expected: tuple[str, str]) -> None:
    assert NL.split_number(heading) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Doelstellingen", "objectives"),
        ("2.6.1 DOELSTELLINGEN:", "objectives"),
        ("„Wat willen we bereiken ?”", "objectives"),
        ("Wat willen we bereiken", "objectives"),
        ("Actuele\u00a0beleidsontwikkelingen", "developments"),
        ("Actiepunten ", "actions"),
        ("Doelstellingen van de raad", None),
        ("2.6.1", None),
    ],
)
def test_block_titles_are_known_by_their_words(title: str, kind: str | None) -> None:
    assert NL.block_kind(title) == kind


def test_placeholders_stand_for_a_year_and_for_words() -> None:
    made = profiles.parse('[blocks.results]\ntitles = ["Resultaten voor <jaar>", "Wat wil <gemeente> bereiken?"]', "x")
    assert made.block_kind("Resultaten voor 2026") == "results"
    assert made.block_kind("Resultaten voor morgen") is None
    assert made.block_kind("Wat wil Den Haag bereiken?") == "results"


def test_styles_are_compared_without_case() -> None:
    assert NL.heading_level(("Agendakop", "HEADING 2", "heading 1")) == 2
    assert NL.heading_level(("Standaard",)) is None


def test_a_profile_adds_to_what_it_extends() -> None:
    base = 'prune = true\nguidance = ["a", "b"]\n[blocks.x]\ntitles = ["X"]\n[limits]\ndepth = 50'
    over = 'extends = "base"\ntitle = "Over"\nprune = false\nguidance = ["!a", "c"]\n[blocks.y]\ntitles = ["Y"]'
    made = profiles.parse(over, "over", {"base": base}.get)
    assert made == Profile(
        name="over",
        title="Over",
        prune=False,
        guidance=("b", "c"),
        blocks={"x": BlockRule(titles=("X",)), "y": BlockRule(titles=("Y",))},
        limits=Limits(depth=50),
    )


def refusal(toml: str, find: profiles.Find = profiles.shipped) -> tuple[str, dict[str, str]]:
    with pytest.raises(ProfileError) as caught:
        profiles.parse(toml, "x", find)
    assert labels.load("nl").sentence(caught.value)
    return caught.value.reason, caught.value.values


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    assert refusal("[headings]\nstiles = {}") == (
        "profile-key-unknown",
        {"name": "x", "key": "headings.stiles", "nearest": "styles"},
    )
    assert refusal("[blocks.doelen]\ntitel = []") == (
        "profile-key-unknown",
        {"name": "x", "key": "blocks.doelen.titel", "nearest": "titles"},
    )


def test_what_is_wrong_with_a_profile_is_said() -> None:
    assert refusal("prune = 3")[0] == "profile-value"
    assert refusal("prune = ")[0] == "profile-toml"
    assert refusal('guidance = ["("]')[0] == "profile-pattern"
    assert refusal('extends = "nk"')[1]["nearest"] == "nl"
    assert refusal('extends = "y"', {"y": 'extends = "x"', "x": 'extends = "y"'}.get)[0] == "profile-extends-circle"


def test_an_unknown_profile_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ProfileError) as caught:
        profiles.load("amstelven")
    assert caught.value.values["nearest"] == "amstelveen"


@pytest.mark.parametrize("name", profiles.names())
def test_every_shipped_profile_loads_under_its_own_name(name: str) -> None:
    made = profiles.load(name)
    assert (made.name, bool(made.title)) == (name, True)


def test_amstelveen_knows_what_nl_knows() -> None:
    made = profiles.load("amstelveen")
    assert made.blocks == NL.blocks
    assert made.title != NL.title
