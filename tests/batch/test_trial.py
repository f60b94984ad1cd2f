"""Trying whether a worker is shut in here."""

from __future__ import annotations

import sys

import pytest

from pipeline.batch import kernel, landlock, seccomp
from pipeline.batch.trial import Trial, trial

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="by Linux"),
    pytest.mark.skipif(landlock.version() < 6 or not seccomp.known(), reason="the kernel does not have all of it"),
    # From Python 3.12 on it warns of threads, which the tests' own runner may have.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]

ALL = Trial(landlock=landlock.version(), reading=True, writing=True, network=True, signals=True, strays=True)


def test_all_of_it_is_active_where_the_kernel_has_it() -> None:
    assert trial() == ALL


def test_it_is_seen_that_files_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landlock, "restrict_files", lambda *_: 0)
    assert trial() == Trial(landlock.version(), reading=False, writing=False, network=True, signals=False, strays=True)


def test_it_is_seen_that_the_network_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seccomp, "refuse_calls", lambda: False)
    assert trial() == Trial(landlock.version(), reading=True, writing=True, network=False, signals=True, strays=True)


def test_it_is_seen_that_strays_get_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "adopt_orphans", lambda: False)
    assert trial().strays is False
