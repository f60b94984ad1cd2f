"""From the model to what the template takes: everything opened out, in reading order, checked and mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pipeline import content as source
from pipeline.content import Inline, is_blank
from pipeline.diagnostics import Diagnostic
from pipeline.emit.lower import lower
from pipeline.emit.pdf import front, page
from pipeline.emit.pdf.columns import PORTRAIT
from pipeline.emit.pdf.desk import Desk
from pipeline.emit.pdf.flow import Flow
from pipeline.emit.pdf.house import house
from pipeline.emit.setting import Attachment, Setting
from pipeline.emit.standing import standing
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section, walk_sections

_ROOM = (PORTRAIT, 520.0)
"""What a figure may take: the width of the page, and of its height what leaves room for heading and caption."""

_DEEPEST = 6
"""PDF 1.7 knows headings to level 6 (ISO 32000-1, 14.8.4.3.2)."""


class Composed(msgspec.Struct, frozen=True):
    """What the template takes, the pictures that it names, and what had to be mended."""

    document: page.Document
    files: dict[str, bytes]
    flaws: tuple[Diagnostic, ...]


def compose(
    document: BudgetDocument, setting: Setting, refused: frozenset[str] = frozenset(), *, is_book: bool = False
) -> Composed:
    """Compose a document. Pictures in `refused` (by sha256) are known to be broken: words stand in their place.

    A book has a cover however short it is.
    """
    flaws: list[Diagnostic] = []
    labels, told = setting.labels, standing(setting)
    desk = Desk(document, labels, flaws.append, refused)
    body = tuple(_grouped(_Composer(desk).body()))
    title = front.title(document, desk)
    composed = page.Document(
        title=title,
        house=house(setting, desk),
        labels={name: labels(f"pdf.{name}") for name in ("contents", "page")},
        front="cover" if is_book else front.kind(document, title.text),
        body=body,
        attachments=tuple(_attached(each, number, desk) for number, each in enumerate(setting.attachments)),
        standing=page.Standing(desk.line(told.word), desk.line(told.sentence)) if told else page.Standing(),
    )
    return Composed(composed, desk.files, tuple(flaws))


def _attached(given: Attachment, number: int, desk: Desk) -> page.Attachment:
    # The name on the disk is not the name in the PDF, which may be anything.
    file = f"attachment-{number}"
    desk.files[file] = given.data
    return page.Attachment(given.name, file, given.media_type, given.relationship, given.description)


class _Composer:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._flow = Flow(desk)

    def body(self) -> tuple[page.Flow, ...]:
        self._desk.targets = frozenset(_targets(self._desk))
        return tuple(self._sections(self._desk.document.sections, level=1, depth=1))

    def _sections(self, sections: Iterable[Section], level: int, depth: int) -> Iterator[page.Flow]:
        for section in sections:
            with self._desk.at(section.id, section.full_title):
                yield from self._section(section, level, depth)

    def _section(self, section: Section, level: int, depth: int) -> Iterator[page.Flow]:
        below = level
        if self._desk.shows(section.full_title):
            heading = self._heading("section", section.title, section.heading, level)
            number = self._desk.text(section.number)
            plain = f"{number} {heading.plain}".strip()
            yield msgspec.structs.replace(heading, depth=depth, number=number, plain=plain, id=self._target(section.id))
            below = level + 1
        elif section.heading:
            yield from self._untitled(section.heading)
        lead = True
        for node in self._content(section.intro, below):
            yield msgspec.structs.replace(node, lead=True) if lead and isinstance(node, page.Paragraph) else node
            lead = False
        for block in section.blocks:
            with self._desk.at(block.id, block.title):
                yield from self._block(block, below)
        yield from self._sections(section.sections, below, depth + 1)

    def _block(self, block: Block, level: int) -> Iterator[page.Flow]:
        below = level
        if self._desk.shows(block.title):
            heading = self._heading("block", block.title, block.heading, level)
            yield msgspec.structs.replace(heading, id=self._target(block.id))
            below = level + 1
        else:
            yield from self._untitled(block.heading)
        yield from self._content(block.content, below)

    def _content(self, content: Iterable[BlockContent], level: int) -> Iterator[page.Flow]:
        for node in content:
            plain = lower(node, self._desk.labels)
            if not isinstance(plain, Detail):
                yield from self._flow((plain,), _ROOM)
                continue
            with self._desk.at("", plain.title):
                below = level
                if self._desk.shows(plain.title):
                    yield self._heading("detail", plain.title, plain.heading, level)
                    below = level + 1
                else:
                    yield from self._untitled(plain.heading)
                yield from self._content(plain.content, below)

    def _heading(self, kind: page.HeadingKind, title: str, content: tuple[Inline, ...], level: int) -> page.Heading:
        plain = self._desk.line(title)
        # Its letters are up to twice as large as in the text, so half as many stand in a line.
        lines = self._flow.lines(content or (source.Text(plain),), (PORTRAIT / 2, 60.0))
        return page.Heading(
            kind=kind,
            level=min(level, _DEEPEST),
            depth=level,
            plain=plain,
            content=lines if any(_is_text(line) for line in lines) else (plain, *lines),
        )

    def _untitled(self, heading: tuple[Inline, ...]) -> Iterator[page.Flow]:
        # Typst refuses a heading without text: a picture or a note in one stands as a paragraph.
        yield from self._flow((source.Paragraph(heading),), _ROOM)

    def _target(self, id_: str) -> str:
        return id_ if self._desk.first("target", id_) else ""


def _is_text(line: page.Line) -> bool:
    match line:
        case str():
            return not is_blank(line)
        case page.Words():
            return not is_blank(line.text)
        case page.Link():
            return any(_is_text(inner) for inner in line.content)
        case _:
            return False


def _targets(desk: Desk) -> Iterator[str]:
    """The ids that a link may go to: those that will stand on the page."""
    for section in walk_sections(desk.document.sections):
        if section.id and desk.shows(section.full_title):
            yield section.id
        for block in section.blocks:
            if block.id and desk.shows(block.title):
                yield block.id
        yield from _refs((*section.intro, *(node for block in section.blocks for node in block.content)), desk)


def _refs(content: Iterable[BlockContent], desk: Desk) -> Iterator[str]:
    for node in content:
        match lower(node, desk.labels):
            case Detail(content=inner):
                yield from _refs(inner, desk)
            case source.Table(rows=rows, header_rows=head):
                yield from (cell.ref for row in rows[head:] for cell in row.cells if cell.ref)
            case _:
                pass


def _grouped(nodes: Iterable[page.Flow]) -> Iterator[page.Flow]:
    """The same, with the headings right above a turned table on its page, and turned tables in a row together."""
    waiting: list[page.Heading] = []
    turned: list[page.Flow] = []
    for node in nodes:
        match node:
            case page.Heading():
                waiting.append(node)
                continue
            case page.Landscape():
                turned += (*waiting, *node.content)
                waiting = []
                continue
        if turned:
            yield page.Landscape(tuple(turned))
            turned = []
        yield from waiting
        waiting = []
        yield node
    if turned:
        yield page.Landscape(tuple(turned))
    yield from waiting
