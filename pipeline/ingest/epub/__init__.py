"""Electronic books (EPUB 2 and 3) through pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bs4 import Tag
from msgspec.structs import replace

from pipeline.content import clean, paragraph
from pipeline.diagnostics import Diagnostic, Place, Report, quote
from pipeline.errors import UnreadableSource
from pipeline.ingest.archive import Archive, open_archive, pack
from pipeline.ingest.epub.package import Package, open_package
from pipeline.ingest.html.encoding import decode
from pipeline.ingest.html.objects import BOXES
from pipeline.ingest.html.tree import attribute, parse, strings, words
from pipeline.ingest.pandoc import read_through
from pipeline.limits import Limits
from pipeline.source import Piece, Resources, Source, Written, piece_text

# pandoc drops what is so named; the title of a book is text of its own in Word, and so it is here.
_TITLE_PAGE: Final = re.compile(r"(\bepub:type\s*=\s*[\"'][^\"']*)\btitlepage\b")
_NOTES: Final = frozenset({"footnote", "rearnote", "endnote", "doc-footnote", "doc-endnote"})
_MARKS: Final = frozenset({"noteref", "doc-noteref", "backlink", "doc-backlink"})


def read(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
    """Read a book: its documents in the order of its spine (EPUB 3.3, 5.7). Raises UnreadableSource.

    Written is the text of all nodes of these, less the numbers of notes; notes are a part of their own. The
    navigation document is a generated table of contents: its lines are, and no more of it.
    """
    archive = open_archive(data, limits, "not-epub")
    package = open_package(archive)
    texts = {name: _text(archive.read(name)) for name in package.spine if name in archive}
    contents = _contents(archive, package, limits)
    made = read_through(
        _slim(archive, package, texts), "epub", _resources(archive, package, resources, limits), limits, report
    )
    leaves = [_leaves(text, limits) for text in texts.values()]
    notes = "\n".join(note for _, note in leaves)
    boxes = "".join(_boxes(text, limits) for text in texts.values())
    made_up = [text for part in made.written if part.part == "document" for text in part.added]
    return replace(
        made,
        pieces=(*contents, *made.pieces),
        written=(
            Written(
                "document",
                "\n".join((*map(piece_text, contents), *(text for text, _ in leaves))),
                # The page that pandoc makes has a box where the book has one, and where it has the sign of one.
                added=(boxes, *(text for text in made_up if text not in BOXES)),
            ),
            *([Written("footnotes", notes)] if notes.strip() else []),
        ),
        title=package.title or made.title,
        author=package.author,
        subject=package.subject,
        keywords=package.keywords,
        language=package.language,
        date=package.date,
    )


def _text(data: bytes | None) -> str:
    """The text of a document; empty where it is none, as a drawing that fills a page."""
    try:
        return decode(data or b"", _nobody)
    except UnreadableSource:
        return ""


def _nobody(_diagnostic: Diagnostic) -> None:
    """Report to nobody: what is guessed here, the page that pandoc makes has no more."""


def _slim(archive: Archive, package: Package, texts: dict[str, str]) -> bytes:
    """The book without pictures, fonts and style sheets, and without its navigation."""
    return pack(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": archive.read("META-INF/container.xml") or b"",
            package.name: package.bytes,
            **{name: _TITLE_PAGE.sub(r"\1", text).encode() for name, text in texts.items()},
        }
    )


def _leaves(text: str, limits: Limits) -> tuple[str, str]:
    """The text of a document without its notes, and that of its notes."""
    root = parse(text, limits.elements)
    called = [(tag, {*_said(tag, "epub:type"), *_said(tag, "role")}) for tag in root.find_all(name=True) if tag.attrs]
    marks = {id(tag) for tag, names in called if tag.name == "a" and names & _MARKS}
    notes = [tag for tag, names in called if names & _NOTES]
    return (
        "".join(strings(root, marks | set(map(id, notes)))),
        "\n".join("".join(strings(note, marks)) for note in notes),
    )


def _boxes(text: str, limits: Limits) -> str:
    """The signs of the check boxes in lists, which pandoc makes text."""
    found = parse(text, limits.elements).find_all("input", attrs={"type": "checkbox"})
    return "".join(BOXES["checked" in tag.attrs] for tag in found if tag.find_parent("li") is not None)


def _said(tag: Tag, name: str) -> Iterable[str]:
    return attribute(tag, name).split()


def _contents(archive: Archive, package: Package, limits: Limits) -> tuple[Piece, ...]:
    """The lines of the table of contents, where the book shows it."""
    data = archive.read(package.navigation) if package.navigation else None
    if not data:
        return ()
    root = parse(_text(data), limits.elements)
    lists = [nav for nav in root.find_all("nav") if "toc" in _said(nav, "epub:type")]
    lines = [clean(words(link)) for nav in lists for link in nav.find_all(["h1", "h2", "h3", "a", "span"])]
    return tuple(
        Piece(paragraph(line), Place(item=number, quote=quote(line)), region="contents")
        for number, line in enumerate(filter(None, lines), 1)
    )


def _resources(archive: Archive, package: Package, beside: Resources, limits: Limits) -> Resources:
    """The pictures of the book, by their path from its package document, and the files beside it."""

    def find(name: str) -> bytes | None:
        for path in (package.path(name), name):
            if path in archive:
                return archive.read(path) if archive.size(path) <= limits.media_part_bytes else None
        return beside(name)

    return find
