"""A worker: a process that is shut in, and does one task after another until it is ended."""

from __future__ import annotations

import math
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

import msgspec
from msgspec.structs import replace

from pipeline.batch import frames, kernel
from pipeline.batch.confine import confine
from pipeline.batch.engine import Caps, Outcome, Setup, Stop, Task, failed
from pipeline.batch.work import told

Work = Callable[[Task, Setup], Outcome]
"""What is done for a task: `work.work`, or what a test puts in its place."""

# What programs and libraries are made of. The dynamic linker reads the first of `/etc`; random bytes are a device.
_SYSTEM: Final = (
    *("/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/lib", "/lib32", "/lib64"),
    *("/etc/ld.so.cache", "/etc/ld.so.preload", "/dev/random", "/dev/urandom", "/dev/zero"),
    # How many processors there are, which Typst and pandoc ask.
    *("/sys/devices/system/cpu", "/proc/cpuinfo"),
)
_DEVICES: Final = ("/dev/null",)
_OPEN_FILES: Final = 256
# One allocation beyond all measure fails at once; what is really used is watched from outside. Address space is more
# than memory: threads reserve some for their stacks, and Haskell's runtime reserves a terabyte.
_ADDRESS_FACTOR: Final = 2


class Place(msgspec.Struct, frozen=True):
    """Where a worker may write: `scratch` is its own folder, with `tmp` for passing files and the work root `out`."""

    scratch: str

    @property
    def temporary(self) -> Path:
        """Where files go that are gone when the task is done."""
        return Path(self.scratch, "tmp")

    @property
    def out(self) -> Path:
        """The work root that the tasks are told."""
        return Path(self.scratch, "out")


def run(fd: int, work: Work, setup: Setup, caps: Caps, place: Place, keeper: int) -> NoReturn:
    """Be a worker, from just after the fork until the end. Tasks and outcomes go through `fd`."""
    code = 1
    with suppress(Exception):
        _settle(fd, setup, caps, place, keeper)
        serve(fd, work, replace(setup, work=os.fspath(place.out)), caps)
        code = 0
    os._exit(code)


def _settle(fd: int, setup: Setup, caps: Caps, place: Place, keeper: int) -> None:
    """Leave behind what the keeper has, and be shut in."""
    os.setpgid(0, 0)
    kernel.die_with_parent(keeper)
    kernel.offer_to_oom_killer()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.closerange(3, fd)
    os.closerange(fd + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    os.environ.clear()
    os.environ.update(LC_ALL="C.UTF-8", HOME="/nonexistent", TMPDIR=os.fspath(place.temporary))
    tempfile.tempdir = os.fspath(place.temporary)
    os.chdir(place.scratch)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, caps.file_bytes)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_DATA, _ADDRESS_FACTOR * caps.memory_bytes(alone=True))
    confine(code_paths(), [Path(setup.source)], [Path(place.scratch), *map(Path, _DEVICES)])


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (most, most))


def code_paths() -> Iterator[Path]:
    """What programs are made of, schemas, fonts and house styles included: what any worker may read."""
    yield from map(Path, {sys.prefix, sys.base_prefix, sys.exec_prefix, *filter(None, sys.path)})
    yield from map(Path, _SYSTEM)


def serve(fd: int, work: Work, setup: Setup, caps: Caps) -> None:
    """Do the tasks that come, one at a time, until no more can come."""
    buffer, waiting = frames.Buffer(), list[bytes]()
    while (data := frames.receive(fd, buffer, waiting)) is not None:
        task = msgspec.msgpack.decode(data, type=Task)
        _allow_seconds(caps.cpu_seconds)
        frames.send(fd, _outcome(work, task, setup))


def _allow_seconds(seconds: int) -> None:
    """Let the process use so many seconds of the processor from now on; then the kernel ends it (SIGXCPU)."""
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, hard))


def _outcome(work: Work, task: Task, setup: Setup) -> Outcome:
    try:
        outcome = work(task, setup)
    except BaseException as error:  # noqa: BLE001 - a task that wants to end the process ends itself
        return told(task, error)
    if len(msgspec.msgpack.encode(outcome)) > frames.MOST_BYTES:
        return failed(task, Stop.OUTPUT, {"limit": frames.MOST_BYTES})
    return outcome
