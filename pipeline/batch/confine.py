"""Shuts a process in: which files it may read and write (Landlock), and which calls the kernel refuses it (seccomp).

Both hold for the process and for all that it will start, and cannot be undone. Both are asked for as the kernel offers
them: bindings exist, but Landlock's is a development release, and seccomp's needs a system library; what is needed of
each is a screenful.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from enum import IntFlag
from pathlib import Path
from typing import Final

import msgspec

from pipeline.batch.kernel import forgo_privileges, libc


class Confinement(msgspec.Struct, frozen=True):
    """What holds: the version of Landlock's interface (0: there is none), and whether calls are refused."""

    landlock: int
    seccomp: bool

    @property
    def scoped(self) -> bool:
        """Whether it can signal none but its own (Landlock 6)."""
        return self.landlock >= 6


def confine(readable: Iterable[Path], writable: Iterable[Path]) -> Confinement:
    """Shut this process in, as far as the kernel has it; paths that do not exist are passed over."""
    if not forgo_privileges():
        return Confinement(landlock=0, seccomp=False)
    return Confinement(landlock=_restrict_files(readable, writable), seccomp=_refuse_calls())


# --------------------------------------------------------------------------- Landlock (linux/landlock.h)

# The numbers of its calls are the same on all architectures.
_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_VERSION: Final = 1
_PATH_BENEATH: Final = 1


class _Access(IntFlag):
    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


_FIRST: Final = _Access((1 << 13) - 1)
# What a version of the interface added to files, to the network and to other processes.
_ADDED: Final = {2: _Access.REFER, 3: _Access.TRUNCATE, 5: _Access.IOCTL_DEV}
_NETWORK_SINCE: Final = 4
_NETWORK: Final = 0b11  # bind and connect of TCP
_SCOPE_SINCE: Final = 6
_SCOPE: Final = 0b11  # abstract sockets and signals

_READ: Final = _Access.EXECUTE | _Access.READ_FILE | _Access.READ_DIR
# No links, devices, pipes or sockets: outputs are files.
_WRITE: Final = (
    (_READ & ~_Access.EXECUTE)
    | (_Access.WRITE_FILE | _Access.TRUNCATE | _Access.REFER)
    | (_Access.REMOVE_DIR | _Access.REMOVE_FILE | _Access.MAKE_DIR | _Access.MAKE_REG)
)
_OF_FILES: Final = _Access.EXECUTE | _Access.WRITE_FILE | _Access.READ_FILE | _Access.TRUNCATE | _Access.IOCTL_DEV


def landlock_version() -> int:
    """The version of Landlock's interface; 0 where the kernel has none, or it is switched off."""
    return max(0, int(libc().syscall(_CREATE_RULESET, None, 0, _VERSION)))


def _restrict_files(readable: Iterable[Path], writable: Iterable[Path]) -> int:
    """Refuse all files but these. The version of the interface; 0 where it does not hold."""
    version = landlock_version()
    if not version:
        return 0
    handled = _FIRST
    for since, access in _ADDED.items():
        handled |= access if version >= since else _Access(0)
    network = _NETWORK if version >= _NETWORK_SINCE else 0
    scope = _SCOPE if version >= _SCOPE_SINCE else 0
    # Fields that a kernel does not know may be there, as long as they are zero.
    attributes = struct.pack("=QQQ", handled, network, scope)
    ruleset = libc().syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return 0
    try:
        for access, paths in ((_READ, readable), (_WRITE, writable)):
            for path in paths:
                _allow(ruleset, path, access & handled)
        return version if libc().syscall(_RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: _Access) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        granted = access if path.is_dir() else access & _OF_FILES
        libc().syscall(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", granted, fd), 0)
    finally:
        os.close(fd)


# --------------------------------------------------------------------------- seccomp (linux/seccomp.h, linux/filter.h)

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


def seccomp_known() -> bool:
    """Whether there is a filter for this architecture."""
    return platform.machine() in _ARCHITECTURES


def _refuse_calls() -> bool:
    if not seccomp_known():
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
