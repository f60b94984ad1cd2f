"""A run over documents, one after another: what is told while it goes, and the exit code that it ends with."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import click
import msgspec

from pipeline import storage
from pipeline.conversion import Conversion
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.errors import DocumentError
from pipeline.labels import Labels
from pipeline.storage import Job


class Task(msgspec.Struct, frozen=True):
    """What is done with the bytes of each source, and how many bytes it may have at most."""

    make: Callable[[bytes, Job], Conversion]
    limit: int


def run_jobs(
    jobs: Sequence[Job], task: Task, extensions: Mapping[str, str], output: Path, labels: Labels, *, quiet: bool
) -> int:
    """Do each job and write its outputs. The exit code: 0 all well, 1 where some documents failed.

    A document that fails leaves no output, and costs no other. Raises OutputError where writing fails.
    """
    failed = 0
    counts: Counter[Severity] = Counter()
    with _teller(len(jobs), labels) as teller:
        for job in jobs:
            try:
                result = _convert(job, task, labels)
            except _Failed as failure:
                failed += 1
                for line in diagnostic_lines(job.name, failure.diagnostics, labels, quiet=quiet):
                    teller.problem(line)
                teller.problem(labels("cli.failed-one", name=job.name, sentence=failure))
                teller.done(labels("cli.skipped-one", name=job.name))
                continue
            counts.update(diagnostic.severity for diagnostic in result.diagnostics)
            for line in diagnostic_lines(job.name, result.diagnostics, labels, quiet=quiet):
                teller.problem(line)
            files = {storage.output_path(job, extensions[name]): data for name, data in result.outputs.items()}
            storage.write_all(files)
            teller.done(labels("cli.done-one", name=job.name, files=", ".join(path.name for path in files)))
    click.echo(
        labels(
            "cli.summary",
            done=len(jobs) - failed,
            total=len(jobs),
            output=output,
            failed=failed,
            warnings=counts[Severity.WARNING] + counts[Severity.ERROR],
            infos=counts[Severity.INFO],
        )
    )
    return 1 if failed else 0


class _Failed(Exception):
    """A document failed; the sentence says why, the diagnostics what was found in it until then."""

    def __init__(self, sentence: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(sentence)
        self.diagnostics = diagnostics


def _convert(job: Job, task: Task, labels: Labels) -> Conversion:
    try:
        return task.make(storage.read(job.source, task.limit), job)
    except DocumentError as error:
        raise _Failed(labels.sentence(error), error.diagnostics) from error
    except Exception as error:  # one document's trouble costs no other: it is told, never shown as a traceback
        if os.environ.get("BEGROTING_DEBUG"):
            raise
        raise _Failed(labels("cli.internal", detail=f"{type(error).__name__}: {error}")) from error


def diagnostic_lines(name: str, diagnostics: Iterable[Diagnostic], labels: Labels, *, quiet: bool) -> Iterator[str]:
    """A line a diagnostic: `file: place: code: what: what to do`."""
    for diagnostic in diagnostics:
        if quiet and diagnostic.severity is Severity.INFO:
            continue
        place = labels.place(diagnostic.place)
        parts = (name, place, diagnostic.code.value, labels.what(diagnostic), labels.advice(diagnostic))
        yield ": ".join(" ".join(part.split()) for part in parts if part)


class _Teller(Protocol):
    """How a run tells its user what happens."""

    def problem(self, line: str) -> None:
        """Tell what is wrong."""

    def done(self, line: str) -> None:
        """Tell that a document is done, or has failed."""


class _Lines:
    """Plain lines: problems on stderr, what is done on stdout."""

    def problem(self, line: str) -> None:
        click.echo(line, err=True)

    def done(self, line: str) -> None:
        click.echo(line)


@contextmanager
def _teller(total: int, labels: Labels) -> Iterator[_Teller]:
    """Lines above a progress bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console  # noqa: PLC0415 - 60 ms that only a terminal needs
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task(labels("cli.working"), total=total)

        class _AboveBar:
            def problem(self, line: str) -> None:
                console.print(line, style="yellow", markup=False, highlight=False)

            def done(self, line: str) -> None:
                console.print(line, markup=False, highlight=False)
                progress.advance(bar)

        yield _AboveBar()
