"""No word of a corpus is lost, none invented, all in order, and none takes long."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from tests.fidelity.run import Score, scores


@pytest.fixture(scope="module")
def found(corpus: Path) -> list[Score]:
    return scores(corpus, ["begroting"])


@pytest.mark.parametrize(("extension", "floors"), [(".docx", (0.999, 0.997, 0.998)), (".html", (0.999, 0.992, 0.999))])
def test_means_do_not_fall(found: list[Score], extension: str, floors: tuple[float, ...]) -> None:
    """The floors are what was reached; docs/fidelity.md names each document that holds them down."""
    scored = [one for one in found if one.path.endswith(extension) and one.is_scored and one.words]
    means = [statistics.mean(getattr(one, key) for one in scored) for key in ("recall", "precision", "order")]
    assert [mean >= floor for mean, floor in zip(means, floors, strict=True)] == [True] * 3, means


def test_nothing_crashes(found: list[Score]) -> None:
    refused = {"xml-dtd"}
    assert [one for one in found if one.error and not one.unreadable and one.error not in refused] == []


def test_nothing_deleted_or_hidden_leaks(found: list[Score]) -> None:
    assert [one.path for one in found if "deleted" in one.leaks or "instr" in one.leaks] == []


def test_none_takes_more_than_a_second_and_one_more_a_megabyte(found: list[Score]) -> None:
    assert [(one.path, one.seconds) for one in found if one.seconds > 1 + 10 * one.bytes / 1_000_000] == []
