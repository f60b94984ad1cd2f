"""What a run and its keeper say to each other, and a keeper to its workers."""

from __future__ import annotations

import msgspec

from pipeline.batch.engine import Caps, Outcome, Setup, Task


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
    """A task, with the number that its outcome will have. Equal tasks may be under way at once."""

    number: int
    task: Task


class Reply(msgspec.Struct, frozen=True, tag=True):
    """The outcome of the task of this number."""

    number: int
    outcome: Outcome
