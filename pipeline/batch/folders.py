"""Folders of outputs: put in their place whole, measured, and removed."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

# What a file takes on disk though it is empty, so that a flood of empty files is one too.
_ENTRY_BYTES: Final = 4096


def put(made: Path, place: Path) -> None:
    """Move a folder to where it belongs, in place of what stands there. Raises OSError, and then nothing has changed.

    A reader may find nothing there for an instant: a folder that is not empty cannot be replaced in one step. Who must
    never be without it reads by a link (a release does).
    """
    try:
        made.rename(place)
    except OSError:
        if not place.is_dir():
            raise
        old = place.with_name(f".{place.name}.{secrets.token_hex(4)}.old")
        place.rename(old)
        try:
            made.rename(place)
        except OSError:
            old.rename(place)
            raise
        remove(old)


def remove(folder: Path) -> None:
    """Remove a folder and all in it, as far as can be; links are not followed."""
    # RecursionError: folders in folders without end, which only harm makes.
    with suppress(OSError, RecursionError):
        shutil.rmtree(folder)


def empty(folder: Path) -> bool:
    """Remove all that stands in a folder; False where it cannot be, or there is no such folder."""
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    remove(Path(entry.path))
                else:
                    os.unlink(entry.path)  # noqa: PTH108
        return not any(folder.iterdir())
    except OSError:
        return False


def sizes(folder: Path) -> Mapping[str, int] | None:
    """The files below a folder by their paths, and how many bytes each has; None where other things stand there."""
    found: dict[str, int] = {}
    for entry in entries(folder):
        try:
            if entry.is_file(follow_symlinks=False):
                found[Path(entry.path).relative_to(folder).as_posix()] = entry.stat(follow_symlinks=False).st_size
            elif not entry.is_dir(follow_symlinks=False):
                return None
        except OSError:  # it has gone while it was looked at
            return None
    return found


def entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All that stands below a folder, folders included; links are not followed, what vanishes is passed over."""
    waiting = [os.fspath(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as found:
            for entry in found:
                yield entry
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def used_bytes(folder: Path, enough: int) -> int:
    """How many bytes stand below a folder; counted no further than `enough`."""
    used = 0
    for entry in entries(folder):
        with suppress(OSError):
            used += max(_ENTRY_BYTES, entry.stat(follow_symlinks=False).st_size)
        if used > enough:
            break
    return used
