"""Every Word file of the corpus: read or refused with a reason, in time, and no character lost unseen."""

import contextlib
import csv
import time
import zipfile
from pathlib import Path

from pipeline import coverage
from pipeline.errors import UnreadableSource
from pipeline.ingest.word import read
from pipeline.limits import Limits
from pipeline.source import no_resources

SUFFIXES = {".docx", ".docm", ".dotx", ".dotm"}
SECONDS_AT_LEAST = 1.0


def files(corpus: Path) -> list[Path]:
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [corpus / row["path"] for row in rows if Path(row["path"]).suffix in SUFFIXES]


def test_no_document_loses_or_gains_a_character_unseen(corpus: Path) -> None:
    flaws = {}
    for path in files(corpus):
        try:
            source = read(path.read_bytes(), no_resources, Limits(), lambda _: None)
        except UnreadableSource:
            continue
        if found := [flaw.text for account in coverage.of_reader(source) for flaw in account.flaws]:
            flaws[path.name] = found
    assert flaws == {}


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
