"""Profiles on the command line: proposed from documents, shown and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import profiles
from pipeline.cli import run
from tests.test_conversion import HTML, WORD

PAGE = b"""<!DOCTYPE html><html lang="nl"><title>Begroting</title><main><h1>1.1 Zorg</h1>
<h2>Wat mag het kosten?</h2><p>Niets.</p><h2>Dit willen we samen bereiken</h2><p>Meer zorg.</p></main></html>"""


def command(*arguments: object) -> int:
    return run([str(argument) for argument in arguments])


def test_a_profile_is_proposed_from_documents_and_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "a.html").write_bytes(PAGE)
    (tmp_path / "b.docx").write_bytes(WORD)
    target = tmp_path / "gemeente-x.toml"
    arguments = ("gemeente-x", "--from", tmp_path / "b.docx", tmp_path / "map", "--output", target)
    assert command("profile", "new", *arguments) == 0
    assert capsys.readouterr().out.startswith(f"{target}: 1 voorstellen uit 2 documenten.")
    made = target.read_text(encoding="utf-8")
    assert '  # "Dit willen we samen bereiken",  # 1 keer, in a.html' in made
    assert "voorgesteld op grond van: b.docx, a.html." in made
    assert profiles.parse(made, "gemeente-x").title == "Gemeente X"
    assert command("profile", "check", target) == 0


def test_the_file_is_named_for_the_profile_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.html").write_bytes(HTML)
    assert command("profile", "new", "eigen", "--from", "a.html") == 0
    before = Path("eigen.toml").read_bytes()
    assert command("profile", "new", "eigen", "--from", "a.html") == 2
    assert "Er is al een bestand eigen.toml." in capsys.readouterr().err
    assert Path("eigen.toml").read_bytes() == before


def test_a_document_that_cannot_be_read_is_told_and_costs_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "kapot.docx").write_bytes(WORD[:900])
    target = tmp_path / "uit.toml"
    assert command("profile", "new", "x", "--from", tmp_path, "-o", target) == 1
    assert "kapot.docx: mislukt:" in capsys.readouterr().err
    assert '"Dit willen we samen bereiken"' in target.read_text(encoding="utf-8")
    target.unlink()
    assert command("profile", "new", "x", "--from", tmp_path / "kapot.docx", "-o", target) == 1
    assert not target.exists()


def test_without_documents_nothing_is_proposed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("profile", "new", "x") == 2
    assert "--from" in capsys.readouterr().err


def test_a_profile_is_shown_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text('extends = "nl"\n[blocks.objectives]\ntitles = ["Wat ons drijft"]\n', encoding="utf-8")
    assert command("profile", "show", own) == 0
    shown = profiles.parse(capsys.readouterr().out, "eigen")
    assert shown == profiles.parse(own.read_text(encoding="utf-8"), "eigen")
    assert shown.block_kind("Wat ons drijft") == "objectives"


def test_a_profile_is_checked_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "goed.toml", tmp_path / "fout.toml"
    good.write_text('extends = "nl"\n', encoding="utf-8")
    bad.write_text('extends = "nl"\n[blocks.objectives]\ntitel = ["x"]\n', encoding="utf-8")
    assert command("profile", "check", good, bad) == 1
    told = capsys.readouterr()
    assert told.out == f"{good}: in orde\n"
    assert told.err.startswith(f"{bad}: Profiel „fout.toml”: de sleutel „blocks.objectives.titel” bestaat niet.")
