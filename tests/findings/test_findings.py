"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline import findings, labels, profiles
from pipeline.annotate.comments import AUTHOR
from pipeline.diagnostics import Code, Place, Severity, flaw
from pipeline.findings import Checked, check, is_clean
from pipeline.source import no_resources
from tests.ingest.word.build import docx, p
from tests.test_conversion import HTML

NL = labels.load("nl")
PLACE = Place(item=4, table=1, row=2, headings=("2.6.1 Zorg", "Actiepunten"), quote="Toezicht")
FOUND = (flaw(Code.ACTION_DUPLICATE, PLACE, "Toezicht", count=2), flaw(Code.NOTE_MISSING, Place()))
CHECKED = (
    Checked("a.docx", "map/a.docx", FOUND),
    Checked("b.docx", "map/b%20c.docx", failure="Het bestand is leeg."),
    Checked("c.html", "map/c.html", (flaw(Code.BLOCK_EMPTY, Place(item=1), title="Bijlagen"),)),
)


def test_as_text_each_document_has_its_findings_with_place_and_advice() -> None:
    assert findings.FORMATS["text"](CHECKED, NL) == (
        "a.docx: 2 waarschuwingen\n"
        "  2.6.1 Zorg › Actiepunten, tabel 1, rij 2, bij „Toezicht”\n"
        "    waarschuwing (action-duplicate): De actie „Toezicht” staat er 2 keer.\n"
        "    → Verwijder de dubbele, of maak het verschil duidelijk.\n"
        "  het hele document\n"
        "    waarschuwing (note-missing): Er wordt verwezen naar een noot die er niet is.\n"
        "    → Verwijder de verwijzing, of maak de noot opnieuw.\n"
        "\n"
        "b.docx: niets\n"
        "  kan niet helemaal gelezen worden: Het bestand is leeg.\n"
        "\n"
        "c.html: 1 mededeling\n"
        "  alinea 1\n"
        "    mededeling (block-empty): Het blok „Bijlagen” is leeg en wordt niet getoond.\n"
        "    → Vul het blok, of laat het zo als er niets te melden is.\n"
        "\n"
        "Gecontroleerd: 3. Gevonden: 2 waarschuwingen, 1 mededeling."
    )


def test_as_json_a_finding_is_all_that_is_known_of_it() -> None:
    told = json.loads(findings.FORMATS["json"](CHECKED[:2], NL))
    first, second = told["documents"]
    assert first["findings"][0] == {
        "code": "action-duplicate",
        "severity": "warning",
        "what": "De actie „Toezicht” staat er 2 keer.",
        "advice": "Verwijder de dubbele, of maak het verschil duidelijk.",
        "where": "2.6.1 Zorg › Actiepunten, tabel 1, rij 2, bij „Toezicht”",
        "place": {
            "item": 4,
            "table": 1,
            "row": 2,
            "headings": ["2.6.1 Zorg", "Actiepunten"],
            "quote": "Toezicht",
        },
        "text": "Toezicht",
        "values": {"count": "2"},
    }
    assert second == {"name": "b.docx", "uri": "map/b%20c.docx", "failure": "Het bestand is leeg.", "findings": []}


# ------------------------------------------------------------------------------------ SARIF


def sarif() -> dict[str, Any]:
    log = json.loads(findings.FORMATS["sarif"](CHECKED, NL))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert isinstance(run, dict)
    return run


def test_sarif_fits_the_schema_of_the_standard(sarif_schema: Any) -> None:
    log = json.loads(findings.FORMATS["sarif"](CHECKED, NL))
    validator = jsonschema.Draft4Validator(sarif_schema)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert not validator.is_valid({**log, "runs": [{**log["runs"][0], "tool": {}}]})


def test_each_code_is_a_rule_with_help_and_each_result_points_to_its_own() -> None:
    run = sarif()
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [code.value for code in Code]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"warning", "note"}
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_a_result_says_where_it_is_in_headings_and_in_a_relative_address() -> None:
    run = sarif()
    where = "2.6.1 Zorg › Actiepunten, tabel 1, rij 2, bij „Toezicht”"
    assert run["results"][0] == {
        "ruleId": "action-duplicate",
        "ruleIndex": [code.value for code in Code].index("action-duplicate"),
        "level": "warning",
        "message": {
            "text": "De actie „Toezicht” staat er 2 keer. Verwijder de dubbele, of maak het verschil duidelijk."
        },
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": "map/a.docx", "index": 0}},
                "logicalLocations": [{"fullyQualifiedName": where, "name": "Actiepunten", "kind": "section"}],
                "message": {"text": where},
            }
        ],
    }
    assert [one["location"]["uri"] for one in run["artifacts"]] == [document.uri for document in CHECKED]


def test_what_could_not_be_read_is_no_result_but_makes_the_run_fail() -> None:
    (invocation,) = sarif()["invocations"]
    assert not invocation["executionSuccessful"]
    assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == ["Het bestand is leeg."]


# ------------------------------------------------------------------------------------ checking


def checked(data: bytes, name: str, toml: str = "") -> Checked:
    return check(data, name, profiles.parse(f'extends = "nl"\n{toml}', "x"), no_resources, NL)


def test_findings_come_in_the_order_of_the_document_without_what_asks_nothing_of_its_author() -> None:
    found = checked(HTML, "a.html").found
    assert [one.code for one in found] == [Code.PLANNING_EMPTY, Code.ACTION_DUPLICATE, Code.BLOCK_EMPTY]


def test_what_a_profile_calls_an_error_is_a_finding_and_no_failure() -> None:
    one = checked(HTML, "a.html", '[checks.severity]\nplanning-empty = "error"')
    assert one.failure == ""
    assert one.found[0].severity is Severity.ERROR


def test_a_document_that_cannot_be_read_says_why() -> None:
    one = checked(b"x", "a.docx")
    assert one.found == ()
    assert one.failure.startswith("Dit is geen Word-document")
    assert not is_clean([one])


@pytest.mark.parametrize(("author", "told"), [("Ans", [Code.COMMENT]), (AUTHOR, [])])
def test_comments_of_an_earlier_check_are_no_finding(author: str, told: list[Code]) -> None:
    comment = f'<w:comment w:id="1" w:author="{author}">{p("kijk")}</w:comment>'
    assert [one.code for one in checked(docx(p("een"), comments=comment), "a.docx").found] == told


def test_clean_is_what_has_no_warning() -> None:
    assert is_clean(CHECKED[2:])
    assert not is_clean(CHECKED[:1])


# ------------------------------------------------------------------------------------ docs/checks.md


def test_every_code_is_explained_to_authors() -> None:
    text = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z-]+)` \| (fout|waarschuwing|mededeling) \| \S.* \| \S.* \|$", text, re.MULTILINE)
    expected = {code.value: NL(f"findings.severity.{flaw(code, Place()).severity.value}") for code in Code}
    assert dict(told) == expected
    assert len(told) == len(expected)
