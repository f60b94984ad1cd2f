"""Shuts a process in: which files it may read and write (Landlock), and which calls the kernel refuses it (seccomp).

Both hold for the process and for all that it will start, and cannot be undone. Both are asked for as the kernel offers
them: bindings exist, but Landlock's is a development release, and seccomp's needs a system library; what is needed of
each is a screenful.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.batch import landlock, seccomp
from pipeline.batch.kernel import forgo_privileges


class Confinement(msgspec.Struct, frozen=True):
    """What holds: the version of Landlock's interface (0: there is none), and whether calls are refused."""

    landlock: int
    seccomp: bool

    @property
    def scoped(self) -> bool:
        """Whether it can signal none but its own (Landlock 6)."""
        return self.landlock >= 6


def confine(code: Iterable[Path], readable: Iterable[Path], writable: Iterable[Path]) -> Confinement:
    """Shut this process in, as far as the kernel has it; paths that do not exist are passed over.

    Only what stands in `code` can be run, and only what stands in `writable` changed; all three can be read.
    """
    if not forgo_privileges():
        return Confinement(landlock=0, seccomp=False)
    return Confinement(landlock=landlock.restrict_files(code, readable, writable), seccomp=seccomp.refuse_calls())
