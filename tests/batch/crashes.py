"""Ends runs at each step that they take on the disk, and looks at what is left: `python -m tests.batch.crashes`.

A program of its own, with one thread, because it forks. An audit hook counts what is opened for writing, made, linked,
renamed and removed below the output; at the n-th it ends the process as `kill -9` does (`kill`), or says that the disk
is full, from there on (`full`). Nothing of this stands in the program itself. It prints what it found as JSON.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree, rmtree

from pipeline.batch import release
from pipeline.batch.release import Manifest
from pipeline.errors import PipelineError
from pipeline.site import search
from tests.batch.nights import Night, page

STEPS = ("os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "open")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_FULL = ("open", "os.mkdir", "os.link", "os.symlink", "os.rename")


def main() -> None:
    """Try each step, or each so many: MODE FOLDER STRIDE FIRST."""
    mode, folder, stride, first = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    search.available = lambda: False
    warnings.simplefilter("ignore")
    base, here = Night(_made(folder / "base")), folder / "here"
    old = _input_of(base)
    base.run()
    _change(base)
    found: list[dict[str, object]] = []
    log = folder / "log"

    def tried(mode: str, step: int) -> int:
        rmtree(here, ignore_errors=True)
        log.unlink(missing_ok=True)
        copytree(folder / "base", here, symlinks=True)
        return _forked(partial(_run, Night(here), mode, step, log))

    tried("count", 0)
    total = int(log.read_text())
    # The last ones always: the link is moved there.
    for step in sorted({*range(first, total + 1, stride), *range(total - 3, total + 1)}):
        ended, night = tried(mode, step), Night(here)
        if not log.exists():
            continue  # after it nothing more was written that a full disk refuses
        what, seen = log.read_text(), _shown(night)
        found.append(
            {
                "step": what,
                "ended": ended,
                "old": seen == old,
                "whole": seen in (old, _EXPECTED),
                "next": _forked(partial(_run, night, "", 0, log)),
                "then": _shown(night) == _EXPECTED,
                "left": _left(night),
            }
        )
    print(json.dumps(found))  # noqa: T201 - what it was asked for


_EXPECTED = ["a", "c", "d"], "Nieuw."


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _input_of(night: Night) -> tuple[list[str], str]:
    night.put("a.html", page("1 A", "Oud."))
    night.put("b.html", page("2 B"))
    night.put("c.html", page("3 C"))
    return ["a", "b", "c"], "Oud."


def _change(night: Night) -> None:
    night.put("a.html", page("1 A", "Nieuw."))
    night.put("d.html", page("4 D"))
    (night.input / "b.html").unlink()


def _shown(night: Night) -> tuple[list[str], str] | None:
    """What a reader sees: the documents of the release, all of whose files are there; None for anything broken."""
    here = release.current(night.layout)
    if here is None or not here.is_whole() or not _is_true(here.manifest, here.folder):
        return None
    text = (night.public / "a" / "index.html").read_text(encoding="utf-8")
    return [each.slug for each in here.manifest.documents], "Nieuw." if "Nieuw." in text else "Oud."


def _is_true(manifest: Manifest, folder: Path) -> bool:
    from pipeline.batch.files import look  # noqa: PLC0415

    return all(look(folder / path) == file for path, file in manifest.files.items())


def _left(night: Night) -> list[str]:
    """What should not lie there when a run has ended."""
    known = {".lock", ".store", "current", "ledger.db", "ledger.db-wal", "ledger.db-shm", "metrics", "releases", "runs"}
    halves = [*night.layout.store.rglob(".*"), *night.layout.metrics.parent.glob(".*")]
    ids = {path.name for path in night.layout.releases.iterdir()}
    orphans = ids - {each.id for each in release.every(night.layout)}
    return sorted({path.name for path in night.output.iterdir()} - known | {path.name for path in halves} | orphans)


def _forked(act: Callable[[], int]) -> int:
    """Do something in a process of its own: its exit code, below zero the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            code = act()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(night: Night, mode: str, at: int, log: Path) -> int:
    if mode:
        _watch(night.output, mode, at, log)
    try:
        return night.run().exit_code
    except PipelineError as error:
        return error.exit_code


def _watch(output: Path, mode: str, at: int, log: Path) -> None:
    count = 0
    root = os.fspath(output)

    def hook(event: str, given: tuple[object, ...]) -> None:
        nonlocal count
        if event not in STEPS or (event == "open" and not _writes(given)):
            return
        if not any(isinstance(each, str | os.PathLike) and os.fspath(each).startswith(root) for each in given[:2]):
            return
        count += 1
        if mode == "count":
            log.write_text(str(count))
            return
        if count < at or (mode == "full" and event not in _FULL):
            return
        if count == at or not os.path.exists(log):  # noqa: PTH110 - Path would be heard again
            os.write(os.open(log, os.O_WRONLY | os.O_CREAT), f"{count} {event} {given[:2]}".encode())
        if mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(hook)


def _writes(given: tuple[object, ...]) -> bool:
    flags = given[2]
    return isinstance(flags, int) and bool(flags & _WRITING)


if __name__ == "__main__":
    main()
