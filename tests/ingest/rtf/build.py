"""Small RTF documents."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, Place
from pipeline.ingest import rtf
from pipeline.limits import Limits
from pipeline.source import Piece, Source, no_resources


def document(body: str) -> bytes:
    """A document of this body."""
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + body + "}").encode("latin-1")


def read(body: str, found: list[Diagnostic] | None = None) -> Source:
    """What the reader makes of a document of this body; diagnostics go to `found`."""
    return rtf.read(document(body), no_resources, Limits(), (found if found is not None else []).append)


def pieces(body: str) -> list[Piece]:
    """The pieces, places aside."""
    return [replace(piece, place=Place()) for piece in read(body).pieces]
