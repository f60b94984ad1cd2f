"""Which documents are made while nothing else runs."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.batch.alone import runs_alone


def zipped(**parts: int) -> bytes:
    """A ZIP with parts of so many bytes; `main` is Word's main part."""
    names = {"main": "word/document.xml", "content": "content.xml"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, size in parts.items():
            archive.writestr(names.get(part, part), bytes(size))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "alone"),
    [
        (zipped(styles=5_000_000, main=2_280_000), False),
        (zipped(styles=10, main=2_280_001), True),
        (zipped(content=600_001), True),
        (zipped(media=3_000_000), False),
        (b"<html>" + b"x" * 599_994, False),
        (b"<html>" + b"x" * 599_995, True),
        (b"", False),
        (b"PK\x03\x04", False),
        (zipped(main=2_280_001)[:-1], False),
        (zipped(main=2_280_001) + b"comment", True),
    ],
)
def test_a_document_of_more_than_sixty_pages_runs_alone(tmp_path: Path, data: bytes, alone: bool) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    assert runs_alone(path) is alone


def test_what_the_file_holds_is_weighed_too(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(30_000_001)
    assert runs_alone(path)
    assert not runs_alone(tmp_path / "nothing")


def test_a_directory_beyond_measure_is_not_read(tmp_path: Path) -> None:
    data = bytearray(zipped(main=10))
    struct.pack_into("<I", data, len(data) - 10, 0xFFFF_FFFE)  # how long the directory says that it is
    (tmp_path / "x").write_bytes(data)
    assert runs_alone(tmp_path / "x")
