"""What tells others what the files of a publication are: data package, catalogue, Woo, archive, checksums.

Pure functions of a publication, its entries and its files. Which descriptions there are depends on what the publication
says of itself: an address and an organisation make a catalogue, a category of information the metadata of the Woo, a
decision of the council the metadata of the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from pipeline.entry import Entry
from pipeline.labels import Labels
from pipeline.opendata import catalogue, mdto, package, sums, woo
from pipeline.opendata.files import File
from pipeline.publication import Publication

__all__ = ["DESCRIPTIONS", "SUMS", "File", "build"]

Description = Callable[[Publication, Sequence[File], Labels], bytes | None]

SUMS: Final = "SHA256SUMS"
DESCRIPTIONS: Final[Mapping[str, Description]] = {
    "datapackage.json": package.emit,
    "dcat.jsonld": catalogue.emit,
    "woo.xml": woo.emit,
    "mdto.xml": mdto.emit,
}
"""By the name of its file; None where the publication says too little of itself."""


def build(
    publication: Publication | None, entries: Iterable[Entry], files: Iterable[File], labels: Labels
) -> Iterator[tuple[str, bytes]]:
    """The descriptions of files, each once: its path and its bytes; last the checksums of all, these included."""
    known = publication or Publication()
    given = sorted(files, key=lambda file: file.path)
    described: list[File] = []
    for name, emit in DESCRIPTIONS.items():
        if (data := emit(known, given, labels)) is not None:
            described.append(_file(name, data))
            yield name, data
    for name, data in mdto.of_files(known, given, labels):
        described.append(_file(name, data))
        yield name, data
    yield SUMS, sums.emit(entries, [*given, *described], labels)


def _file(name: str, data: bytes) -> File:
    return File(name, sha256(data).hexdigest(), len(data))
