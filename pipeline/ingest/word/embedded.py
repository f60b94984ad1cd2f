"""Documents inside the document: `altChunk` (ECMA-376-1, 17.17.2.1), which Word takes in when it opens the file."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

import msgspec

from pipeline.content import clean, paragraph
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.errors import DocumentError, UnreadableSource, UnsupportedFormat
from pipeline.ingest.word.context import BESIDE, RUNNING, Nested, Part
from pipeline.limits import Limits
from pipeline.source import Piece, Resources, Source, Written, no_resources

ReadWord = Callable[[bytes, Resources, Limits, Report, str], Source]

_HTML_NAME: Final = re.compile(r"\.x?html?$", re.IGNORECASE)
_MAIL_START: Final = re.compile(rb"\s*(?:mime-version|from|content-type):", re.IGNORECASE)
_TEXT_NAME: Final = re.compile(r"\.txt$", re.IGNORECASE)
_RTF_START: Final = b"{\\rtf"
_OTHER_KIND: Final = frozenset(("not-word", "old-word"))
_HTML_START: Final = re.compile(rb"\s*<(?:!doctype html|html|head|body|p|div|table)\b", re.IGNORECASE)


def embedded(part: Part, relation_id: str | None) -> tuple[Piece, ...]:
    """The pieces of an embedded document, with its notes and pictures taken over."""
    context = part.context
    relation = part.relation(relation_id)
    name = relation.target if relation is not None else ""
    data = context.package.media(name) if relation is not None and not relation.external else None
    if data is None:
        context.report(flaw(Code.PART_UNREADABLE, part.place(), part=name or "altChunk"))
        return ()
    if context.limits.nested_documents < 1:
        context.report(flaw(Code.LIMIT_REACHED, part.place(), what=name, limit=context.limits.nested_documents))
        return ()
    try:
        source = context.nested(name, data)
    except DocumentError as error:
        # Of a kind that is not read: then it is not damaged.
        other = isinstance(error, UnsupportedFormat) or error.reason in _OTHER_KIND
        code = Code.EMBEDDED_SKIPPED if other else Code.PART_UNREADABLE
        named = {"kind": PurePosixPath(name).suffix.lstrip(".") or "?"} if other else {}
        context.report(flaw(code, part.place(), part=name, **named))
        return ()
    context.assets.update(source.assets)
    context.nested_notes.extend(source.notes)
    context.chunks[name] = source.written
    for written in source.written:
        if written.part in BESIDE:
            context.beside.append(written)
        elif written.part not in RUNNING:
            part.kept_out.extend(written.kept_out)
            part.added.extend(written.added)
    return tuple(piece for piece in source.pieces if piece.region not in RUNNING)


def nested_reader(read_word: ReadWord, limits: Limits, report: Report, prefix: str) -> Nested:
    """A reader of embedded documents by what their bytes and names show: Word, HTML, RTF or plain text."""
    inner = msgspec.structs.replace(limits, nested_documents=limits.nested_documents - 1)
    numbers = itertools.count(1)

    def read(name: str, data: bytes) -> Source:
        if data.startswith(b"PK"):
            return read_word(data, no_resources, inner, report, f"{prefix}chunk-{next(numbers)}-")
        if _MAIL_START.match(data):
            data, name = _page_of_archive(data), "page.html"
        if _HTML_NAME.search(name) or _HTML_START.match(data):
            # Only then: its parsers take 300 ms to load.
            from pipeline.ingest import html  # noqa: PLC0415

            return html.read(data, no_resources, inner, report)
        if data.startswith(_RTF_START):
            from pipeline.ingest import rtf  # noqa: PLC0415

            return rtf.read(data, no_resources, inner, report)
        if _TEXT_NAME.search(name):
            return _read_text(data)
        raise UnsupportedFormat("extension-unknown", name=name)

    return read


def _page_of_archive(data: bytes) -> bytes:
    """The page of a web archive (.mht: RFC 2557); its pictures stay behind."""
    from email import message_from_bytes  # noqa: PLC0415

    message = message_from_bytes(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise UnreadableSource("not-word")
    charset = page.get_content_charset()
    if charset is None:
        return content
    try:
        return content.decode(charset, errors="replace").encode("utf-8-sig")
    except LookupError:
        # No encoding of that name: the page itself may know better.
        return content


def _read_text(data: bytes) -> Source:
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="replace")
    lines = [line for line in clean(text).split("\n") if line.strip()]
    return Source(
        format="txt",
        pieces=tuple(Piece(paragraph(line.strip()), Place()) for line in lines),
        written=(Written("altChunk", "\n".join(lines)),),
    )
