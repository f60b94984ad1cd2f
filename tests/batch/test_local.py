"""The local engine: whatever a document does, it costs itself and no other, and nothing of it stays."""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline import profiles
from pipeline.batch import kernel, landlock, seccomp
from pipeline.batch.engine import Caps, Outcome, Setup, Stop, Task
from pipeline.batch.local import LocalEngine
from pipeline.emit import theme
from pipeline.errors import EngineError

JOB = "tests.batch.mock"
NEIGHBOURS = 20
# Time enough for a document that does nothing, on a machine that has much else to do.
CAPS = Caps(
    megabytes=300,
    alone_megabytes=400,
    recycle_megabytes=200,
    cpu_seconds=1,
    seconds=30,
    seconds_a_megabyte=0,
    file_bytes=20_000_000,
    output_bytes=30_000_000,
    processes=8,
)
SHORT = replace(CAPS, seconds=2)


class House:
    """An input and a work root, with documents made of behaviours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "input"
        self.work = folder / "work"
        self.source.mkdir()
        self.count = 0

    @property
    def setup(self) -> Setup:
        return Setup(
            source=str(self.source), work=str(self.work), profiles={"plain": profiles.load("plain")}, theme=theme.load()
        )

    def task(self, behaviour: str, argument: object = "", *, alone: bool = False) -> Task:
        self.count += 1
        name = f"{behaviour}.{self.count}"
        data = str(argument).encode()
        (self.source / name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        return Task(f"k{self.count}", name, digest, len(data), profile="plain", formats=(), alone=alone)

    def engine(self, workers: int = 2) -> LocalEngine:
        return LocalEngine(self.setup, workers, JOB)

    def among_neighbours(self, behaviour: str, argument: object = "", caps: Caps = CAPS) -> Outcome:
        """The outcome of a document that stands between ordinary ones, which must all be made."""
        tasks = [self.task("good") for _ in range(NEIGHBOURS)]
        bad = self.task(behaviour, argument)
        tasks.insert(3, bad)
        outcomes = list(self.engine().run(tasks, caps))
        assert sorted(each.key for each in outcomes) == sorted(each.key for each in tasks)
        neighbours = [each for each in outcomes if each.key != bad.key]
        assert [each for each in neighbours if not each.made] == []
        assert all((self.work / each.key / "pid").is_file() for each in neighbours)
        return next(each for each in outcomes if each.key == bad.key)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house in which nothing is left when the test is done: no process, no folder of something half done."""
    made = House(tmp_path)
    yield made
    assert processes_in(tmp_path) == []
    assert [path.name for path in made.work.glob(".*")] == []


def processes_in(folder: Path) -> list[str]:
    """The processes that have this folder as theirs, or in their command: workers, and all that they start."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = str((process / "cwd").readlink())
            status = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except OSError:
            continue
        if Path(here).is_relative_to(folder) and status != "Z":
            found.append(f"{process.name} {here}")
    return found


def until(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while not (true := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return true


def test_these_tests_would_see_a_process_that_stays(tmp_path: Path) -> None:
    pid = os.fork()
    if pid == 0:
        os.chdir(tmp_path)
        time.sleep(20)
        os._exit(0)
    try:
        assert until(lambda: processes_in(tmp_path) == [f"{pid} {tmp_path}"])
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


LANDLOCK = pytest.mark.skipif(landlock.version() < 6, reason="the kernel has no Landlock 6")
SECCOMP = pytest.mark.skipif(not seccomp.known(), reason="there is no filter for this processor")


@pytest.mark.parametrize(
    ("behaviour", "reason", "detail"),
    [
        ("eat", Stop.MEMORY, "300000000"),
        ("gulp", Stop.MEMORY, "300000000"),
        ("eat_in_children", Stop.MEMORY, "300000000"),
        ("crash", Stop.CRASHED, "SIGSEGV"),
        ("leave", Stop.ENDED, "7"),
        ("want_out", Stop.INTERNAL, "SystemExit: 3"),
        ("bomb", Stop.PROCESSES, "8"),
        ("huge_file", Stop.OUTPUT, "20000000"),
        ("many_files", Stop.OUTPUT, "30000000"),
        ("raise_unruly", Stop.INTERNAL, "Unruly: ?"),
        ("recurse", Stop.INTERNAL, "RecursionError: maximum recursion depth exceeded"),
        ("wreck", Stop.INTERNAL, "FileNotFoundError: [Errno 2] No such file or directory: 'out/x'"),
        ("complain", Stop.OUTPUT, "64000000"),
        ("babble", Stop.CRASHED, "BrokenFrame"),
        ("lie", Stop.CRASHED, "files"),
        pytest.param(
            "kill_keeper", Stop.INTERNAL, "PermissionError: [Errno 1] Operation not permitted", marks=LANDLOCK
        ),
    ],
)
def test_what_a_document_does_costs_itself_alone(house: House, behaviour: str, reason: Stop, detail: str) -> None:
    outcome = house.among_neighbours(behaviour)
    told = outcome.values.get("limit") or outcome.values["detail"]
    assert (outcome.verdict, outcome.reason, told) == ("failed", reason, detail)
    assert not (house.work / outcome.key).exists()


def test_a_document_that_is_never_done_is_stopped_by_the_clock(house: House) -> None:
    started = time.monotonic()
    outcome = house.among_neighbours("hang", caps=SHORT)
    assert (outcome.reason, outcome.values) == (Stop.TIME, {"limit": "2"})
    assert 2 < outcome.seconds < time.monotonic() - started


@pytest.mark.parametrize("behaviour", ["outlive", "leave_a_child", "flood", "ask_for_passwd"])
def test_what_does_no_harm_is_made_and_nothing_of_it_stays(house: House, behaviour: str) -> None:
    (house.source / "link").symlink_to("/etc/passwd")
    outcome = house.among_neighbours(behaviour, house.source / "x")
    assert (outcome.verdict, outcome.values) == ("made", {})
    assert processes_in(house.folder) == []


def test_what_hangs_takes_along_what_it_hid_in_another_session(house: House) -> None:
    engine = house.engine(workers=1).run([house.task("good"), house.task("outlive_and_hang")], SHORT)
    assert next(engine).made
    assert until(lambda: len(processes_in(house.folder)) == 2)  # the worker, and what it hid
    assert next(engine).reason == Stop.TIME
    assert processes_in(house.folder) == []


def test_what_a_document_leaves_running_is_gone_when_it_is_done(house: House) -> None:
    for behaviour in ("leave_a_child", "outlive"):
        engine = house.engine(workers=1).run([house.task(behaviour), house.task("hang")], CAPS)
        assert next(engine).made
        assert len(processes_in(house.folder)) <= 1  # the worker of the next, where it has begun
        assert until(lambda: len(processes_in(house.folder)) == 1)
        engine.close()


@LANDLOCK
def test_files_elsewhere_are_out_of_reach(house: House) -> None:
    for behaviour in ("read_outside", "write_outside", "change_outside"):
        outside = house.folder / "outside"
        outside.write_text("as it was", encoding="utf-8")
        outside.chmod(0o644)
        outcome = house.among_neighbours(behaviour, outside)
        assert outcome.values["detail"].startswith("PermissionError")
        assert outside.read_text(encoding="utf-8") == "as it was"
        assert outside.stat().st_mode & 0o777 == 0o644
    other = house.task("good")
    assert [each.made for each in house.engine().run([other], CAPS)] == [True]
    spoil = house.task("write_outside", house.work / other.key / "pid")
    assert [each.made for each in house.engine().run([spoil], CAPS)] == [False]


@SECCOMP
def test_there_is_no_network(house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        outcome = house.among_neighbours("call_out", server.getsockname()[1])
        assert outcome.values["detail"] == "PermissionError: [Errno 1] Operation not permitted"
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_worker_is_used_again_until_it_keeps_too_much(house: House) -> None:
    def pids(*tasks: Task) -> list[str]:
        made = house.engine(workers=1).run(tasks, CAPS)
        return [(house.work / each.key / "pid").read_text(encoding="ascii") for each in made]

    first, second = pids(house.task("good"), house.task("good"))
    assert first == second
    fat, next_one = pids(house.task("grow", 210), house.task("good"))
    assert fat != next_one


def test_a_document_that_runs_alone_does_so_and_may_have_more(house: House) -> None:
    tasks = [house.task("grow", 330, alone=True), *(house.task("sleep", 0.2) for _ in range(3))]
    outcomes = list(house.engine().run(tasks, CAPS))
    assert [each.made for each in outcomes] == [True] * 4
    assert outcomes[-1].key == tasks[0].key
    assert 330_000_000 < outcomes[-1].peak_bytes < 400_000_000


def test_an_outcome_says_what_it_took(house: House) -> None:
    (slept,) = house.engine().run([house.task("sleep", 0.3)], CAPS)
    assert 0.3 < slept.seconds < 10
    assert 10_000_000 < slept.peak_bytes < 200_000_000


def test_a_document_that_computes_without_end_is_stopped_by_what_it_used(house: House) -> None:
    burnt = house.among_neighbours("burn", caps=replace(CAPS, seconds=60))
    assert (burnt.reason, burnt.values) == (Stop.CPU, {"limit": "1"})
    assert 0.9 < burnt.cpu_seconds < 3


def test_the_keeper_can_be_ended_and_no_document_is_lost(house: House) -> None:
    tasks = [house.task("sleep", 0.3) for _ in range(4)]
    engine = house.engine().run(tasks, CAPS)
    outcomes = [next(engine)]
    (keeper,) = [pid for pid in kernel.children(os.getpid()) if kernel.children(pid)]
    os.kill(keeper, signal.SIGKILL)
    outcomes += engine
    assert sorted((each.key, each.made) for each in outcomes) == sorted((each.key, True) for each in tasks)


def test_a_keeper_that_cannot_start_is_said_without_a_traceback(
    house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = LocalEngine(house.setup, 2, "tests.batch.no_such_module")
    with pytest.raises(EngineError, match="engine-start"):
        list(engine.run([house.task("good")], CAPS))
    assert capfd.readouterr().err == ""


def test_roots_may_be_relative(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.folder)
    engine = LocalEngine(replace(house.setup, source="input", work="work"), 1, JOB)
    assert [each.made for each in engine.run([house.task("good")], CAPS)] == [True]


def test_without_tasks_nothing_is_started(house: House) -> None:
    assert list(house.engine().run([], CAPS)) == []
    assert not house.work.exists()


def test_whoever_stops_reading_stops_the_work(house: House) -> None:
    engine = house.engine().run([house.task("good"), house.task("hang"), house.task("outlive_and_hang")], CAPS)
    assert next(engine).made
    started = time.monotonic()
    engine.close()
    assert time.monotonic() - started < 5
    assert processes_in(house.folder) == []


def start(house: House) -> subprocess.Popen[bytes]:
    """A run of all that is in the house, as a program; when it is given, both its workers are busy."""
    run = subprocess.Popen(
        [sys.executable, "-c", _RUN, str(house.source), str(house.work)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert until(lambda: len(processes_in(house.folder)) >= 2, seconds=30)
    return run


def test_ctrl_c_stops_within_two_seconds(house: House) -> None:
    for _ in range(3):
        house.task("hang")
    took: list[float] = []
    while not took or (took[-1] > 2 and len(took) < 3):  # a busy machine is given another chance
        run = start(house)
        started = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        _out, complaint = run.communicate(timeout=20)
        took.append(time.monotonic() - started)
        assert b"KeyboardInterrupt" in complaint
        assert processes_in(house.folder) == []
    assert took[-1] < 2


def test_a_run_that_is_killed_leaves_nothing_running(house: House) -> None:
    house.task("outlive_and_hang")
    run = start(house)
    run.kill()
    run.communicate()
    assert until(lambda: processes_in(house.folder) == [])
    assert until(lambda: not list(house.work.glob(".*")))


def test_what_a_killed_run_left_on_the_disk_goes_with_the_next(house: House) -> None:
    old = house.work / ".scratch-4194305-0a0a0a0a"  # more than any process is numbered
    (old / "1").mkdir(parents=True)
    assert [each.made for each in house.engine().run([house.task("good")], CAPS)] == [True]
    assert not old.exists()


_RUN = """
import sys
from pathlib import Path
from pipeline.batch.engine import Caps, Setup, Task
from pipeline.batch.local import LocalEngine
from pipeline.emit import theme

source, work = sys.argv[1:]
names = [path.name for path in Path(source).iterdir()]
tasks = [Task(name.replace(".", "-"), name, "", 0, "plain", ()) for name in names]
list(LocalEngine(Setup(source, work, {}, theme.load()), 2, "tests.batch.mock").run(tasks, Caps()))
"""
