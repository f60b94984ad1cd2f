"""Releases: built apart, made to last, and shown by moving one link; kept, counted, and gone back to."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from pipeline.batch import files, folders
from pipeline.batch.engine import File
from pipeline.batch.layout import INTERN, Layout
from pipeline.errors import OutputError, ReleaseError

KEEP: Final = 14
MANIFEST: Final = f"{INTERN}/manifest.json"

_NAME: Final = re.compile(r"\d{8}T\d{6}Z(?:_\d{3})?")


class Published(msgspec.Struct, frozen=True, rename="camel"):
    """A document of a release.

    `slug` is the name of its folder, `key` and `base` those of its result (`keys.py`), `sha256` of the source that it
    was made of, `made` the day on which that was. It is `stale` where the source of the run could not be made: then it
    is what an earlier run made. `coverage` is the share of the source's characters that was read or reported; the last
    three count diagnostics.
    """

    name: str
    slug: str
    title: str
    key: str
    base: str
    sha256: str
    made: str
    stale: bool = False
    coverage: float = 1.0
    errors: int = 0
    warnings: int = 0
    infos: int = 0


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """What a release is made of: equal `ingredients` make equal releases. `files` are by their paths below it."""

    id: str
    started: str
    ingredients: str
    documents: tuple[Published, ...]
    files: Mapping[str, File]

    def by_name(self) -> Mapping[str, Published]:
        """Its documents by name."""
        return {document.name: document for document in self.documents}


class Release(msgspec.Struct, frozen=True):
    """A release as it is on the disk."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """Its name."""
        return self.manifest.id

    def is_whole(self) -> bool:
        """Whether all its files are there in their sizes."""
        return all(files.has_size(self.folder / path, file.size) for path, file in self.manifest.files.items())


def read(folder: Path) -> Release | None:
    """The release in a folder; None where there is none that is whole enough to say what it is."""
    try:
        data = (folder / MANIFEST).read_bytes()
        return Release(folder, msgspec.json.decode(data, type=Manifest))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def current(layout: Layout) -> Release | None:
    """The release that counts; None where none was published yet, or it is lost."""
    with suppress(OSError, RuntimeError):  # RuntimeError: links that lead to one another, before Python 3.13
        return read(layout.current.resolve())
    return None


def names(layout: Layout) -> list[str]:
    """The ids of all releases, the oldest first."""
    with suppress(OSError):
        return sorted(path.name for path in layout.releases.iterdir() if _NAME.fullmatch(path.name))
    return []


def every(layout: Layout) -> Iterator[Release]:
    """All releases that are kept, the oldest first."""
    for name in names(layout):
        if (found := read(layout.releases / name)) is not None:
            yield found


def next_id(layout: Layout, stamp: str, last_run: str) -> str:
    """A name for a run and its release that comes after all others, also where the clock went back."""
    last = max((*names(layout), last_run))
    if last < stamp:
        return stamp
    head, _, count = last.partition("_")
    return f"{head}_{int(count or 0) + 1:03}"


class Staging:
    """A release that is being built; nobody sees it until `publish`.

    What is as it was in the release `before` is the same file.
    """

    def __init__(self, layout: Layout, id_: str, before: Release | None) -> None:
        self.folder = layout.staging / id_
        self.files: dict[str, File] = {}
        self._layout = layout
        self._before = before
        self._old = before.manifest.files if before is not None else {}

    def open(self) -> None:
        """Begin, with an empty folder. Raises OutputError."""
        with files.telling(self.folder):
            folders.remove(self.folder)
            self.folder.mkdir(parents=True)

    def write(self, path: str, data: bytes) -> None:
        """Put a file in. Raises OutputError, and ReleaseError where there is one already."""
        self._claim(path)
        with files.telling(self.folder / path):
            old = self._same(path, data)
            if old is not None:
                files.link(old, self.folder / path)
            else:
                files.write_new(self.folder / path, data)
        self.files[path] = files.look(self.folder / path) or File("", 0)

    def link(self, path: str, source: Path, file: File) -> None:
        """Put a file in that stands elsewhere already. Raises OutputError, and ReleaseError as `write` does."""
        self._claim(path)
        with files.telling(self.folder / path):
            files.link(source, self.folder / path)
        self.files[path] = file

    def take_in(self) -> None:
        """Take up the files that a program has put here. Raises OutputError."""
        for path in files.walk(self.folder):
            name = path.relative_to(self.folder).as_posix()
            if name not in self.files:
                with files.telling(path):
                    data = path.read_bytes()
                    path.unlink()
                self.write(name, data)

    def new(self) -> Iterator[str]:
        """The files that are not as they were in the release before."""
        return (path for path, file in self.files.items() if self._old.get(path) != file)

    def publish(self, manifest: Manifest) -> Release:
        """See that all is on the disk, and let `current` lead to it. Raises OutputError; then nothing has changed."""
        data = msgspec.json.encode(manifest)
        layout, place = self._layout, self._layout.releases / manifest.id
        with files.telling(layout.root):
            files.write_new(self.folder / MANIFEST, data)
            files.sync(self.folder / path for path in (*self.new(), MANIFEST))
            files.sync(Path(here) for here, _folders, _files in os.walk(self.folder))
            layout.releases.mkdir(exist_ok=True)
            self.folder.rename(place)
            files.sync((layout.releases,))
            point_at(layout, manifest.id)
        return Release(place, manifest)

    def _claim(self, path: str) -> None:
        if path in self.files:
            raise ReleaseError("release-twice", name=path)

    def _same(self, path: str, data: bytes) -> Path | None:
        """The file of the release before, where it has these bytes."""
        if self._before is None or path not in self._old or self._old[path].size != len(data):
            return None
        place = self._before.folder / path
        try:
            return place if place.read_bytes() == data else None
        except OSError:
            return None


def point_at(layout: Layout, id_: str) -> None:
    """Let `current` lead to a release. Raises OutputError."""
    if layout.current.exists() and not layout.current.is_symlink():
        raise OutputError("current-in-the-way", name=layout.current)
    with files.telling(layout.current):
        files.point(layout.current, f"{layout.releases.name}/{id_}")


def go_back(layout: Layout, id_: str | None = None) -> Release:
    """Let a release count again: the one of this name, else the last one before the current one.

    Raises ReleaseError where there is none, or it is not whole any more.
    """
    here = current(layout)
    known = names(layout)
    before = [name for name in known if here is None or name < here.id]
    wanted = id_ if id_ is not None else (before[-1] if before else "")
    if not wanted:
        raise ReleaseError("release-no-earlier")
    found = read(layout.releases / wanted) if wanted in known else None
    if found is None:
        raise ReleaseError("release-unknown", name=wanted, known=", ".join(known) or "–")
    if not found.is_whole():
        raise ReleaseError("release-broken", name=wanted)
    point_at(layout, wanted)
    return found


def prune(layout: Layout, keep: int) -> int:
    """Remove all releases but the last ones, and the one that counts. How many went."""
    here = current(layout)
    old = names(layout)[: -max(1, keep)]
    gone = [name for name in old if here is None or name != here.id]
    for name in gone:
        remove(layout, layout.releases / name)
    return len(gone)


def remove(layout: Layout, folder: Path) -> None:
    """Remove a folder, out of sight first: what is half gone is never among the releases."""
    with suppress(OSError):
        layout.staging.mkdir(parents=True, exist_ok=True)
        away = layout.staging / f".{secrets.token_hex(4)}.old"
        folder.rename(away)
        folders.remove(away)


def tidy(layout: Layout, unfinished: Iterable[str] = ()) -> None:
    """Remove what runs left behind that were killed: what was half built, and releases that were never shown."""
    here = current(layout)
    for id_ in unfinished:
        if here is None or here.id != id_:
            remove(layout, layout.releases / id_)
    for folder in (layout.staging, layout.work):
        folders.remove(folder)
    for pattern in (f".{layout.current.name}.*", ".*.part", "runs/.*.part", "metrics/.*.part", ".store/.*.part"):
        for left in layout.root.glob(pattern):
            left.unlink(missing_ok=True)
