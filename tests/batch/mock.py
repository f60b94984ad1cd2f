"""A converter that does what its document says, as Tika's MockParser: the worst that a document could bring about.

The name of a task's source is the behaviour (`hang.1`: the function `hang`); what stands in the source is its argument.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline import storage
from pipeline.batch.engine import Outcome, Setup, Task, folder_of
from pipeline.batch.frames import MOST_BYTES
from pipeline.batch.work import told, write
from pipeline.diagnostics import Code, Place, flaw

MEGABYTE: Final = 1_000_000


class Unruly(Exception):
    """An exception that holds what cannot cross to another process, and has no words."""

    def __init__(self) -> None:
        self.held = lambda: None

    def __str__(self) -> str:
        raise ValueError("no words")


def good(_argument: str) -> None:
    """Be an ordinary document."""


def sleep(argument: str) -> None:
    """Take so many seconds."""
    time.sleep(float(argument))


def hang(_argument: str) -> None:
    """Never be done, and not be asked to stop."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(1)


def eat(_argument: str) -> None:
    """Take memory, and use it."""
    held = []
    while True:
        held.append(b"x" * (20 * MEGABYTE))
        time.sleep(0.001)


def gulp(_argument: str) -> None:
    """Ask for more memory at once than there is."""
    bytearray(10**13)


def eat_in_children(_argument: str) -> None:
    """Take memory in processes of which none takes much."""
    for _ in range(5):
        if os.fork() == 0:
            held = b"x" * (50 * MEGABYTE)
            time.sleep(100 + len(held) * 0)
    time.sleep(100)


def crash(_argument: str) -> None:
    """Read where nothing is."""
    ctypes.string_at(0)


def babble(_argument: str) -> None:
    """Say what no worker says, at each of its doors."""
    for fd in range(3, 256):
        with contextlib.suppress(OSError):
            os.write(fd, b"\xff" * 100)
    time.sleep(100)


def leave(_argument: str) -> None:
    """End the process."""
    os._exit(7)


def want_out(_argument: str) -> None:
    """End the process as Python does."""
    sys.exit(3)


def bomb(_argument: str) -> None:
    """Fork, and fork again, each in a session of its own and away from its parent; to 500 if nobody stops it."""
    for _ in range(9):
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
    time.sleep(100)


def outlive(_argument: str) -> None:
    """Leave a process behind, in a session of its own, that has forked away from its parent."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(100)
        os._exit(0)
    os.wait()


def outlive_and_hang(argument: str) -> None:
    """Leave a process behind in a session of its own, and never be done."""
    if os.fork() == 0:
        os.setsid()
        time.sleep(100)
    hang(argument)


def leave_a_child(_argument: str) -> None:
    """Be done while a process of its own still runs."""
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"], start_new_session=True)


def flood(_argument: str) -> None:
    """Print more than anyone reads."""
    for _ in range(200):
        os.write(1, b"x" * MEGABYTE)
        os.write(2, b"x" * MEGABYTE)


def huge_file(_argument: str) -> None:
    """Write a file without end."""
    with Path("out/huge").open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * MEGABYTE)


def many_files(_argument: str) -> None:
    """Write small files without end."""
    number = 0
    while True:
        Path(f"tmp/{number}").write_bytes(b"x" * 100_000)
        number += 1


def wreck(_argument: str) -> None:
    """Remove the folders that it was given."""
    for name in ("tmp", "out"):
        Path(name).rmdir()
    Path("out/x").mkdir()


def complain(_argument: str) -> None:
    """Have more flaws than can be told."""


def burn(_argument: str) -> None:
    """Compute without end."""
    while True:
        pass


def raise_unruly(_argument: str) -> None:
    """Raise an exception that cannot be told."""
    raise Unruly


def recurse(argument: str) -> None:
    """Call without end."""
    recurse(argument)


def call_out(argument: str) -> None:
    """Connect to a port of this machine."""
    socket.create_connection(("127.0.0.1", int(argument)), timeout=1)


def write_outside(argument: str) -> None:
    """Write a file elsewhere."""
    Path(argument).write_text("x", encoding="utf-8")


def read_outside(argument: str) -> None:
    """Read a file elsewhere."""
    Path(argument).read_bytes()


def change_outside(argument: str) -> None:
    """Take away the rights of a file elsewhere."""
    Path(argument).chmod(0)


def kill_keeper(_argument: str) -> None:
    """End the process that keeps this one."""
    os.kill(os.getppid(), signal.SIGKILL)


def ask_for_passwd(argument: str) -> None:
    """Name a file elsewhere as one that stands beside the source."""
    found = storage.resources_beside(Path(argument), MEGABYTE)
    for name in ("/etc/passwd", "../" * 20 + "etc/passwd", "..%2f" * 20 + "etc/passwd", "link"):
        if found(name) is not None:
            raise AssertionError(name)


def lie(_argument: str) -> None:
    """Put a file among the outputs that is not told."""


def grow(argument: str) -> None:
    """Keep memory when it is done."""
    KEPT.append(b"x" * (int(argument) * MEGABYTE))


KEPT: list[bytes] = []

BEHAVIOURS: Final[dict[str, Callable[[str], None]]] = {
    name: value for name, value in globals().items() if callable(value) and getattr(value, "__module__", "") == __name__
}


def work(task: Task, setup: Setup) -> Outcome:
    """Do what the document says; then give its outputs."""
    source = Path(setup.source, task.name)
    behaviour = task.name.partition(".")[0]
    try:
        BEHAVIOURS[behaviour](source.read_text(encoding="utf-8"))
    except Exception as error:  # noqa: BLE001 - as `work.work` does
        return told(task, error)
    found = {"pid": str(os.getpid()).encode()}
    folder = Path(setup.work) / folder_of(task)
    files = write(folder, found)
    noise = (flaw(Code.NOISE, Place(), "x" * MOST_BYTES),) if behaviour == "complain" else ()
    if behaviour == "lie":
        (folder / "more").write_bytes(b"")
    return Outcome(key=task.key, name=task.name, verdict="made", files=files, diagnostics=noise)


def warm() -> None:
    """Load nothing."""
