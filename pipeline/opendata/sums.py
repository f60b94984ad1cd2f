"""Checksums that tie each file to what it was made of; `sha256sum --check SHA256SUMS` reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.opendata.files import File


def emit(entries: Iterable[Entry], files: Iterable[File], labels: Labels) -> bytes:
    """A line a file, below a remark that names its source with the checksum of that; last what is made of all.

    The lines are those of GNU coreutils, which passes over what begins with `#`. A source that no file was made of has
    its remark as well: it is part of what is made of all.
    """
    known = list(files)
    return "".join(f"{line}\n" for line in _lines(list(entries), known, labels)).encode()


def _lines(entries: list[Entry], files: list[File], labels: Labels) -> Iterator[str]:
    names = {entry.name for entry in entries}
    for entry in sorted(entries, key=lambda entry: entry.name):
        yield f"# {labels('opendata.source')} {entry.sha256}  {_escaped(entry.name)[1]}"
        yield from map(_line, (file for file in files if file.source == entry.name))
    yield f"# {labels('opendata.source-all')}"
    yield from map(_line, (file for file in files if file.source not in names))


def _line(file: File) -> str:
    mark, path = _escaped(file.path)
    return f"{mark}{file.sha256}  {path}"


def _escaped(path: str) -> tuple[str, str]:
    """A path on one line: with a backslash before the line, where one in the path stands for something else."""
    written = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return ("\\" if written != path else "", written)
