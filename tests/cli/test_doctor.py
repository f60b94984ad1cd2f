"""`begroting doctor`."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import labels, pandoc
from pipeline.batch.trial import Trial
from pipeline.cli import doctor, run
from pipeline.cli.doctor import Finding, fonts, line, programs, protection
from pipeline.errors import EmitError

NL = labels.load("nl")
SHUT = Trial(landlock=7, reading=True, writing=True, network=True, signals=True, strays=True)
OPEN = Trial(landlock=0, reading=False, writing=False, network=False, signals=False, strays=False)


@pytest.fixture
def healthy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine on which all is well."""
    monkeypatch.setattr(doctor, "trial", lambda: SHUT)
    monkeypatch.setattr(doctor, "available_bytes", lambda: 4_000_000_000)
    monkeypatch.setattr(doctor, "workers_for", lambda _caps: 2)
    monkeypatch.setattr(pandoc, "version", lambda: "3.9")
    return monkeypatch


def test_where_all_works_it_says_so(healthy: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert healthy
    assert run(["doctor"]) == 0
    said = capsys.readouterr().out
    assert said.endswith("\nAlles werkt.\n")
    assert said.count("  goed  ") == 7
    assert "Netwerk: dicht (seccomp)." in said
    assert "lxml 6." in said


def test_what_does_not_work_is_counted_and_ends_with_one(
    healthy: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    healthy.setattr(doctor, "trial", lambda: OPEN)
    healthy.setattr(doctor, "available_bytes", lambda: 1_000_000_000)
    healthy.setattr(pandoc, "version", lambda: None)
    assert run(["doctor"]) == 1
    said = capsys.readouterr().out
    assert said.count("  LET OP") == 6
    assert "hier is het versie 0" in said
    assert "er is 1000 MB" in said
    assert said.endswith("Aantal punten dat niet werkt: 6.\n")


def test_a_pdf_that_cannot_be_made_is_told_with_its_reason(healthy: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise EmitError("pdf-refused", detail="no fonts")

    healthy.setattr(doctor, "convert", refuse)
    found = next(iter(programs()))
    assert line(found) == "  LET OP  PDF: een proef is mislukt. De PDF kon niet worden gemaakt (no fonts)."


def test_every_finding_has_words_for_both(healthy: pytest.MonkeyPatch) -> None:
    assert healthy
    names = [finding.name for finding in (*protection(), *programs())]
    assert names == ["files", "network", "signals", "strays", "memory", "pdf", "pandoc"]
    assert [name for name in names for how in ("good", "bad") if not NL.has(f"doctor.{name}-{how}")] == []
    assert line(Finding("network", good=True)) == "  goed    Netwerk: dicht (seccomp)."


def test_the_fonts_that_ship_along_are_there() -> None:
    assert len(fonts()) >= 6


def test_the_version_of_pandoc_is_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    found = pandoc.version()
    assert found is None or found.split(".")[0].isdecimal()
    monkeypatch.setattr(pandoc, "_found", lambda: None)
    assert pandoc.version() is None
    monkeypatch.setattr(pandoc, "_found", lambda: Path("/bin/false"))
    assert pandoc.version() is None
