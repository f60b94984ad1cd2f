"""Releases: shown in one step, counted, and gone back to."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pipeline.batch import files, release
from pipeline.batch.layout import Layout
from pipeline.batch.release import Manifest, Release, Staging
from pipeline.errors import OutputError, ReleaseError


def publish(layout: Layout, id_: str, before: Release | None = None, **contents: str) -> Release:
    """A release with these files, shown."""
    staging = Staging(layout, id_, before)
    staging.open()
    for name, text in contents.items():
        staging.write(f"public/{name}.html", text.encode())
    return staging.publish(Manifest(id_, "", "", (), dict(staging.files)))


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "out")


def text(layout: Layout, name: str = "a") -> str:
    return (layout.current / "public" / f"{name}.html").read_text()


IDS = [f"2026112{day}T023000Z" for day in range(1, 6)]


def test_what_is_published_is_shown_and_is_what_was_put_in(layout: Layout) -> None:
    assert release.current(layout) is None
    made = publish(layout, IDS[0], a="een")
    assert (release.current(layout), text(layout), made.is_whole()) == (made, "een", True)
    assert not (layout.staging / IDS[0]).exists()


def test_what_is_as_before_is_the_same_file(layout: Layout) -> None:
    old = publish(layout, IDS[0], a="een", b="twee", c="drie")
    (old.folder / "public" / "c.html").chmod(0o644)
    (old.folder / "public" / "c.html").write_text("DRIE")
    new = publish(layout, IDS[1], before=old, a="een", b="TWEE", c="drie")

    def shared(name: str) -> bool:
        return (old.folder / "public" / name).samefile(new.folder / "public" / name)

    assert (shared("a.html"), shared("b.html"), shared("c.html")) == (True, False, False)
    assert text(layout, "c") == "drie"


def test_a_reader_never_finds_nothing(layout: Layout) -> None:
    """A reader that looks all the time, while releases follow one another."""
    publish(layout, IDS[0], a="0")
    found: list[str] = []
    missing: list[OSError] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            try:
                found.append(text(layout))
            except OSError as error:
                missing.append(error)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 40):
        publish(layout, f"20261124T0300{number:02}Z", a=str(number))
    for number in range(400):
        release.point_at(layout, f"20261124T0300{number % 39 + 1:02}Z")
    done.set()
    for reader in readers:
        reader.join()
    assert missing == []
    assert {"0", "39"} <= set(found)


def test_there_is_a_way_back_and_forth(layout: Layout) -> None:
    for number, id_ in enumerate(IDS[:3]):
        publish(layout, id_, a=str(number))
    assert (release.go_back(layout).id, text(layout)) == (IDS[1], "1")
    assert (release.go_back(layout).id, text(layout)) == (IDS[0], "0")
    with pytest.raises(ReleaseError, match="release-no-earlier"):
        release.go_back(layout)
    assert (release.go_back(layout, IDS[2]).id, text(layout)) == (IDS[2], "2")


@pytest.mark.parametrize("name", ["20261101T023000Z", "..", "../releases/20261121T023000Z", ""])
def test_there_is_no_way_to_what_is_not_there(layout: Layout, name: str) -> None:
    publish(layout, IDS[0], a="0")
    with pytest.raises(ReleaseError):
        release.go_back(layout, name)
    assert text(layout) == "0"


def test_there_is_no_way_back_to_what_is_no_longer_whole(layout: Layout) -> None:
    old = publish(layout, IDS[0], a="0", b="0")
    publish(layout, IDS[1], a="1")
    (old.folder / "public" / "b.html").unlink()
    with pytest.raises(ReleaseError, match="release-broken"):
        release.go_back(layout)
    assert text(layout) == "1"


def test_the_last_ones_are_kept_and_the_one_that_counts(layout: Layout) -> None:
    for id_ in IDS:
        publish(layout, id_, a=id_)
    release.go_back(layout, IDS[0])
    assert release.prune(layout, 2) == 2
    assert release.names(layout) == [IDS[0], IDS[3], IDS[4]]
    assert [each.id for each in release.every(layout)] == [IDS[0], IDS[3], IDS[4]]


def test_names_go_up_also_where_the_clock_does_not(layout: Layout) -> None:
    assert release.next_id(layout, IDS[0], "") == IDS[0]
    publish(layout, IDS[1], a="")
    assert release.next_id(layout, IDS[0], "") == f"{IDS[1]}_001"
    publish(layout, f"{IDS[1]}_001", a="")
    assert release.next_id(layout, IDS[1], IDS[0]) == f"{IDS[1]}_002"
    assert release.next_id(layout, IDS[2], f"{IDS[3]}_007") == f"{IDS[3]}_008"
    assert release.next_id(layout, IDS[4], f"{IDS[3]}_007") == IDS[4]


def test_what_a_killed_run_left_goes(layout: Layout) -> None:
    publish(layout, IDS[0], a="0")
    publish(layout, IDS[1], a="1")
    release.go_back(layout)
    Staging(layout, IDS[2], None).open()
    (layout.root / ".current.0123").symlink_to("nowhere")
    (layout.root / ".0123.part").touch()
    layout.work.mkdir()
    release.tidy(layout, (IDS[0], IDS[1]))
    assert sorted(path.name for path in layout.root.iterdir()) == ["current", "releases"]
    # Of those that were never ended, the one that counts stays.
    assert release.names(layout) == [IDS[0]]


def test_a_folder_of_somebody_else_is_not_taken_for_the_link(layout: Layout) -> None:
    layout.current.mkdir(parents=True)
    (layout.current / "mine").touch()
    with pytest.raises(OutputError, match="current-in-the-way"):
        publish(layout, IDS[0], a="0")
    assert (layout.current / "mine").exists()


def test_two_files_of_one_name_are_a_mistake(layout: Layout) -> None:
    staging = Staging(layout, IDS[0], None)
    staging.open()
    staging.write("public/a.html", b"")
    with pytest.raises(ReleaseError, match="release-twice"):
        staging.write("public/a.html", b"")


def test_what_a_program_put_in_is_taken_up(layout: Layout) -> None:
    staging = Staging(layout, IDS[0], None)
    staging.open()
    staging.write("public/a.html", b"a")
    (staging.folder / "public" / "index").mkdir()
    (staging.folder / "public" / "index" / "b.bin").write_bytes(b"b")
    staging.take_in()
    assert {path: file.size for path, file in staging.files.items()} == {"public/a.html": 1, "public/index/b.bin": 1}


def test_a_file_that_stands_at_more_places_is_counted_once(layout: Layout) -> None:
    old = publish(layout, IDS[0], a="x" * 1000)
    before = files.used_bytes(layout.root)
    publish(layout, IDS[1], before=old, a="x" * 1000)
    assert files.used_bytes(layout.root) - before < 1000
