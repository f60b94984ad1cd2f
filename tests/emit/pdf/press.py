"""Small documents through the PDF emitter in a few words: what is composed, and what comes out on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from pypdf import PdfReader

from pipeline import labels
from pipeline.content import Asset, Inline, Note, Paragraph, Text
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit import pdf, theme
from pipeline.emit.pdf import page
from pipeline.emit.pdf.compose import Composed, compose
from pipeline.emit.setting import Setting
from pipeline.model import Block, BlockContent, BudgetDocument, Section
from tests.builders import document, ignored

LABELS = labels.load()
THEME = theme.load()


def composed(made: BudgetDocument) -> Composed:
    """What the template is given for a document."""
    return compose(made, Setting(LABELS, THEME))


def body(*made: Section) -> tuple[page.Flow, ...]:
    """What the template is given for sections."""
    return composed(document(*made)).document.body


def holding(
    *content: BlockContent, notes: Sequence[Note] = (), assets: Mapping[str, Asset] | None = None
) -> BudgetDocument:
    """A document with this content and no heading at all."""
    made = document(Section("s1", "", "", 1, blocks=(Block("b1", "text", "", content),)))
    return replace(made, notes=tuple(notes), assets=assets or {})


def flowing(*content: BlockContent, **more: Any) -> tuple[page.Flow, ...]:
    """What the template is given for content."""
    return composed(holding(*content, **more)).document.body


def line(*content: Inline | str, **more: Any) -> tuple[page.Line, ...]:
    """What the template is given for a line; a string is plain text."""
    inlines = tuple(Text(node) if isinstance(node, str) else node for node in content)
    (paragraph,) = flowing(Paragraph(inlines), **more) or (page.Paragraph(()),)
    assert isinstance(paragraph, page.Paragraph)
    return paragraph.content


def flaws(made: BudgetDocument | Inline | BlockContent, **more: Any) -> list[tuple[Code, dict[str, str]]]:
    """The codes and values of what had to be mended in a document, in content or in a line."""
    if not isinstance(made, BudgetDocument):
        node: Any = made
        made = holding(node if isinstance(node, BlockContent) else Paragraph((node,)), **more)
    return [(flaw.code, dict(flaw.values)) for flaw in composed(made).flaws]


def emitted(made: BudgetDocument, report: Any = ignored) -> bytes:
    """The PDF of a document."""
    return pdf.emit(made, Setting(LABELS, THEME, report))


def reported(made: BudgetDocument) -> list[Diagnostic]:
    """What the emitter reports about a document."""
    found: list[Diagnostic] = []
    emitted(made, found.append)
    return found


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    """The bookmarks of a PDF with their depth, from 1, in order."""

    def walk(entries: Any, depth: int) -> list[tuple[int, str]]:
        return [
            one
            for entry in entries
            for one in (walk(entry, depth + 1) if isinstance(entry, list) else [(depth, str(entry["/Title"]))])
        ]

    return walk(PdfReader(BytesIO(data)).outline, 1)
