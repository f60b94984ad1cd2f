"""The disk: finding sources, naming outputs, reading, and writing a file whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

import msgspec

from pipeline import publication
from pipeline.errors import DocumentError, NoInput, OutputError, PublicationError, UnreadableSource
from pipeline.publication import Publication
from pipeline.source import Resources


class Job(msgspec.Struct, frozen=True):
    """A source, and where its outputs go: `target` is a path without extension. `name` is what users call it.

    `refusal` is what was already found in its way while it was sought: a folder that cannot be looked into.
    """

    source: Path
    target: Path
    name: str
    refusal: DocumentError | None = None


# --------------------------------------------------------------------------- finding


class _Find(msgspec.Struct, frozen=True):
    """A file as it was found: `relative` to the folder that was searched, `name` as users know it."""

    path: Path
    relative: PurePosixPath
    name: str


def plan(sources: Sequence[Path], output: Path, extensions: Iterable[str], made: Iterable[str]) -> list[Job]:
    """The jobs for files and folders, in a fixed order; last those for folders that cannot be looked into.

    Folders are searched for files with one of `extensions`, and mirrored below `output`; hidden files, Word's lock
    files (`~$…`) and the output itself are passed over. `made` are the extensions of the outputs. Raises NoInput
    where nothing is found, and OutputError where an output would stand in the place of a source, or where a source
    folder is the output: its web pages would be the sources of the next run.
    """
    wanted = {extension.lower() for extension in extensions}
    found: dict[str, _Find] = {}
    refused: list[Job] = []
    for source in sources:
        if not is_folder(source):
            found.setdefault(_real(source), _Find(source, PurePosixPath(source.name), shown(source)))
            continue
        if _real(source) == _real(output):
            raise OutputError("output-is-source", name=output)
        for each in _below(source, wanted, output, refused):
            found.setdefault(_real(each.path), each)
    if not found and not refused:
        raise NoInput("nothing-to-convert", where=", ".join(map(str, sources)), known=", ".join(sorted(wanted)))
    jobs = _jobs(list(found.values()), output)
    _refuse_overwriting(jobs, set(found), made)
    return jobs + refused


def is_folder(source: Path) -> bool:
    """Whether it is a folder. What cannot be looked at is a file, which fails when it is read. Raises NoInput."""
    try:
        return stat.S_ISDIR(source.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not source.is_symlink():
            raise NoInput("source-missing", name=source) from error
    except OSError:
        pass
    return False


def _below(source: Path, wanted: set[str], output: Path, refused: list[Job]) -> Iterator[_Find]:
    own_output = _real(output)
    errors: list[OSError] = []
    for folder, folders, files in os.walk(source, onerror=errors.append):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and _real(here / name) != own_output)
        for name in sorted(files):
            if Path(name).suffix.lower() in wanted and not name.startswith((".", "~$")):
                relative = PurePosixPath((here / name).relative_to(source).as_posix())
                yield _Find(here / name, relative, shown(relative))
    for error in errors:
        closed = Path(error.filename or source)
        name = shown(closed if closed == source else closed.relative_to(source))
        refused.append(Job(closed, output, name, UnreadableSource("folder-not-readable", errno=cause(error))))


def _jobs(found: Sequence[_Find], output: Path) -> list[Job]:
    """A job for each file; files of one name are called by their paths."""
    names = Counter(each.name for each in found)
    return [
        Job(each.path, output / each.relative.parent / stem, each.name if names[each.name] == 1 else shown(each.path))
        for each, stem in zip(found, _distinct_stems(found), strict=True)
    ]


def _refuse_overwriting(jobs: Iterable[Job], sources: set[str], made: Iterable[str]) -> None:
    extensions = tuple(made)
    for job in jobs:
        for extension in extensions:
            target = output_path(job, extension)
            if _real(target) in sources:
                raise OutputError("would-overwrite", name=target)


def _real(path: Path) -> str:
    """The path without links. Not Path.resolve(): before Python 3.13 it raises where links lead to one another."""
    return os.path.realpath(path)


def output_path(job: Job, extension: str) -> Path:
    """Where the output with this extension goes."""
    return job.target.with_name(job.target.name + extension)


# --------------------------------------------------------------------------- naming

# What a terminal obeys instead of showing it (controls, ends of lines, changes of direction), and what is no character:
# half of a pair, which is how Python holds a byte of a name that is not UTF-8 (PEP 383). XML takes none of them either.
_UNSHOWN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT: Final = "\ufffd"


def shown(name: object) -> str:
    """A name or a line as it can be shown, and stand in XML: what cannot is a replacement sign."""
    return _UNSHOWN.sub(_REPLACEMENT, str(name))


# What Windows refuses in a name, with the control characters; and the device names that it refuses as a stem.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
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


def _distinct_stems(files: Sequence[_Find]) -> list[str]:
    """A safe stem for each file.

    Equal ones in a folder (case aside) get the source's extension, and then a hash of the path as given.
    """
    folders = [each.relative.parent for each in files]
    stems = [safe_stem(each.relative.stem) for each in files]
    extensions = [each.relative.suffix.lstrip(".").lower() for each in files]
    hashes = [_digest(each.path.as_posix()) for each in files]
    return _told_apart(folders, _told_apart(folders, stems, extensions), hashes)


def _told_apart(folders: Sequence[PurePosixPath], stems: Sequence[str], marks: Sequence[str]) -> list[str]:
    """The stems, each that another file of the folder has too followed by its mark."""
    keys = [(folder, stem.casefold()) for folder, stem in zip(folders, stems, strict=True)]
    counts = Counter(keys)
    return [f"{stem}-{mark}" if counts[key] > 1 else stem for stem, mark, key in zip(stems, marks, keys, strict=True)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]


# --------------------------------------------------------------------------- reading and writing


def cause(error: OSError) -> str:
    """The name of what the system refused (`EACCES`), which the labels put into words; empty where it has none."""
    return errno.errorcode.get(error.errno or 0, "")


def read(path: Path, limit: int) -> bytes:
    """The bytes of a source. Raises UnreadableSource: see the reasons below, each with its sentence in the labels."""
    try:
        status = path.stat()
        # Never opened: a pipe would wait for a writer for ever, and a device may do anything.
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource("not-a-file")
        if status.st_size > limit:
            raise UnreadableSource("file-too-large", size=status.st_size, limit=limit)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource("not-readable", errno=cause(error)) from error
    if not data:
        raise UnreadableSource("empty")
    return data


def resources_beside(source: Path, limit: int) -> Resources:
    """The files beside a source that it may name: relative paths that stay in its folder, up to `limit` bytes."""
    folder = Path(_real(source)).parent

    def find(name: str) -> bytes | None:
        relative = unquote(name.split("?", 1)[0].split("#", 1)[0]).replace("\\", "/")
        if not relative or "\0" in relative or PurePosixPath(relative).is_absolute():
            return None
        try:
            path = Path(_real(folder / relative))
            if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > limit:
                return None
            return path.read_bytes()
        except (OSError, ValueError):  # ValueError: half of a pair, which no file name can hold
            return None

    return find


def write(outputs: Mapping[Path, bytes]) -> None:
    """Write the outputs of one document, all of them or none, each whole. Raises OutputError."""
    written: list[tuple[Path, Path]] = []
    try:
        for path, data in outputs.items():
            with _telling(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                temporary = path.with_name(f".{secrets.token_hex(8)}.part")
                written.append((temporary, path))
                _write_through(temporary, data)
                # Beside a folder all can be written, and yet nothing can take its place: seen before the first rename.
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, "a folder is in its place")
        for temporary, path in written:
            with _telling(path):
                temporary.replace(path)
    finally:
        for temporary, _path in written:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """What the system refuses, as an OutputError about `path`."""
    try:
        yield
    except OSError as error:
        raise OutputError("not-writable", name=path, errno=cause(error)) from error


def publications(sources: Sequence[Path]) -> Callable[[Path], Publication | None]:
    """For each document of these sources, the publication that it is part of: what `publicatie.toml` says.

    The file stands in the document's own folder, or in one above it that is still inside a source folder; the nearest
    counts. None where there is none. All are read now, so that a mistake stops the run before it starts. Raises
    PublicationError.
    """
    tops = [source if is_folder(source) else source.parent for source in sources]
    found: dict[Path, Publication] = {}
    for top in tops:
        for folder, folders, _files in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            if (known := _publication(Path(folder))) is not None:
                found[Path(folder)] = known

    def of(source: Path) -> Publication | None:
        return next((found[folder] for folder in source.parents if folder in found), None)

    return of


def _publication(folder: Path) -> Publication | None:
    path = folder / publication.FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PublicationError("publication-file", name=path, errno=cause(error)) from error
    except UnicodeDecodeError as error:
        raise PublicationError("publication-encoding", name=path) from error
    return publication.parse(text, shown(path))


def folder_reader(folder: Path) -> Callable[[str], bytes | None]:
    """The files of a folder by name; None where there is none of that name."""

    def find(name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.is_file() else None

    return find


def check_writable(folder: Path) -> None:
    """Make the output folder, and see that it can be written. Raises OutputError."""
    with _telling(folder):
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{secrets.token_hex(8)}.part"
        probe.touch(exist_ok=False)
        probe.unlink()
