"""The ledger keeps what came of each document in each run, over versions of itself; `run.json` keeps to its schema."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import msgspec
import pytest

from pipeline import resources
from pipeline.batch import ledger
from pipeline.batch.ledger import RunRow, opened
from pipeline.batch.record import Counts, DocumentRecord, Problem, RunRecord, counted, schema
from pipeline.diagnostics import Code, Place, flaw
from pipeline.errors import OutputError

MADE = DocumentRecord(
    name="1/a.html",
    status="changed",
    slug="a",
    title="Wegen",
    published=True,
    sha256="ab" * 32,
    key="cd" * 32,
    seconds=1.5,
    cpu_seconds=1.25,
    peak_bytes=70_000_000,
    coverage=0.995,
    warnings=2,
    infos=3,
)
FAILED = DocumentRecord(
    name="1/b.html",
    status="failed",
    published=True,
    stale="2026-11-20",
    reason="stopped-time",
    values={"limit": "60"},
    diagnostics=(flaw(Code.BLOCK_EMPTY, Place(table=2), "Actiepunten"),),
)
GONE = DocumentRecord(name="c.html", status="vanished")


def run(number: int, *documents: DocumentRecord) -> RunRecord:
    return RunRecord(
        id=f"2026112{number}T023000Z",
        started=f"2026-11-2{number}T02:30:00Z",
        ended=f"2026-11-2{number}T02:31:00Z",
        verdict="published",
        exit_code=1,
        seconds=60.5,
        release=f"2026112{number}T023000Z",
        counts=counted(documents),
        disk_bytes=12,
        documents=documents,
        problems=(Problem("public/index.html", "release-dead-link", {"target": "x"}),),
    )


def test_counts_are_of_what_there_is() -> None:
    assert counted((MADE, FAILED, GONE)) == Counts(
        documents=2, published=2, changed=1, failed=1, vanished=1, stale=1, warnings=2, infos=3
    )


def test_what_is_taken_down_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger.db") as book:
        book.begin("20261121T023000Z", "2026-11-21T02:30:00Z")
        book.documents("20261121T023000Z", [GONE])
        book.end(run(1, MADE, FAILED))
        book.end(run(2, MADE))
    with opened(tmp_path / "ledger.db") as book:
        first = RunRow(
            *("20261121T023000Z", "2026-11-21T02:30:00Z", "2026-11-21T02:31:00Z", "published", 1, ""),
            *("20261121T023000Z", 60.5, counted((MADE, FAILED)), 12),
        )
        assert [row.id for row in book.runs(5)] == ["20261122T023000Z", "20261121T023000Z"]
        assert book.runs(5)[1] == first
        assert [row.run for row in book.history("1/a.html", 5)] == ["20261122T023000Z", "20261121T023000Z"]
        (row,) = book.history("1/b.html", 5)
        told = {name: getattr(row, name) for name in ledger.FIELDS}
        assert told == {name: getattr(FAILED, name) for name in ledger.FIELDS}
        assert row.started == "2026-11-21T02:30:00Z"
        assert book.names() == ["1/a.html", "1/b.html", "c.html"]
        assert book.last() == "20261122T023000Z"


def test_a_run_that_never_ended_is_taken_down_as_killed_with_what_it_did(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger.db") as book:
        assert book.last() == ""
        book.begin("20261121T023000Z", "2026-11-21T02:30:00Z")
        book.documents("20261121T023000Z", [MADE])
    with opened(tmp_path / "ledger.db") as book:
        assert book.unfinished() == ["20261121T023000Z"]
        assert book.unfinished() == []
        assert book.runs(1)[0].verdict == "killed"
        assert book.history("1/a.html", 1)[0].seconds == 1.5


def test_only_the_last_runs_keep_their_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "RUNS_KEPT", 2)
    with opened(tmp_path / "ledger.db") as book:
        for number in range(1, 5):
            book.end(run(number, MADE))
        assert len(book.history("1/a.html", 10)) == 2
        assert len(book.runs(10)) == 4


def test_a_ledger_lasts_and_a_newer_one_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    with opened(file):
        pass
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA user_version").fetchone() == (ledger.VERSION,)
        connection.execute(f"PRAGMA user_version = {ledger.VERSION + 1}")
    with pytest.raises(OutputError, match="ledger-newer"), opened(file):
        pass


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "ledger.db") as book:
        book.end(run(1, MADE))
    more = (*ledger.MIGRATIONS, "ALTER TABLE documents ADD COLUMN pages INTEGER NOT NULL DEFAULT 7;")
    monkeypatch.setattr(ledger, "MIGRATIONS", more)
    with opened(tmp_path / "ledger.db") as book:
        assert len(book.history("1/a.html", 5)) == 1
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        assert connection.execute("SELECT pages FROM documents").fetchall() == [(7,)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(more),)


def test_what_is_no_ledger_is_said(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"no database at all, and longer than a header is" * 4)
    with pytest.raises(OutputError, match="ledger"), opened(tmp_path / "ledger.db"):
        pass


def test_a_run_is_told_by_its_schema_and_read_back() -> None:
    record = run(1, MADE, FAILED, GONE)
    data = msgspec.json.encode(record)
    assert msgspec.json.decode(data, type=RunRecord) == record
    jsonschema.Draft202012Validator(json.loads(schema())).validate(json.loads(data))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(schema())).validate(json.loads(data) | {"verdict": "fine"})


def test_the_schema_that_is_kept_is_that_of_the_types() -> None:
    assert resources.schema(resources.RUN_SCHEMA) == schema(), "run: make schemas"
