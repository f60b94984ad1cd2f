"""Inline content as the template takes it: text with glyphs, links that lead somewhere, pictures that can be set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, Protocol
from urllib.parse import quote

import msgspec

from pipeline import content as source
from pipeline.content import Inline, inline_text, is_blank
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page, pictures
from pipeline.emit.pdf.columns import PORTRAIT
from pipeline.emit.pdf.desk import Desk

Room = tuple[float, float]
"""Width and height, in points, that a picture may take."""

LINE_HEIGHT: Final = 200.0
"""The height that a picture in a line may take, in points."""

# Typst lets any address through, and refuses one over 8,000 characters; veraPDF passes `javascript:`.
_SAFE: Final = re.compile(r"(?:https?://|mailto:|tel:)[^\s]", re.IGNORECASE)
_ADDRESS_LENGTH: Final = 2_000

# What a URI may hold as it is (RFC 3986, 2.2 and 2.3, and the percent sign): everything else is percent-encoded.
_URI: Final = ":/?#[]@!$&'()*+,;=-._~%"


# What Typst finds no place to break in: it breaks after a hyphen or a slash, and hyphenates words of letters.
_RUN: Final = re.compile(r"[^\s/\-–—?&=]+")
# No line ends between a euro sign and its amount; copied out of the PDF it is a plain blank.
_AMOUNT: Final = re.compile(r"€ (?=[-−–+]?\d)")

_CHARACTER: Final = 4.8
_LEAST: Final = 10
_HYPHENATED: Final = 40


class Compose(Protocol):
    """Composes the content of a note."""

    def __call__(self, content: Iterable[source.Content], room: Room) -> tuple[page.Flow, ...]: ...  # noqa: D102


class Lines:
    """Composes inline content. `notes` composes what stands inside a note."""

    def __init__(self, desk: Desk, notes: Compose) -> None:
        self._desk = desk
        self._notes = notes
        self._header = ""

    def __call__(self, content: Iterable[Inline], room: Room) -> tuple[page.Line, ...]:
        """Compose a line; `room` is what a picture in it may take."""
        return tuple(_parted(self._nodes(content, (room[0], min(room[1], LINE_HEIGHT)), linked=False)))

    @contextmanager
    def inside(self, header: str) -> Iterator[None]:
        """Compose what follows as part of this table's header; empty where it is in none."""
        outer, self._header = self._header, header
        yield
        self._header = outer

    def _nodes(self, content: Iterable[Inline], room: Room, *, linked: bool) -> Iterator[page.Line]:
        for node in content:
            match node:
                case source.Text():
                    yield from _words(
                        _AMOUNT.sub("€\u00a0", self._desk.text(node.text)), _marks(node.marks, linked=linked), room[0]
                    )
                case source.Math():
                    yield from _words(self._desk.text(node.text), (), room[0])
                case source.LineBreak():
                    yield page.Break()
                case source.Link():
                    yield from self._link(node, room, linked=linked)
                case source.NoteReference():
                    yield from self._note(node)
                case source.Image():
                    yield self.picture(node, room, decoration=not linked)

    def _link(self, node: source.Link, room: Room, *, linked: bool) -> Iterator[page.Line]:
        inner = tuple(_parted(self._nodes(node.content, room, linked=True)))
        if linked or not any(_shows(line) for line in inner):
            yield from inner
            return
        href = node.href.strip()
        if href.startswith("#"):
            yield from self._goto(href, inner)
        elif _SAFE.match(href) and len(url := quote(href, safe=_URI)) <= _ADDRESS_LENGTH:
            yield page.Link(inner, url=url, struck=_struck(inner), once=self._header)
        else:
            if ":" in href.split("/", maxsplit=1)[0]:
                self._desk.report(Code.LINK_UNSAFE, inline_text(node.content), href=node.href)
            yield from inner

    def _goto(self, href: str, inner: tuple[page.Line, ...]) -> Iterator[page.Line]:
        if href[1:] in self._desk.targets:
            yield page.Link(inner, to=href[1:], struck=_struck(inner), once=self._header)
        else:
            self._desk.report(Code.LINK_BROKEN, href=href)
            yield from inner

    def _note(self, node: source.NoteReference) -> Iterator[page.Line]:
        note = self._desk.notes.get(node.note)
        if note is None:
            self._desk.report(Code.NOTE_MISSING)
            return
        number = self._desk.numbers[note.id]
        if not self._desk.first("note", note.id):
            yield page.Again(number, note.id, once=self._header)
            return
        with self.inside(""):
            content = self._notes(note.content, (PORTRAIT, LINE_HEIGHT))
        yield page.Note(number, note.id, _opened(content), once=self._header)

    def picture(self, node: source.Image, room: Room, *, decoration: bool = True) -> page.Picture | page.Boxed:
        """Compose a picture, or the words that stand for it; `decoration`: whether it may go without words."""
        raster = self._desk.raster(node.asset)
        alt = self._alt(node, decoration=decoration)
        if isinstance(raster, str):
            self._desk.report(Code.IMAGE_LEFT_OUT, alt, reason=self._desk.labels(f"pdf.no-picture.{raster}"))
            return page.Boxed(alt or self._desk.labels("pdf.picture"))
        width, height = pictures.fitted(raster, (node.width, node.height), room)
        return page.Picture(self._desk.file(node.asset, raster), width, height, alt)

    def _alt(self, node: source.Image, *, decoration: bool) -> str:
        if node.alt is None:
            return self._desk.labels("pdf.picture")
        alt = " ".join(self._desk.text(node.alt).split())
        if is_blank(alt):
            return "" if decoration else self._desk.labels("pdf.picture")
        return alt


def _marks(marks: tuple[source.Mark, ...], *, linked: bool) -> tuple[source.Mark, ...]:
    # Typst refuses two lines through or under the same text in PDF/UA: it goes by the one that means most.
    drops = "strike" in marks or linked
    return tuple(mark for mark in marks if mark != "underline" or not drops)


def _struck(content: Iterable[page.Line]) -> bool:
    return any(isinstance(line, page.Words) and "strike" in line.marks for line in content)


def _words(text: str, marks: tuple[source.Mark, ...], width: float) -> Iterator[page.Line]:
    """Text, with what is longer than the line set apart, so that it can be broken anywhere."""
    most = max(_LEAST, int(width / _CHARACTER))
    start = 0
    if len(text) > most:
        for run in _RUN.finditer(text):
            if len(run[0]) <= (most if not run[0].isalpha() else max(most, _HYPHENATED)):
                continue
            if before := text[start : run.start()]:
                yield page.Words(before, marks) if marks else before
            yield page.Words(run[0], marks, anywhere=True)
            start = run.end()
    if rest := text[start:]:
        yield page.Words(rest, marks) if marks else rest


def _parted(lines: Iterable[page.Line]) -> Iterator[page.Line]:
    """The same, with each number of a note set apart from the word on either side."""
    before: page.Line = page.Break()
    for line in lines:
        mark = isinstance(line, page.Note | page.Again)
        if (mark and not _edge(before, -1).isspace()) or (
            isinstance(before, page.Note | page.Again) and _edge(line, 0).isalnum()
        ):
            yield page.Apart()
        yield line
        before = line


def _edge(line: page.Line, at: int) -> str:
    """The first (0) or last (-1) character; a blank where a line ends, and nothing where there is no text."""
    match line:
        case str():
            return line[at : at + 1 or None]
        case page.Words():
            return line.text[at : at + 1 or None]
        case page.Link():
            return _edge(line.content[at], at)
        case page.Break():
            return " "
        case _:
            return ""


def _opened(content: tuple[page.Flow, ...]) -> tuple[page.Flow, ...]:
    """A note's content, its first word set apart from the number before it."""
    match content:
        case (page.Paragraph() as first, *rest):
            return (msgspec.structs.replace(first, content=(page.Apart(), *first.content)), *rest)
        case _:
            return content


def _shows(line: page.Line) -> bool:
    match line:
        case str():
            return not is_blank(line)
        case page.Words():
            return not is_blank(line.text)
        case page.Picture():
            return bool(line.alt)
        case page.Boxed():
            return True
        case page.Break() | page.Apart() | page.Note() | page.Again() | page.Link():
            return False
