"""Tries whether a worker is shut in here: what the kernel says it has is not yet what it does."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from pipeline.batch import kernel, landlock
from pipeline.batch.confine import confine
from pipeline.batch.worker import code_paths


class Trial(msgspec.Struct, frozen=True):
    """What a process was refused that shut itself in. `landlock` is the version of the kernel's interface (0: none).

    `strays` is whether a process that forked away from all that knew it was found and ended.
    """

    landlock: int
    reading: bool
    writing: bool
    network: bool
    signals: bool
    strays: bool

    @property
    def files(self) -> bool:
        """Whether files elsewhere are out of reach."""
        return self.reading and self.writing


def trial() -> Trial:
    """Try it, in processes of its own."""
    with tempfile.TemporaryDirectory(prefix="begroting-") as folder:
        inside, outside = Path(folder, "inside"), Path(folder, "outside")
        inside.mkdir()
        outside.write_bytes(b"x")
        parent = os.getpid()
        attempts: tuple[Callable[[], object], ...] = (
            outside.read_bytes,
            lambda: outside.write_bytes(b"y"),
            lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
            lambda: os.kill(parent, 0),
        )
        refused = _in_child(lambda: _refused(inside, attempts))
        reading, writing, network, signals = (bool(refused & 1 << place) for place in range(len(attempts)))
    return Trial(landlock.version(), reading, writing, network, signals, strays=_in_child(_ends_strays) == 1)


def _in_child(function: Callable[[], int]) -> int:
    """What a function gives in a process of its own, up to 255; 0 where it ended otherwise."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    pid = os.fork()
    if pid == 0:
        code = 0
        with suppress(Exception):
            code = function()
        os._exit(code)
    return max(0, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _refused(inside: Path, attempts: tuple[Callable[[], object], ...]) -> int:
    """Which of these a process is refused that shut itself in: a bit each, the first the lowest."""
    confine(code_paths(), [], [inside])
    bits = 0
    for place, attempt in enumerate(attempts):
        try:
            attempt()
        except PermissionError:
            bits |= 1 << place
    return bits


def _ends_strays() -> int:
    """1 where a grandchild in a session of its own comes to this process, and can be ended."""
    kernel.adopt_orphans()
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        stray = os.fork()
        if stray == 0:
            os.read(there, 1)  # for ever: nobody writes
            os._exit(0)
        os.write(here, stray.to_bytes(4, "big"))
        os._exit(0)
    stray = int.from_bytes(os.read(there, 4), "big")
    os.waitpid(child, 0)
    found = stray in kernel.children(os.getpid())
    kernel.kill(stray)
    return int(found)
