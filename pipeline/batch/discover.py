"""What there is to do: the documents below the input, as they are now, and whether that can be all of it.

A document whose bytes may be halfway is not looked into (`busy`). An input of which much has gone since the last
release is no input that anybody made so: a folder that is not mounted, or copied by half.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from pipeline import storage
from pipeline.errors import DocumentError, NoInput, UnreadableSource
from pipeline.ingest import EXTENSIONS

SETTLE_SECONDS: Final = 10.0
GONE_SHARE: Final = 0.2

Busy = Literal["", "recent", "changing", "open"]


class Seen(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was hashed. As long as all before the hash is the same, so are its bytes.

    `changed` and `touched` are the times of its contents and of its inode, in nanoseconds: who writes the same number
    of bytes and puts the first time back cannot put the second back.
    """

    size: int
    changed: int
    touched: int
    inode: int
    sha256: str

    @classmethod
    def of(cls, status: os.stat_result) -> Seen:
        """A file as it is, not yet hashed."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, "")


class Document(msgspec.Struct, frozen=True):
    """A document below the input: `name` is its path there with `/`.

    `busy` says why its bytes may be halfway; empty where they are not: it was changed a moment ago (`recent`), or while
    it was read (`changing`), or a word processor has it open (`open`).
    """

    name: str
    path: Path
    seen: Seen
    busy: Busy = ""


class Refused(msgspec.Struct, frozen=True):
    """A document that cannot be read, or a folder that cannot be looked into (`is_folder`)."""

    name: str
    error: DocumentError
    is_folder: bool = False


class Found(msgspec.Struct, frozen=True):
    """All that is below an input, in a fixed order."""

    documents: tuple[Document, ...]
    refused: tuple[Refused, ...] = ()


def discover(
    source: Path, output: Path, known: Mapping[str, Seen], moment: float, settle: float = SETTLE_SECONDS
) -> Found:
    """The documents below a folder, found by the rules of `storage.plan`.

    `known` are files as they were hashed before, by name; who is as it was then is not read again. `moment` is now,
    in seconds since 1970: a file that was changed less than `settle` seconds before is busy. Raises NoInput where there
    is no document at all, and OutputError where the input is the output.
    """
    if not storage.is_folder(source):
        raise NoInput("input-no-folder", name=source)
    documents: list[Document] = []
    refused: list[Refused] = []
    beside = cache(_names)
    for job in storage.plan((source,), output, EXTENSIONS, ()):
        name = _below(source, job.source)
        if job.refusal is not None:
            refused.append(Refused(name, job.refusal, is_folder=True))
            continue
        try:
            _check_name(name)
            seen, busy = _look(job.source, known.get(name), moment, settle)
        except DocumentError as error:
            refused.append(Refused(storage.shown(name), error))
            continue
        if not busy and is_open(job.source.name, beside(job.source.parent)):
            busy = "open"
        documents.append(Document(name, job.source, seen, busy))
    return Found(tuple(sorted(documents, key=lambda each: each.name)), tuple(refused))


def is_open(name: str, beside: Collection[str]) -> bool:
    """Whether a word processor has a file open, by the lock file that it puts beside.

    Word's is called as the document with `~$` before it, or in place of its first one or two characters when the name
    is long; LibreOffice's `.~lock.NAME#`.
    """
    return any(lock in beside for lock in (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#"))


def vanished(before: Collection[str], found: Found, share: float = GONE_SHARE) -> tuple[str, ...]:
    """Which documents of the last release are gone. What is below a folder that cannot be looked into is not gone.

    Raises NoInput where more than a share (0 to 1) of them is gone. One may always go, as long as another stays.
    """
    here = {document.name for document in found.documents} | {each.name for each in found.refused}
    closed = tuple(f"{each.name}/" for each in found.refused if each.is_folder)
    gone = tuple(sorted(name for name in before if name not in here and not name.startswith(closed)))
    if len(gone) > max(1, int(share * len(before))) or (gone and len(gone) == len(before)):
        raise NoInput(
            "input-shrunk", count=len(gone), before=len(before), share=f"{share:.0%}", first=", ".join(gone[:3])
        )
    return gone


def _names(folder: Path) -> frozenset[str]:
    return frozenset(entry.name for entry in os.scandir(folder))


def _below(source: Path, path: Path) -> str:
    return path.relative_to(source).as_posix() if path.is_relative_to(source) else path.as_posix()


def _check_name(name: str) -> None:
    """A name is text wherever it goes: in addresses, in JSON. Raises UnreadableSource for bytes that are none."""
    if name != storage.shown(name):
        raise UnreadableSource("name-not-text")


def _look(path: Path, known: Seen | None, moment: float, settle: float) -> tuple[Seen, Busy]:
    """A file as it is now. Raises UnreadableSource for what is no file, or cannot be read."""
    try:
        before = path.stat()
        # Never opened: a pipe would wait for a writer for ever.
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableSource("not-a-file")
        recent: Busy = "recent" if 0 <= moment - before.st_mtime < settle else ""
        now = Seen.of(before)
        if known is not None and replace(known, sha256="") == now:
            return known, recent
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        after = Seen.of(path.stat())
    except OSError as error:
        raise UnreadableSource("not-readable", errno=storage.cause(error)) from error
    return replace(now, sha256=digest), recent if after == now else "changing"


def remembered(found: Found) -> Iterator[tuple[str, Seen]]:
    """What the next run need not hash again. Files that are busy are: two changes in one tick look like one."""
    return ((document.name, document.seen) for document in found.documents if not document.busy)
