"""`begroting run` and what belongs to it: what is told while it goes, the releases, the way back, the history."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Final

from pipeline import labels
from pipeline.batch import clock, files, health, ledger, release
from pipeline.batch.engine import Engine, Setup
from pipeline.batch.layout import Layout
from pipeline.batch.lock import locked
from pipeline.batch.record import DocumentRecord, RunRecord
from pipeline.batch.run import Request, Unwatched, Watch, run
from pipeline.cli.terminal import tell
from pipeline.errors import DocumentError, PipelineError, ReleaseError
from pipeline.storage import shown

LABELS: Final = labels.load("nl")

# What is made of each document (`batch/work.py`, PARTS).
FORMATS: Final = ("xml", "json", "pdf", "entry", "inside")

_MEGABYTE: Final = 1_000_000


def run_batch(request: Request, workers: int | None, *, quiet: bool, as_json: bool = False) -> int:
    """Do a run and tell what came of it: on a terminal while it goes, elsewhere what failed, and the outcome."""

    def engine(setup: Setup) -> Engine:
        from pipeline.batch.local import LocalEngine  # noqa: PLC0415 - where nothing is to be made, nothing is loaded

        return LocalEngine(setup, workers)

    if as_json:
        try:
            with _ended_by_signal():
                record = run(request, engine)
        except PipelineError as error:
            _log(
                clock.written(clock.now()), "error", "stopped", message=LABELS.sentence(error), exitCode=error.exit_code
            )
            return error.exit_code
        log(record, request.output)
        return record.exit_code
    with _ended_by_signal(), _watching() as watch:
        record = run(request, engine, watch)
    for line in lines(record, quiet=quiet):
        tell(line, err=True)
    tell(verdict(record, request.output))
    return record.exit_code


def log(record: RunRecord, output: Path) -> None:
    """Tell what came of a run as JSON lines on stderr: one a document with which something is the matter, one in all.

    Plain `json`: every line is made here, at one moment, so a library for logging would have nothing to add.
    """
    for document in record.documents:
        if document.status in {"failed", "skipped"}:
            level = "error" if document.status == "failed" else "warning"
            message = LABELS.sentence(document.error())
            _log(record.ended, level, document.status, name=document.name, message=message, stale=document.stale)
        elif document.status == "vanished":
            _log(record.ended, "info", "vanished", name=document.name)
    level = "warning" if record.exit_code else "info"
    message = verdict(record, output)
    _log(record.ended, level, record.verdict, run=record.id, message=message, exitCode=record.exit_code)


def _log(time_: str, level: str, event: str, **fields: str | int) -> None:
    tell(json.dumps({"time": time_, "level": level, "event": event, **fields}, ensure_ascii=False), err=True)


def lines(record: RunRecord, *, quiet: bool) -> Iterator[str]:
    """A line for each document with which something is the matter."""
    for document in record.documents:
        stale = LABELS("run.stale", date=document.stale) if document.stale else ""
        if document.status in {"failed", "skipped"}:
            sentence = LABELS.sentence(document.error())
            yield LABELS(f"run.{document.status}", name=document.name, sentence=sentence, stale=stale).rstrip()
        elif document.status == "vanished" and not quiet:
            yield LABELS("run.vanished", name=document.name)


def verdict(record: RunRecord, output: Path) -> str:
    """What came of a run, in a line or two."""
    counts = record.counts
    line = LABELS(
        f"run.{record.verdict}",
        published=counts.published,
        total=counts.documents,
        failed=counts.failed,
        warnings=counts.warnings,
        new=counts.new,
        changed=counts.changed + counts.remade,
        unchanged=counts.unchanged,
        seconds=_decimal(record.seconds),
        output=output / "current",
    )
    disk = ""
    if record.disk_bytes:
        disk = " " + LABELS("run.disk", megabytes=_megabytes(record.disk_bytes), releases=record.releases)
    return line + disk


def list_releases(output: Path) -> int:
    """Tell which releases there are, the newest first, and which one counts."""
    layout = Layout(output)
    here = release.current(layout)
    found = sorted(release.every(layout), key=lambda each: each.id, reverse=True)
    if not found:
        raise ReleaseError("release-none", name=output)
    for each in found:
        tell(
            LABELS(
                "run.release",
                mark="→" if here is not None and each.id == here.id else " ",
                id=each.id,
                count=len(each.manifest.documents),
                stale=sum(document.stale for document in each.manifest.documents),
                megabytes=_megabytes(sum(file.size for file in each.manifest.files.values())),
            )
        )
    tell(LABELS("run.disk", megabytes=_megabytes(files.used_bytes(output)), releases=len(found)))
    return 0


def roll_back(output: Path, id_: str | None, wait: float) -> int:
    """Let an earlier release count again, and take that down in the ledger."""
    layout = Layout(output)
    if not layout.releases.is_dir():
        raise ReleaseError("release-none", name=output)
    with locked(layout.lock, wait), ledger.opened(layout.ledger) as book:
        before = release.current(layout)
        found = release.go_back(layout, id_)
        moment = clock.now()
        book.end(
            RunRecord(
                id=release.next_id(layout, clock.stamp(moment), book.last()),
                started=clock.written(moment),
                ended=clock.written(moment),
                verdict="rolled-back",
                release=found.id,
                previous=before.id if before else "",
            )
        )
    tell(LABELS("run.rolled-back-to", id=found.id, count=len(found.manifest.documents)))
    return 0


def tell_history(output: Path, name: str | None, most: int) -> int:
    """Tell of the last runs, or what came of one document in them."""
    layout = Layout(output)
    if not layout.ledger.is_file():
        raise ReleaseError("ledger-none", name=output)
    with ledger.opened(layout.ledger) as book:
        if name is None:
            for run_ in book.runs(most):
                tell(_run_line(run_))
            return 0
        chosen = _chosen(name, book.names())
        for row in book.history(chosen, most):
            tell(_document_line(row))
    return 0


def tell_status(output: Path, most: timedelta, now: datetime | None = None) -> int:
    """Tell how it stands at `now` (without: at this moment); the exit code is that of `health.EXIT_CODES`."""
    layout = Layout(output)
    rows: list[ledger.RunRow] = []
    if layout.ledger.is_file():
        with ledger.opened(layout.ledger) as book:
            rows = book.runs(ledger.RUNS_KEPT)
    state = health.judge(rows, now or clock.now(), most)
    tell(LABELS(f"run.health-{state.health}", name=output, line=_run_line(state.last) if state.last else ""))
    return health.EXIT_CODES[state.health]


def _chosen(name: str, known: Iterable[str]) -> str:
    """The document that is meant: by its path below the input, or by the end of it. Raises ReleaseError."""
    every = list(known)
    if name in every:
        return name
    found = [each for each in every if each.endswith(f"/{name}") or name.endswith(f"/{each}")]
    if len(found) != 1:
        raise ReleaseError("history-unknown", name=name, count=len(found))
    return found[0]


def _run_line(row: ledger.RunRow) -> str:
    counts = row.counts
    sentence = LABELS(f"run.verdict-{row.verdict}")
    return LABELS(
        "run.history",
        started=row.started,
        verdict=sentence,
        published=counts.published,
        total=counts.documents,
        failed=counts.failed,
        stale=counts.stale,
        seconds=_decimal(row.seconds),
        release=row.release or "–",
    )


def _document_line(row: ledger.DocumentRow) -> str:
    sentence = LABELS.sentence(DocumentError(row.reason, **row.values)) if row.reason else ""
    return LABELS(
        "run.history-document",
        started=row.started,
        status=LABELS(f"run.status-{row.status}"),
        sha256=row.sha256[:12] or "–",
        seconds=_decimal(row.seconds),
        megabytes=_megabytes(row.peak_bytes),
        coverage=f"{row.coverage:.1%}".replace(".", ","),
        warnings=row.warnings,
        sentence=sentence,
    ).rstrip()


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _megabytes(count: int) -> str:
    return _decimal(count / _MEGABYTE)


# --------------------------------------------------------------------------- while it goes


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let the end that a service manager asks for (SIGTERM) be as clean as Ctrl-C."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _watching() -> Iterator[Watch]:
    """Progress on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Unwatched()
        return
    from rich.console import Console  # noqa: PLC0415 - 60 ms that only a terminal needs
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (
        *(TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()),
        *(TextColumn("{task.fields[rate]}", markup=False), TimeRemainingColumn()),
        TextColumn("{task.fields[failed]}", style="yellow", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task(LABELS("run.looking"), total=None, rate="", failed="")
        yield Told(
            lambda **fields: progress.update(bar, **fields),
            lambda line: console.print(shown(line), style="yellow", markup=False, highlight=False),
        )


class Told:
    """Tells of a run on a terminal: how many documents are done, how many a second, and which failed."""

    def __init__(self, update: Callable[..., None], above: Callable[[str], None]) -> None:
        self._update = update
        self._above = above
        self._started = time.perf_counter()
        self._count = self._done = self._failed = 0

    def begin(self, count: int) -> None:
        """So many documents are to be made."""
        self._started = time.perf_counter()
        self._count = count
        self._update(total=count, completed=0, description=LABELS("cli.working"))

    def done(self, record: DocumentRecord) -> None:
        """One was made, or failed: then it stays to be seen above the bar."""
        self._done += 1
        if record.status == "failed":
            self._failed += 1
            self._above(LABELS("cli.failed-one", name=record.name, sentence=LABELS.sentence(record.error())))
        rate = self._done / max(time.perf_counter() - self._started, 0.001)
        failed = LABELS("run.so-many-failed", count=self._failed) if self._failed else ""
        # Drawn at once when one failed, and when the last is done; between them ten times a second.
        last = record.status == "failed" or self._done == self._count
        self._update(advance=1, rate=LABELS("run.rate", rate=_decimal(rate)), failed=failed, refresh=last)

    def building(self) -> None:
        """All are done, and a release is being built."""
        self._update(description=LABELS("run.building"), rate="", refresh=True)
