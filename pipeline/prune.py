"""Prune: blocks without anything to be seen in them are dropped, and each drop is reported with its title and place.

Cells, rows of actions and columns are never pruned: an empty planning cell is an answer. Sections and sub-headings
stay, for their titles are words of the source.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from pipeline.blocks.actions import ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import Image, Inline, Link, Math, NoteReference, is_empty
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.model import ActionList, Block, BlockContent, BudgetDocument, Detail, Section


def prune(document: BudgetDocument, report: Report) -> BudgetDocument:
    """The document without empty blocks, blank paragraphs and sections that have neither a title nor content."""
    sections = (_section(section, document, report) for section in document.sections)
    return replace(document, sections=tuple(filter(_is_worth_showing, sections)))


def is_empty_block(block: Block) -> bool:
    """Whether nothing of a block's content can be seen. A block that holds only empty details is empty."""
    return all(_is_empty(node) for node in block.content) and not _holds_more_than_words(block.heading)


def _is_empty(node: BlockContent) -> bool:
    match node:
        case ActionTable() | FinancialTable() | IndicatorTable():
            return node.is_empty
        case ActionList():
            return all(map(_is_empty, node.content))
        case Detail():
            return all(map(_is_empty, node.content)) and not _holds_more_than_words(node.heading)
        case _:
            return is_empty((node,))


def _holds_more_than_words(heading: Iterable[Inline]) -> bool:
    """Whether a heading holds a note, picture or formula: these are content, wherever they stand."""
    return any(
        isinstance(node, NoteReference | Image | Math)
        or (isinstance(node, Link) and _holds_more_than_words(node.content))
        for node in heading
    )


def _section(section: Section, document: BudgetDocument, report: Report) -> Section:
    blocks = []
    for block in section.blocks:
        if is_empty_block(block):
            place = document.places.get(block.id, Place(headings=(section.full_title,)))
            report(flaw(Code.BLOCK_EMPTY, place, title=block.title))
        else:
            blocks.append(replace(block, content=_kept(block.content)))
    inner = (_section(below, document, report) for below in section.sections)
    return replace(
        section,
        guidance=() if is_empty(section.guidance) else section.guidance,
        intro=_kept(section.intro),
        blocks=tuple(blocks),
        sections=tuple(filter(_is_worth_showing, inner)),
    )


def _is_worth_showing(section: Section) -> bool:
    return bool(
        section.full_title or section.heading or section.guidance or section.intro or section.blocks or section.sections
    )


def _kept(content: Iterable[BlockContent]) -> tuple[BlockContent, ...]:
    return tuple(
        replace(node, content=_kept(node.content)) if isinstance(node, Detail | ActionList) else node
        for node in content
        if isinstance(node, Detail) or not _is_empty(node)
    )
