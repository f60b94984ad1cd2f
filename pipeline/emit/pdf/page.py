"""What the Typst template is given: the document as it will stand on paper, in the template's own terms.

It is what `compose` makes, checked and mended, and what goes to Typst as JSON. Lengths are in points.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from pipeline.content import Mark, Tone

Align = Literal["left", "center", "right"]
Look = Literal["data", "header", "row-header", "group", "total"]
Front = Literal["bare", "head", "head-and-contents", "cover"]
HeadingKind = Literal["section", "block", "detail"]


class Node(msgspec.Struct, frozen=True, tag_field="type", tag=str.lower, rename="kebab", omit_defaults=True):
    """What all parts of a page have in common."""


class Words(Node, frozen=True):
    """Text that is more than a plain string: it has marks, or, longer than a line, it may be broken `anywhere`."""

    text: str
    marks: tuple[Mark, ...] = ()
    anywhere: bool = False


class Break(Node, frozen=True):
    """A line ends."""


class Link(Node, frozen=True):
    """A link to an address outside (`url`), or to a place in the document (`to`).

    `struck`: whether some of it is struck through. `once` is the id of the header that it stands in: where that is
    repeated, it is an artifact, which holds no links.
    """

    content: tuple[Line, ...]
    url: str = ""
    to: str = ""
    struck: bool = False
    once: str = ""


class Note(Node, frozen=True):
    """A footnote at its first reference. `once` as with links: a repeated header shows the bare number."""

    number: int
    id: str
    content: tuple[Flow, ...]
    once: str = ""


class Again(Node, frozen=True):
    """A further reference to a footnote."""

    number: int
    id: str
    once: str = ""


class Apart(Node, frozen=True):
    """A narrow gap in which no line ends: it keeps a word and the number of a note two words, read aloud or copied."""


class Picture(Node, frozen=True):
    """A picture. Without `alt` it is decoration: an artifact, which no screen reader speaks."""

    file: str
    width: float
    height: float
    alt: str = ""


class Boxed(Node, frozen=True):
    """The words that stand where a picture cannot."""

    text: str


Line: TypeAlias = str | Words | Break | Link | Note | Again | Apart | Picture | Boxed


class Heading(Node, frozen=True):
    """A heading. `level` is its place in the tree of tags and bookmarks, without gaps; `depth` how deep its section is.

    `plain` is the title as one line of text; `id` is empty where nothing can link to it.
    """

    kind: HeadingKind
    level: int
    depth: int
    plain: str
    content: tuple[Line, ...]
    number: str = ""
    id: str = ""


class Paragraph(Node, frozen=True):
    """A paragraph; `lead` opens a section."""

    content: tuple[Line, ...]
    lead: bool = False


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item with its label as shown; empty for a bullet."""

    content: tuple[Flow, ...]
    label: str = ""


class List(Node, frozen=True):
    """A list."""

    items: tuple[Item, ...]


class Column(msgspec.Struct, frozen=True, omit_defaults=True):
    """A column of a table."""

    width: float
    align: Align = "left"


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cell. `align` differs from its column's only where it spans; `id` is a place that links may go to.

    It `heads` its row where that is about what stands in it.
    """

    content: tuple[Flow, ...]
    colspan: int = 1
    rowspan: int = 1
    look: Look = "data"
    align: Align = "left"
    tone: Tone | None = None
    id: str = ""
    heads: bool = False


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row; `whole` where it must not be cut at a page's end, `total` where it sums up.

    A `group` is one cell over all columns, the header of the rows up to the next: it stands again on the next page.
    """

    cells: tuple[Cell, ...]
    whole: bool = False
    total: bool = False
    group: bool = False


class Table(Node, frozen=True):
    """A table whose rows fill its grid exactly. Its header stands on each page; `id` is its own.

    A `whole` one is so low that it is not cut over two pages. Words are hyphenated only where the columns have no room.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    size: float
    id: str
    caption: tuple[Line, ...] = ()
    hyphenate: bool = False
    whole: bool = False


class Figure(Node, frozen=True):
    """A picture with its caption."""

    picture: Picture | Boxed
    caption: tuple[Line, ...] = ()


class Landscape(Node, frozen=True):
    """What stands on pages turned on their side: a wide table and the headings above it."""

    content: tuple[Flow, ...]


Flow: TypeAlias = Paragraph | List | Table | Figure | Heading | Landscape


class Logo(msgspec.Struct, frozen=True, rename="kebab"):
    """The logo of the municipality; without `alt` it is decoration."""

    file: str
    alt: str


class House(msgspec.Struct, frozen=True, rename="kebab"):
    """The house style: the colours, the name of the municipality, and its logo."""

    accent: str
    ink: str
    municipality: str
    logo: Logo | None


class Title(msgspec.Struct, frozen=True, rename="kebab"):
    """What the document is called, on its first page and in its metadata. `issued` is its date in words, or empty."""

    text: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    language: str
    region: str
    date: tuple[int, int, int]
    issued: str


class Standing(msgspec.Struct, frozen=True, rename="kebab"):
    """How the publication stands: a word for the foot of each page, a sentence for the first; both may be empty."""

    word: str = ""
    sentence: str = ""


class Attachment(msgspec.Struct, frozen=True, rename="kebab"):
    """A file inside the PDF, with its name there, and the name of the file that holds it now."""

    name: str
    file: str
    media_type: str
    relationship: Literal["source", "data"]
    description: str


class Document(msgspec.Struct, frozen=True, rename="kebab"):
    """All that the template needs. `labels` are the texts of its own."""

    title: Title
    house: House
    labels: dict[str, str]
    front: Front
    body: tuple[Flow, ...]
    standing: Standing = Standing()
    attachments: tuple[Attachment, ...] = ()
