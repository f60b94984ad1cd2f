"""The model: a budget document as sections, blocks and details.

    BudgetDocument
    └── Section          number and title; guidance, intro, blocks, sections
        └── Block        kind and title; content
            └── Detail   a sub-heading with content

This module closes the union of what may stand in a block: plain content (`content.py`), details, and the semantic
tables of `blocks/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import Asset, Content, Figure, Inline, ItemList, Node, Note, Paragraph, Table
from pipeline.diagnostics import Diagnostic, Place
from pipeline.rules import DocumentKind, SectionKind

SCHEMA_VERSION: Final = "1.1"
"""The version of the model in XML and JSON. A field more raises the second number, anything else the first."""


class Detail(Node, frozen=True):
    """A sub-heading with its content, inside a block.

    `heading` is the title with its marks, links and notes, where it has any.
    """

    title: str
    content: tuple[BlockContent, ...]
    heading: tuple[Inline, ...] = ()


class ActionList(Node, frozen=True):
    """Content that tells of actions without a table: as sub-headings, list items or paragraphs that begin in bold.

    `content` is all of it as written, `actions` what was understood of it.
    """

    content: tuple[BlockContent, ...]
    actions: tuple[Action, ...]


BlockContent: TypeAlias = (
    Paragraph | ItemList | Table | Figure | Detail | ActionTable | ActionList | FinancialTable | IndicatorTable
)


def actions_in(content: Iterable[BlockContent]) -> Iterator[Action]:
    """The actions that content tells of, in order, however deep they stand."""
    for node in content:
        if isinstance(node, ActionTable | ActionList):
            yield from node.actions
        elif isinstance(node, Detail):
            yield from actions_in(node.content)


class Block(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A titled part of a section.

    `kind` is the profile's name for it (`objectives`, `developments`, `actions`), or `text`. `title` is as written,
    with its number.
    """

    id: str
    kind: str
    title: str
    content: tuple[BlockContent, ...]
    heading: tuple[Inline, ...] = ()


class Section(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A page of the budget.

    `number` and `title` are as written, and empty where the source has none. `level` is how deep the section stands
    (1 is outermost). `heading` is the title with its marks, links and notes, where it has any. `guidance` is text about
    the screen itself: for screens only. `intro` is what stands before the first block. `kind` is what the section is
    to a budget: a programme, a product (or another part of a programme), one of the paragraphs that the law asks for,
    an appendix, or something else.
    """

    id: str
    number: str
    title: str
    level: int
    kind: SectionKind = "other"
    heading: tuple[Inline, ...] = ()
    guidance: tuple[Content, ...] = ()
    intro: tuple[BlockContent, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def full_title(self) -> str:
        """Number and title in one line."""
        return f"{self.number} {self.title}".strip()


class Running(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Text that is kept apart from the flow: heads and feet of pages, generated contents, navigation of a web page."""

    kind: Literal["header", "footer", "contents", "noise"]
    content: tuple[Content, ...]


class Origin(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The file that a document was read from: its name without folder, its format, and the sha256 of its bytes."""

    name: str
    format: str
    sha256: str


class Meta(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is known of the document as a whole.

    `language` is a BCP 47 tag; `date` is ISO 8601, or empty. `kind` is its kind of document in the budget cycle, where
    its title tells that.
    """

    title: str
    language: str
    source: Origin
    profile: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    date: str = ""
    kind: DocumentKind | None = None


class PartCoverage(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The account of one part of the source (`document`, `footnotes`, `header`), in characters other than white space.

    `written` is what the part holds: all its text leaves, and what is shown of it and stands in no leaf (a computed
    field). `read` is what of it is in the model, `reported` what was kept out on purpose: diagnostics quote it, or it
    only says again what was read. What is left of `written` is missing. `surplus` is what the model has beyond it:
    words that are said twice, or were never written. Labels that a format generates (list numbers) are not counted.
    """

    part: str
    written: int
    read: int
    reported: int
    surplus: int = 0


class BudgetDocument(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A budget document. `places` tells where each id stands in the source; ids are stable under editing."""

    meta: Meta
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    assets: Mapping[str, Asset] = {}
    running: tuple[Running, ...] = ()
    places: Mapping[str, Place] = {}
    coverage: tuple[PartCoverage, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def walk_sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Every section, each before those inside it."""
    for section in sections:
        yield section
        yield from walk_sections(section.sections)
