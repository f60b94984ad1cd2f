"""The workers of a keeper as processes: forked, looked at, ended with all that they started, and waited for."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.batch import folders, frames, kernel, worker
from pipeline.batch.engine import Caps, Outcome, Stop
from pipeline.batch.orders import Order, Orders

# How often it looks at what a worker has written.
_DISK_SECONDS: Final = 0.25
_SWEEP_SECONDS: Final = 0.5
_END_SECONDS: Final = 1.2

Reason = tuple[Stop, Mapping[str, object]]
"""Why a worker was ended or has ended, with the values of the sentence."""


class Worker:
    """A worker as its keeper sees it.

    `order` is what it does now, and `started` when it began. `peak` is the most that was seen in memory since then,
    `spent` the processor time of the tasks before. `ended` is when it was ended (0: it was not), and `stop` why;
    `result` is the outcome of a task after which it was not fit for another.
    """

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
        self.stop: Reason | None = None
        self.result: Outcome | None = None

    def begin(self, order: Order) -> None:
        """Give it a task."""
        kernel.forget_peak(self.pid)
        self.order, self.peak = order, 0
        self.started = self.disk_seen = time.monotonic()
        with suppress(OSError):  # it has died: that is seen when it is waited for
            frames.send(self.fd, order.task)

    def end(self, stop: Stop | None = None, **values: object) -> None:
        """End it and its group. What it started in other groups falls to the keeper, who sweeps it away."""
        if stop is not None and self.stop is None:
            self.stop = (stop, values)
        self.ended = self.ended or time.monotonic()
        kernel.kill(self.pid, group=True)
        kernel.kill(self.pid)  # it may not have made its group yet

    def look(self, caps: Caps) -> None:
        """End it where what it takes is more than it may."""
        if self.order is None or self.ended:
            return
        task, now = self.order.task, time.monotonic()
        family = [self.pid, *kernel.descendants(self.pid)]
        used = sum(map(kernel.resident_bytes, family))
        self.peak = max(self.peak, used)
        if len(family) > caps.processes:
            self.end(Stop.PROCESSES, limit=caps.processes)
        elif used > (most := caps.memory_bytes(alone=task.alone)):
            self.end(Stop.MEMORY, limit=most)
        elif now - self.started > (seconds := caps.wall_seconds(task.size)):
            self.end(Stop.TIME, limit=round(seconds))
        elif now - self.disk_seen > _DISK_SECONDS:
            self.disk_seen = now
            if folders.used_bytes(Path(self.place.scratch), caps.output_bytes) > caps.output_bytes:
                self.end(Stop.OUTPUT, limit=caps.output_bytes)

    def reason(self, status: int, caps: Caps) -> Reason:
        """Why it has ended: what it was ended for, else what its status says."""
        code = os.waitstatus_to_exitcode(status)
        known = {-signal.SIGXCPU: (Stop.CPU, caps.cpu_seconds), -signal.SIGXFSZ: (Stop.OUTPUT, caps.file_bytes)}
        if self.stop is not None and self.stop[0] is not Stop.CRASHED:
            return self.stop
        if code in known:
            stop, limit = known[code]
            return stop, {"limit": limit}
        if self.stop is not None:  # it said what no worker says
            return self.stop
        return (Stop.CRASHED, {"detail": signal.Signals(-code).name}) if code < 0 else (Stop.ENDED, {"detail": code})


class Herd:
    """All workers of a keeper, which has no other children. `job` is what they do."""

    def __init__(self, orders: Orders, job: worker.Work) -> None:
        self._orders = orders
        self._job = job
        self._count = 0
        self._known: dict[int, Worker] = {}

    def __iter__(self) -> Iterator[Worker]:
        return iter(tuple(self._known.values()))

    def fork(self) -> Worker:
        """A new worker. Raises OSError where there is no room for one, in memory or on the disk."""
        self._count += 1
        place = worker.Place(f"{self._orders.scratch}/{self._count}")
        for folder in (place.temporary, place.out):
            folder.mkdir(parents=True)
        ours, theirs = socket.socketpair()
        keeper = os.getpid()
        with theirs:
            pid = os.fork()
            if pid == 0:
                worker.run(theirs.fileno(), self._job, self._orders.setup, self._orders.caps, place, keeper)
        with suppress(OSError):  # it does so itself as well: whoever comes first
            os.setpgid(pid, pid)
        born = self._known[pid] = Worker(pid, ours.detach(), place)
        return born

    def reap(self) -> Iterator[tuple[Worker, int, float]]:
        """Wait for all that have ended: each worker, with its status and the processor time that it used in all.

        Nothing of a worker is left when it is given. Its group is ended before it is waited for: until then the
        group's number cannot be another's.
        """
        while (ended := _ended()) is not None:
            if (found := self._known.get(ended)) is None:
                os.waitpid(ended, 0)
                continue
            kernel.kill(ended, group=True)
            _pid, status, usage = os.wait4(ended, 0)
            del self._known[ended]
            self.sweep()
            folders.remove(Path(found.place.scratch))
            yield found, status, usage.ru_utime + usage.ru_stime

    def sweep(self, seconds: float = _SWEEP_SECONDS) -> None:
        """End all that is below the keeper and no worker: what documents left behind, in whatever group or session.

        Each such process is the keeper's own child by now, and its number is not given to another until it is waited
        for; so none but strays are ended. Those that one leaves behind come to the keeper in turn.
        """
        until, me = time.monotonic() + seconds, os.getpid()
        while strays := [pid for pid in kernel.children(me) if pid not in self._known]:
            for pid in strays:
                kernel.kill(pid)
            for pid in strays:
                with suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
            if time.monotonic() > until:
                return
            time.sleep(0.001)

    def end(self) -> None:
        """End all workers, and leave nothing behind."""
        until = time.monotonic() + _END_SECONDS
        for each in self:
            each.end()
        while self._known and time.monotonic() < until:
            for each, _status, _spent in self.reap():
                os.close(each.fd)
            time.sleep(0.002)
        self.sweep()
        folders.remove(Path(self._orders.scratch))


def _ended() -> int | None:
    """A child that has ended and is not waited for yet."""
    try:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return None
    return found.si_pid if found is not None else None
