"""Objectives without an action and actions without an objective, where a section says which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.blocks.actions import Action
from pipeline.checks.walk import Found, action_tables, around, place_of
from pipeline.content import Content, ItemList, Paragraph, content_text
from pipeline.diagnostics import Code, Report, flaw
from pipeline.model import Block, BlockContent, BudgetDocument, Section
from pipeline.profile import Profile

_KIND: Final = "objectives"
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*)[.):]?\s*(.*)", re.DOTALL)
_SEVERAL: Final = re.compile(r"\s*(?:[,;/&+]|\ben\b)\s*")


class _Objective(msgspec.Struct, frozen=True):
    """An objective of a section: its number where it has one, its words, and the block that it stands in."""

    number: str
    text: str
    block: Block

    def is_meant(self, named: _Named) -> bool:
        """Whether an action names it, by its words or by its number alone."""
        if named.key:
            return named.key == self.text
        return bool(named.number) and named.number == self.number


class _Named(msgspec.Struct, frozen=True):
    """An objective as an action names it."""

    number: str
    key: str


def objectives(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report, section by section, what stands alone; a section that links nothing is passed over."""
    for _, tables in groupby(action_tables(document), key=lambda found: found.section.id):
        in_section = list(tables)
        _unused(document, in_section, profile, report)
        for found in in_section:
            _without(document, found, report)


def _without(document: BudgetDocument, found: Found, report: Report) -> None:
    """Report the actions of a table that name no objective where most do, all in one."""
    actions = found.table.actions
    alone = [action for action in actions if not action.objective]
    if alone and len(alone) * 2 < len(actions):
        place = place_of(document, alone[0].id)
        report(flaw(Code.ACTION_WITHOUT_OBJECTIVE, place, alone[0].description, count=len(alone), total=len(actions)))


def _unused(document: BudgetDocument, tables: Sequence[Found], profile: Profile, report: Report) -> None:
    listed = list(_listed(tables[0].section, profile))
    named = {one for found in tables for action in found.table.actions for one in _named(action, profile)}
    met = {one for one in named if any(objective.is_meant(one) for objective in listed)}
    # Where most of what the actions name is not on the list, the list is another one.
    if not met or len(met) * 2 < len(named):
        return
    for objective in listed:
        if not any(objective.is_meant(one) for one in named):
            written = _written(objective, profile)
            place = replace(place_of(document, objective.block.id), quote=around(written))
            report(flaw(Code.OBJECTIVE_WITHOUT_ACTION, place, written))


def _listed(section: Section, profile: Profile) -> Iterator[_Objective]:
    for block in section.blocks:
        if block.kind == _KIND:
            for label, text in _items(block.content):
                number, words = _split(f"{label} {text}".strip())
                if words:
                    yield _Objective(number, profile.title_key(words), block)


def _items(content: Iterable[BlockContent]) -> Iterator[tuple[str, str]]:
    """The items of the lists of a block, outermost only, with their labels."""
    for node in content:
        if isinstance(node, ItemList):
            for item in node.items:
                yield item.label, _first_line(item.content)


def _first_line(content: Iterable[Content]) -> str:
    first = next((node for node in content if isinstance(node, Paragraph)), None)
    return " ".join(content_text((first,)).split()) if first else ""


def _written(objective: _Objective, profile: Profile) -> str:
    """The words of an objective as they stand there."""
    for _, text in _items(objective.block.content):
        if profile.title_key(_split(text)[1]) == objective.text:
            return text
    return objective.text


def _named(action: Action, profile: Profile) -> Iterator[_Named]:
    if not action.objective:
        return
    text = _without_word(" ".join(action.objective.split()), profile)
    parts = _SEVERAL.split(text)
    if len(parts) > 1 and all(_NUMBER.fullmatch(part) and not _split(part)[1] for part in parts):
        yield from (_Named(_split(part)[0], "") for part in parts)
        return
    number, words = _split(text)
    yield _Named(number, profile.title_key(words) if words else "")


def _split(text: str) -> tuple[str, str]:
    """A number, without the sign after it, and the words behind it."""
    match = _NUMBER.fullmatch(text)
    return (match[1], match[2].strip()) if match else ("", text)


def _without_word(text: str, profile: Profile) -> str:
    """What stands behind the word for an objective: `Doelstelling 1: Minder inbraken` names `1: Minder inbraken`."""
    for word in profile.actions.columns.get("objective", ()):
        rest = text[len(word) :].lstrip()
        if text.casefold().startswith(word.casefold()) and rest[:1] in {":", *"0123456789"}:
            return rest.lstrip(": ")
    return text
