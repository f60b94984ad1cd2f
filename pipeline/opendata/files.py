"""A published file as others need to know it, and what its extension says of its format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

import msgspec

from pipeline.publication import Publication


class File(msgspec.Struct, frozen=True):
    """A file: its path below the publication with `/`, the sha256 of its bytes, and how many these are.

    `source` is the name of the one document that it was made of (`Entry.name`); empty where it was made of all.
    """

    path: str
    sha256: str
    size: int
    source: str = ""

    @property
    def format(self) -> Format:
        """What its extension says."""
        return FORMATS.get(PurePosixPath(self.path).suffix.lower(), UNKNOWN)

    def address(self, publication: Publication) -> str:
        """Where it can be had; empty where the publication has no address."""
        return publication.base_url + quote(self.path) if publication.base_url else ""


class Format(msgspec.Struct, frozen=True):
    """A format: its short name, its media type (IANA), and the code in the European list of file types.

    `pronom` is the identifier in the registry PRONOM, which archives use.
    """

    name: str
    media: str
    code: str
    pronom: str
    is_data: bool = False


UNKNOWN: Final = Format("bin", "application/octet-stream", "BIN", "fmt/0")
FORMATS: Final[Mapping[str, Format]] = {
    ".csv": Format("csv", "text/csv", "CSV", "x-fmt/18", is_data=True),
    ".xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", "fmt/214", is_data=True
    ),
    ".json": Format("json", "application/json", "JSON", "fmt/817", is_data=True),
    ".xml": Format("xml", "application/xml", "XML", "fmt/101", is_data=True),
    ".html": Format("html", "text/html", "HTML", "fmt/471"),
    ".pdf": Format("pdf", "application/pdf", "PDF", "fmt/477"),
    ".txt": Format("txt", "text/plain", "TXT", "x-fmt/111"),
    ".md": Format("md", "text/markdown", "TXT", "fmt/1149"),
    ".docx": Format(
        "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX", "fmt/412"
    ),
    ".odt": Format("odt", "application/vnd.oasis.opendocument.text", "ODT", "fmt/291"),
    ".epub": Format("epub", "application/epub+zip", "EPUB", "fmt/483"),
}
