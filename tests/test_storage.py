"""The disk: which files are found, what their outputs are called, and that a file appears whole or not at all."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import storage
from pipeline.content import clean
from pipeline.errors import NoInput, OutputError, PublicationError, UnreadableSource
from pipeline.publication import Publication

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
    assert planned(sources, tmp_path / "uit") == {str(tmp_path / "a/x.docx"): "x", str(tmp_path / "y.odt"): "y"}


def test_files_are_called_as_the_user_typed_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "a.docx", "s/a.docx", "t/a.docx", "u/a.docx", "u/b.docx")
    monkeypatch.chdir(tmp_path)
    jobs = storage.plan([Path("a.docx"), Path("s/a.docx"), Path("t")], Path("uit"), KNOWN, ())
    assert [job.name for job in jobs] == ["a.docx", "s/a.docx", "t/a.docx"]
    in_two = storage.plan([Path("t"), Path("u")], Path("uit"), KNOWN, ())
    assert [job.name for job in in_two] == ["t/a.docx", "u/a.docx", "b.docx"]


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


def test_a_source_folder_is_no_output(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.docx")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    for output in ("in", "link", "in/../in"):
        with pytest.raises(OutputError, match="output-is-source"):
            planned([tmp_path / "in"], tmp_path / output)
    assert planned([tmp_path / "in"], tmp_path / "in" / "uit") == {"a.docx": "a"}


def test_links_that_lead_to_one_another_are_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx")
    (tmp_path / "lus.docx").symlink_to("lus.docx")
    (tmp_path / "wees.docx").symlink_to("weg.docx")
    assert planned([tmp_path], tmp_path / "uit") == {"a.docx": "a", "lus.docx": "lus", "wees.docx": "wees"}
    assert list(planned([tmp_path / "lus.docx"], tmp_path / "uit").values()) == ["lus"]
    assert refusal(tmp_path / "lus.docx") == ("not-readable", {"errno": "ELOOP"})
    assert refusal(tmp_path / "wees.docx") == ("not-readable", {"errno": "ENOENT"})
    find = storage.resources_beside(tmp_path / "a.docx", 100)
    assert (find("lus.docx"), find("\ud800")) == (None, None)


def test_a_folder_that_cannot_be_looked_into_is_a_job_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "a.docx", "b/c.docx", "d/e.docx")
    close(tmp_path / "b", monkeypatch)
    open_one, closed = storage.plan([tmp_path], tmp_path / "uit", KNOWN, (".html",))[::2]
    assert (open_one.name, open_one.refusal) == ("a.docx", None)
    assert (closed.name, getattr(closed.refusal, "values", None)) == ("b", {"errno": "EACCES"})
    only = storage.plan([tmp_path / "b"], tmp_path / "uit", KNOWN, (".html",))
    assert [(job.name, job.refusal is None) for job in only] == [(str(tmp_path / "b"), False)]


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a folder refuse to be listed, also to root, whom the file system refuses nothing."""
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path) == str(folder):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)


def test_a_name_that_is_not_utf8_or_holds_controls_is_planned_and_shown(tmp_path: Path) -> None:
    touch(tmp_path, os.fsdecode(b"latin\xe9.docx"), "a\nb\x1b[31m.docx", "\u202egnp.docx")
    assert planned([tmp_path], tmp_path / "uit") == {
        "a\ufffdb\ufffd[31m.docx": "a_b_[31m",
        "latin\ufffd.docx": "latin",
        "\ufffdgnp.docx": "gnp",
    }


@given(st.text(st.characters()))
def test_what_is_shown_is_one_line_that_xml_can_hold(name: str) -> None:
    line = storage.shown(name)
    assert clean(line) == line
    assert line.encode().decode() == line
    assert len(line.splitlines()) <= 1


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
    storage.write({tmp_path / "m" / "a.html": b"een"})
    storage.write({tmp_path / "m" / "a.html": b"twee"})
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "m").iterdir()] == [("a.html", b"twee")]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage.write({tmp_path / "a.html": b"een"})

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="not-writable"):
        storage.write({tmp_path / "a.html": b"twee"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.html", b"een")]


def test_of_outputs_one_of_which_cannot_be_written_none_appears(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    touch(tmp_path, "map")
    for bad, name in ((tmp_path / "a.pdf", "EISDIR"), (tmp_path / "map" / "a.pdf", "EEXIST")):
        with pytest.raises(OutputError) as caught:
            storage.write({tmp_path / "a.html": b"een", bad: b"twee", tmp_path / "a.json": b"drie"})
        assert caught.value.values == {"name": str(bad), "errno": name}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "map"]


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
    assert refusal(tmp_path / "a.docx", 0) == ("file-too-large", {"size": "1", "limit": "0"})
    assert refusal(tmp_path / "weg.docx") == ("not-readable", {"errno": "ENOENT"})


def test_an_empty_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").touch()
    assert refusal(tmp_path / "a.xml") == ("empty", {})


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.docx")
    with socket.socket(socket.AF_UNIX) as open_socket:
        open_socket.bind(str(tmp_path / "s.docx"))
    for path in (tmp_path / "pijp.docx", tmp_path / "s.docx", Path("/dev/null"), tmp_path):
        assert refusal(path) == ("not-a-file", {})
    assert planned([tmp_path], tmp_path / "uit") == {"pijp.docx": "pijp", "s.docx": "s"}


def refusal(path: Path, limit: int = 100) -> tuple[str, dict[str, str]]:
    with pytest.raises(UnreadableSource) as caught:
        storage.read(path, limit)
    return caught.value.reason, caught.value.values


def test_a_document_is_part_of_the_publication_nearest_above_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    (tmp_path / "a" / "publicatie.toml").write_text("title = 'A'", encoding="utf-8")
    (tmp_path / "a" / "b" / "publicatie.toml").write_text("\ufefftitle = 'B'", encoding="utf-8")
    of = storage.publications([tmp_path])
    found = [of(tmp_path / name) for name in ("a/x.docx", "a/b/x.docx", "a/d/x.docx", "c/x.docx")]
    assert found == [Publication(title="A"), Publication(title="B"), Publication(title="A"), None]


def test_the_publication_of_a_single_file_stands_beside_it_and_not_above(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "publicatie.toml").write_text("title = 'boven'", encoding="utf-8")
    (tmp_path / "a" / "x.docx").write_bytes(b"x")
    assert storage.publications([tmp_path / "a" / "x.docx"])(tmp_path / "a" / "x.docx") is None
    (tmp_path / "a" / "publicatie.toml").write_text("title = 'naast'", encoding="utf-8")
    of = storage.publications([tmp_path / "a" / "x.docx"])
    assert of(tmp_path / "a" / "x.docx") == Publication(title="naast")


def test_a_publication_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "publicatie.toml").write_bytes(b"\xff")
    with pytest.raises(PublicationError) as caught:
        storage.publications([tmp_path])
    assert caught.value.reason == "publication-encoding"
    (tmp_path / "publicatie.toml").unlink()
    (tmp_path / "publicatie.toml").mkdir()
    with pytest.raises(PublicationError) as caught:
        storage.publications([tmp_path])
    assert caught.value.reason == "publication-file"
