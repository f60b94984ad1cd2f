"""A run redoes what changed and nothing else, loses nothing, and says what came of it, whatever came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from pipeline import profiles
from pipeline.batch import contents, ledger
from pipeline.batch.engine import Outcome, Setup, Task, failed
from pipeline.batch.record import Counts, RunRecord
from pipeline.batch.work import work
from pipeline.emit import theme
from pipeline.errors import NoInput, PipelineError, ProfileError, ReleaseError
from pipeline.site import build, search
from tests.batch.nights import LONG_AGO, Night, of, page, statuses


@pytest.fixture(autouse=True)
def _without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "available", lambda: False)


@pytest.fixture
def night(tmp_path: Path) -> Night:
    night = Night(tmp_path)
    night.put("1/a.html", page("1.1 Wegen"))
    night.put("1/b.html", page("1.2 Bruggen"))
    night.put("2/c.html", page("2.1 Water"))
    return night


def last_run(night: Night) -> RunRecord:
    """The last run, as it is told beside the releases."""
    return msgspec.json.decode(max(night.layout.runs.iterdir()).read_bytes(), type=RunRecord)


# --------------------------------------------------------------------------- incremental


def test_a_first_run_publishes_all(night: Night) -> None:
    record = night.run()
    assert (record.verdict, record.exit_code, record.release) == ("published", 0, record.id)
    assert record.counts == Counts(documents=3, published=3, new=3, warnings=record.counts.warnings)
    assert {"index.html", "a/index.html", "b/index.html", "c/index.html", "a/a.json", "acties.csv"} <= set(
        night.files()
    )
    assert {"intern/run.json", "intern/documents/a/document.xml"} <= set(night.release().manifest.files)
    assert last_run(night) == record


def test_a_second_run_makes_nothing_and_leaves_the_release_as_it_is(night: Night) -> None:
    first = night.run()
    second = night.run()
    assert (second.verdict, second.exit_code, second.release, night.tried) == ("unchanged", 0, first.id, [])
    assert statuses(second) == dict.fromkeys(("1/a.html", "1/b.html", "2/c.html"), "unchanged")
    assert [each.verdict for each in runs(night)] == ["unchanged", "published"]


def runs(night: Night) -> list[ledger.RunRow]:
    with ledger.opened(night.layout.ledger) as book:
        return book.runs(10)


def test_only_what_changed_is_made(night: Night) -> None:
    night.run()
    night.put("1/b.html", page("1.2 Bruggen", "Onderhoud."))
    night.put("2/d.html", page("2.2 Riolen"))
    record = night.run()
    assert night.tried == ["1/b.html", "2/d.html"]
    assert statuses(record) == {
        "1/a.html": "unchanged",
        "1/b.html": "changed",
        "2/c.html": "unchanged",
        "2/d.html": "new",
    }
    assert "Onderhoud." in (night.public / "b" / "index.html").read_text()
    assert "Riolen" in (night.public / "index.html").read_text()


@pytest.mark.parametrize("in_place", [True, False])
def test_a_change_that_leaves_size_and_time_is_seen(night: Night, in_place: bool) -> None:
    night.run()
    path = night.input / "1" / "a.html"
    other = path if in_place else path.with_suffix(".new")
    other.write_text(path.read_text().replace("Wegen", "Zegen"))
    os.utime(other, (LONG_AGO, LONG_AGO))
    other.replace(path)
    assert of(night.run(), "1/a.html").status == "changed"


def test_forced_all_is_made_anew_to_the_same_bytes(night: Night) -> None:
    night.run()
    before = night.files()
    page_of_a = (night.public / "a" / "a.json").stat().st_ino
    record = night.run(force=True)
    assert (record.verdict, len(night.tried)) == ("published", 3)
    assert night.files() == before
    assert (night.public / "a" / "a.json").stat().st_ino == page_of_a


def test_a_profile_redoes_all_and_the_frame_of_a_house_style_nothing(night: Night) -> None:
    night.run()
    painted = replace(theme.load(), tokens=theme.load().tokens + ":root{--begroting-accent-color:#123456}")
    record = night.run(load=lambda: (profiles.load("nl"), painted))
    assert (record.verdict, night.tried) == ("published", [])
    assert any(b"#123456" in data for data in night.files().values())
    record = night.run(load=lambda: (profiles.load("amstelveen"), painted))
    assert (set(statuses(record).values()), len(night.tried)) == ({"remade"}, 3)


def test_a_publication_that_is_decided_redoes_all(night: Night) -> None:
    night.put("publicatie.toml", 'title = "Begroting"')
    night.run()
    assert b"CONCEPT" in night.files()["a/index.html"]
    night.put("publicatie.toml", 'title = "Begroting"\nstatus = "vastgesteld"\ndate = 2025-11-06')
    night.run()
    assert len(night.tried) == 3
    assert b"CONCEPT" not in night.files()["a/index.html"]
    night.put("publicatie.toml", 'title = "Begroting"\nstatus = "vastgesteld"\ndate = 2025-11-06\norder = ["2/*"]')
    assert (night.run().verdict, night.tried) == ("published", [])


def test_a_picture_beside_a_page_that_names_it_redoes_that_page_alone(night: Night) -> None:
    night.put("1/b.html", page("1.2 Bruggen", "<img src='brug.gif' alt='Een brug'>"))
    night.run()
    gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00"
    (night.input / "1" / "brug.gif").write_bytes(gif + b"\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
    record = night.run()
    assert (night.tried, of(record, "1/b.html").status) == (["1/b.html"], "remade")
    assert night.run().verdict == "unchanged"


def test_a_result_that_is_no_longer_what_it_was_is_made_again(night: Night) -> None:
    night.run()
    path = next(night.layout.store.glob("*/*/document.json"))
    path.chmod(0o644)
    path.write_bytes(b" " * path.stat().st_size)
    night.put("2/d.html", page("2.2 Riolen"))
    night.run()
    assert len(night.tried) == 2
    assert all(msgspec.json.decode(data) for name, data in night.files().items() if name.endswith(".json"))


def test_a_release_of_which_a_file_is_gone_is_built_again(night: Night) -> None:
    night.run()
    (night.public / "index.html").unlink()
    assert (night.run().verdict, night.tried) == ("published", [])
    assert (night.public / "index.html").is_file()


def test_a_thousand_unchanged_documents_take_less_than_two_seconds(night: Night) -> None:
    for number in range(997):
        night.put(f"m/{number:03}.html", page(f"{number} Onderwerp"))
    night.run(job=_copied)
    started = time.perf_counter()
    record = night.run()
    assert (record.verdict, record.counts.unchanged, night.tried) == ("unchanged", 1000, [])
    assert time.perf_counter() - started < 2


_made: dict[str, Outcome] = {}


def _copied(task: Task, setup: Setup) -> Outcome:
    """What was made of one page, for each: only how many there are counts."""
    if "first" not in _made:
        _made["first"] = work(task, setup)
    first = _made["first"]
    if first.key != task.key:
        copytree(Path(setup.work, "template"), Path(setup.work, task.key))
    else:
        copytree(Path(setup.work, task.key), Path(setup.work, "template"))
    return replace(first, key=task.key, name=task.name)


# --------------------------------------------------------------------------- failures lose nothing


def _failing(*names: str) -> Callable[[Task, Setup], Outcome]:
    def job(task: Task, setup: Setup) -> Outcome:
        return failed(task, "stopped-time", {"limit": 60}) if task.name in names else work(task, setup)

    return job


def test_a_document_that_fails_keeps_its_last_output_and_says_of_which_day_it_is(night: Night) -> None:
    first = night.run()
    night.put("1/a.html", page("1.1 Wegen", "Nieuw."))
    record = night.run(job=_failing("1/a.html"))
    day = first.started[:10]
    told = of(record, "1/a.html")
    assert (record.exit_code, told.status, told.reason, told.published, told.stale) == (
        *(1, "failed", "stopped-time"),
        *(True, day),
    )
    shown = night.files()["a/index.html"].decode()
    assert "Toezicht." in shown
    assert "standing stale" in shown
    assert str(int(day[8:])) in shown.partition("standing stale")[2].partition("</p>")[0]
    assert "stale" not in night.files()["b/index.html"].decode()


def test_a_document_that_goes_on_failing_makes_no_new_release(night: Night) -> None:
    night.run()
    night.put("1/a.html", page("1.1 Wegen", "Nieuw."))
    second = night.run(job=_failing("1/a.html"))
    third = night.run(job=_failing("1/a.html"))
    assert (third.verdict, third.release, third.exit_code) == ("unchanged", second.id, 1)
    fourth = night.run()
    assert (of(fourth, "1/a.html").status, fourth.exit_code) == ("changed", 0)
    assert "stale" not in night.files()["a/index.html"].decode()


def test_a_document_that_becomes_what_it_was_is_stale_no_more(night: Night) -> None:
    night.run()
    night.put("1/a.html", page("1.1 Wegen", "Nieuw."))
    night.run(job=_failing("1/a.html"))
    night.put("1/a.html", page("1.1 Wegen"))
    record = night.run()
    assert (of(record, "1/a.html").stale, night.tried) == ("", [])
    assert "stale" not in night.files()["a/index.html"].decode()


def test_what_is_kept_of_a_document_that_fails_comes_out_of_the_release_where_the_store_is_gone(night: Night) -> None:
    night.run()
    before = night.files()["b/b.json"]
    rmtree(night.layout.store)
    night.put("1/b.html", page("1.2 Bruggen", "Nieuw."))
    record = night.run(job=_failing("1/b.html"))
    assert of(record, "1/b.html").published
    assert night.files()["b/b.json"] == before


def test_a_new_document_that_fails_is_not_published_and_costs_no_other(night: Night) -> None:
    night.run()
    night.put("2/d.html", page("2.2 Riolen"))
    night.put("2/e.html", page("2.3 Zee"))
    record = night.run(job=_failing("2/d.html"))
    assert (of(record, "2/d.html").published, of(record, "2/e.html").published) == (False, True)
    assert record.counts.published == 4


def test_a_result_that_fits_no_schema_fails_its_document_alone(night: Night) -> None:
    def spoiled(task: Task, setup: Setup) -> Outcome:
        outcome = work(task, setup)
        if task.name == "1/b.html":
            Path(setup.work, task.key, "document.xml").write_text("<x/>")
        return outcome

    record = night.run(job=spoiled)
    assert (of(record, "1/b.html").reason, record.counts.published) == ("result-differs", 2)


# --------------------------------------------------------------------------- the input


def test_a_source_that_vanished_is_shown_no_more(night: Night) -> None:
    night.run()
    (night.input / "1" / "a.html").unlink()
    record = night.run()
    assert (of(record, "1/a.html").status, record.exit_code) == ("vanished", 0)
    assert "a/a.json" not in night.files()
    assert night.run().verdict == "unchanged"


@pytest.mark.parametrize("left", [0, 1])
def test_an_input_that_shrank_stops_the_run_and_changes_nothing(night: Night, left: int) -> None:
    first = night.run()
    before = night.files()
    for path in sorted(night.input.rglob("*.html"))[left:]:
        path.unlink()
    with pytest.raises(NoInput) as stopped:
        night.run()
    assert stopped.value.exit_code == 2
    assert (night.files(), night.release().id) == (before, first.id)
    told = last_run(night)
    assert (told.verdict, told.exit_code, told.release) == ("stopped", 2, first.id)
    assert told.reason == ("nothing-to-convert" if left == 0 else "input-shrunk")
    assert runs(night)[0].verdict == "stopped"


def test_a_share_that_may_be_gone_can_be_given(night: Night) -> None:
    night.run()
    for name in ("1/a.html", "1/b.html"):
        (night.input / name).unlink()
    assert night.run(gone=0.7).counts.vanished == 2


def test_a_file_that_is_being_written_is_skipped_and_what_was_shown_stays(night: Night) -> None:
    first = night.run()
    night.put("1/a.html", page("1.1 Wegen", "Half"), moment=time.time())
    record = night.run()
    told = of(record, "1/a.html")
    assert (told.status, told.reason, told.stale, record.exit_code) == (
        *("skipped", "busy-recent"),
        *(first.started[:10], 0),
    )
    assert "Toezicht." in night.files()["a/index.html"].decode()


def test_a_document_that_lies_open_unchanged_is_as_it_was(night: Night) -> None:
    night.run()
    (night.input / "1" / "~$a.html").touch()
    record = night.run()
    assert (of(record, "1/a.html").status, record.verdict) == ("unchanged", "unchanged")


def test_where_nothing_can_be_shown_nothing_is_published(tmp_path: Path) -> None:
    night = Night(tmp_path)
    night.put("a.html", page("1 A"))
    with pytest.raises(NoInput, match="nothing-published"):
        night.run(job=_failing("a.html"))
    assert not night.layout.current.exists()
    assert of(last_run(night), "a.html").reason == "stopped-time"


# --------------------------------------------------------------------------- what stops a run


def test_what_is_wrong_with_the_profile_is_told_of_the_run(night: Night) -> None:
    def load() -> object:
        raise ProfileError("profile-unknown", name="x", known="nl", nearest="")

    with pytest.raises(ProfileError):
        night.run(load=load)
    assert (last_run(night).reason, last_run(night).exit_code) == ("profile-unknown", 2)


def test_an_interruption_is_told_and_leaves_nothing_half(night: Night) -> None:
    night.run()
    before = night.files()

    def job(task: Task, setup: Setup) -> Outcome:
        if task.name == "2/e.html":
            raise KeyboardInterrupt
        return work(task, setup)

    night.put("2/d.html", page("2.2 Riolen"))
    night.put("2/e.html", page("2.3 Zee"))
    with pytest.raises(KeyboardInterrupt):
        night.run(job=job)
    told = last_run(night)
    assert (told.verdict, told.exit_code, night.files()) == ("interrupted", 130, before)
    assert statuses(told)["2/d.html"] == "new"
    assert not night.layout.staging.exists()
    # What was made is kept for the next.
    night.run()
    assert night.tried == ["2/e.html"]


def test_a_release_that_does_not_fit_together_is_not_shown(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    first = night.run()
    night.put("2/d.html", page("2.2 Riolen"))

    def broken(*given: Any, **more: Any) -> Iterator[tuple[str, bytes]]:
        for path, data in build(*given, **more):
            if path != "d/index.html":
                yield path, data

    monkeypatch.setattr(contents, "build", broken)
    with pytest.raises(ReleaseError, match="release-wrong"):
        night.run()
    assert night.release().id == first.id
    assert last_run(night).problems[0].what in {"release-file-missing", "release-dead-link"}


def test_a_mistake_of_the_program_is_told_too(night: Night) -> None:
    def job(_task: Task, _setup: Setup) -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        night.run(job=job)
    assert (last_run(night).verdict, last_run(night).reason) == ("stopped", "run-internal")


# --------------------------------------------------------------------------- what is kept


def test_the_last_releases_are_kept_and_only_what_they_stand_on(night: Night) -> None:
    for number in range(4):
        night.put("1/a.html", page("1.1 Wegen", f"Versie {number}."))
        record = night.run(keep=2)
    assert record.releases == 2
    assert len(list(night.layout.releases.iterdir())) == 2
    # b and c, and the last two of a.
    assert len(list(night.layout.store.glob("*/*/result.json"))) == 4
    assert record.disk_bytes > 0


def test_what_is_the_same_in_two_releases_is_one_file(night: Night) -> None:
    night.run()
    old = {path: (night.layout.current.resolve() / path).stat().st_ino for path in night.release().manifest.files}
    night.put("1/a.html", page("1.1 Wegen", "Nieuw."))
    night.run()
    now = {path: (night.layout.current.resolve() / path).stat().st_ino for path in night.release().manifest.files}
    again = {path for path, inode in now.items() if old.get(path) == inode}
    assert {"public/b/index.html", "public/b/b.json", "intern/documents/c/document.xml"} <= again
    assert not {"public/a/index.html", "public/a/a.json"} & again


def test_what_stops_a_run_has_its_sentence(night: Night) -> None:
    night.run()
    for path in night.input.rglob("*.html"):
        path.unlink()
    with pytest.raises(PipelineError) as stopped:
        night.run()
    assert night.request().labels.sentence(stopped.value)
