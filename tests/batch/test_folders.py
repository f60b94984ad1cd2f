"""Folders of outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch.folders import put, remove, used_bytes


def made(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_folder_takes_the_place_of_an_older_one_as_a_whole(tmp_path: Path) -> None:
    place = tmp_path / "place"
    put(made(tmp_path / "one", a="1", b="1"), place)
    put(made(tmp_path / "two", a="2"), place)
    assert held(place) == {"a": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_what_cannot_be_put_leaves_what_was_there(tmp_path: Path) -> None:
    place = made(tmp_path / "place", a="1")
    with pytest.raises(FileNotFoundError):
        put(tmp_path / "nothing", place)
    assert held(place) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_links_are_neither_followed_nor_kept(tmp_path: Path) -> None:
    outside = made(tmp_path / "outside", a="1" * 100_000)
    folder = made(tmp_path / "folder")
    (folder / "link").symlink_to(outside)
    assert used_bytes(folder, 1_000_000) == 4096
    remove(folder)
    assert held(outside) == {"a": "1" * 100_000}
    assert not folder.exists()


def test_empty_files_count_too_and_no_more_are_looked_at_than_needed(tmp_path: Path) -> None:
    folder = made(tmp_path / "folder", **{f"f{number}": "" for number in range(10)})
    assert used_bytes(folder, 100_000) == 10 * 4096
    assert used_bytes(folder, 4096) == 2 * 4096
