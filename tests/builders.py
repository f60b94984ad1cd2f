"""Small inputs in a few words: pieces of a source, and the model that is expected of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from pipeline import coverage, profiles
from pipeline.content import Cell, Content, Inline, Item, ItemList, Paragraph, Row, Table, Text, paragraph
from pipeline.diagnostics import Diagnostic, Place
from pipeline.model import BudgetDocument, Meta, Origin, Section
from pipeline.profile import Profile
from pipeline.source import Piece, Source
from pipeline.structure import build

NL = profiles.load("nl")
ORIGIN = Origin(name="pagina.docx", format="docx", sha256="0" * 64)

_HERE = Place()


def heading(text: str, level: int, **more: object) -> Piece:
    """A heading by the format's own outline level."""
    return replace(Piece(paragraph(text), _HERE, outline=level), **more)


def styled(text: str, style: str, **more: object) -> Piece:
    """A paragraph with a style."""
    return replace(Piece(paragraph(text), _HERE, styles=(style,)), **more)


def prose(text: str, **more: object) -> Piece:
    """A paragraph without anything special."""
    return replace(Piece(paragraph(text), _HERE), **more)


def line(*content: Inline) -> Piece:
    """A paragraph of inline content."""
    return Piece(Paragraph(content), _HERE)


def numbered(*texts: str, depth: int = 1) -> list[Piece]:
    """Paragraphs of a numbered list."""
    return [
        Piece(paragraph(text), _HERE, label=f"{n}.", depth=depth, ordered=True, list_key="1")
        for n, text in enumerate(texts, 1)
    ]


def bullets(*texts: str, depth: int = 1) -> list[Piece]:
    """Paragraphs of a bulleted list."""
    return [Piece(paragraph(text), _HERE, depth=depth, list_key="2") for text in texts]


def grid(*rows: Sequence[str], header_rows: int = 0) -> Table:
    """A table of plain texts; an empty text is an empty cell."""
    return Table(
        rows=tuple(Row(tuple(Cell((paragraph(text),) if text else ()) for text in row)) for row in rows),
        header_rows=header_rows,
    )


def table(*rows: Sequence[str], header_rows: int = 0) -> Piece:
    """A table as a piece."""
    return Piece(grid(*rows, header_rows=header_rows), _HERE)


def ordered(*texts: str) -> ItemList:
    """A numbered list of the model."""
    items = tuple(Item((paragraph(text),), label=f"{n}.") for n, text in enumerate(texts, 1))
    return ItemList(items=items, ordered=True)


def bulleted(*texts: str) -> ItemList:
    """A bulleted list of the model."""
    return ItemList(items=tuple(Item((paragraph(text),)) for text in texts))


def source(*pieces: Piece | Sequence[Piece]) -> Source:
    """A source of pieces, numbered as a reader does: all of them from 1, and the tables apart."""
    flat = [piece for entry in pieces for piece in ([entry] if isinstance(entry, Piece) else entry)]
    tables = count(1)
    placed = tuple(
        replace(
            piece,
            place=Place(item=number, table=next(tables) if isinstance(piece.content, Table) else 0),
        )
        for number, piece in enumerate(flat, 1)
    )
    return Source(format="docx", pieces=placed)


def built(
    *pieces: Piece | Sequence[Piece], profile: Profile = NL, found: list[Diagnostic] | None = None
) -> BudgetDocument:
    """The document that structure makes of pieces; diagnostics go to `found`."""
    return build(source(*pieces), profile, (found if found is not None else []).append, ORIGIN)


def sections(*pieces: Piece | Sequence[Piece], profile: Profile = NL) -> tuple[Section, ...]:
    """The sections that structure makes of pieces."""
    return built(*pieces, profile=profile).sections


def document(*made: Section, title: str = "Titel") -> BudgetDocument:
    """A document of sections."""
    return BudgetDocument(meta=Meta(title=title, language="nl", source=ORIGIN, profile="nl"), sections=made)


def counted(source: Source) -> list[tuple[str, int, int, int, int]]:
    """What the count makes of each part of a source: written, read, reported, surplus."""
    figures = [account.figures for account in coverage.of_reader(source)]
    return [(part.part, part.written, part.read, part.reported, part.surplus) for part in figures]


def ignored(_diagnostic: Diagnostic) -> None:
    """A report that nobody reads."""


def text(words: str, *marks: str) -> Text:
    """Text with marks."""
    return Text(words, marks)  # type: ignore[arg-type]


def words(content: Content) -> str:
    """The text of a paragraph."""
    assert isinstance(content, Paragraph)
    return "".join(node.text for node in content.content if isinstance(node, Text))
