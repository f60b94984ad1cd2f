"""What there is to do: documents, those that are being written, and an input of which too much is gone."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.batch.discover import Document, Found, Refused, Seen, discover, is_open, remembered, vanished
from pipeline.errors import NoInput, OutputError, UnreadableSource

NOW = 1_800_000_000.0


def put(folder: Path, name: str, data: bytes = b"<p>x", age: float = 60.0) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (NOW - age, NOW - age))
    return path


def look(folder: Path, **known: Seen) -> Found:
    return discover(folder, folder.parent / "out", known, NOW)


def busy(found: Found) -> dict[str, str]:
    return {document.name: document.busy for document in found.documents}


def test_documents_are_found_by_their_paths_with_their_hashes(tmp_path: Path) -> None:
    path = put(tmp_path / "in", "deel 1/b.html")
    put(tmp_path / "in", "a.docx", b"PK")
    put(tmp_path / "in", "notes.txt")
    put(tmp_path / "in", ".hidden/c.html")
    found = look(tmp_path / "in")
    assert busy(found) == {"a.docx": "", "deel 1/b.html": ""}
    status = path.stat()
    seen = Seen(4, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, hashlib.sha256(b"<p>x").hexdigest())
    assert found.documents[1] == Document("deel 1/b.html", path, seen)


def test_who_is_as_before_is_not_read_again(tmp_path: Path) -> None:
    path = put(tmp_path / "in", "a.html")
    (document,) = look(tmp_path / "in").documents
    made_up = Seen(document.seen.size, document.seen.changed, document.seen.touched, document.seen.inode, "made up")
    again = discover(tmp_path / "in", tmp_path / "out", {"a.html": made_up}, NOW)
    assert again.documents[0].seen.sha256 == "made up"
    path.write_bytes(b"<p>y")
    os.utime(path, (NOW - 60, NOW - 60))
    again = discover(tmp_path / "in", tmp_path / "out", {"a.html": made_up}, NOW)
    assert again.documents[0].seen.sha256 == hashlib.sha256(b"<p>y").hexdigest()


def test_what_was_changed_a_moment_ago_is_busy_and_is_not_remembered(tmp_path: Path) -> None:
    put(tmp_path / "in", "new.html", age=9)
    put(tmp_path / "in", "old.html", age=10)
    put(tmp_path / "in", "future.html", age=-60)
    found = look(tmp_path / "in")
    assert busy(found) == {"future.html": "", "new.html": "recent", "old.html": ""}
    assert [name for name, _seen in remembered(found)] == ["future.html", "old.html"]


def test_what_changes_while_it_is_read_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "in", "a.html")
    digest = hashlib.file_digest

    def growing(*given: object) -> object:
        with path.open("ab") as file:
            file.write(b"more")
        os.utime(path, (NOW - 60, NOW - 60))
        return digest(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(hashlib, "file_digest", growing)
    assert busy(look(tmp_path / "in")) == {"a.html": "changing"}


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("2.6.1 Veiligheid.docx", "~$6.1 Veiligheid.docx"),
        ("begroot.docx", "~$egroot.docx"),
        ("nota.docx", "~$nota.docx"),
        ("nota.odt", ".~lock.nota.odt#"),
    ],
)
def test_a_document_that_a_word_processor_has_open_is_busy(tmp_path: Path, name: str, lock: str) -> None:
    put(tmp_path / "in", name)
    put(tmp_path / "in", lock)
    put(tmp_path / "in", "x.html")
    assert busy(look(tmp_path / "in")) == {name: "open", "x.html": ""}
    assert not is_open("x.html", {lock})


def test_what_cannot_be_read_is_refused_and_costs_no_other(tmp_path: Path) -> None:
    put(tmp_path / "in", "a.html")
    os.mkfifo(tmp_path / "in" / "pipe.html")
    (tmp_path / "in" / "gone.html").symlink_to("nowhere")
    put(tmp_path / "in", os.fsdecode(b"caf\xe9.html"))
    found = look(tmp_path / "in")
    assert busy(found) == {"a.html": ""}
    assert {each.name: (type(each.error), each.error.reason) for each in found.refused} == {
        "pipe.html": (UnreadableSource, "not-a-file"),
        "gone.html": (UnreadableSource, "not-readable"),
        "caf\ufffd.html": (UnreadableSource, "name-not-text"),
    }


def test_no_input_stops_a_run(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    put(tmp_path, "a.html")
    for source, reason in (("empty", "nothing-to-convert"), ("none", "source-missing"), ("a.html", "input-no-folder")):
        with pytest.raises(NoInput, match=reason):
            discover(tmp_path / source, tmp_path / "out", {}, NOW)
    with pytest.raises(OutputError, match="output-is-source"):
        discover(tmp_path, tmp_path, {}, NOW)


def found(*names: str, closed: str = "") -> Found:
    documents = tuple(Document(name, Path(name), Seen(0, 0, 0, 0, "")) for name in names)
    refused = (Refused(closed, UnreadableSource("folder-not-readable"), is_folder=True),) if closed else ()
    return Found(documents, refused)


def test_what_is_gone_is_told_while_it_is_little() -> None:
    ten = [f"{number}.html" for number in range(10)]
    assert vanished(ten, found(*ten[2:], "new.html")) == ("0.html", "1.html")
    assert vanished(["a", "b"], found("b")) == ("a",)
    assert vanished([], found("a")) == ()


@pytest.mark.parametrize(("before", "left"), [(10, 7), (10, 0), (3, 1), (1, 0)])
def test_too_much_that_is_gone_stops_a_run(before: int, left: int) -> None:
    names = [f"{number}.html" for number in range(before)]
    with pytest.raises(NoInput, match="input-shrunk"):
        vanished(names, found(*names[:left], "new.html"))


def test_what_is_below_a_folder_that_cannot_be_looked_into_is_not_gone() -> None:
    assert vanished(["dicht/a", "dicht/b", "open/c"], found("open/c", closed="dicht")) == ()
