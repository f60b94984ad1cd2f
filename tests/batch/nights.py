"""A night in small: an input of web pages, an output, and runs between them in this process."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import labels, profiles
from pipeline.batch import release
from pipeline.batch.engine import Engine, Outcome, Setup, Task
from pipeline.batch.inprocess import InProcess
from pipeline.batch.layout import Layout
from pipeline.batch.record import DocumentRecord, RunRecord
from pipeline.batch.run import Request, run
from pipeline.batch.work import work
from pipeline.emit import theme

FORMATS = ("xml", "json", "entry", "inside")
LONG_AGO = 1_700_000_000


def page(title: str, text: str = "Toezicht.") -> str:
    return (
        f"<!doctype html><html lang=nl><title>{title}</title><h1>{title}</h1><h2>Actiepunten</h2><p>{text}</p></html>"
    )


class Night:
    """An input and an output, which lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self.input = folder / "in"
        self.output = folder / "out"
        self.input.mkdir(exist_ok=True)
        self.tried: list[str] = []

    @property
    def layout(self) -> Layout:
        return Layout(self.output)

    @property
    def public(self) -> Path:
        return self.layout.current / "public"

    def put(self, name: str, text: str, moment: float = LONG_AGO) -> Path:
        path = self.input / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (moment, moment))
        return path

    def request(self, **more: object) -> Request:
        given = {
            "source": self.input,
            "output": self.output,
            "load": lambda: (profiles.load("nl"), theme.load()),
            "labels": labels.load("nl"),
            "formats": FORMATS,
        }
        return Request(**{**given, **more})  # type: ignore[arg-type]

    def engine(self, job: Callable[[Task, Setup], Outcome] = work) -> Callable[[Setup], Engine]:
        def noted(task: Task, setup: Setup) -> Outcome:
            self.tried.append(task.name)
            return job(task, setup)

        return lambda setup: InProcess(setup, noted)

    def run(self, job: Callable[[Task, Setup], Outcome] = work, **more: object) -> RunRecord:
        """A run; `tried` are the documents that it had made."""
        self.tried = []
        return run(self.request(**more), self.engine(job))

    def release(self) -> release.Release:
        """The release that counts."""
        found = release.current(self.layout)
        assert found is not None
        return found

    def files(self, below: str = "public") -> Mapping[str, bytes]:
        """All files of the release that counts, below a folder of it."""
        root = self.layout.current.resolve() / below
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def statuses(record: RunRecord) -> dict[str, str]:
    return {document.name: document.status for document in record.documents}


def of(record: RunRecord, name: str) -> DocumentRecord:
    return next(document for document in record.documents if document.name == name)
