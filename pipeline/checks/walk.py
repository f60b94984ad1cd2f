"""A model in reading order, for checks: its sections, blocks and action tables, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.blocks.actions import Action, ActionTable
from pipeline.diagnostics import Place
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section, walk_sections


class Found(msgspec.Struct, frozen=True):
    """An action table, with the section and the block that it stands in; in a section's intro `block` is None."""

    table: ActionTable
    section: Section
    block: Block | None


def action_tables(document: BudgetDocument) -> Iterator[Found]:
    """Every action table."""
    for section in walk_sections(document.sections):
        for table in _tables(section.intro):
            yield Found(table, section, None)
        for block in section.blocks:
            for table in _tables(block.content):
                yield Found(table, section, block)


def place_of(document: BudgetDocument, action: Action) -> Place:
    """Where an action stands; nowhere in particular in a model that was made by hand."""
    return document.places.get(action.id, Place())


def _tables(content: Iterable[BlockContent]) -> Iterator[ActionTable]:
    for node in content:
        if isinstance(node, ActionTable):
            yield node
        elif isinstance(node, Detail):
            yield from _tables(node.content)
