"""A process that is shut in: what it can still do, and what the kernel refuses it. Each is tried in a process apart."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch import landlock, seccomp
from pipeline.batch.confine import confine

pytestmark = [
    pytest.mark.skipif(landlock.version() < 6, reason="the kernel has no Landlock 6"),
    pytest.mark.skipif(not seccomp.known(), reason="there is no filter for this processor"),
    # From Python 3.12 on it warns of threads, which the tests' own runner may have.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def code_of(folder: Path, tried: Callable[[], object]) -> int:
    """How a process that is shut in to a folder fares: 0, or the error that it got; minus a signal that ended it."""
    pid = os.fork()
    if pid == 0:
        code = 255
        try:
            assert confine(map(Path, ("/usr", "/lib", "/lib64", "/bin")), [folder / "input"], [folder]).scoped
            tried()
            code = 0
        except OSError as error:
            code = error.errno or 254
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


LIBC = ctypes.CDLL(None, use_errno=True)


def call(number: int, *arguments: int) -> None:
    """Call the kernel by number. Raises OSError."""
    if LIBC.syscall(number, *map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def test_it_can_do_its_work(tmp_path: Path) -> None:
    def work() -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "b").write_bytes(b"x")
        (tmp_path / "a").rename(tmp_path / "c")
        assert (tmp_path / "c" / "b").read_bytes() == b"x"
        (tmp_path / "c" / "b").unlink()
        assert subprocess.run(["/bin/true"], check=True).returncode == 0
        os.kill(os.getpid(), 0)

    assert code_of(tmp_path, work) == 0


EACCES, EPERM, ENOSYS = errno.EACCES, errno.EPERM, errno.ENOSYS


REFUSED: dict[str, tuple[int, Callable[[], object]]] = {
    "read a file": (EACCES, lambda: Path("/etc/passwd").read_bytes()),
    "read a folder": (EACCES, lambda: list(Path("/etc").iterdir())),
    "look at a process": (EACCES, lambda: Path("/proc/1/cmdline").read_bytes()),
    "write a file": (EACCES, lambda: Path("/usr/x").write_bytes(b"x")),
    "make a folder": (EACCES, lambda: Path("/tmp/begroting-x").mkdir()),  # noqa: S108
    "signal a process": (EPERM, lambda: os.kill(os.getppid(), 0)),
    "change a date": (EPERM, lambda: os.utime("/usr/bin")),
    "change rights": (EPERM, lambda: os.chmod("/usr/bin", 0o755)),  # noqa: PTH101, S103
    "change an owner": (EPERM, lambda: os.chown("/usr/bin", -1, -1)),
    "connect": (EPERM, lambda: socket.socket(socket.AF_INET)),
    "send": (EPERM, lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)),
    "ask a service": (EPERM, lambda: socket.socket(socket.AF_UNIX)),
}


@pytest.mark.parametrize("attempt", REFUSED)
def test_what_is_elsewhere_is_refused(tmp_path: Path, attempt: str) -> None:
    error, tried = REFUSED[attempt]
    assert code_of(tmp_path, tried) == error


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="by the numbers of x86_64")
@pytest.mark.parametrize(
    ("number", "arguments", "answer"),
    [
        (425, (8, 0), EPERM),  # io_uring_setup, which makes sockets too
        (101, (16, 1, 0, 0), EPERM),  # ptrace
        (310, (1, 0, 0, 0, 0, 0), EPERM),  # process_vm_readv
        (56, (0x1000_0000 | 17, 0, 0, 0, 0), EPERM),  # clone into a user namespace
        (272, (0x1000_0000,), EPERM),  # unshare into a user namespace
        (435, (0, 0), ENOSYS),  # clone3, whose flags a filter cannot see
        (0x4000_0000 | 39, (), -31),  # getpid by the numbers of x32: ended (SIGSYS)
    ],
)
def test_back_doors_are_shut(tmp_path: Path, number: int, arguments: tuple[int, ...], answer: int) -> None:
    assert code_of(tmp_path, lambda: call(number, *arguments)) == answer


@pytest.mark.parametrize("where", ["input", "."])
def test_what_came_with_a_document_cannot_be_run(tmp_path: Path, where: str) -> None:
    (tmp_path / "input").mkdir()
    program = tmp_path / where / "program"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    assert code_of(tmp_path, program.read_bytes) == 0
    assert code_of(tmp_path, lambda: os.execv(program, ["program"])) == EACCES  # noqa: S606


def test_links_devices_and_pipes_are_no_outputs(tmp_path: Path) -> None:
    assert code_of(tmp_path, lambda: (tmp_path / "l").symlink_to("/etc/passwd")) == EACCES
    assert code_of(tmp_path, lambda: os.mkfifo(tmp_path / "p")) == EPERM
    assert list(tmp_path.iterdir()) == []


def test_what_it_starts_is_shut_in_as_well(tmp_path: Path) -> None:
    def start() -> None:
        done = subprocess.run(["/bin/cat", "/etc/passwd"], capture_output=True, check=False)
        os._exit(7 if done.returncode and not done.stdout else 0)

    assert code_of(tmp_path, start) == 7
