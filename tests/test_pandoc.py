"""pandoc reaches nothing, has its limits, and ends with a sentence."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import labels, pandoc
from pipeline.errors import DocumentError, EmitError, UnreadableSource
from pipeline.limits import Limits
from pipeline.pandoc import Call

Program = Callable[[str], None]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Put a shell script in pandoc's place."""

    def put(script: str) -> None:
        path = tmp_path / "pandoc"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setattr(pandoc, "_found", lambda: path)

    return put


def run(data: bytes, source: str, target: str, limits: Limits | None = None) -> bytes:
    return pandoc.run(data, Call(source, target), limits or Limits(), UnreadableSource)


def refusal(data: bytes, source: str, target: str, limits: Limits | None = None) -> DocumentError:
    with pytest.raises(UnreadableSource) as caught:
        run(data, source, target, limits)
    return caught.value


def test_bytes_go_in_and_bytes_come_out() -> None:
    assert run("*één*".encode(), "markdown", "html") == "<p><em>één</em></p>\n".encode()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("html", '<iframe src="file://{}"></iframe>'),
        ("rst", ".. include:: {}"),
        ("rst", ".. csv-table::\n   :file: {}"),
        ("latex", "\\input{{{}}}"),
        ("org", "#+INCLUDE: {}"),
    ],
)
def test_no_file_is_read(source: str, text: str, tmp_path: Path) -> None:
    """CVE-2025-51591: without the sandbox an iframe is fetched; an include is read."""
    secret = tmp_path / "geheim.txt"
    secret.write_text("wachtwoord", encoding="utf-8")
    try:
        made = run(text.format(secret).encode(), source, "html")
    except UnreadableSource:
        made = b""
    assert b"wachtwoord" not in made


def test_no_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """CVE-2023-35936, CVE-2023-38745: a picture's name leads out of the folder that media are written to."""
    monkeypatch.chdir(tmp_path)
    run(b"![](data:image/png;base64,AAAA%2f%2e%2e%2f%2e%2e%2fx)", "markdown", "docx")
    assert list(tmp_path.iterdir()) == []


def test_memory_has_a_limit() -> None:
    error = refusal(b"*a* `b` [c](d) " * 200_000, "markdown", "html", Limits(pandoc_megabytes=32))
    assert (error.reason, error.values) == ("pandoc-memory", {"limit": "32"})


def test_time_has_a_limit_for_all_that_was_started(program: Program, tmp_path: Path) -> None:
    note = tmp_path / "kind"
    program(f"sleep 60 & echo $! > {note}; wait")
    started = time.monotonic()
    error = refusal(b"", "markdown", "html", Limits(pandoc_seconds=1))
    assert (error.reason, error.values) == ("pandoc-time", {"limit": "1"})
    assert time.monotonic() - started < 10
    assert not _runs(int(note.read_text(encoding="utf-8")))


def _runs(process: int) -> bool:
    """Whether a process runs; one that ended and was not asked for its end does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_it_learns_nothing_of_its_surroundings(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEHEIM", "wachtwoord")
    program("/usr/bin/env; pwd")
    told = run(b"", "markdown", "html").decode().splitlines()
    assert set(told) - {"_=/usr/bin/env"} == {"LC_ALL=C.UTF-8", "HOME=/nonexistent", "PWD=/", "/"}


def test_it_is_always_told_its_limits(program: Program) -> None:
    program('echo "$@"')
    told = run(b"", "markdown", "html").decode().split()
    assert told == "+RTS -M2048M -RTS --sandbox --quiet --from=markdown --to=html --output=-".split()


def test_what_it_refuses_is_one_short_line(program: Program) -> None:
    program('echo "fout: $(printf %0500d 1)" >&2; echo tweede >&2; exit 64')
    detail = refusal(b"", "markdown", "html").values["detail"]
    assert detail.startswith("fout: 000")
    assert len(detail) == 160


def test_where_it_is_not_installed_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_found", lambda: None)
    with pytest.raises(EmitError) as caught:
        pandoc.run(b"", Call("json", "docx"), Limits(), EmitError)
    assert caught.value.exit_code == 1
    assert "pip install pypandoc-binary" in labels.load("nl").sentence(caught.value)


def test_the_package_is_found_without_importing_it() -> None:
    found = pandoc._found()
    assert found is not None
    assert os.access(found, os.X_OK)
