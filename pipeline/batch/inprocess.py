"""The engine without processes: tasks one after another, where the run itself is. For tests, and to look into a fault.

Nothing protects a run from a document here, so no night depends on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.batch.engine import Caps, Outcome, Setup, Task
from pipeline.batch.work import work


class InProcess:
    """Does tasks in this process. `job` does one; it raises nothing that a document can bring about."""

    def __init__(self, setup: Setup, job: Callable[[Task, Setup], Outcome] = work) -> None:
        self._setup = setup
        self._job = job

    def run(self, tasks: Iterable[Task], caps: Caps) -> Iterator[Outcome]:  # noqa: ARG002 - nobody is stopped here
        """One outcome for each task, in the order in which they come."""
        for task in tasks:
            yield self._job(task, self._setup)
