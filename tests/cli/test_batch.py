"""The commands of a publication that is kept up by itself, as their users meet them, with real workers."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.cli.night import tell_status
from tests.batch.nights import Night, page

BEGROTING = (sys.executable, "-c", "from pipeline.cli import main; main()")


@pytest.fixture
def night(tmp_path: Path) -> Night:
    night = Night(tmp_path)
    night.put("1/a.html", page("1.1 Wegen"))
    night.put("1/b.html", page("1.2 Bruggen"))
    return night


def command(*arguments: object) -> int:
    return run([str(argument) for argument in arguments])


def begroting_run(night: Night, *more: object) -> int:
    return command("run", night.input, "--output", night.output, *more)


def test_a_run_says_what_came_of_it_and_the_next_that_nothing_changed(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begroting_run(night) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith("2 van 2 gepubliceerd, 0 mislukt, ")
    assert "(2 nieuw, 0 gewijzigd, 0 ongewijzigd; " in told.out
    assert (night.public / "a" / "a.pdf").read_bytes().startswith(b"%PDF")
    assert begroting_run(night) == 0
    assert capsys.readouterr().out.startswith("Niets veranderd: 2 van 2 gepubliceerd, 0 mislukt")


def test_a_document_that_fails_is_named_with_its_reason_and_the_day_of_what_is_shown(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    begroting_run(night)
    night.put("1/a.html", "")
    night.put("1/c.docx", "geen Word")
    capsys.readouterr()
    assert begroting_run(night, "--workers", 1) == 1
    told = capsys.readouterr()
    day = night.release().manifest.started[:10]
    lines = told.err.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["1/a.html", "1/c.docx"]
    assert lines[0].startswith("1/a.html: mislukt: ")
    assert lines[0].endswith(f"Getoond wordt wat er op {day} van gemaakt is.")
    assert told.out.startswith("2 van 3 gepubliceerd, 2 mislukt")


def test_what_stops_a_run_is_said_and_its_code_is_two(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    begroting_run(night)
    for name in ("1/a.html", "1/b.html"):
        (night.input / name).unlink()
    night.put("z.html", page("9 Z"))
    capsys.readouterr()
    assert begroting_run(night) == 2
    assert "van de 2 documenten van de vorige publicatie zijn er 2 weg" in capsys.readouterr().err
    assert begroting_run(night, "--profile", "nergens") == 2
    assert command("history", "--output", night.output) == 0
    assert [line.split("  ")[1].partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "gestopt",
        "gestopt",
        "gepubliceerd",
    ]


def test_releases_are_listed_and_there_is_a_way_back(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    begroting_run(night)
    first = night.release().id
    night.put("1/a.html", page("1.1 Wegen", "Nieuw."))
    begroting_run(night)
    second = night.release().id
    capsys.readouterr()
    assert command("releases", "--output", night.output) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition("  ")[0] for line in lines[:2]] == [f"→ {second}", f"  {first}".partition("  ")[0]]
    assert first in lines[1]
    assert command("rollback", "--output", night.output) == 0
    assert night.release().id == first
    assert command("rollback", second, "--output", night.output) == 0
    assert night.release().id == second
    assert command("rollback", "nergens", "--output", night.output) == 2
    assert (begroting_run(night), night.release().id) == (0, second)


def test_the_history_of_a_document_is_found_by_the_end_of_its_path(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    begroting_run(night)
    begroting_run(night)
    capsys.readouterr()
    assert command("history", "a.html", "--output", night.output) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[1] for line in lines] == ["ongewijzigd", "nieuw"]
    assert command("history", "x.html", "--output", night.output) == 2


def test_where_nothing_was_ever_published_each_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("releases", "rollback", "history"):
        assert command(name, "--output", tmp_path / "niets") == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert not (tmp_path / "niets").exists()


@contextmanager
def busy(night: Night) -> Iterator[subprocess.Popen[bytes]]:
    """A run that is making a large document: it has the lock, and its worker is at work."""
    night.put("groot.html", "<h1>1 Groot</h1>" + "<h2>Kop</h2><table><tr><td>x<td>y</table><p>Tekst.</p>" * 30_000)
    process = subprocess.Popen([*BEGROTING, "run", str(night.input), "--output", str(night.output)])
    try:
        deadline = time.monotonic() + 30
        while not list(night.layout.work.glob(".scratch-*")):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_asked_to_stop_does_so_within_two_seconds(night: Night, number: int) -> None:
    begroting_run(night)
    first = night.release().id
    with busy(night) as process:
        assert begroting_run(night) == 75
        started = time.monotonic()
        process.send_signal(number)
        assert process.wait(30) == 130
        assert time.monotonic() - started < 2
    assert night.release().id == first
    assert not night.layout.staging.exists()
    assert not night.layout.work.exists()
    (night.input / "groot.html").unlink()
    assert begroting_run(night) == 0


def test_a_run_that_is_killed_leaves_the_lock_free_and_is_known_as_killed(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    with busy(night) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    (night.input / "groot.html").unlink()
    capsys.readouterr()
    assert begroting_run(night) == 0
    command("history", "--output", night.output)
    assert "van buitenaf beëindigd" in capsys.readouterr().out.splitlines()[2]


def test_on_a_terminal_the_progress_is_seen(night: Night) -> None:
    night.put("1/c.docx", "geen Word")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*BEGROTING, "run", str(night.input), "--output", str(night.output)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "COLUMNS": "160", "TERM": "xterm"},
    ) as process:
        os.close(theirs)
        told = b""
        while True:
            try:
                told += os.read(ours, 4096)
            except OSError:
                break
        assert process.wait() == 1
    os.close(ours)
    seen = told.decode()
    assert "1/c.docx: mislukt:" in seen
    for words in ("Omzetten", "/s", "mislukt: 1", "Publiceren"):
        assert words in seen


def test_the_status_is_told_with_its_code(night: Night, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("status", night.output) == 2
    assert capsys.readouterr().out.startswith("Er is nog geen voltooide verwerking")
    begroting_run(night)
    capsys.readouterr()
    assert command("status", night.output, "--max-age", "26h") == 0
    assert capsys.readouterr().out.startswith("In orde. ")
    night.put("1/c.docx", "geen Word")
    begroting_run(night)
    assert command("status", night.output) == 1
    assert tell_status(night.output, timedelta(hours=26), datetime(2100, 1, 1, tzinfo=UTC)) == 2
    capsys.readouterr()
    assert command("status", night.output, "--max-age", "morgen") == 2


def test_a_log_of_json_has_a_line_for_what_failed_and_one_for_the_run(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    night.put("1/c.docx", "geen Word")
    assert begroting_run(night, "--log", "json") == 1
    told = capsys.readouterr()
    found = [json.loads(line) for line in told.err.splitlines()]
    assert told.out == ""
    assert [(each["level"], each["event"], each.get("name")) for each in found] == [
        ("error", "failed", "1/c.docx"),
        ("warning", "published", None),
    ]
    assert begroting_run(night, "--profile", "nergens", "--log", "json") == 2
    last = json.loads(capsys.readouterr().err)
    assert (last["event"], last["exitCode"]) == ("stopped", 2)
