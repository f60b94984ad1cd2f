"""`begroting check`: what it prints, what it writes, and the code that it ends with."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import docx as python_docx
import pytest

from pipeline import findings
from pipeline.cli import run
from pipeline.cli.commands import FINDING_FORMATS
from tests.test_conversion import HTML, WORD

CLEAN = (
    b'<html lang="nl"><body><h1>1 Zorg</h1><p>De gemeente is er voor iedereen, met zorg en aandacht.</p></body></html>'
)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "in"
    (folder / "deel").mkdir(parents=True)
    (folder / "a.html").write_bytes(HTML)
    (folder / "deel" / "b c.docx").write_bytes(WORD)
    monkeypatch.chdir(tmp_path)
    return folder


def command(*arguments: object) -> int:
    return run(["check", *map(str, arguments)])


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_found_is_told_and_nothing_is_written(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(tmp_path)
    assert command(source) == 1
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[0] == "a.html: 2 waarschuwingen, 1 mededeling"
    assert "  2.6.1 Veiligheid, handhaving en crisisbeheersing › Actiepunten, tabel 1, kolom 3" in lines
    assert lines[-1] == "Gecontroleerd: 2. Gevonden: 4 waarschuwingen, 3 mededelingen."
    assert told.err == ""
    assert everything(tmp_path) == before


def test_a_clean_document_ends_with_nought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schoon.html").write_bytes(CLEAN)
    assert command(tmp_path / "schoon.html") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Gecontroleerd: 1. Gevonden: niets."


def test_mere_information_is_no_reason_to_fail_and_may_be_left_out(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "eigen.toml"
    profile.write_text('extends = "nl"\n[checks]\noff = ["planning-empty", "action-duplicate"]', encoding="utf-8")
    assert command(source / "a.html", "--profile", profile) == 0
    assert "block-empty" in capsys.readouterr().out
    assert command(source / "a.html", "--profile", profile, "--quiet") == 0
    assert "block-empty" not in capsys.readouterr().out


def test_programs_get_json_or_sarif_with_relative_addresses(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(source, "--format", "json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [document["uri"] for document in told["documents"]] == ["in/a.html", "in/deel/b%20c.docx"]
    assert command(source, "--format", "sarif") == 1
    log = json.loads(capsys.readouterr().out)
    assert [one["location"]["uri"] for one in log["runs"][0]["artifacts"]] == ["in/a.html", "in/deel/b%20c.docx"]


def test_a_document_that_cannot_be_read_is_told_and_costs_no_other(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "a.html").unlink()
    (source / "x.docx").write_bytes(b"x")
    assert command(source, "--format", "json", "--annotate", "nagekeken") == 1
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert [bool(document["failure"]) for document in documents] == [True, False]


@pytest.mark.parametrize("part", ["findings.check", "annotate"])
def test_a_mistake_in_the_program_is_a_sentence_too(
    source: Path, monkeypatch: pytest.MonkeyPatch, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_arguments: object) -> None:
        raise IndexError("op")

    monkeypatch.setattr(f"pipeline.cli.check.{part}", fails)
    assert command(source, "--annotate") == 1
    told = capsys.readouterr()
    assert "er ging iets mis in het programma zelf (IndexError: op)" in told.out + told.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Er ontbreekt iets: SOURCE…"),
        (("nergens.docx",), "Er is geen bestand of map"),
        (("in", "--format", "pdf"), "De vorm „pdf” bestaat niet; wel: text, json, sarif."),
        (("in", "--profile", "geen"), "Er is geen profiel „geen”"),
        (("in/deel/b c.docx", "--annotate", "in/deel"), "zou een bron overschrijven"),
        (("in", "--annotate", "in"), "is bron en uitvoer tegelijk"),
    ],
)
def test_what_cannot_start_ends_with_two(
    source: Path, arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(source)
    assert command(*arguments) == 2
    assert sentence in capsys.readouterr().err
    assert everything(source) == before


@pytest.mark.parametrize(
    ("arguments", "copy"),
    [
        (("in", "--annotate", "nagekeken"), "nagekeken/deel/b c.docx"),
        (("in/deel/b c.docx", "--annotate"), "output/b c.docx"),
        (("--annotate", "in/deel/b c.docx"), "output/b c.docx"),
    ],
)
def test_a_copy_with_comments_is_written_and_the_source_stays(
    source: Path, tmp_path: Path, arguments: tuple[str, ...], copy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(source)
    assert command(*arguments) == 1
    assert everything(source) == before
    document = python_docx.Document(io.BytesIO((tmp_path / copy).read_bytes()))
    assert [comment.author for comment in document.comments] == ["begroting"] * 4
    assert any("planning is leeg" in comment.text for comment in document.comments)
    assert f"{copy} (opmerkingen: 4)" in capsys.readouterr().err


def test_only_word_documents_can_hold_comments(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "deel" / "b c.docx").unlink()
    assert command(source, "--annotate") == 1
    assert capsys.readouterr().err == (
        "a.html: geen opmerkingen erbij gezet, want dat kan alleen in een Word-document.\n"
    )
    assert everything(tmp_path / "output") == {}


def test_the_formats_that_can_be_asked_for_are_those_that_are_made() -> None:
    assert tuple(findings.FORMATS) == FINDING_FORMATS


def test_nothing_is_loaded_at_the_start_that_only_a_check_or_a_night_needs() -> None:
    asked = "import sys, pipeline.cli; print(*(name for name in sys.modules if name.startswith('pipeline.')))"
    loaded = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout.split()
    assert not {name for name in loaded if name.split(".")[1] in {"annotate", "findings", "registers", "site"}}
    assert not {"pipeline.ingest.word", "pipeline.batch.run", "pipeline.emit.pdf"} & set(loaded)
