"""What the kernel is asked about processes."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch import kernel
from pipeline.batch.engine import Caps
from pipeline.batch.local import workers_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="by Linux")

NOBODY = 2**22 + 1  # more than any process is numbered


def test_children_and_theirs_are_found() -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdout.readline()
        (grandchild,) = kernel.children(child.pid)
        assert child.pid in kernel.children(os.getpid())
        assert {child.pid, grandchild} <= set(kernel.descendants(os.getpid()))
        child.stdin.close()


def test_a_peak_is_remembered_until_it_is_forgotten() -> None:
    me, much = os.getpid(), 100_000_000
    before = kernel.resident_bytes(me)
    with mmap.mmap(-1, much) as held:
        held.write(b"x" * much)
        assert kernel.resident_bytes(me) > before + 0.9 * much
    assert kernel.peak_bytes(me) > before + 0.9 * much
    kernel.forget_peak(me)
    assert kernel.peak_bytes(me) < before + 0.9 * much


def test_who_is_gone_takes_nothing_and_has_nobody() -> None:
    kernel.forget_peak(NOBODY)
    kernel.kill(NOBODY)
    assert (kernel.resident_bytes(NOBODY), kernel.peak_bytes(NOBODY), kernel.descendants(NOBODY)) == (0, 0, [])


def test_the_memory_is_that_of_the_group_where_that_is_less(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    most = tmp_path / "memory.max"
    monkeypatch.setattr(kernel, "_GROUP_MOST", (most,))
    most.write_text("max\n", encoding="ascii")
    machine = kernel.available_bytes()
    assert machine > 100_000_000
    most.write_text("12345678\n", encoding="ascii")
    assert kernel.available_bytes() == 12_345_678


def test_there_are_no_more_workers_than_memory_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(8)))
    for available, workers in ((10**12, 8), (1_700_000_000, 3), (100, 1)):
        monkeypatch.setattr(kernel, "available_bytes", lambda held=available: held)
        assert workers_for(Caps(megabytes=550)) == workers
