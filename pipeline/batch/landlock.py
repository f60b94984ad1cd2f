"""Which files a process may read and write: Landlock (linux/landlock.h), asked for as the kernel offers it."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable
from enum import IntFlag
from pathlib import Path
from typing import Final

from pipeline.batch.kernel import libc

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

_READ: Final = _Access.READ_FILE | _Access.READ_DIR
_RUN: Final = _READ | _Access.EXECUTE
# No links, devices, pipes or sockets: outputs are files.
_WRITE: Final = (
    _READ
    | (_Access.WRITE_FILE | _Access.TRUNCATE | _Access.REFER)
    | (_Access.REMOVE_DIR | _Access.REMOVE_FILE | _Access.MAKE_DIR | _Access.MAKE_REG)
)
_OF_FILES: Final = _Access.EXECUTE | _Access.WRITE_FILE | _Access.READ_FILE | _Access.TRUNCATE | _Access.IOCTL_DEV


def version() -> int:
    """The version of Landlock's interface; 0 where the kernel has none, or it is switched off."""
    return max(0, int(libc().syscall(_CREATE_RULESET, None, 0, _VERSION)))


def restrict_files(code: Iterable[Path], readable: Iterable[Path], writable: Iterable[Path]) -> int:
    """Refuse all files but these, to run, read and write. The version of the interface; 0 where it does not hold."""
    known = version()
    if not known:
        return 0
    handled = _FIRST
    for since, access in _ADDED.items():
        handled |= access if known >= since else _Access(0)
    network = _NETWORK if known >= _NETWORK_SINCE else 0
    scope = _SCOPE if known >= _SCOPE_SINCE else 0
    # Fields that a kernel does not know may be there, as long as they are zero.
    attributes = struct.pack("=QQQ", handled, network, scope)
    ruleset = libc().syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return 0
    try:
        for access, paths in ((_RUN, code), (_READ, readable), (_WRITE, writable)):
            for path in paths:
                _allow(ruleset, path, access & handled)
        return known if libc().syscall(_RESTRICT_SELF, ruleset, 0) == 0 else 0
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
