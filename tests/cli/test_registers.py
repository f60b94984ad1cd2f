"""`begroting registers`: documents in, registers and their descriptions out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.validate import validate
from tests.test_conversion import HTML, WORD

PUBLICATION = """
title = "Programmabegroting 2026"
municipality = "Hoogwerve"
year = 2026
order = ["deel/*"]
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deel").mkdir(parents=True)
    (folder / "a.html").write_bytes(HTML)
    (folder / "deel" / "b.docx").write_bytes(WORD)
    (folder / "publicatie.toml").write_text(PUBLICATION, encoding="utf-8")
    return folder


def test_all_documents_come_into_one_register(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "uit"
    assert run(["registers", str(source), "--output", str(out), "--quiet"]) == 0
    assert {path.name for path in out.iterdir()} == {
        *(f"{name}{extension}" for name in ("acties", "bedragen") for extension in (".xlsx", ".csv", ".json")),
        *("datapackage.json", "SHA256SUMS"),
    }
    told = json.loads((out / "acties.json").read_bytes())
    assert validate((out / "acties.json").read_bytes(), "acties.json") == ()
    assert told["publication"]["status"] == "concept"
    files = [action["file"] for action in told["actions"]]
    assert files == sorted(files, reverse=True)
    assert set(files) == {"a.html", "deel/b.docx"}
    amounts = json.loads((out / "bedragen.json").read_bytes())["amounts"]
    values = {"Lasten": (1200, 1300), "Baten": (None, 5)}
    each = [(row, year, value) for row, both in values.items() for year, value in zip((2025, 2026), both, strict=True)]
    assert [(amount["row"], amount["year"], amount["value"]) for amount in amounts] == each * 2
    assert capsys.readouterr().out.splitlines() == [
        "a.html: gelezen",
        "deel/b.docx: gelezen",
        f"2 van 2 omgezet naar {out} (mislukt: 0, waarschuwingen: 4, mededelingen: 3).",
        f"{len(files)} acties en {len(amounts)} bedragen staan in {out}",
    ]


def test_a_document_that_fails_is_told_and_costs_no_other(source: Path, tmp_path: Path) -> None:
    (source / "c.docx").write_bytes(b"x")
    out = tmp_path / "uit"
    assert run(["registers", str(source), "--output", str(out), "--quiet"]) == 1
    told = json.loads((out / "acties.json").read_bytes())
    assert {action["file"] for action in told["actions"]} == {"a.html", "deel/b.docx"}


def test_one_document_has_the_publication_beside_it(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    assert run(["registers", str(source / "a.html"), "--output", str(out), "--quiet"]) == 0
    told = json.loads((out / "acties.json").read_bytes())
    assert told["publication"]["title"] == "Programmabegroting 2026"
    assert {action["file"] for action in told["actions"]} == {"a.html"}


def test_files_of_one_name_are_told_apart_and_no_folder_of_the_machine_is_told(source: Path, tmp_path: Path) -> None:
    (source / "deel" / "a.html").write_bytes(HTML)
    out = tmp_path / "uit"
    given = [str(source / "a.html"), str(source / "deel" / "a.html")]
    assert run(["registers", *given, "--output", str(out), "--quiet"]) == 0
    files = {action["file"] for action in json.loads((out / "acties.json").read_bytes())["actions"]}
    assert len(files) == 2
    for path in out.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes()
