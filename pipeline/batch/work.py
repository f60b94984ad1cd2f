"""One task, wherever it runs: a source below one root becomes a folder of outputs below another.

This is what every engine calls. It reads the source and what stands beside it, and writes the task's folder, whole or
not at all; whatever goes wrong becomes the outcome's reason.
"""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline import storage
from pipeline.batch import folders
from pipeline.batch.engine import File, Outcome, Setup, Stop, Task, failed, folder_of
from pipeline.conversion import XML, Conversion, convert, default_setting
from pipeline.emit import EMITTERS
from pipeline.emit.html.fragments import fragments
from pipeline.emit.setting import silent
from pipeline.entry import entry as entry_of
from pipeline.errors import DocumentError, OutputError, PipelineError, UnreadableSource
from pipeline.ingest import READERS
from pipeline.model import BudgetDocument
from pipeline.profile import Profile
from pipeline.prune import prune
from pipeline.source import Resources

ENTRY: Final = "entry"
ENTRY_FILE: Final = "entry.json"
INSIDE: Final = "inside"
INSIDE_FILE: Final = "inside.json"

_STEM: Final = "document"
_DETAIL: Final = 200


class Inside(msgspec.Struct, frozen=True):
    """The insides of a document's pages (`emit/html/fragments.py`), until a site puts its frame around them.

    One file and not one a section: the ids of sections are no names of files, and a book has hundreds.
    """

    whole: str
    pages: Mapping[str, str]

    def page(self, section: str | None) -> str:
        """That of a section, or of the whole (None). Raises KeyError."""
        return self.whole if section is None else self.pages[section]


class Made(msgspec.Struct, frozen=True):
    """A document that was converted, and for which task; `shown` is it without what is pruned."""

    task: Task
    setup: Setup
    conversion: Conversion
    shown: BudgetDocument


Part = Callable[[Made], Mapping[str, bytes]]
"""Some of the outputs of a task, by their paths below its folder."""


def _file(name: str, extension: str) -> Part:
    def part(made: Made) -> Mapping[str, bytes]:
        return {_STEM + extension: made.conversion.outputs[name]}

    return part


def _entry(made: Made) -> Mapping[str, bytes]:
    conversion, task = made.conversion, made.task
    entry = entry_of(conversion.document, made.shown, conversion.diagnostics, task.name, task.slug)
    return {ENTRY_FILE: msgspec.json.encode(entry)}


def _inside(made: Made) -> Mapping[str, bytes]:
    setting = default_setting(made.conversion.document, made.setup.theme, made.task.publication)
    pages = dict(fragments(made.shown, setting))
    whole = pages.pop(None)
    return {INSIDE_FILE: msgspec.json.encode(Inside(whole, {str(id_): page for id_, page in pages.items()}))}


PARTS: Final[Mapping[str, Part]] = {
    XML: _file(XML, ".xml"),
    **{name: _file(name, form.extension) for name, form in EMITTERS.items()},
    ENTRY: _entry,
    INSIDE: _inside,
}
"""What a task may ask for (`Task.formats`), and the files that it gives: a format, or what the rest of a run needs."""


def work(task: Task, setup: Setup) -> Outcome:
    """Make the outputs of a task. Raises nothing that a document can bring about."""
    started, spent = time.perf_counter(), cpu_seconds()
    try:
        outcome = _make(task, setup)
    except Exception as error:  # noqa: BLE001 - one document's trouble costs no other
        outcome = told(task, error)
    return replace(
        outcome,
        seconds=time.perf_counter() - started,
        cpu_seconds=cpu_seconds() - spent,
        peak_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    )


def warm() -> None:
    """Load all that a task may need, so that a process that is forked from this one begins at once.

    Typst is imported and no more: its first page starts threads, and a process with threads must not be forked.
    """
    for module in (*READERS.values(), *(form.module for form in EMITTERS.values()), "typst"):
        import_module(module)
    wanted = (XML, "html", "json", "text")
    convert(b"<h1>1 Titel</h1><h2>Actiepunten</h2><p>Tekst</p>", "warm.html", to=wanted, profile="plain")


def told(task: Task, error: BaseException) -> Outcome:
    """An exception as the outcome of its task."""
    if isinstance(error, PipelineError):
        found = error.diagnostics if isinstance(error, DocumentError) else ()
        return replace(failed(task, error.reason, error.values), diagnostics=found)
    if isinstance(error, MemoryError):
        return failed(task, Stop.MEMORY)
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return failed(task, Stop.OUTPUT)
    return failed(task, Stop.INTERNAL, {"detail": _detail(error), "place": _place(error.__traceback__)})


def _detail(error: BaseException) -> str:
    """An exception in one line, whatever its words do when they are asked for."""
    try:
        words = str(error)
    except Exception:  # noqa: BLE001 - what its words are is its own affair
        words = "?"
    return storage.shown(f"{type(error).__name__}: {words}")[:_DETAIL]


def _place(trace: TracebackType | None) -> str:
    """Where in the program it was raised: the last module of ours that it came through, and the line."""
    own = os.fspath(Path(__file__).parents[1])
    place = "?"
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(own):
            place = f"{Path(file).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def cpu_seconds() -> float:
    """The processor time of this process and of those that it has waited for."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _make(task: Task, setup: Setup) -> Outcome:
    profile = setup.profiles[task.profile]
    beside: dict[str, str] = {}
    conversion = _converted(task, setup, profile, beside)
    document = conversion.document
    # Pruned once more, for nobody is told twice: it takes no time.
    made = Made(task, setup, conversion, prune(document, silent) if profile.prune else document)
    files: dict[str, bytes] = {}
    for name in dict.fromkeys(task.formats):
        files |= PARTS[name](made)
    return Outcome(
        key=task.key,
        name=task.name,
        verdict="made",
        files=write(Path(setup.work) / folder_of(task), files),
        diagnostics=conversion.diagnostics,
        beside=beside,
    )


def _converted(task: Task, setup: Setup, profile: Profile, beside: dict[str, str]) -> Conversion:
    path = Path(setup.source, *PurePosixPath(task.name).parts)
    data = storage.read(path, profile.limits.source_bytes)
    if hashlib.sha256(data).hexdigest() != task.sha256:
        raise UnreadableSource(Stop.SOURCE_CHANGED)
    return convert(
        data,
        storage.shown(path.name),
        to=[name for name in task.formats if name == XML or name in EMITTERS],
        profile=profile,
        theme=setup.theme,
        resources=noting(storage.resources_beside(path, profile.limits.media_part_bytes), beside),
        publication=task.publication,
    )


def noting(resources: Resources, beside: dict[str, str]) -> Resources:
    """The same files, with a note of each that was asked for: its hash by its name, empty where there is none."""

    def find(name: str) -> bytes | None:
        data = resources(name)
        beside[name] = "" if data is None else hashlib.sha256(data).hexdigest()
        return data

    return find


def write(folder: Path, files: Mapping[str, bytes]) -> Mapping[str, File]:
    """Write a folder with these files, whole or not at all, in place of what stands there. Raises OutputError.

    Nothing is flushed to the disk (2 ms a file): who keeps the files does that, once for all.
    """
    part = folder.with_name(f".{folder.name}.part")
    try:
        folders.remove(part)
        for name, data in files.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        folders.put(part, folder)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise
        raise OutputError("not-writable", name=folder.name, errno=storage.cause(error)) from error
    finally:
        folders.remove(part)
    return {name: File(hashlib.sha256(data).hexdigest(), len(data)) for name, data in files.items()}
