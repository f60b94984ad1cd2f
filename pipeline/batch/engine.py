"""What a run knows of whoever does its work: tasks in, one outcome a task out, and files below two roots.

An engine may be processes of this machine (`local.py`) or of a cluster. It knows nothing of documents: for each task it
calls one function, `work.work`, wherever that runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final, Literal, Protocol

import msgspec

from pipeline.diagnostics import Diagnostic
from pipeline.emit.theme import Theme
from pipeline.errors import DocumentError
from pipeline.profile import Profile
from pipeline.publication import Publication

_MEGABYTE: Final = 1_000_000


class Setup(msgspec.Struct, frozen=True):
    """What is the same for all tasks of a run: the two roots, and values that would else be read from more places.

    `source` is the input's folder, which is only read; below `work` the outputs of a task go to a folder named by its
    key. `profiles` are the profiles that tasks name, read and checked: a worker is shut in and could not read a file of
    the user's, and one on another machine has none. So with the house style.
    """

    source: str
    work: str
    profiles: Mapping[str, Profile]
    theme: Theme


class Task(msgspec.Struct, frozen=True):
    """One document to be made.

    `key` names the result: whatever can change a byte of it is hashed into it, so that equal keys have equal results.
    It is also the folder's name below the work root, so it holds letters, digits, `-` and `_` alone. `name` is the path
    below the source root with `/`; `sha256` and `size` are of the bytes that were seen when the key was made: a source
    that has changed since then is refused (`source-changed`). `profile` is a name in `Setup.profiles`, `formats` the
    parts of the output that are asked for (`work.PARTS`). `alone` asks that nothing else runs at the same time
    (`alone.py` tells when). `publication` is what the nearest `publicatie.toml` says. `slug` is the name of the
    document's folder on a site, unique in the run.
    """

    key: str
    name: str
    sha256: str
    size: int
    profile: str
    formats: tuple[str, ...]
    alone: bool = False
    publication: Publication | None = None
    slug: str = ""


class Caps(msgspec.Struct, frozen=True):
    """How much one document may take before it is stopped. A megabyte is 10^6 bytes.

    Two workers at `megabytes`, with the programs around them, stay under 1.5 GB; a task that runs alone may have
    `alone_megabytes`. A worker that keeps more than `recycle_megabytes` when its document is done is replaced. The wall
    clock gives `seconds`, and `seconds_a_megabyte` more with each megabyte of the source, up to `ceiling_seconds`;
    `cpu_seconds` are of the worker's process. `file_bytes` is what one file may have, `output_bytes` all files of a
    document, those while it is being made included. `processes` counts the worker's own and those that it starts.
    """

    megabytes: int = 550
    alone_megabytes: int = 1_100
    recycle_megabytes: int = 500
    cpu_seconds: int = 300
    seconds: float = 60.0
    seconds_a_megabyte: float = 10.0
    ceiling_seconds: float = 600.0
    file_bytes: int = 1_000_000_000
    output_bytes: int = 2_000_000_000
    processes: int = 16

    def wall_seconds(self, size: int) -> float:
        """How long a document of so many bytes may take by the clock."""
        return min(self.ceiling_seconds, self.seconds + self.seconds_a_megabyte * size / _MEGABYTE)

    def memory_bytes(self, *, alone: bool) -> int:
        """How many bytes a task and all that it starts may have in memory."""
        return (self.alone_megabytes if alone else self.megabytes) * _MEGABYTE


class Stop(StrEnum):
    """Why a document failed that raised no error of its own. The labels have a sentence for each (`errors.<stop>`)."""

    MEMORY = "stopped-memory"
    CPU = "stopped-cpu"
    TIME = "stopped-time"
    OUTPUT = "stopped-output"
    PROCESSES = "stopped-processes"
    CRASHED = "stopped-crashed"
    ENDED = "stopped-ended"
    LOST = "stopped-lost"
    INTERNAL = "stopped-internal"
    SOURCE_CHANGED = "source-changed"


class File(msgspec.Struct, frozen=True, array_like=True):
    """An output as it was written."""

    sha256: str
    size: int


class Outcome(msgspec.Struct, frozen=True):
    """What came of a task.

    A document that failed has a `reason` (the key of a sentence in the labels) with its `values`, and no files: outputs
    are there whole or not at all. `files` are paths below the task's folder. `diagnostics` come along because a
    document that failed has no file that could hold them; the entry for the registers and the site does not, for it is
    one of the files (`entry.json`): a document that was kept from an earlier run is read from there as well.
    `beside` are the files beside the source that it names: the hash of each, empty where there is none. `peak_bytes` is
    the most that was seen in memory, of the worker and all that it started.
    """

    key: str
    name: str
    verdict: Literal["made", "failed"]
    reason: str = ""
    values: Mapping[str, str] = {}
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    files: Mapping[str, File] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    beside: Mapping[str, str] = {}

    @property
    def made(self) -> bool:
        """Whether all outputs are there."""
        return self.verdict == "made"

    def error(self) -> DocumentError:
        """Why it failed, as the exception whose sentence the labels have (`labels.sentence`)."""
        return DocumentError(self.reason, **self.values)


def failed(task: Task, reason: str, values: Mapping[str, object] | None = None) -> Outcome:
    """The outcome of a task that failed, with nothing else known."""
    told = {key: str(value) for key, value in (values or {}).items()}
    return Outcome(key=task.key, name=task.name, verdict="failed", reason=reason, values=told)


def folder_of(task: Task) -> PurePosixPath:
    """Where the outputs of a task go, below the work root. Raises ValueError for a key that is no plain name."""
    if not task.key or not all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in task.key):
        raise ValueError(f"not a key: {task.key!r}")
    return PurePosixPath(task.key)


class Engine(Protocol):
    """Whoever does the tasks of a run."""

    def run(self, tasks: Iterable[Task], caps: Caps) -> Iterator[Outcome]:
        """One outcome for each task, always, in any order; whatever a document does.

        Tasks are taken from the iterable as they can be done. Closing the iterator, or an exception in whoever reads it
        (Ctrl-C), stops the work under way and leaves no process behind.
        """
        ...
