"""The ledger: an SQLite database with a row a run and a row a document a run, kept beside the releases.

It survives a power cut (WAL, synchronous FULL), and what a run that was killed had already done stands in it. Rows of
documents of the last 400 runs are kept, of runs all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from pipeline import storage
from pipeline.batch.record import Counts, DocumentRecord, RunRecord, Status, Verdict
from pipeline.errors import OutputError

RUNS_KEPT: Final = 400

# The n-th script leads from version n to n + 1 (`PRAGMA user_version`); one that was released is never changed.
MIGRATIONS: Final = (
    """
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, started TEXT NOT NULL, ended TEXT NOT NULL DEFAULT '', verdict TEXT NOT NULL,
        exit_code INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', release TEXT NOT NULL DEFAULT '',
        seconds REAL NOT NULL DEFAULT 0, counts TEXT NOT NULL DEFAULT '{}', disk_bytes INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE documents (
        run TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
        published INTEGER NOT NULL, stale TEXT NOT NULL, sha256 TEXT NOT NULL, key TEXT NOT NULL, reason TEXT NOT NULL,
        "values" TEXT NOT NULL, seconds REAL NOT NULL, cpu_seconds REAL NOT NULL, peak_bytes INTEGER NOT NULL,
        coverage REAL NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL,
        PRIMARY KEY (run, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX documents_by_name ON documents (name, run);
    """,
)
VERSION: Final = len(MIGRATIONS)
"""The version of ledgers that this program makes."""

FIELDS: Final = (
    *("name", "status", "published", "stale", "sha256", "key", "reason", "values", "seconds", "cpu_seconds"),
    *("peak_bytes", "coverage", "errors", "warnings", "infos"),
)
# "values" is a word of SQL.
_COLUMNS: Final = ", ".join(f'"{name}"' for name in FIELDS)
_INSERT: Final = f"INSERT OR REPLACE INTO documents (run, {_COLUMNS}) VALUES (?{', ?' * len(FIELDS)})"  # noqa: S608 - our own names


class RunRow(msgspec.Struct, frozen=True):
    """A run as the ledger has it; the fields are those of `RunRecord`."""

    id: str
    started: str
    ended: str
    verdict: Verdict
    exit_code: int
    reason: str
    release: str
    seconds: float
    counts: Counts
    disk_bytes: int


class DocumentRow(msgspec.Struct, frozen=True):
    """A document in a run as the ledger has it; the fields are those of `DocumentRecord`."""

    run: str
    started: str
    name: str
    status: Status
    published: bool
    stale: str
    sha256: str
    key: str
    reason: str
    values: dict[str, str]
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    coverage: float
    errors: int
    warnings: int
    infos: int


_RUN_COLUMNS: Final = ", ".join(RunRow.__struct_fields__)


class Ledger:
    """An open ledger. Everything that it writes is on the disk when it returns. Raises OutputError."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def begin(self, id_: str, started: str) -> None:
        """Take down that a run has begun."""
        with _telling(), self._connection as transaction:
            transaction.execute("INSERT INTO runs (id, started, verdict) VALUES (?, ?, 'running')", (id_, started))

    def unfinished(self) -> list[str]:
        """The runs that have begun and never ended; they are taken down as killed."""
        with _telling(), self._connection as transaction:
            found = transaction.execute("SELECT id FROM runs WHERE verdict = 'running' ORDER BY id").fetchall()
            transaction.execute("UPDATE runs SET verdict = 'killed' WHERE verdict = 'running'")
        return [row[0] for row in found]

    def documents(self, run: str, records: Iterable[DocumentRecord]) -> None:
        """Take down documents of a run; who was taken down before is so anew."""
        with _telling(), self._connection as transaction:
            transaction.executemany(_INSERT, ((run, *_columns(record)) for record in records))

    def end(self, record: RunRecord) -> None:
        """Take down how a run ended, with all its documents."""
        with _telling(), self._connection as transaction:
            transaction.execute(
                f"INSERT OR REPLACE INTO runs ({_RUN_COLUMNS}) VALUES (?{', ?' * (len(RunRow.__struct_fields__) - 1)})",  # noqa: S608
                (
                    *(record.id, record.started, record.ended, record.verdict, record.exit_code, record.reason),
                    *(record.release, record.seconds, msgspec.json.encode(record.counts).decode(), record.disk_bytes),
                ),
            )
            transaction.executemany(_INSERT, ((record.id, *_columns(each)) for each in record.documents))
            transaction.execute(
                "DELETE FROM documents WHERE run NOT IN (SELECT id FROM runs ORDER BY id DESC LIMIT ?)", (RUNS_KEPT,)
            )

    def last(self) -> str:
        """The id of the last run; empty where there was none."""
        with _telling():
            return str(self._connection.execute("SELECT coalesce(max(id), '') FROM runs").fetchone()[0])

    def runs(self, most: int) -> list[RunRow]:
        """The last runs, the newest first."""
        with _telling():
            rows = self._connection.execute("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (most,)).fetchall()
        return [_converted({**dict(row), "counts": msgspec.json.decode(row["counts"])}, RunRow) for row in rows]

    def history(self, name: str, most: int) -> list[DocumentRow]:
        """What came of a document in the last runs, the newest first."""
        with _telling():
            rows = self._connection.execute(
                "SELECT documents.*, runs.started FROM documents JOIN runs ON runs.id = documents.run "
                "WHERE name = ? ORDER BY run DESC LIMIT ?",
                (name, most),
            ).fetchall()
        return [_converted({**dict(row), "values": msgspec.json.decode(row["values"])}, DocumentRow) for row in rows]

    def names(self) -> list[str]:
        """All documents that it knows, by name."""
        with _telling():
            return [row[0] for row in self._connection.execute("SELECT DISTINCT name FROM documents ORDER BY name")]


@contextmanager
def opened(file: Path) -> Iterator[Ledger]:
    """The ledger in a file, made where there is none and brought to this version where it is older.

    Raises OutputError where it is newer than this program, or no ledger.
    """
    with _telling():
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=30)
    with closing(connection):
        with _telling():
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection)
        yield Ledger(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise OutputError("ledger-newer", version=version, known=len(MIGRATIONS))
    for number, script in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {script} PRAGMA user_version = {number}; COMMIT;")


def _columns(record: DocumentRecord) -> tuple[object, ...]:
    known = msgspec.structs.asdict(record) | {"values": msgspec.json.encode(record.values).decode()}
    return tuple(known[name] for name in FIELDS)


_Kind = TypeVar("_Kind", RunRow, DocumentRow)


def _converted(row: dict[str, object], kind: type[_Kind]) -> _Kind:
    # strict=False: SQLite has no booleans.
    return msgspec.convert(row, kind, strict=False)


@contextmanager
def _telling() -> Iterator[None]:
    """What SQLite refuses, as an OutputError."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError("ledger", detail=error) from error
    except OSError as error:
        raise OutputError("ledger", detail=storage.cause(error)) from error
