"""The engine of one machine: worker processes behind a keeper (`keeper.py`), one document each at a time.

Not pebble, which the first design named: it ends a worker that hangs or dies and no other, but none of what that worker
started; it replaces workers by how many tasks they did and not by what they hold; and it looks at time alone, from a
thread of the run. What remained of it was a queue.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.batch import folders, frames, kernel
from pipeline.batch.engine import Caps, Outcome, Setup, Stop, Task, failed
from pipeline.batch.orders import Order, Orders, Ready, Reply
from pipeline.errors import EngineError

JOB: Final = "pipeline.batch.work"
_SCRATCH: Final = ".scratch-"
_END_SECONDS: Final = 1.8
_DEATHS: Final = 10
# By -c and not by -m: modules are sought where this process found them, whatever the environment says.
_KEEPER: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; from pipeline.batch.keeper import main; main(int(sys.argv[1]))"
)


class LocalEngine:
    """Does tasks in processes of this machine, `workers` at a time; without it, as many as the machine can have.

    `job` names the module that does the work; tests put another in its place.
    """

    def __init__(self, setup: Setup, workers: int | None = None, job: str = JOB) -> None:
        # Absolute: a worker has a folder of its own.
        self._setup = replace(setup, source=os.path.abspath(setup.source), work=os.path.abspath(setup.work))  # noqa: PTH100
        self._workers = workers
        self._job = job

    def run(self, tasks: Iterable[Task], caps: Caps) -> Generator[Outcome]:
        """One outcome for each task; those that want to run alone come last.

        Where the keeper itself is ended from outside, what was under way is tried once more, one at a time. Raises
        EngineError where no keeper can be started, or none stays.
        """
        workers = self._workers or workers_for(caps)
        # Twice as many as can be under way: no worker waits for this process, and little is lost with a keeper.
        queue = _Queue(tasks, 2 * workers)
        while queue.has_more():
            with _scratch(Path(self._setup.work)) as scratch:
                orders = Orders(self._setup, caps, self._job, workers, os.fspath(scratch))
                with _keeping(orders) as keeper:
                    yield from _through(keeper, queue)


def workers_for(caps: Caps) -> int:
    """How many documents can be made at a time: one a processor, as long as each could have all the memory it may."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, kernel.available_bytes() // caps.memory_bytes(alone=False)))


class _Queue:
    """The tasks of a run: to come, under way, and to be tried again."""

    def __init__(self, tasks: Iterable[Task], most: int) -> None:
        self._feed = _alone_last(tasks)
        self._most = most
        self._next = next(self._feed, None)
        self._suspects: deque[Task] = deque()
        self._tried_again: int | None = None
        self._under_way: dict[int, Task] = {}
        self._count = 0
        self._deaths = 0

    def has_more(self) -> bool:
        """Whether any task has no outcome yet."""
        return bool(self._under_way or self._suspects or self._next)

    def take(self) -> Iterator[Order]:
        """The tasks that can be given out now."""
        while task := self._pop():
            self._count += 1
            self._under_way[self._count] = task
            yield Order(self._count, task)

    def _pop(self) -> Task | None:
        if self._tried_again in self._under_way or (self._suspects and self._under_way):
            return None
        if self._suspects:
            self._tried_again = self._count + 1
            return self._suspects.popleft()
        if len(self._under_way) >= self._most:
            return None
        task, self._next = self._next, next(self._feed, None) if self._next else None
        return task

    def done(self, reply: Reply) -> Outcome:
        """Take note of an outcome."""
        self._deaths = 0
        del self._under_way[reply.number]
        return reply.outcome

    def lost(self) -> Iterator[Outcome]:
        """Take note that all that was under way is lost: the second time is an outcome. Raises EngineError."""
        self._deaths += 1
        if self._deaths > _DEATHS:
            raise EngineError("engine-lost", count=self._deaths)
        for number, task in self._under_way.items():
            if number == self._tried_again:
                yield failed(task, Stop.LOST)
            else:
                self._suspects.append(task)
        self._under_way.clear()


def _alone_last(tasks: Iterable[Task]) -> Iterator[Task]:
    """First those that may run beside others: so the others wait for no more than one another."""
    kept: list[Task] = []
    for task in tasks:
        if task.alone:
            kept.append(task)
        else:
            yield task
    yield from kept


def _through(keeper: _Keeper, queue: _Queue) -> Iterator[Outcome]:
    """The outcomes that a keeper brings, until there are no more, or it is lost."""
    while queue.has_more():
        for order in queue.take():
            keeper.send(order)
        reply = keeper.receive()
        if reply is None:
            yield from queue.lost()
            return
        yield queue.done(reply)


@contextmanager
def _keeping(orders: Orders) -> Iterator[_Keeper]:
    """A keeper, which has ended with all below it when this is left. Raises EngineError where it cannot start."""
    keeper = _Keeper()
    try:
        keeper.begin(orders)
        yield keeper
    finally:
        keeper.end()


class _Keeper:
    """A keeper process, as the run sees it."""

    def __init__(self) -> None:
        self._buffer = frames.Buffer()
        self._waiting: list[bytes] = []
        ours, theirs = socket.socketpair()
        self._socket = ours
        with theirs:
            command = [
                sys.executable,
                "-c",
                _KEEPER,
                str(theirs.fileno()),
                *map(os.path.abspath, filter(None, sys.path)),
            ]
            # Its own session: what a terminal sends (Ctrl-C) comes to the run, which then ends it.
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if os.environ.get("BEGROTING_DEBUG") else subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )

    def begin(self, orders: Orders) -> None:
        """Say what is to be kept, and wait until its work can begin. Raises EngineError."""
        self.send(orders)
        if self._receive() is None:
            raise EngineError("engine-start")

    def send(self, value: Orders | Order) -> None:
        """Give it something; where it has gone, that is seen when it should answer."""
        with suppress(BrokenPipeError, ConnectionResetError):
            frames.send(self._socket.fileno(), value)

    def receive(self) -> Reply | None:
        """Its next outcome, waited for; None where it has gone."""
        said = self._receive()
        return said if isinstance(said, Reply) else None

    def _receive(self) -> Ready | Reply | None:
        data = frames.receive(self._socket.fileno(), self._buffer, self._waiting)
        return None if data is None else msgspec.msgpack.decode(data, type=Ready | Reply)

    def end(self) -> None:
        """End it, and all that it keeps."""
        self._socket.close()  # it sees that, ends all that it keeps, and ends
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            kernel.kill(self._process.pid)  # and its workers with it, by the kernel
            self._process.wait()


@contextmanager
def _scratch(work: Path) -> Iterator[Path]:
    """A folder for what is being made, below the work root; those of processes that are gone are removed."""
    work.mkdir(parents=True, exist_ok=True)
    for old in work.glob(f"{_SCRATCH}*"):
        owner = old.name.removeprefix(_SCRATCH).partition("-")[0]
        if not (owner.isdecimal() and Path(f"/proc/{owner}").exists()):
            folders.remove(old)
    scratch = work / f"{_SCRATCH}{os.getpid()}-{secrets.token_hex(4)}"
    scratch.mkdir()
    try:
        yield scratch
    finally:
        folders.remove(scratch)
