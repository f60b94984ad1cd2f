"""Every Word file of the corpus: read or refused with a reason, in time, and no character lost unseen."""

import contextlib
import csv
import time
import zipfile
from pathlib import Path

from pipeline.content import content_text
from pipeline.coverage import ink
from pipeline.errors import UnreadableSource
from pipeline.ingest.word import read
from pipeline.limits import Limits
from pipeline.source import Source, no_resources, piece_text

SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
SECONDS_AT_LEAST = 1.0


def files(corpus: Path) -> list[Path]:
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [corpus / row["path"] for row in rows if Path(row["path"]).suffix in SUFFIXES]


def missing(source: Source) -> int:
    read_in = sum(ink(piece_text(piece)) for piece in source.pieces)
    read_in += sum(ink(content_text(note.content)) for note in source.notes)
    return sum(written.leaves - written.reported for written in source.written) - read_in


def test_no_document_loses_a_character_unseen(corpus: Path) -> None:
    lost = {}
    for path in files(corpus):
        try:
            source = read(path.read_bytes(), no_resources, Limits(), lambda _: None)
        except UnreadableSource:
            continue
        if count := missing(source):
            lost[path.name] = count
    assert lost == {}


def megabytes(path: Path) -> float:
    try:
        with zipfile.ZipFile(path) as file:
            return sum(info.file_size for info in file.infolist() if info.filename.endswith(".xml")) / 1e6
    except zipfile.BadZipFile:
        return 0.0


def test_no_document_takes_longer_than_a_second_a_megabyte(corpus: Path) -> None:
    slow = {}
    for path in files(corpus):
        data = path.read_bytes()
        began = time.process_time()
        with contextlib.suppress(UnreadableSource):
            read(data, no_resources, Limits(), lambda _: None)
        seconds = time.process_time() - began
        if seconds > max(SECONDS_AT_LEAST, megabytes(path)):
            slow[path.name] = round(seconds, 1)
    assert slow == {}
