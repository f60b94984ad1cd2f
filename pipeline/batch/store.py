"""What was made of documents, kept by key: a folder a result, whole or not there, and checked before it is used.

A result is never changed; a new key is a new result. Releases are hard links of what lies here. What no release that is
kept stands on is removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from pipeline.batch import files, folders
from pipeline.batch.engine import File

CARD: Final = "result.json"
_BESIDE: Final = ".beside"


class Result(msgspec.Struct, frozen=True):
    """A result that is kept.

    `base` is what its key was made of (`keys.py`), `name` the document's, `made` the day on which it was made
    (2026-11-24). `files` are paths below its folder.
    """

    key: str
    base: str
    name: str
    made: str
    files: Mapping[str, File]


class Store:
    """The results below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def folder(self, key: str) -> Path:
        """Where the files of a result stand."""
        return self._folder / key[:2] / key

    def find(self, key: str) -> Result | None:
        """The result of a key, where its files are there in their sizes; what is not whole is none."""
        folder = self.folder(key)
        try:
            found = msgspec.json.decode((folder / CARD).read_bytes(), type=Result)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        whole = found.key == key and all(files.has_size(folder / path, file.size) for path, file in found.files.items())
        return found if whole else None

    def is_sound(self, result: Result) -> bool:
        """Whether every file of a result is what it was when it was made."""
        folder = self.folder(result.key)
        return all(files.look(folder / path) == file for path, file in result.files.items())

    def put(self, made: Path, result: Result) -> None:
        """Keep a folder that was made, which is moved here. Raises OutputError, and then nothing is kept."""
        folder = self.folder(result.key)
        with files.telling(folder):
            files.write_new(made / CARD, msgspec.json.encode(result))
            files.read_only(made)
            folder.parent.mkdir(parents=True, exist_ok=True)
            folders.put(made, folder)

    def restore(self, copy: Path, key: str) -> Result | None:
        """Bring a result back out of a release that shows it; None where it is not sound there. Raises OutputError."""
        try:
            found = msgspec.json.decode((copy / CARD).read_bytes(), type=Result)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        if found.key != key or any(files.look(copy / path) != file for path, file in found.files.items()):
            return None
        folder = self.folder(key)
        part = folder.with_name(f".{key}.part")
        with files.telling(folder):
            folders.remove(part)
            for path in (*found.files, CARD):
                files.link(copy / path, part / path)
            folders.put(part, folder)
        return found

    def drop(self, key: str) -> None:
        """Remove a result."""
        folders.remove(self.folder(key))

    def beside(self, base: str) -> tuple[str, ...]:
        """Which files beside a document it names, as far as it was ever made."""
        try:
            return msgspec.json.decode(self._beside(base).read_bytes(), type=tuple[str, ...])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return ()

    def remember(self, base: str, names: Collection[str]) -> None:
        """Keep which files beside a document it names. Raises OutputError."""
        if names:
            with files.telling(self._folder):
                files.replace_whole(self._beside(base), msgspec.json.encode(sorted(names)))

    def _beside(self, base: str) -> Path:
        return self._folder / base[:2] / f"{base}{_BESIDE}"

    def keep_only(self, keys: Collection[str], bases: Collection[str]) -> int:
        """Remove all that is not of these keys and bases, and what is half done. How many results went."""
        count = 0
        for path in self._entries():
            if path.name.endswith(_BESIDE):
                if path.name.removesuffix(_BESIDE) not in bases:
                    path.unlink(missing_ok=True)
            elif path.name not in keys:
                # What is half done begins with a dot.
                count += not path.name.startswith(".")
                if path.is_dir():
                    folders.remove(path)
                else:
                    path.unlink(missing_ok=True)
        return count

    def _entries(self) -> Iterator[Path]:
        with suppress(OSError):
            for shard in sorted(self._folder.iterdir()):
                if shard.is_dir():
                    yield from sorted(shard.iterdir())
