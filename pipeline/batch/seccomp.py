"""Which calls the kernel refuses a process: seccomp (linux/seccomp.h), as a filter in classic BPF (linux/filter.h)."""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
from typing import Final

from pipeline.batch.kernel import libc

_SET_SECCOMP: Final = 22
_MODE_FILTER: Final = 2
_KILL_PROCESS: Final = 0x8000_0000
_ERRNO: Final = 0x0005_0000
_ALLOW: Final = 0x7FFF_0000
# Of classic BPF: load a word, jump if equal, if at least, if any of these bits; return.
_LOAD: Final = 0x20
_EQUAL: Final = 0x15
_AT_LEAST: Final = 0x35
_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06
# Where the call's number, the architecture and the first argument stand in `struct seccomp_data`.
_NUMBER: Final = 0
_ARCHITECTURE: Final = 4
_ARGUMENT: Final = 16

_X32: Final = 0x4000_0000
_NAMESPACES: Final = 0x7E02_0080  # CLONE_NEW* of linux/sched.h, time and mount namespaces included

# AUDIT_ARCH_* of linux/audit.h
_ARCHITECTURES: Final = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}

# Refused, with the numbers on x86_64 and aarch64 (None: not there). Sockets, and what makes them by a back door; other
# processes' memory; mounts and namespaces; the machine. Also what changes the rights, owner or date of a file by its
# path, which Landlock does not hold.
_REFUSED: Final[tuple[tuple[str, int | None, int | None], ...]] = (
    ("socket", 41, 198),
    ("connect", 42, 203),
    ("accept", 43, 202),
    ("bind", 49, 200),
    ("listen", 50, 201),
    ("accept4", 288, 242),
    ("io_uring_setup", 425, 425),
    ("ptrace", 101, 117),
    ("process_vm_readv", 310, 270),
    ("process_vm_writev", 311, 271),
    ("pidfd_getfd", 438, 438),
    ("perf_event_open", 298, 241),
    ("bpf", 321, 280),
    ("userfaultfd", 323, 282),
    ("add_key", 248, 217),
    ("request_key", 249, 218),
    ("keyctl", 250, 219),
    ("mount", 165, 40),
    ("umount2", 166, 39),
    ("pivot_root", 155, 41),
    ("chroot", 161, 51),
    ("unshare", 272, 97),
    ("setns", 308, 268),
    ("open_tree", 428, 428),
    ("move_mount", 429, 429),
    ("fsopen", 430, 430),
    ("fsmount", 432, 432),
    ("mount_setattr", 442, 442),
    ("open_by_handle_at", 304, 265),
    ("swapon", 167, 224),
    ("reboot", 169, 142),
    ("sethostname", 170, 161),
    ("settimeofday", 164, 170),
    ("clock_settime", 227, 112),
    ("init_module", 175, 105),
    ("finit_module", 313, 273),
    ("delete_module", 176, 106),
    ("kexec_load", 246, 104),
    ("chmod", 90, None),
    ("fchmod", 91, 52),
    ("fchmodat", 268, 53),
    ("fchmodat2", 452, 452),
    ("chown", 92, None),
    ("fchown", 93, 55),
    ("lchown", 94, None),
    ("fchownat", 260, 54),
    ("utime", 132, None),
    ("utimes", 235, None),
    ("futimesat", 261, None),
    ("utimensat", 280, 88),
    ("setxattr", 188, 5),
    ("lsetxattr", 189, 6),
    ("fsetxattr", 190, 7),
    ("removexattr", 197, 14),
    ("lremovexattr", 198, 15),
    ("fremovexattr", 199, 16),
    ("mknod", 133, None),
    ("mknodat", 259, 33),
)
_CLONE: Final = {"x86_64": 56, "aarch64": 220}
_CLONE3: Final = 435


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def known() -> bool:
    """Whether there is a filter for this architecture."""
    return platform.machine() in _ARCHITECTURES


def refuse_calls() -> bool:
    """Refuse this process, and all that it starts, what is listed above. False where the kernel does not."""
    if not known():
        return False
    code = _filter(platform.machine())
    program = _Program(len(code) // 8, code)
    return int(libc().prctl(_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(program), 0, 0)) == 0


def _filter(machine: str) -> bytes:
    """The filter as classic BPF. A jump gives how many steps to skip where it holds, and where it does not."""
    column = 1 if machine == "x86_64" else 2
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, _ARCHITECTURES[machine], yes=1),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":  # the same calls once more, under other numbers
        steps += [_step(_AT_LEAST, _X32, no=1), _step(_RETURN, _KILL_PROCESS)]
    for row in _REFUSED:
        number = row[column]
        if isinstance(number, int):
            steps += [_step(_EQUAL, number, no=1), _step(_RETURN, _ERRNO | errno.EPERM)]
    # Its flags stand behind a pointer, which a filter cannot follow; the C library then takes `clone`.
    steps += [_step(_EQUAL, _CLONE3, no=1), _step(_RETURN, _ERRNO | errno.ENOSYS)]
    steps += [
        _step(_EQUAL, _CLONE[machine], no=3),
        _step(_LOAD, _ARGUMENT),
        _step(_ANY_BIT, _NAMESPACES, no=1),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]
    return b"".join(steps)


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
