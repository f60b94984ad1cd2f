"""Files and folders that last: on the disk before they count, shared by hard links, swapped in one step."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pipeline import storage
from pipeline.batch.engine import File
from pipeline.errors import OutputError

# Nobody writes to a file that is a hard link of others; who may read it is the folder's to say.
_READ_ONLY: Final = 0o444
# The disk does many at once as fast as a few: 300 files 762 ms one after another.
_THREADS: Final = 16
# A file system without hard links, another file system, or as many links as a file may have.
_NO_LINK: Final = frozenset({errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EACCES})


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What the system refuses, as an OutputError about `path`."""
    try:
        yield
    except OSError as error:
        raise OutputError("not-writable", name=path, errno=storage.cause(error)) from error


def look(path: Path) -> File | None:
    """A file as it is: its hash and its size; None where there is none that can be read."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return File(digest, os.fstat(file.fileno()).st_size)
    except OSError:
        return None


def has_size(path: Path, size: int) -> bool:
    """Whether a file is there with so many bytes."""
    try:
        return path.stat().st_size == size
    except OSError:
        return False


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, for readers alone. It is on the disk after `sync`. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
    path.chmod(_READ_ONLY)


def replace_whole(path: Path, data: bytes) -> None:
    """Put a file in its place, whole or not at all, and on the disk. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        write_new(part, data)
        sync((part,))
        part.replace(path)
        sync((path.parent,))
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def link(source: Path, target: Path) -> None:
    """Let a file stand at another place too; a copy, where it cannot be the same file. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copyfile(source, target)
        target.chmod(_READ_ONLY)


def sync(paths: Iterable[Path]) -> None:
    """See that files and folders are on the disk. Raises OSError."""
    with ThreadPoolExecutor(_THREADS) as pool:
        for _ in pool.map(_sync, paths):
            pass


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def point(link_: Path, target: str) -> None:
    """Let a link lead elsewhere, in one step: who follows it finds the old or the new, and never nothing."""
    new = link_.with_name(f".{link_.name}.{secrets.token_hex(8)}")
    try:
        new.symlink_to(target)
        new.replace(link_)
        sync((link_.parent,))
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def read_only(folder: Path) -> None:
    """Take the right to write from all files below a folder: they will be links of others."""
    for entry in walk(folder):
        entry.chmod(_READ_ONLY)


def walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, in a fixed order."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(here, name) for name in sorted(names))


def used_bytes(folder: Path) -> int:
    """How many bytes a folder takes; a file that stands at more places counts once."""
    found: dict[tuple[int, int], int] = {}
    for path in walk(folder):
        with suppress(OSError):
            status = path.lstat()
            found[status.st_dev, status.st_ino] = status.st_size
    return sum(found.values())
