"""One page from bytes to source."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

from pipeline.content import Note, Table, clean
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.errors import UnreadableSource
from pipeline.ingest.html.blocks import Block
from pipeline.ingest.html.context import Context
from pipeline.ingest.html.encoding import decode
from pipeline.ingest.html.flow import Flow
from pipeline.ingest.html.line import Look
from pipeline.ingest.html.tree import attribute, parse, strings
from pipeline.ingest.html.visibility import is_tracked
from pipeline.limits import Limits
from pipeline.source import Piece, Resources, Source, Written, gather, piece_text

_PART: Final = "document"
# What Word calls its changes: msoIns, msoDel.
_MSO_CHANGE: Final = "mso"
_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:$|[T ])")
# Names of `meta` elements (HTML standard, 4.2.5.1; DCMI terms; pandoc; what CMSs add), best first.
_AUTHOR: Final = ("author", "dcterms.creator", "dc.creator", "article:author")
_SUBJECT: Final = ("description", "dcterms.description", "dc.description", "og:description")
_KEYWORDS: Final = ("keywords", "dcterms.subject", "dc.subject")
_DATES: Final = ("dcterms.modified", "dcterms.date", "dc.date", "article:modified_time", "last-modified", "date")


def read_page(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
    """Read a web page; see `pipeline.ingest.html.read`.

    Written is the text of all text nodes. Kept out of it is also what is generated text in a page as it is in Word:
    labels of lists and marks of notes that Word and pandoc write out. They come back as `Piece.label` and note
    references.
    """
    if len(data) > limits.source_bytes:
        raise UnreadableSource("file-too-large", size=len(data), limit=limits.source_bytes)
    with _collector_resting():
        return _read(parse(decode(data, report), limits.elements), resources, limits, report)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Spare the garbage collector a tree in which each node knows its neighbours: 1.4 s instead of 2.2 for 1 MB."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(soup: BeautifulSoup, resources: Resources, limits: Limits, report: Report) -> Source:
    context = Context(soup, resources, limits, report)
    pieces = Flow(context).read(soup, Block("body"), Look())
    notes = _notes(context)
    if changes := sum(
        is_tracked(tag) or _MSO_CHANGE in attribute(tag, "class") for tag in soup.find_all(["del", "ins"])
    ):
        report(flaw(Code.TRACKED_CHANGES, Place(), count=changes))
    meta = _meta(soup)
    return Source(
        format="html",
        pieces=tuple(_placed(pieces)),
        notes=notes,
        assets=context.assets,
        written=_written(soup, context),
        title=_title(soup),
        author=_first(meta, _AUTHOR),
        subject=_first(meta, _SUBJECT),
        keywords=_first(meta, _KEYWORDS),
        language=_language(soup),
        date=next((match[1] for name in _DATES if (match := _DATE.match(meta.get(name, "")))), ""),
    )


def _notes(context: Context) -> tuple[Note, ...]:
    result = []
    for number, note in enumerate(context.notes.notes, 1):
        context.part = f"{note.kind}s"
        context.item = number
        pieces = Flow(context, nested=1).read(note.tag, Block(note.tag.name, (note.tag.name,)), Look())
        result.append(Note(note.id, gather(pieces), note.kind))
    return tuple(result)


def _written(soup: BeautifulSoup, context: Context) -> tuple[Written, ...]:
    """All text leaves, by part: a note's are where it stands in the page, and count apart."""
    found = context.notes
    leaves = {_PART: ["".join(strings(soup, found.targets))]}
    for note in found.notes:
        leaves.setdefault(f"{note.kind}s", []).append("".join(strings(note.tag, found.targets)))
    return tuple(
        Written(
            part,
            "\n".join(texts),
            tuple(filter(str.strip, context.kept_out[part])),
            tuple(context.added.get(part, ())),
        )
        for part, texts in leaves.items()
    )


def _placed(pieces: list[Piece]) -> list[Piece]:
    """Each piece with its place: counted from 1, tables apart as well."""
    tables = 0
    result = []
    for number, piece in enumerate(pieces, 1):
        is_table = isinstance(piece.content, Table)
        tables += is_table
        place = Place(_PART, number, table=tables if is_table else 0, quote=quote(piece_text(piece)))
        result.append(replace(piece, place=place))
    return result


def _title(soup: BeautifulSoup) -> str:
    title = soup.find("title")
    return " ".join(clean(title.get_text()).split()) if title is not None else ""


def _language(soup: BeautifulSoup) -> str:
    root = soup.find("html")
    return (attribute(root, "lang") or attribute(root, "xml:lang")).strip() if isinstance(root, Tag) else ""


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    result: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = attribute(tag, "name") or attribute(tag, "property") or attribute(tag, "http-equiv")
        value = " ".join(clean(attribute(tag, "content")).split())
        if name and value:
            result.setdefault(name.lower(), value)
    return result


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")
