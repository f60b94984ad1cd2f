"""The disk: which files are found, what their outputs are called, and that a file appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import storage
from pipeline.errors import NoInput, OutputError, UnreadableSource

KNOWN = (".docx", ".html", ".htm")


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def planned(sources: list[Path], output: Path) -> dict[str, str]:
    jobs = storage.plan(sources, output, KNOWN, (".html", ".pdf"))
    return {job.name: job.target.relative_to(output).as_posix() for job in jobs}


def test_a_folder_is_searched_and_mirrored(tmp_path: Path) -> None:
    given_names = ("b.docx", "A/c.HTML", "A/~$c.docx", ".verborgen.docx", ".git/d.docx", "e.txt", "uit/f.html")
    touch(tmp_path, *given_names)
    assert planned([tmp_path], tmp_path / "uit") == {"b.docx": "b", "A/c.HTML": "A/c"}


def test_files_are_taken_as_they_are_and_once(tmp_path: Path) -> None:
    touch(tmp_path, "a/x.docx", "y.odt")
    sources = [tmp_path / "a/x.docx", tmp_path / "a", tmp_path / "y.odt"]
    assert planned(sources, tmp_path / "uit") == {"x.docx": "x", "y.odt": "y"}


def test_equal_stems_are_told_apart_by_extension_and_then_by_hash(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "A.html", "b.docx", "m/c.docx", "n/c.docx")
    assert planned([tmp_path], tmp_path / "uit") == {
        "A.html": "A-html",
        "a.docx": "a-docx",
        "b.docx": "b",
        "m/c.docx": "m/c",
        "n/c.docx": "n/c",
    }
    sources = [tmp_path / "m/c.docx", tmp_path / "n/c.docx"]
    jobs = storage.plan(sources, tmp_path / "uit", KNOWN, (".html",))
    assert len({job.target for job in jobs}) == 2


def test_nothing_to_convert_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="nothing-to-convert"):
        planned([tmp_path], tmp_path / "uit")
    with pytest.raises(NoInput, match="source-missing"):
        planned([tmp_path / "weg.docx"], tmp_path / "uit")


def test_an_output_never_takes_the_place_of_a_source(tmp_path: Path) -> None:
    touch(tmp_path, "a.html")
    with pytest.raises(OutputError, match="would-overwrite"):
        planned([tmp_path / "a.html"], tmp_path)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2.6.1 Veiligheid, handhaving", "2.6.1 Veiligheid, handhaving"),
        ('a/b\\c:d*e?"f<g>h|i\n', "a_b_c_d_e__f_g_h_i_"),
        (" .verborgen. ", "verborgen"),
        ("--help", "help"),
        ("CON", "_CON"),
        ("nul.2026", "_nul.2026"),
        ("be\u0301", "bé"),
        ("\u202egnp", "gnp"),
    ],
)
def test_a_stem_is_safe_everywhere_and_near_to_the_given_one(stem: str, expected: str) -> None:
    assert storage.safe_stem(stem) == expected


@given(st.text())
def test_a_safe_stem_is_a_name_and_safe(stem: str) -> None:
    safe = storage.safe_stem(stem)
    assert 0 < len(safe.encode()) <= 180
    assert safe not in {".", ".."}
    assert not set(safe) & set('/\\\0<>:"|?*')
    assert storage.safe_stem(safe) == safe


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    storage.write(tmp_path / "m" / "a.html", b"een")
    storage.write(tmp_path / "m" / "a.html", b"twee")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "m").iterdir()] == [("a.html", b"twee")]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.write(tmp_path / "a.html", b"een")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="not-writable"):
        storage.write(tmp_path / "a.html", b"twee")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.html", b"een")]


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "uit")
    with pytest.raises(OutputError, match="not-writable"):
        storage.check_writable(tmp_path / "uit")


def test_files_beside_a_source_are_given_and_no_others(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.html", "in/een brug.png", "geheim.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "geheim.txt")
    find = storage.resources_beside(tmp_path / "in/a.html", 100)
    assert find("een%20brug.png?v=1#top") == b"x"
    names = ("../geheim.txt", "link.txt", str(tmp_path / "geheim.txt"), "..\\geheim.txt", "", "\0", "weg.png", ".")
    assert [find(name) for name in names] == [None] * len(names)
    assert storage.resources_beside(tmp_path / "in/a.html", 0)("een brug.png") is None


def test_a_source_that_is_too_large_or_cannot_be_read_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    assert storage.read(tmp_path / "a.docx", 1) == b"x"
    with pytest.raises(UnreadableSource, match="too-large"):
        storage.read(tmp_path / "a.docx", 0)
    with pytest.raises(UnreadableSource, match="not-readable"):
        storage.read(tmp_path / "weg.docx", 1)
