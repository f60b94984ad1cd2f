"""What a run knows of its engine."""

from __future__ import annotations

import msgspec
import pytest

from pipeline import labels
from pipeline.batch.engine import Caps, Outcome, Stop, Task, failed, folder_of

NL = labels.load("nl")


def task(key: str = "a1") -> Task:
    return Task(key=key, name="deel/x.docx", sha256="00", size=1, profile="nl", formats=("xml",))


def test_every_stop_has_its_sentence() -> None:
    assert [stop for stop in Stop if not NL.has(f"errors.{stop}")] == []


def test_a_document_may_take_longer_the_larger_it_is_up_to_a_ceiling() -> None:
    caps = Caps(seconds=60, seconds_a_megabyte=10, ceiling_seconds=600)
    sizes = (0, 1_000_000, 54_000_000, 500_000_000)
    assert tuple(map(caps.wall_seconds, sizes)) == (60, 70, 600, 600)


def test_a_document_that_runs_alone_may_have_more_memory() -> None:
    caps = Caps(megabytes=5, alone_megabytes=7)
    assert (caps.memory_bytes(alone=False), caps.memory_bytes(alone=True)) == (5_000_000, 7_000_000)


def test_an_outcome_crosses_to_another_process_whole() -> None:
    outcome = failed(task(), Stop.MEMORY, {"limit": 3})
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome
    assert NL.sentence(outcome.error()).startswith("Het document vroeg meer dan 3 bytes geheugen")


@pytest.mark.parametrize("key", ["", "..", "a/b", "é", "a b"])
def test_a_key_that_could_lead_elsewhere_is_no_folder(key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        folder_of(task(key))
