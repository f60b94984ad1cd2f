"""A run that is ended at any step, or meets a full disk, leaves the last release; the next cleans up and succeeds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("mode", "stride", "first", "ended"),
    [
        pytest.param("kill", 6, 1, -9, id="killed"),
        pytest.param("full", 9, 2, 2, id="disk full"),
    ],
)
def test_whatever_ends_a_run_the_last_release_stands(
    tmp_path: Path, mode: str, stride: int, first: int, ended: int
) -> None:
    command = [sys.executable, "-m", "tests.batch.crashes", mode, str(tmp_path), str(stride), str(first)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert len(found) > 100 / stride
    wrong = [each for each in found if each | WANTED | {"ended": ended} != each]
    assert wrong == []
    # Before the link is moved readers see the old release, afterwards the new one: both were met.
    assert [each["old"] for each in found] == sorted((each["old"] for each in found), reverse=True)
    assert (found[0]["old"], found[-1]["old"]) == (True, False)


WANTED = {"whole": True, "next": 0, "then": True, "left": []}
