"""What was made is kept by key, whole or not at all, and is looked at before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.batch import files
from pipeline.batch.engine import File
from pipeline.batch.store import Result, Store
from pipeline.errors import OutputError

KEY = "ab" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def kept(store: Store, tmp_path: Path, key: str = KEY, text: str = "inhoud", base: str = "") -> Result:
    """A result of one file, put into the store."""
    made = tmp_path / "work" / key
    made.mkdir(parents=True)
    (made / "document.xml").write_text(text)
    known = files.look(made / "document.xml")
    assert known is not None
    result = Result(key, base or key, "a.html", "2026-11-24", {"document.xml": known})
    store.put(made, result)
    return result


def test_what_is_put_in_is_found_and_has_left_where_it_was_made(store: Store, tmp_path: Path) -> None:
    result = kept(store, tmp_path)
    assert (store.find(KEY), store.is_sound(result)) == (result, True)
    assert list((tmp_path / "work").iterdir()) == []
    assert (store.folder(KEY) / "document.xml").stat().st_mode & 0o777 == 0o444


def test_of_a_key_there_is_one_result_the_last(store: Store, tmp_path: Path) -> None:
    kept(store, tmp_path, text="oud")
    result = kept(store, tmp_path, text="nieuw")
    assert (store.find(KEY), store.is_sound(result)) == (result, True)
    assert [path.name for path in store.folder(KEY).parent.iterdir()] == [KEY]


def test_a_result_that_is_not_whole_is_none(store: Store, tmp_path: Path) -> None:
    assert store.find(KEY) is None
    kept(store, tmp_path)
    (store.folder(KEY) / "document.xml").unlink()
    assert store.find(KEY) is None
    kept(store, tmp_path)
    (store.folder(KEY) / "result.json").chmod(0o644)
    (store.folder(KEY) / "result.json").write_text("{")
    assert store.find(KEY) is None


def test_a_result_whose_bytes_changed_is_not_sound(store: Store, tmp_path: Path) -> None:
    result = kept(store, tmp_path, text="inhoud")
    path = store.folder(KEY) / "document.xml"
    path.chmod(0o644)
    path.write_text("Inhoud")
    assert (store.find(KEY), store.is_sound(result)) == (result, False)
    store.drop(KEY)
    assert store.find(KEY) is None


def test_a_result_comes_back_out_of_a_copy_that_is_sound(store: Store, tmp_path: Path) -> None:
    result = kept(store, tmp_path)
    store.folder(KEY).rename(tmp_path / "copy")
    assert store.restore(tmp_path / "copy", "cd" * 32) is None
    assert (store.restore(tmp_path / "copy", KEY), store.find(KEY)) == (result, result)
    store.drop(KEY)
    (tmp_path / "copy" / "document.xml").chmod(0o644)
    (tmp_path / "copy" / "document.xml").write_text("Inhoud")
    assert (store.restore(tmp_path / "copy", KEY), store.find(KEY)) == (None, None)


def test_what_no_release_stands_on_goes(store: Store, tmp_path: Path) -> None:
    for key in ("aa" * 32, "bb" * 32):
        kept(store, tmp_path, key, base=key[:8])
        store.remember(key[:8], ["plaatje.png"])
    (store.folder("aa" * 32).parent / ".half.part").mkdir()
    assert store.keep_only({"aa" * 32}, {"a" * 8}) == 1
    assert {path.name for path in (tmp_path / "store").glob("*/*")} == {"aa" * 32, "a" * 8 + ".beside"}
    assert (store.beside("a" * 8), store.beside("b" * 8)) == (("plaatje.png",), ())


def test_a_full_disk_is_said_and_nothing_is_kept(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(files, "write_new", full)
    with pytest.raises(OutputError) as error:
        kept(store, tmp_path)
    assert (error.value.values["errno"], store.find(KEY)) == ("ENOSPC", None)


def test_where_a_file_cannot_be_in_two_places_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("x")

    def refuse(*_given: object) -> None:
        raise OSError(18, "another file system")

    monkeypatch.setattr("os.link", refuse)
    files.link(tmp_path / "a", tmp_path / "deep" / "b")
    assert (
        files.look(tmp_path / "deep" / "b")
        == files.look(tmp_path / "a")
        == File("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881", 1)
    )
