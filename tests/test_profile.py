"""Profiles: what they know, how they extend one another, and what they refuse."""

from __future__ import annotations

import pytest

from pipeline import labels, profiles
from pipeline.errors import ProfileError
from pipeline.figure_rules import FINANCE_COLUMNS, FINANCE_ROWS, INDICATOR_COLUMNS
from pipeline.limits import Limits
from pipeline.profile import Profile
from pipeline.rules import COLUMNS, BlockRule
from tests.builders import NL


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2.6.1 Veiligheid", ("2.6.1", "Veiligheid")),
        ("1.1.01 Raad", ("1.1.01", "Raad")),
        ("3a. Zorg", ("3a.", "Zorg")),
        ("Programma 3: Zorg", ("Programma 3:", "Zorg")),
        ("Opgave 4 Vitale kernen", ("Opgave 4", "Vitale kernen")),
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
        ('Doelstelling: "Wat wilden we bereiken ?"', "objectives"),
        ("Wat willen we bereiken? (doelstellingen)", "objectives"),
        ("Wat wil de gemeente Woerden met deze opgave bereiken?", "objectives"),
        ("P1: Wat willen we bereiken ?:", "objectives"),
        ("1.1.01 Wat gaan we ervoor doen?", "actions"),
        ("Programma 3: Wat gaan we doen?", "actions"),
        ("Belangrijkste resultaten voor 2026", "actions"),
        ("Belangrijkste resultaten voor de raad", None),
        ("Baten en lasten Programma 1", "finances"),
        ("Toelichting op verschillen tussen begroot actueel/werkelijk", "finances"),
        ("Portefeuille(s)", "governance"),
        ("Wat omvatte het programma | Wie is bestuurlijk verantwoordelijk", "governance"),
        ("Speerpunten 2026", "actions"),
        ("Doelen 2026-2029", "objectives"),
        ("Doelen (2026/29)", "objectives"),
        ("Doelen 2026 en later", None),
        ("Wat willen we bereiken: meer groen", None),
        ("Doelstelling: actiepunten", None),
        ("Resultaat", None),
        ("Doelstellingen van de raad", None),
        ("2.6.1", None),
    ],
)
def test_block_titles_are_known_by_their_words(title: str, kind: str | None) -> None:
    assert NL.block_kind(title) == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Doelstelling 1: minder inbraken", "objectives"),
        ("Operationeel doel 1.1.1 – Schone lucht", "objectives"),
        ("Doelstelling 2", "objectives"),
        ("Doelstelling 2026: minder inbraken", None),
        ("Doelstelling: minder inbraken", None),
        ("Wijk 3: Noord", None),
    ],
)
def test_a_title_with_a_number_of_its_own_names_a_kind(title: str, kind: str | None) -> None:
    assert NL.labelled_kind(title) == kind


def test_placeholders_stand_for_a_year_and_for_words() -> None:
    made = profiles.parse('[blocks.results]\ntitles = ["Resultaten voor <jaar>", "Wat wil <gemeente> bereiken?"]', "x")
    assert made.block_kind("Resultaten voor 2026") == "results"
    assert made.block_kind("Resultaten voor morgen") is None
    assert made.block_kind("Wat wil Den Haag bereiken?") == "results"


def test_styles_are_compared_without_case() -> None:
    assert NL.heading_level(("Agendakop", "HEADING 2", "heading 1")) == 2
    assert NL.heading_level(("Standaard",)) is None


@pytest.mark.parametrize("profile", ["nl", "plain", "amstelveen"])
@pytest.mark.parametrize(
    ("style", "level"),
    [
        *(("Kop 1", 1), ("Kop1", 1), ("kop  9", 9), ("heading 1", 1), ("Heading1", 1), ("Überschrift 2", 2)),
        *(("Titre 2", 2), ("Título 1", 1), ("Rubrik 1", 1), ("Overskrift 1", 1), ("Nagłówek3", 3), ("标题 2", 2)),
        *(("Kop", None), ("Kop 0", None), ("Kop 10", None), ("Subkop 1", None), ("1", None), ("", None)),
    ],
)
def test_a_heading_style_is_named_in_any_language(profile: str, style: str, level: int | None) -> None:
    assert profiles.load(profile).heading_level((style,)) == level


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


BLOCK_KEYS = ", ".join(BlockRule.__struct_encode_fields__)


def refusal(toml: str, find: profiles.Find = profiles.shipped) -> tuple[str, dict[str, str]]:
    with pytest.raises(ProfileError) as caught:
        profiles.parse(toml, "x", find)
    assert labels.load("nl").sentence(caught.value)
    return caught.value.reason, caught.value.values


def test_an_unknown_key_is_named_with_the_nearest_known_one() -> None:
    assert refusal("[headings]\nstiles = {}") == (
        "profile-key-unknown",
        {
            "name": "x",
            "key": "headings.stiles",
            "known": "words, styles, own-styles, title-styles, numbers, infer",
            "nearest": "styles",
        },
    )
    assert refusal("[blocks.doelen]\ntitel = []") == (
        "profile-key-unknown",
        {"name": "x", "key": "blocks.doelen.titel", "known": BLOCK_KEYS, "nearest": "titles"},
    )
    # Nothing is near: none is proposed, all are listed.
    assert refusal("[coverage]\nxyz = 1") == (
        "profile-key-unknown",
        {"name": "x", "key": "coverage.xyz", "known": "minimum", "nearest": ""},
    )


def test_the_columns_of_an_action_table_are_a_closed_set() -> None:
    assert refusal('extends = "nl"\n[actions.columns]\nowners = ["Wie"]') == (
        "profile-key-unknown",
        {"name": "x", "key": "actions.columns.owners", "known": ", ".join(COLUMNS), "nearest": "owner"},
    )
    assert set(NL.actions.columns) == set(COLUMNS)


@pytest.mark.parametrize(
    ("table", "key", "known", "nearest"),
    [
        ("finances.columns", "budgets", FINANCE_COLUMNS, "budget"),
        ("finances.rows", "incomes", FINANCE_ROWS, "income"),
        ("indicators.columns", "units", INDICATOR_COLUMNS, "unit"),
    ],
)
def test_what_figures_can_mean_is_a_closed_set(table: str, key: str, known: tuple[str, ...], nearest: str) -> None:
    values = {"name": "x", "key": f"{table}.{key}", "known": ", ".join(known), "nearest": nearest}
    assert refusal(f'extends = "nl"\n[{table}]\n{key} = ["x"]') == ("profile-key-unknown", values)


def test_signs_are_one_of_the_conventions_and_a_unit_is_no_less_than_a_euro() -> None:
    assert refusal('extends = "nl"\n[finances]\nsigns = "negative"')[0] == "profile-key-unknown"
    assert refusal('extends = "nl"\n[finances.words.units]\n"x" = 0')[0] == "profile-range"


def test_a_kind_of_block_that_is_nearly_a_known_one_is_a_slip() -> None:
    assert refusal('extends = "nl"\n[blocks.objectivs]\ntitles = ["Ambities"]') == (
        "profile-kind-near",
        {"name": "x", "key": "blocks.objectivs", "nearest": "objectives"},
    )
    made = profiles.parse('extends = "nl"\n[blocks.results]\ntitles = ["Resultaten"]', "x")
    assert made.block_kind("Resultaten") == "results"


@pytest.mark.parametrize("kind", ["Doelen", "1e", '"wat we doen"', "doel_en", '""'])
def test_the_name_of_a_kind_is_small_letters_digits_and_hyphens(kind: str) -> None:
    name = kind.strip('"')
    assert refusal(f"[blocks.{kind}]\ntitles = []") == ("profile-kind-name", {"name": "x", "key": f"blocks.{name}"})


def test_only_what_is_in_a_list_is_taken_out_of_it() -> None:
    assert refusal('extends = "nl"\n[blocks.objectives]\ntitles = ["!Doelstelingen"]') == (
        "profile-not-in-list",
        {"name": "x", "key": "blocks.objectives.titles", "entry": "Doelstelingen", "nearest": "Doelstellingen"},
    )
    assert refusal('guidance = ["!dit"]') == (
        "profile-not-in-list",
        {"name": "x", "key": "guidance", "entry": "dit", "nearest": ""},
    )


@pytest.mark.parametrize(
    ("toml", "key", "low", "high"),
    [
        ('[headings.styles]\n"Kop X" = {}', "headings.styles.Kop X", 1, 9),
        ("[planning.months]\nmaart = {}", "planning.months.maart", 1, 12),
        ("[planning.ordinals]\n5e = {}", "planning.ordinals.5e", 1, 4),
        ("[planning.parts]\nwinter = [{}, 2]", "planning.parts.winter", 1, 12),
        ("[planning.parts]\nwinter = [2, {}]", "planning.parts.winter", 1, 12),
        ("[coverage]\nminimum = {}", "coverage.minimum", 0, 1),
    ],
)
def test_a_number_keeps_within_its_bounds(toml: str, key: str, low: int, high: int) -> None:
    for value in (low, high):
        assert profiles.parse(toml.format(value), "x")
    for value in (low - 1, high + 1):
        reason, values = refusal(toml.format(value))
        assert (reason, values["key"], float(values["value"])) == ("profile-range", key, value)
        assert (values["low"], values["high"]) == (str(low), str(high))
    assert refusal("[coverage]\nminimum = nan")[0] == "profile-range"


@pytest.mark.parametrize(
    ("toml", "reason", "key", "value"),
    [
        ('prune = "ja"', "profile-value-switch", "prune", '"ja"'),
        ("title = 3", "profile-value-text", "title", "3"),
        ("extends = 3", "profile-value-text", "extends", "3"),
        ("guidance = [3]", "profile-value-list", "guidance", "[3]"),
        ('[headings.styles]\n"Kop 1" = "1"', "profile-value-whole", "headings.styles.Kop 1", '"1"'),
        ("[planning.parts]\nzomer = [7]", "profile-value-pair", "planning.parts.zomer", "[7]"),
        ("[coverage]\nminimum = true", "profile-value-number", "coverage.minimum", "true"),
        ("blocks = [1]", "profile-value-table", "blocks", "[1]"),
        ("headings = 1979-05-27", "profile-value-table", "headings", '"1979-05-27"'),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_its_key(toml: str, reason: str, key: str, value: str) -> None:
    assert refusal(toml) == (reason, {"name": "x", "key": key, "value": value})


def test_a_part_of_a_year_is_replaced_and_not_added_to() -> None:
    made = profiles.parse('extends = "nl"\n[planning.parts]\nzomer = [6, 8]', "x")
    assert made.planning.parts["zomer"] == (6, 8)


def test_a_profile_may_extend_a_file_beside_it() -> None:
    files = {"basis.toml": 'title = "Basis"\nextends = "diep/kern.toml"', "diep/kern.toml": "prune = false"}
    for base in ("basis.toml", "./basis.toml", "map/../basis.toml"):
        made = profiles.parse(f'extends = "{base}"', "eigen.toml", files.get)
        assert made == Profile(name="eigen", title="Basis", prune=False)
    below = {"diep/a.toml": 'extends = "b.toml"', "diep/b.toml": "prune = false"}
    assert not profiles.parse('extends = "diep/a.toml"', "eigen.toml", below.get).prune
    assert refusal('extends = "./x.toml"') == (
        "profile-base-unknown",
        {"name": "x", "base": "x.toml", "known": "amstelveen, nl, plain", "nearest": ""},
    )


def test_what_is_wrong_with_a_profile_is_said() -> None:
    assert refusal("prune = \n") == ("profile-toml", {"name": "x", "line": "1", "column": "9"})
    assert refusal('title = """')[0] == "profile-toml-end"
    assert refusal('guidance = ["a("]')[1]["position"] == "2"
    assert refusal('guidance = ["a(?i)"]') == (
        "profile-pattern",
        {"name": "x", "key": "guidance", "pattern": "a(?i)", "position": "2"},
    )
    assert refusal('extends = "nll"') == (
        "profile-base-unknown",
        {"name": "x", "base": "nll", "known": "amstelveen, nl, plain", "nearest": "nl"},
    )
    assert refusal('extends = "y"', {"y": 'extends = "x"', "x": 'extends = "y"'}.get)[0] == "profile-extends-circle"


def test_a_profile_that_extends_itself_is_told_by_its_file() -> None:
    with pytest.raises(ProfileError) as caught:
        profiles.parse('extends = "./g.toml"', "g.toml", {"g.toml": 'extends = "./g.toml"'}.get)
    assert (caught.value.reason, caught.value.values) == (
        "profile-extends-circle",
        {"name": "g.toml", "base": "g.toml"},
    )


def test_an_unknown_profile_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ProfileError) as caught:
        profiles.load("amstelven")
    assert caught.value.values["nearest"] == "amstelveen"
    with pytest.raises(ProfileError) as caught:
        profiles.load("in")
    assert caught.value.values["nearest"] == ""


@pytest.mark.parametrize("name", profiles.names())
def test_every_shipped_profile_loads_under_its_own_name(name: str) -> None:
    made = profiles.load(name)
    assert (made.name, bool(made.title)) == (name, True)


def test_amstelveen_knows_what_nl_knows() -> None:
    made = profiles.load("amstelveen")
    assert made.blocks == NL.blocks
    assert made.title != NL.title
