"""Readers: the bytes of a file format become the flat source. Each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Final, cast

from pipeline.diagnostics import Report
from pipeline.errors import UnsupportedFormat
from pipeline.limits import Limits
from pipeline.source import Resources, Source

Reader = Callable[[bytes, Resources, Limits, Report], Source]
"""Bytes, files beside them, caps, and where to report: the flat source. Raises UnreadableSource."""

READERS: Final[Mapping[str, str]] = {
    "docx": "pipeline.ingest.word",
    "html": "pipeline.ingest.html",
    "odt": "pipeline.ingest.odt",
    "rtf": "pipeline.ingest.rtf",
    "epub": "pipeline.ingest.epub",
    "md": "pipeline.ingest.markdown",
}
"""The module that reads a format, by the format's name; its function is `read`."""

EXTENSIONS: Final[Mapping[str, str]] = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".dotm": "docx",
    ".html": "html",
    ".htm": "html",
    ".odt": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
    ".md": "md",
    ".markdown": "md",
}
"""The format that a file name's extension stands for."""


def format_of(name: str) -> str:
    """The format that a file's name tells. Raises UnsupportedFormat."""
    extension = PurePath(name).suffix.lower()
    if not extension:
        raise UnsupportedFormat("extension-missing", name=name, known=", ".join(EXTENSIONS))
    if extension not in EXTENSIONS:
        raise UnsupportedFormat("extension-unknown", name=name, extension=extension, known=", ".join(EXTENSIONS))
    return EXTENSIONS[extension]


def reader(source_format: str) -> Reader:
    """The reader of a format."""
    return cast("Reader", import_module(READERS[source_format]).read)
