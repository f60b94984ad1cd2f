"""The disk: finding sources, naming outputs, reading, and writing a file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

import msgspec

from pipeline.errors import NoInput, OutputError, UnreadableSource
from pipeline.source import Resources


class Job(msgspec.Struct, frozen=True):
    """A source, and where its outputs go: `target` is a path without extension. `name` is what users call it."""

    source: Path
    target: Path
    name: str


# --------------------------------------------------------------------------- finding


def plan(sources: Sequence[Path], output: Path, extensions: Iterable[str], made: Iterable[str]) -> list[Job]:
    """The jobs for files and folders, in a fixed order.

    Folders are searched for files with one of `extensions`, and mirrored below `output`; hidden files, Word's lock
    files (`~$…`) and the output itself are passed over. `made` are the extensions of the outputs. Raises NoInput
    where nothing is found, and OutputError where an output would stand in the place of a source.
    """
    wanted = {extension.lower() for extension in extensions}
    found: dict[Path, tuple[PurePosixPath, Path]] = {}
    for source in sources:
        for path, relative in _found(source, wanted, output):
            found.setdefault(path.resolve(), (relative, path))
    if not found:
        raise NoInput("nothing-to-convert", where=", ".join(map(str, sources)), known=", ".join(sorted(wanted)))
    stems = _distinct_stems(found.values())
    jobs = [
        Job(path, output / relative.parent / stem, str(relative))
        for (path, (relative, _given)), stem in zip(found.items(), stems, strict=True)
    ]
    _refuse_overwriting(jobs, set(found), made)
    return jobs


def _found(source: Path, wanted: set[str], output: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    if source.is_file():
        yield source, PurePosixPath(source.name)
        return
    if not source.is_dir():
        raise NoInput("source-missing", name=source)
    own_output = output.resolve()
    for folder, folders, files in os.walk(source):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).resolve() != own_output
        )
        for name in sorted(files):
            if Path(name).suffix.lower() in wanted and not name.startswith((".", "~$")):
                path = here / name
                yield path, PurePosixPath(path.relative_to(source).as_posix())


def _refuse_overwriting(jobs: Iterable[Job], sources: set[Path], made: Iterable[str]) -> None:
    for job in jobs:
        for extension in made:
            target = output_path(job, extension)
            if target.resolve() in sources:
                raise OutputError("would-overwrite", name=target)


def output_path(job: Job, extension: str) -> Path:
    """Where the output with this extension goes."""
    return job.target.with_name(job.target.name + extension)


# --------------------------------------------------------------------------- naming

# What Windows refuses in a name, with the control characters; and the device names that it refuses as a stem.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789")}
)
_STEM_BYTES: Final = 180


def safe_stem(stem: str) -> str:
    """A file name's stem that every file system takes, as near to the given one as can be.

    Refused characters become `_`; blanks and dots at the ends go; device names of Windows get a `_`; a name of more
    than 180 bytes is cut and told apart by a hash.
    """
    seen = "".join(character for character in stem if unicodedata.category(character) not in {"Cs", "Cf", "Cn"})
    name = _REFUSED.sub("_", unicodedata.normalize("NFC", seen)).rstrip(" .").lstrip(" .-")
    if name.split(".")[0].lower() in _DEVICES:
        name = f"_{name}"
    if len(name.encode()) > _STEM_BYTES:
        cut = name.encode()[: _STEM_BYTES - 9].decode("utf-8", "ignore")
        name = f"{cut}-{_digest(stem)}"
    return name or f"document-{_digest(stem)}"


def _distinct_stems(found: Iterable[tuple[PurePosixPath, Path]]) -> list[str]:
    """A safe stem for each file.

    Equal ones in a folder (case aside) get the source's extension, and then a hash of the path as given.
    """
    files = list(found)
    folders = [relative.parent for relative, _given in files]
    stems = [safe_stem(relative.stem) for relative, _given in files]
    extensions = [relative.suffix.lstrip(".").lower() for relative, _given in files]
    hashes = [_digest(given.as_posix()) for _relative, given in files]
    return _told_apart(folders, _told_apart(folders, stems, extensions), hashes)


def _told_apart(folders: Sequence[PurePosixPath], stems: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The stems, each that another file of the folder has too followed by its mark."""
    keys = [(folder, stem.casefold()) for folder, stem in zip(folders, stems, strict=True)]
    counts = Counter(keys)
    return [f"{stem}-{mark}" if counts[key] > 1 else stem for stem, mark, key in zip(stems, marks, keys, strict=True)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]


# --------------------------------------------------------------------------- reading and writing


def read(path: Path, limit: int) -> bytes:
    """The bytes of a source. Raises UnreadableSource where it cannot be read, or is larger than `limit` bytes."""
    try:
        if path.stat().st_size > limit:
            raise UnreadableSource("too-large", what=path.name, limit=limit)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource("not-readable", name=path.name, detail=error.strerror or error) from error


def resources_beside(source: Path, limit: int) -> Resources:
    """The files beside a source that it may name: relative paths that stay in its folder, up to `limit` bytes."""
    folder = source.resolve().parent

    def find(name: str) -> bytes | None:
        relative = unquote(name.split("?", 1)[0].split("#", 1)[0]).replace("\\", "/")
        if not relative or "\0" in relative or PurePosixPath(relative).is_absolute():
            return None
        try:
            path = (folder / relative).resolve()
            if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > limit:
                return None
            return path.read_bytes()
        except OSError:
            return None

    return find


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises OutputError where the folder or the file cannot be written."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError("not-writable", name=path, detail=error.strerror or error) from error


def write_all(outputs: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all."""
    for path, data in outputs.items():
        write(path, data)


def folder_reader(folder: Path) -> Callable[[str], bytes | None]:
    """The files of a folder by name; None where there is none of that name."""

    def find(name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.is_file() else None

    return find


def check_writable(folder: Path) -> None:
    """Make the output folder, and see that it can be written. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{secrets.token_hex(8)}.part"
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OutputError("not-writable", name=folder, detail=error.strerror or error) from error
