"""A run over documents, one after another: what is told while it goes, and the exit code that it ends with."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from pipeline import storage
from pipeline.cli.terminal import tell, teller
from pipeline.conversion import Conversion
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.errors import DocumentError, OutputError, PipelineError
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

    A document that fails, be it that its outputs cannot be written, leaves no output and costs no other.
    """
    failed = 0
    counts: Counter[Severity] = Counter()
    with teller(len(jobs), labels) as told:
        for job in jobs:
            try:
                result = _convert(job, task, labels)
                files = {storage.output_path(job, extensions[name]): data for name, data in result.outputs.items()}
                _write(files, labels)
            except _Failed as failure:
                failed += 1
                for line in diagnostic_lines(job.name, failure.diagnostics, labels, quiet=quiet):
                    told.problem(line)
                told.problem(labels("cli.failed-one", name=job.name, sentence=failure))
                told.done(labels("cli.skipped-one", name=job.name))
                continue
            counts.update(diagnostic.severity for diagnostic in result.diagnostics)
            for line in diagnostic_lines(job.name, result.diagnostics, labels, quiet=quiet):
                told.problem(line)
            key = "cli.done-one" if files else "cli.read-one"
            told.done(labels(key, name=job.name, files=", ".join(path.name for path in files)))
    tell(
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
    if job.refusal is not None:
        raise _Failed(labels.sentence(job.refusal))
    try:
        return task.make(storage.read(job.source, task.limit), job)
    except DocumentError as error:
        raise _Failed(labels.sentence(error), error.diagnostics) from error
    except PipelineError as error:  # a frame's mistake may show in one page only
        raise _Failed(labels.sentence(error)) from error
    except Exception as error:  # one document's trouble costs no other: it is told, never shown as a traceback
        if os.environ.get("BEGROTING_DEBUG"):
            raise
        raise _Failed(labels("cli.internal", detail=f"{type(error).__name__}: {error}")) from error


def _write(files: Mapping[Path, bytes], labels: Labels) -> None:
    try:
        storage.write(files)
    except OutputError as error:
        raise _Failed(labels.sentence(error)) from error


def diagnostic_lines(name: str, diagnostics: Iterable[Diagnostic], labels: Labels, *, quiet: bool) -> Iterator[str]:
    """A line a diagnostic: `file: place: code: what: what to do`."""
    for diagnostic in diagnostics:
        if quiet and diagnostic.severity is Severity.INFO:
            continue
        place = labels.place(diagnostic.place)
        parts = (name, place, diagnostic.code.value, labels.what(diagnostic), labels.advice(diagnostic))
        yield ": ".join(" ".join(part.split()) for part in parts if part)
