"""What the user is told while a run goes: a line each, with nothing in it that a terminal would obey."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from pipeline.labels import Labels
from pipeline.storage import shown


def tell(line: str, *, err: bool = False) -> None:
    """Print one line; names of files and words of documents may hold anything, an end of line included."""
    click.echo(shown(line), err=err)


class Teller(Protocol):
    """How a run tells its user what happens."""

    def problem(self, line: str) -> None:
        """Tell what is wrong."""

    def done(self, line: str) -> None:
        """Tell that a document is done, or has failed."""


class _Lines:
    """Plain lines: problems on stderr, what is done on stdout."""

    def problem(self, line: str) -> None:
        tell(line, err=True)

    def done(self, line: str) -> None:
        tell(line)


@contextmanager
def teller(total: int, labels: Labels) -> Iterator[Teller]:
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
                console.print(shown(line), style="yellow", markup=False, highlight=False)

            def done(self, line: str) -> None:
                console.print(shown(line), markup=False, highlight=False)
                progress.advance(bar)

        yield _AboveBar()
