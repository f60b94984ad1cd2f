"""Runs pandoc, as a separate program that gets bytes, gives bytes, and can reach nothing else.

Always in its sandbox (without it pandoc fetched an iframe and embedded a local file), with a cap on memory and time,
never with filters, `--extract-media` or `--embed-resources`. pandoc is the binary that `pypandoc-binary` carries; the
Python around it is not imported (42 ms; to find the file takes 3).
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Timer
from typing import Final

import msgspec

from pipeline.errors import DocumentError
from pipeline.limits import Limits

# What GHC's runtime ends with when the heap is full (its user's guide, 5.7: "heapOverflow").
_HEAP_IS_FULL: Final = 251
_DETAIL: Final = 160
_VERSION_SECONDS: Final = 20
# All that pandoc learns of its surroundings: no folder of the user's, whose templates it would take.
_ENVIRONMENT: Final[Mapping[str, str]] = {"LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}


class Call(msgspec.Struct, frozen=True):
    """What pandoc is asked for: from which format to which, each with its extensions (`markdown-smart`)."""

    source: str
    target: str
    options: tuple[str, ...] = ()


def run(data: bytes, call: Call, limits: Limits, failure: type[DocumentError]) -> bytes:
    """Convert bytes.

    Raises `failure` with the reason: `pandoc-missing`, `pandoc-refused`, `pandoc-memory`, `pandoc-time`.
    """
    command = (
        *(str(_program(failure)), "+RTS", f"-M{limits.pandoc_megabytes}M", "-RTS", "--sandbox", "--quiet"),
        *(f"--from={call.source}", f"--to={call.target}", "--output=-", *call.options),
    )
    code, output, complaint = _run(command, data, limits.pandoc_seconds)
    if code is None:
        raise failure("pandoc-time", limit=limits.pandoc_seconds)
    if code == _HEAP_IS_FULL:
        raise failure("pandoc-memory", limit=limits.pandoc_megabytes)
    if code != 0:
        raise failure("pandoc-refused", detail=_detail(complaint, code))
    return output


def version() -> str | None:
    """The version of the pandoc that is used; None where there is none that runs."""
    if (program := _found()) is None:
        return None
    try:
        code, output, _complaint = _run((str(program), "--version"), b"", _VERSION_SECONDS)
    except OSError:
        return None
    words = output.decode("utf-8", "replace").split()
    return words[1] if code == 0 and len(words) > 1 else None


@cache
def _found() -> Path | None:
    package = find_spec("pypandoc")
    folders = package.submodule_search_locations if package is not None else None
    files = [Path(folder) / "files" / name for folder in folders or () for name in ("pandoc", "pandoc.exe")]
    return next((file for file in files if file.is_file()), None)


def _program(failure: type[DocumentError]) -> Path:
    program = _found()
    if program is None:
        raise failure("pandoc-missing", package="pypandoc-binary")
    return program


def _run(command: tuple[str, ...], data: bytes, seconds: float) -> tuple[int | None, bytes, bytes]:
    """The exit code (None where time ran out), the output and the complaints of a program."""
    # Its own session, so that it can be ended with all that it may have started.
    with subprocess.Popen(  # noqa: S603 - our own program and options, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    ) as process:
        late = Event()

        def end() -> None:
            late.set()
            _kill(process)

        # Not `communicate(timeout=…)`: it sleeps between looks at the process, which fails where the clock is faked.
        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            output, complaint = process.communicate(data)
        except BaseException:
            _kill(process)
            raise
        finally:
            timer.cancel()
    return None if late.is_set() else process.returncode, output, complaint


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started; nothing, where it has ended and been waited for."""
    if process.returncode is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _detail(complaint: bytes, code: int) -> str:
    """The first line of what pandoc said, cut short."""
    words = complaint.decode("utf-8", "replace").strip().partition("\n")[0]
    printable = "".join(letter for letter in words if letter.isprintable())
    return printable[:_DETAIL].rstrip(" .") or f"exit {code}"
