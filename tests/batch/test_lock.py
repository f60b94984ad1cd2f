"""One run at a time, and a lock that ends with its holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.batch.lock import locked
from pipeline.errors import LockedError, OutputError

HOLDER = """
import sys, time
from pathlib import Path
from pipeline.batch.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


def holder(file: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(file)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_holder_is_refused_and_told_when_to_come_again(tmp_path: Path) -> None:
    with holder(tmp_path / ".lock") as process:
        try:
            with pytest.raises(LockedError) as refused, locked(tmp_path / ".lock"):
                pass
            assert (refused.value.reason, refused.value.exit_code) == ("run-locked", 75)
            started = time.perf_counter()
            with pytest.raises(LockedError), locked(tmp_path / ".lock", 0.3):
                pass
            assert time.perf_counter() - started >= 0.3
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_is_free_at_once_when_its_holder_dies(tmp_path: Path, number: int) -> None:
    with holder(tmp_path / ".lock") as process:
        os.kill(process.pid, number)
        process.wait()
        with locked(tmp_path / ".lock"):
            pass


def test_who_waits_gets_it_when_it_is_free(tmp_path: Path) -> None:
    with holder(tmp_path / ".lock") as process:
        ender = threading.Timer(0.3, process.kill)
        ender.start()
        started = time.perf_counter()
        with locked(tmp_path / ".lock", -1):
            assert time.perf_counter() - started > 0.2
        ender.join()


def test_where_there_can_be_no_lock_the_output_is_to_blame(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="not-writable"), locked(tmp_path / "file" / ".lock"):
        pass
