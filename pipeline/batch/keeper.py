"""The keeper: a process of its own between a run and its workers, which forks, watches, ends and replaces them.

It stands apart so that it watches whatever the run is busy with, forks while it has one thread and little memory, and
can call every process below it that is no worker a stray. It reads no document.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
import socket
import sys
import time
from collections import deque
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, cast

import msgspec
from msgspec.structs import replace

from pipeline.batch import folders, frames, kernel, worker
from pipeline.batch.engine import Caps, Outcome, Setup, Stop, Task, failed, folder_of
from pipeline.storage import cause

# How often it looks at what its workers take, while any has a task. 20 ms of writing to fresh memory are some 40 MB.
_TICK: Final = 0.02
_IDLE: Final = 0.5
# How often it looks at what they have written.
_DISK_TICK: Final = 0.25
_CHUNK: Final = 1 << 16
_END_SECONDS: Final = 1.2
_STUCK_SECONDS: Final = 5.0


class Orders(msgspec.Struct, frozen=True):
    """What a keeper is told first. `job` is the module whose `work` is done, after its `warm`."""

    setup: Setup
    caps: Caps
    job: str
    workers: int
    scratch: str


class Ready(msgspec.Struct, frozen=True, tag=True):
    """What a keeper says first, when its job is loaded."""


class Order(msgspec.Struct, frozen=True, tag=True):
    """A task, with the number that its outcome will have."""

    number: int
    task: Task


class Reply(msgspec.Struct, frozen=True, tag=True):
    """The outcome of the task of this number."""

    number: int
    outcome: Outcome


class _Worker:
    """A worker as its keeper sees it. `order` is what it does now; `stop` is why it was ended."""

    def __init__(self, pid: int, fd: int, place: worker.Place) -> None:
        self.pid = pid
        self.fd = fd
        self.place = place
        self.buffer = frames.Buffer()
        self.order: Order | None = None
        self.started = 0.0
        self.disk_seen = 0.0
        self.peak = 0
        self.spent = 0.0
        self.ended = 0.0
        self.stop: tuple[Stop, dict[str, object]] | None = None


class Keeper:
    """Keeps the workers of one run."""

    def __init__(self, fd: int, orders: Orders) -> None:
        self._fd = fd
        self._orders = orders
        self._caps = orders.caps
        self._work = cast("worker.Work", import_module(orders.job).work)
        self._workers: dict[int, _Worker] = {}
        self._waiting: deque[Order] = deque()
        self._buffer = frames.Buffer()
        self._outgoing = bytearray()
        self._count = 0
        self._over = False
        self._selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Work until the run wants no more."""
        os.set_blocking(self._fd, False)
        self._selector.register(self._fd, selectors.EVENT_READ)
        self._send(Ready())
        try:
            while not self._over:
                self._turn()
        finally:
            self._end()

    def _turn(self) -> None:
        self._assign()
        for key, mask in self._selector.select(_TICK if self._busy() else _IDLE):
            if key.fd != self._fd:
                self._hear(cast("_Worker", key.data))
                continue
            if mask & selectors.EVENT_READ:
                self._take_orders()
            if mask & selectors.EVENT_WRITE:
                self._flush()
        self._reap()
        self._sweep()
        self._watch()

    def _busy(self) -> bool:
        return any(each.order or each.ended for each in self._workers.values())

    # ----------------------------------------------------------------------- the run's side

    def _take_orders(self) -> None:
        try:
            data = os.read(self._fd, _CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._over = True
            return
        self._waiting += (msgspec.msgpack.decode(each, type=Order) for each in self._buffer.feed(data))

    def _send(self, value: Ready | Reply) -> None:
        self._outgoing += frames.frame(value)
        self._flush()

    def _flush(self) -> None:
        try:
            while self._outgoing:
                del self._outgoing[: os.write(self._fd, self._outgoing)]
        except BlockingIOError:
            pass
        except OSError:
            self._over = True
            return
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._outgoing else 0)
        self._selector.modify(self._fd, wanted)

    # ----------------------------------------------------------------------- tasks and workers

    def _assign(self) -> None:
        while self._waiting:
            busy = [each for each in self._workers.values() if each.order]
            alone = self._waiting[0].task.alone or any(each.order and each.order.task.alone for each in busy)
            if len(busy) >= (1 if alone else self._orders.workers):
                return
            free = next((each for each in self._workers.values() if not each.order and not each.ended), None)
            try:
                free = free or self._fork()
            except OSError:  # no more processes, or no room: another time, as long as any time may be better
                if not self._workers:
                    raise
                return
            self._give(free, self._waiting.popleft())

    def _give(self, to: _Worker, order: Order) -> None:
        kernel.forget_peak(to.pid)
        to.order, to.peak = order, 0
        to.started = to.disk_seen = time.monotonic()
        with suppress(OSError):  # it has died: that is seen when it is waited for
            frames.send(to.fd, order.task)

    def _fork(self) -> _Worker:
        self._count += 1
        place = worker.Place(os.path.join(self._orders.scratch, str(self._count)))  # noqa: PTH118 - a text is wanted
        for folder in (place.temporary, place.out):
            folder.mkdir(parents=True)
        ours, theirs = socket.socketpair()
        keeper = os.getpid()
        pid = os.fork()
        if pid == 0:
            worker.run(theirs.fileno(), self._work, self._orders.setup, self._caps, place, keeper)
        theirs.close()
        with suppress(OSError):  # it does so itself as well: whoever comes first
            os.setpgid(pid, pid)
        born = _Worker(pid, ours.detach(), place)
        self._workers[pid] = born
        self._selector.register(born.fd, selectors.EVENT_READ, born)
        return born

    def _hear(self, source: _Worker) -> None:
        """Take what a worker says, which is the outcome of its task."""
        try:
            data = os.read(source.fd, _CHUNK)
            if not data:  # it is ending, or has shut its only door
                self._kill(source)
            for each in source.buffer.feed(data):
                self._settle(source, msgspec.msgpack.decode(each, type=Outcome))
        except (OSError, frames.BrokenFrame, msgspec.MsgspecError) as error:
            self._kill(source, Stop.CRASHED, detail=type(error).__name__)

    def _settle(self, source: _Worker, outcome: Outcome) -> None:
        order = source.order
        if order is None or outcome.key != order.task.key or source.stop is not None:
            self._kill(source, Stop.CRASHED, detail="frame")
            return
        source.order = None
        source.spent += outcome.cpu_seconds
        source.peak = max(source.peak, kernel.peak_bytes(source.pid))
        taken = self._taken(source, order.task, self._explained(order.task, outcome))
        kept = kernel.resident_bytes(source.pid) <= self._caps.recycle_megabytes * 1_000_000
        fit = outcome.reason not in {Stop.MEMORY, Stop.INTERNAL}
        if not (kept and fit) or kernel.children(source.pid):
            self._kill(source)
        self._send(Reply(order.number, self._measured(source, taken)))

    def _explained(self, task: Task, outcome: Outcome) -> Outcome:
        """With the limit that was passed, which the worker's exceptions do not know."""
        limits = {Stop.MEMORY: self._caps.memory_bytes(alone=task.alone), Stop.OUTPUT: self._caps.file_bytes}
        if outcome.reason in limits and not outcome.values:
            return replace(outcome, values={"limit": str(limits[Stop(outcome.reason)])})
        return outcome

    def _measured(self, source: _Worker, outcome: Outcome) -> Outcome:
        return replace(outcome, seconds=time.monotonic() - source.started, peak_bytes=source.peak)

    def _taken(self, source: _Worker, task: Task, outcome: Outcome) -> Outcome:
        """Move the outputs to the work root: a worker writes in its own folder alone, and is not taken at its word."""
        made = source.place.out / folder_of(task)
        if outcome.made:
            if (size := folders.used_bytes(made, self._caps.output_bytes)) > self._caps.output_bytes:
                outcome = failed(task, Stop.OUTPUT, {"limit": self._caps.output_bytes})
            elif not _as_told(made, outcome):
                outcome = failed(task, Stop.CRASHED, {"detail": f"{len(outcome.files)} files, {size} bytes"})
            else:
                try:
                    folders.put(made, Path(self._orders.setup.work) / folder_of(task))
                except OSError as error:
                    outcome = failed(task, "not-writable", {"name": task.key, "errno": cause(error)})
        for folder in (source.place.temporary, source.place.out):
            for entry in os.scandir(folder):
                folders.remove(Path(entry.path))
                with suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108
        return outcome

    # ----------------------------------------------------------------------- watching and ending

    def _watch(self) -> None:
        now = time.monotonic()
        for each in tuple(self._workers.values()):
            if each.order is not None and not each.ended:
                self._look_at(each, each.order.task, now)
            elif each.order is not None and now - each.ended > _STUCK_SECONDS:
                # The kernel holds it (a dead network drive): its document waits for it no longer.
                self._reply(each, *(each.stop or (Stop.CRASHED, {"detail": "SIGKILL"})), spent=0.0)

    def _look_at(self, each: _Worker, task: Task, now: float) -> None:
        caps = self._caps
        family = [each.pid, *kernel.descendants(each.pid)]
        used = sum(map(kernel.resident_bytes, family))
        each.peak = max(each.peak, used)
        if len(family) > caps.processes:
            self._kill(each, Stop.PROCESSES, limit=caps.processes)
        elif used > (most := caps.memory_bytes(alone=task.alone)):
            self._kill(each, Stop.MEMORY, limit=most)
        elif now - each.started > (seconds := caps.wall_seconds(task.size)):
            self._kill(each, Stop.TIME, limit=round(seconds))
        elif now - each.disk_seen > _DISK_TICK:
            each.disk_seen = now
            if folders.used_bytes(Path(each.place.scratch), caps.output_bytes) > caps.output_bytes:
                self._kill(each, Stop.OUTPUT, limit=caps.output_bytes)

    def _kill(self, each: _Worker, stop: Stop | None = None, **values: object) -> None:
        """End a worker and its group. What it started in other groups falls to the keeper, who sweeps it away."""
        if stop is not None and each.stop is None:
            each.stop = (stop, values)
        each.ended = each.ended or time.monotonic()
        kernel.kill(each.pid, group=True)
        kernel.kill(each.pid)  # it may not have made its group yet

    def _reap(self) -> None:
        """Wait for all that have ended. A worker's group goes before it is waited for: until then its number is its."""
        while (ended := _ended()) is not None:
            each = self._workers.get(ended)
            if each is None:
                os.waitpid(ended, 0)
                continue
            kernel.kill(each.pid, group=True)
            _pid, status, usage = os.wait4(ended, 0)
            self._bury(each, status, usage.ru_utime + usage.ru_stime)

    def _bury(self, each: _Worker, status: int, spent: float) -> None:
        del self._workers[each.pid]
        self._selector.unregister(each.fd)
        os.close(each.fd)
        self._sweep()
        folders.remove(Path(each.place.scratch))
        stop, values = each.stop if each.stop and each.stop[0] is not Stop.CRASHED else self._cause(each, status)
        self._reply(each, stop, values, spent=max(0.0, spent - each.spent))

    def _reply(self, each: _Worker, stop: Stop, values: dict[str, object], *, spent: float) -> None:
        """Tell that the task of a worker failed."""
        if each.order is not None:
            outcome = self._measured(each, failed(each.order.task, stop, values))
            self._send(Reply(each.order.number, replace(outcome, cpu_seconds=spent)))
            each.order = None

    def _cause(self, each: _Worker, status: int) -> tuple[Stop, dict[str, object]]:
        """Why a worker ended that nobody ended."""
        code = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            return Stop.CPU, {"limit": self._caps.cpu_seconds}
        if code == -signal.SIGXFSZ:
            return Stop.OUTPUT, {"limit": self._caps.file_bytes}
        if each.stop is not None:  # it said what no worker says, and was ended for it
            return each.stop
        if code < 0:
            return Stop.CRASHED, {"detail": signal.Signals(-code).name}
        return Stop.ENDED, {"detail": code}

    def _sweep(self, seconds: float = 0.5) -> None:
        """End all that is below the keeper and no worker: what documents left behind, in whatever group or session.

        Each such process is the keeper's own child by now, and its number is not given to another until it is waited
        for; so none but strays are ended. Those that one leaves behind come to the keeper in turn.
        """
        until = time.monotonic() + seconds
        me = os.getpid()
        while strays := [pid for pid in kernel.children(me) if pid not in self._workers]:
            for pid in strays:
                kernel.kill(pid)
            for pid in strays:
                with suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
            if time.monotonic() > until:
                return
            time.sleep(0.001)

    def _end(self) -> None:
        """End all workers, and leave nothing behind."""
        until = time.monotonic() + _END_SECONDS
        for each in self._workers.values():
            self._kill(each)
        while self._workers and time.monotonic() < until:
            for each in self._workers.values():
                each.order = None
            self._reap()
            time.sleep(0.002)
        self._sweep(_END_SECONDS)
        folders.remove(Path(self._orders.scratch))


def _ended() -> int | None:
    """A child that has ended and is not waited for yet."""
    try:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return None
    return found.si_pid if found is not None else None


def _as_told(folder: Path, outcome: Outcome) -> bool:
    """Whether the files of a folder are those of its outcome, and nothing stands in it but files and folders."""
    found: dict[str, int] = {}
    for entry in folders.entries(folder):
        if entry.is_file(follow_symlinks=False):
            found[Path(entry.path).relative_to(folder).as_posix()] = entry.stat(follow_symlinks=False).st_size
        elif not entry.is_dir(follow_symlinks=False):
            return False
    return found == {name: file.size for name, file in outcome.files.items()}


def main(fd: int) -> None:
    """Be a keeper; `fd` leads to the run. Ends when the run closes it, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    kernel.adopt_orphans()
    first = frames.receive(fd, frames.Buffer(), [])
    if first is None:
        return
    orders = msgspec.msgpack.decode(first, type=Orders)
    import_module(orders.job).warm()
    gc.collect()
    gc.freeze()  # so that a worker's own rounds leave alone what it shares with the keeper
    Keeper(fd, orders).run()
