"""The same input gives the same bytes, whatever the clock, time zone, locale, hash seed, umask and folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_conversion import HTML, WORD

SAMPLES = Path(__file__).parent.parent / "input"
CONVERT = "import os, sys; os.umask(int(sys.argv.pop(1), 8)); from pipeline.cli import main; main()"

Faketime = Callable[..., bytes]


def converted(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def arguments(umask: str, source: str, output: Path) -> list[str]:
    formats = "html,pdf,json,text,docx,odt,epub,md,xml"
    return [sys.executable, "-c", CONVERT, umask, "convert", source, "--to", formats, "-o", str(output), "-q"]


def environment(**changed: str) -> dict[str, str]:
    return {**os.environ, **changed}


@pytest.mark.faketime
def test_nothing_around_the_run_decides_a_byte(tmp_path: Path, faketime: Faketime) -> None:
    here, there = tmp_path / "hier", tmp_path / "heel" / "ergens anders"
    for folder in (here, there):
        folder.mkdir(parents=True)
        (folder / "a.html").write_bytes(HTML)
        (folder / "b.docx").write_bytes(WORD)
        shutil.copytree(SAMPLES, folder / "voorbeelden")
    first = environment(TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    subprocess.run(arguments("022", str(here), tmp_path / "een"), env=first, check=True, timeout=300)
    second = environment(
        TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", LANG="nl_NL", PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="1"
    )
    faketime("2031-12-31 23:59:50", arguments("077", str(there), tmp_path / "twee"), environment=second, timeout=300)
    made = converted(tmp_path / "een")
    assert {Path(name).suffix for name in made} == {
        ".html",
        ".pdf",
        ".json",
        ".txt",
        ".docx",
        ".odt",
        ".epub",
        ".md",
        ".xml",
    }
    assert converted(tmp_path / "twee") == made
