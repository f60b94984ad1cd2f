"""The rules of the house that hold for every file of the repo."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Each in two halves, so that this file obeys them too.
REGISTRIES = (
    ("pypi", ".org"),
    ("python", "hosted.org"),
    ("npm", "js.org"),
    ("npm", "js.com"),
    ("yarnpkg", ".com"),
    ("deb.debian", ".org"),
    ("security.debian", ".org"),
    ("archive.ubuntu", ".com"),
)
ADDRESS = re.compile("|".join(re.escape(name + rest) for name, rest in REGISTRIES).encode())
UNFINISHED = re.compile(rb"\b(TO" + rb"DO|FIX" + rb"ME)\b")


def files() -> Iterator[Path]:
    """Yield what is in the repo or is about to be: all that .gitignore does not name."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60).stdout
    return (path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file())


def holding(pattern: re.Pattern[bytes]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in files() if pattern.search(path.read_bytes())]


def test_no_file_records_the_address_of_a_registry() -> None:
    assert holding(ADDRESS) == []


def test_no_file_is_left_unfinished() -> None:
    assert holding(UNFINISHED) == []


def test_these_rules_can_be_broken() -> None:
    assert ADDRESS.search(b"https://files.python" + b"hosted.org/packages/x.whl")
    assert UNFINISHED.search(b"# TO" + b"DO: later")
    assert Path(__file__) in set(files())
