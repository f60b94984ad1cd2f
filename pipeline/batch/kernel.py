"""What the Linux kernel is asked about processes: who is whose child, what each takes, and what becomes of orphans."""

from __future__ import annotations

import ctypes
import os
import signal
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

# linux/prctl.h
_SET_PDEATHSIG: Final = 1
_SET_CHILD_SUBREAPER: Final = 36
_SET_NO_NEW_PRIVS: Final = 38

_PROC: Final = Path("/proc")
# Of control groups, the second and the first version.
_GROUP_MOST: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@cache
def libc() -> ctypes.CDLL:
    """The C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int) -> bool:
    """Ask the kernel for a property of this process; False where it refuses, or knows no such thing."""
    call = getattr(libc(), "prctl", None)
    return call is not None and int(call(option, ctypes.c_ulong(value), 0, 0, 0)) == 0


def adopt_orphans() -> bool:
    """Make this process the parent of whatever its descendants leave behind, also in a session of its own."""
    return prctl(_SET_CHILD_SUBREAPER, 1)


def die_with_parent(parent: int) -> None:
    """End this process as soon as its parent ends, which is `parent` unless it has ended already."""
    prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def forgo_privileges() -> bool:
    """Never gain rights by running a program (set-user-ID): what Landlock and seccomp ask of an ordinary user."""
    return prctl(_SET_NO_NEW_PRIVS, 1)


def children(pid: int) -> list[int]:
    """The processes that a process started or adopted, those that have ended and are not waited for included."""
    found: list[int] = []
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - Path objects at 50 looks a second
            with suppress(OSError), open(f"/proc/{pid}/task/{thread}/children", "rb") as file:  # noqa: PTH123
                found += map(int, file.read().split())
    return found


def descendants(pid: int) -> list[int]:
    """The children of a process, and theirs. What has been orphaned is no descendant: see `adopt_orphans`."""
    found = children(pid)
    for each in found:  # grows as it goes
        found += children(each)
    return found


def resident_bytes(pid: int) -> int:
    """How much of a process is in memory, what it shares with others included; 0 where it is gone."""
    with suppress(OSError, IndexError, ValueError), open(f"/proc/{pid}/statm", "rb") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * _PAGE
    return 0


def forget_peak(pid: int) -> None:
    """Let the peak of a process begin anew (proc(5), `clear_refs` 5)."""
    with suppress(OSError), open(f"/proc/{pid}/clear_refs", "wb", buffering=0) as file:  # noqa: PTH123
        file.write(b"5")


def peak_bytes(pid: int) -> int:
    """The most that a process had in memory since `forget_peak`; 0 where it is gone."""
    with suppress(OSError, ValueError), open(f"/proc/{pid}/status", "rb") as file:  # noqa: PTH123
        for line in file:
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def offer_to_oom_killer() -> None:
    """Let the kernel end this process before any other when the machine's memory is full."""
    with suppress(OSError):
        (_PROC / "self" / "oom_score_adj").write_bytes(b"1000")


def available_bytes() -> int:
    """How much memory this process and its children could have: of the machine, or of the group that it runs in."""
    counts = [int(text) for path in _GROUP_MOST if (text := _text(path).strip()).isdecimal()]
    for row in _text(_PROC / "meminfo").splitlines():
        name, _, rest = row.partition(":")
        if name == "MemAvailable":
            counts.append(int(rest.split()[0]) * 1024)
    return min(counts, default=0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""


def kill(pid: int, *, group: bool = False) -> None:
    """End a process, or all of its group, at once; nothing where it is gone."""
    with suppress(ProcessLookupError, PermissionError):
        (os.killpg if group else os.kill)(pid, signal.SIGKILL)
