"""One run at a time: a lock of the operating system on a file of the output, which ends with its holder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import storage
from pipeline.errors import LockedError, OutputError


@contextmanager
def locked(file: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the lock. Waits up to so many seconds where another has it; below zero without end.

    Raises LockedError where another still has it, and OutputError where there can be no lock. The file stays: it is
    the lock that counts. It is `flock`: free at once when its holder dies, however it dies.
    """
    # Never a file whose presence is the lock: that outlives its holder.
    lock = FileLock(file, preserve_lock_file=True)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise LockedError("run-locked", name=file.parent) from error
    except (OSError, NotImplementedError) as error:
        name = storage.cause(error) if isinstance(error, OSError) else ""
        raise OutputError("not-writable", name=file, errno=name) from error
    try:
        yield
    finally:
        lock.release()
