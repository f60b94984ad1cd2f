"""The table of checks, and what a profile has to say over what is told."""

from __future__ import annotations

import pytest

import pipeline
from pipeline import canonical, checks, profiles
from pipeline.diagnostics import Code, Diagnostic, Place, Severity, flaw
from pipeline.errors import CheckError, CoverageError, ProfileError
from pipeline.ingest.word import body
from pipeline.ingest.word.names import TABLE
from pipeline.profile import Profile
from tests.builders import NL, built, heading, table
from tests.test_conversion import HTML, WORD

HEADER = ["Wat gaan we doen?", "status", "planning"]


def profile(toml: str) -> Profile:
    return profiles.parse(f'extends = "nl"\n{toml}', "x")


def planning(*rows: tuple[str, str, str]) -> list[Diagnostic]:
    """What the check of the planning finds in a table of these rows."""
    found: list[Diagnostic] = []
    document = built(heading("1 Zorg", 1), heading("Actiepunten", 2), table(HEADER, *rows))
    checks.actions.planning(document, NL, found.append)
    return found


def test_a_planning_column_that_is_empty_is_one_flaw_at_its_head() -> None:
    place = Place(item=3, table=1, column=3, headings=("1 Zorg", "Actiepunten"))
    rows = [(f"Actie {number}", "Loopt", "") for number in range(13)]
    assert planning(*rows) == [flaw(Code.PLANNING_EMPTY, place, count=13, total=13)]


def test_some_empty_cells_are_one_flaw_at_the_first_of_them() -> None:
    place = Place(item=3, table=1, row=3, column=3, headings=("1 Zorg", "Actiepunten"), quote="Toezicht")
    rows = [("Preventie", "Loopt", "Q1 2026"), ("Toezicht", "Loopt", ""), ("Handhaving", "Loopt", "")]
    assert planning(*rows) == [flaw(Code.PLANNING_EMPTY, place, count=2, total=3)]


def test_what_is_done_needs_no_planning() -> None:
    assert planning(("Preventie", "Loopt", "Q1 2026"), ("Toezicht", "Afgerond", "")) == []


def codes(found: tuple[Diagnostic, ...]) -> list[Code]:
    return [each.code for each in found]


def test_every_check_of_the_table_is_run_when_a_document_is_read() -> None:
    document = pipeline.ingest_document(HTML, "a.html")
    assert codes(document.diagnostics) == [Code.ACTION_DUPLICATE, Code.BLOCK_EMPTY, Code.PLANNING_EMPTY]


def test_an_empty_block_is_told_once_however_the_document_is_made() -> None:
    made = pipeline.convert(HTML, "a.html", to=("json", "text"))
    assert codes(made.diagnostics).count(Code.BLOCK_EMPTY) == 1
    assert not any(
        code is Code.BLOCK_EMPTY
        for code in codes(pipeline.ingest_document(HTML, "a.html", profile="plain").diagnostics)
    )


def test_a_code_that_is_off_is_told_nowhere() -> None:
    quiet = profile('[checks]\noff = ["block-empty", "action-duplicate"]')
    made = pipeline.convert(HTML, "a.html", to=("xml", "text"), profile=quiet)
    assert codes(made.diagnostics) == [Code.PLANNING_EMPTY]
    assert codes(canonical.loads(made.outputs["xml"]).diagnostics) == [Code.PLANNING_EMPTY]


def test_a_profile_gives_a_code_its_severity_whoever_finds_it() -> None:
    strict = profile('[checks.severity]\nblock-empty = "warning"\nplanning-empty = "info"')
    made = pipeline.convert(HTML, "a.html", to=("text",), profile=strict)
    assert {each.code: each.severity for each in made.diagnostics} == {
        Code.ACTION_DUPLICATE: Severity.WARNING,
        Code.BLOCK_EMPTY: Severity.WARNING,
        Code.PLANNING_EMPTY: Severity.INFO,
    }


def test_what_a_profile_calls_an_error_fails_the_document_and_is_told_with_the_rest() -> None:
    strict = profile('[checks.severity]\nplanning-empty = "error"')
    with pytest.raises(CheckError) as caught:
        pipeline.ingest_document(HTML, "a.html", profile=strict)
    assert caught.value.values == {"count": "1", "codes": "planning-empty"}
    assert codes(caught.value.diagnostics) == [Code.ACTION_DUPLICATE, Code.BLOCK_EMPTY, Code.PLANNING_EMPTY]


def test_what_is_missing_fails_a_document_even_where_its_code_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(body.IN_BODY, TABLE)
    with pytest.raises(CoverageError) as caught:
        pipeline.ingest_document(WORD, "a.docx", profile=profile('[checks]\noff = ["text-not-read"]'))
    assert Code.TEXT_NOT_READ not in codes(caught.value.diagnostics)


@pytest.mark.parametrize(
    ("toml", "reason", "key", "nearest"),
    [
        ('[checks]\noff = ["block-emty"]', "profile-code-unknown", "checks.off", "block-empty"),
        ('[checks.severity]\nplaning-empty = "info"', "profile-code-unknown", "checks.severity", "planning-empty"),
        ("[checks]\nyears = ['in 20\\d\\d']", "profile-pattern-group", "checks.years", None),
        ("[checks]\ndrafts = ['(']", "profile-pattern", "checks.drafts", None),
        ('[checks.severity]\nblock-empty = "fout"', "profile-value-severity", "checks.severity.block-empty", None),
    ],
)
def test_a_code_or_severity_that_is_none_is_refused(toml: str, reason: str, key: str, nearest: str | None) -> None:
    with pytest.raises(ProfileError) as caught:
        profile(toml)
    assert (caught.value.reason, caught.value.values["key"]) == (reason, key)
    assert caught.value.values.get("nearest") == nearest
