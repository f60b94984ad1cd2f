"""The keeper: a process of its own between a run and its workers, which gives them tasks, watches and replaces them.

It stands apart so that it watches whatever the run is busy with, forks while it has one thread and little memory, and
can call every process below it that is no worker a stray. It reads no document.
"""

from __future__ import annotations

import gc
import os
import selectors
import signal
import sys
import time
from collections import deque
from importlib import import_module
from pathlib import Path
from typing import Final, cast

import msgspec
from msgspec.structs import replace

from pipeline.batch import folders, frames, kernel
from pipeline.batch.engine import Outcome, Stop, Task, failed, folder_of
from pipeline.batch.herd import Herd, Reason, Worker
from pipeline.batch.orders import Order, Orders, Ready, Reply
from pipeline.batch.worker import Work
from pipeline.storage import cause

# How often it looks at what its workers take, while any has a task. 20 ms of writing to fresh memory are some 40 MB.
_TICK: Final = 0.02
_IDLE: Final = 0.5
_CHUNK: Final = 1 << 16
# What the kernel does not let go by then (a dead network drive) is waited for no longer.
_STUCK_SECONDS: Final = 5.0


class Keeper:
    """Keeps the workers of one run; `fd` leads to it."""

    def __init__(self, fd: int, orders: Orders) -> None:
        self._fd = fd
        self._orders = orders
        self._herd = Herd(orders, cast("Work", import_module(orders.job).work))
        self._waiting: deque[Order] = deque()
        self._buffer = frames.Buffer()
        self._outgoing = bytearray()
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
            self._herd.end()

    def _turn(self) -> None:
        self._assign()
        busy = any(each.order or each.ended for each in self._herd)
        for key, mask in self._selector.select(_TICK if busy else _IDLE):
            if key.fd != self._fd:
                self._hear(cast("Worker", key.data))
                continue
            if mask & selectors.EVENT_READ:
                self._take_orders()
            if mask & selectors.EVENT_WRITE:
                self._flush()
        self._bury()
        self._herd.sweep()
        for each in self._herd:
            each.look(self._orders.caps)
            if each.order and each.ended and time.monotonic() - each.ended > _STUCK_SECONDS:
                self._conclude(each, each.stop or (Stop.CRASHED, {"detail": "SIGKILL"}))

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

    # ----------------------------------------------------------------------- the workers' side

    def _assign(self) -> None:
        while self._waiting:
            busy = [each.order.task for each in self._herd if each.order]
            alone = self._waiting[0].task.alone or any(task.alone for task in busy)
            if len(busy) >= (1 if alone else self._orders.workers):
                return
            free = next((each for each in self._herd if not each.order and not each.ended), None)
            if free is None and (free := self._fork()) is None:
                return
            free.begin(self._waiting.popleft())

    def _fork(self) -> Worker | None:
        """A new worker; None where there is no room for one now, and may be when another is done."""
        try:
            born = self._herd.fork()
        except OSError:
            if not any(self._herd):
                raise
            return None
        self._selector.register(born.fd, selectors.EVENT_READ, born)
        return born

    def _hear(self, source: Worker) -> None:
        """Take what a worker says, which is the outcome of its task."""
        try:
            data = os.read(source.fd, _CHUNK)
            if not data:  # it is ending, or has shut its only door
                source.end()
            for each in source.buffer.feed(data):
                self._settle(source, msgspec.msgpack.decode(each, type=Outcome))
        except (OSError, frames.BrokenFrame, msgspec.MsgspecError) as error:
            source.end(Stop.CRASHED, detail=type(error).__name__)

    def _settle(self, source: Worker, outcome: Outcome) -> None:
        """Take an outcome, and see whether the worker is fit for another task."""
        order, caps = source.order, self._orders.caps
        if order is None or source.ended or (outcome.key, outcome.name) != (order.task.key, order.task.name):
            source.end(Stop.CRASHED, detail="frame")
            return
        source.peak = max(source.peak, kernel.peak_bytes(source.pid))
        source.spent += outcome.cpu_seconds
        taken = self._taken(source, order.task, self._explained(order.task, outcome))
        self._herd.sweep()
        kept = kernel.resident_bytes(source.pid) <= caps.recycle_megabytes * 1_000_000
        fit = kept and outcome.reason not in {Stop.MEMORY, Stop.INTERNAL} and not kernel.children(source.pid)
        if not (fit and all(map(folders.empty, (source.place.temporary, source.place.out)))):
            source.result = taken  # told when nothing of it runs any more
            source.end()
            return
        source.order = None
        self._reply(source, order, taken)

    def _explained(self, task: Task, outcome: Outcome) -> Outcome:
        """With the limit that was passed, which the worker's exceptions do not know."""
        caps = self._orders.caps
        limits = {Stop.MEMORY: caps.memory_bytes(alone=task.alone), Stop.OUTPUT: caps.file_bytes}
        if outcome.reason in limits and not outcome.values:
            return replace(outcome, values={"limit": str(limits[Stop(outcome.reason)])})
        return outcome

    def _taken(self, source: Worker, task: Task, outcome: Outcome) -> Outcome:
        """Move the outputs to the work root: a worker writes in its own folder alone, and is not taken at its word."""
        if not outcome.made:
            return outcome
        made, most = source.place.out / folder_of(task), self._orders.caps.output_bytes
        if folders.used_bytes(made, most) > most:
            return failed(task, Stop.OUTPUT, {"limit": most})
        if folders.sizes(made) != {name: file.size for name, file in outcome.files.items()}:
            return failed(task, Stop.CRASHED, {"detail": "files"})
        try:
            folders.put(made, Path(self._orders.setup.work) / folder_of(task))
        except OSError as error:
            return failed(task, "not-writable", {"name": task.key, "errno": cause(error)})
        return outcome

    def _bury(self) -> None:
        """Take leave of the workers that have ended."""
        for each, status, spent in self._herd.reap():
            self._selector.unregister(each.fd)
            os.close(each.fd)
            self._conclude(each, each.reason(status, self._orders.caps), max(0.0, spent - each.spent))

    def _conclude(self, each: Worker, reason: Reason, spent: float = 0.0) -> None:
        """Tell what came of the task of a worker that was ended, where it has one: it failed, unless it was done."""
        order, each.order = each.order, None
        if order is not None:
            self._reply(each, order, each.result or replace(failed(order.task, *reason), cpu_seconds=spent))

    def _reply(self, by: Worker, order: Order, outcome: Outcome) -> None:
        measured = replace(outcome, seconds=time.monotonic() - by.started, peak_bytes=by.peak)
        self._send(Reply(order.number, measured))


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
