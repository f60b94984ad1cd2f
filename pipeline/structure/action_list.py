"""Actions that are written as headings with text, as the items of a list, or as paragraphs that begin in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from pipeline.blocks.actions import Action, ActionTable, understood
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.blocks.planning import is_all
from pipeline.blocks.status import Status
from pipeline.content import (
    Figure,
    Inline,
    ItemList,
    LineBreak,
    Paragraph,
    Table,
    Text,
    content_text,
    inline_text,
    is_blank,
    is_empty_line,
)
from pipeline.model import ActionList, BlockContent, Detail
from pipeline.profile import Profile

_FIELD: Final = re.compile(r"\s*([^:\n]{2,40}?)\s*:\s*(\S.*)?", re.DOTALL)
_APART: Final = re.compile(r"\s*[|;\t]\s*")
_RUN_IN_END: Final = " \t\u00a0.:–-"
_BRACKETED: Final = re.compile(r"\(([^()]+)\)\W*$")
_LEAST_WORDS: Final = 3
_LONGEST_RUN_IN: Final = 120

_FIELDS: Final = frozenset(
    {"type", "planning", "start", "end", "status", "owner", "budget", "explanation", "objective"}
)


class _Draft(msgspec.Struct):
    """An action under construction: its description, and the lines that stand under it."""

    description: str
    lines: list[str]
    objective: str | None


def action_list(content: tuple[BlockContent, ...], profile: Profile, year: int | None) -> ActionList | None:
    """The content of a block of actions with the actions that it tells of; None where it has a table, or tells of none.

    Each sub-heading is an action, and what stands under it its explanation, where lines like `Planning: Q3 2026` give
    its fields; so does a planning in brackets at the end of the action itself. A sub-heading that names an objective,
    or holds further ones, or nothing but a list, is none itself. Without sub-headings it is each paragraph that begins
    in bold, or else each item of a list.
    """
    if any(map(_is_table, content)) or not any(map(_holds_more, content)):
        return None
    drafts = list(_drafts(content, None, profile))
    actions = tuple(_action(draft, profile, year) for draft in drafts)
    return ActionList(content=content, actions=actions) if actions else None


def _is_table(node: BlockContent) -> bool:
    tables = Table | ActionTable | FinancialTable | IndicatorTable
    return isinstance(node, tables) or (isinstance(node, Detail) and any(map(_is_table, node.content)))


def _holds_more(node: BlockContent) -> bool:
    """Whether there is anything but sub-headings: a block without is empty, and is not shown."""
    return any(map(_holds_more, node.content)) if isinstance(node, Detail) else any(_lines((node,)))


# --------------------------------------------------------------------------- where the actions are


def _drafts(content: Sequence[BlockContent], objective: str | None, profile: Profile) -> Iterator[_Draft]:
    details = [node for node in content if isinstance(node, Detail)]
    if not details:
        yield from _run_ins(content, objective, profile) or _items(content, objective, profile)
        return
    for detail in details:
        if profile.is_objective(detail.title):
            yield from _drafts(detail.content, detail.title, profile)
        elif any(isinstance(node, Detail) for node in detail.content):
            yield from _drafts(detail.content, objective, profile)
        elif profile.column_key(detail.title) is None and not is_blank(detail.title):
            inside = list(_items(detail.content, objective, profile)) if _is_list_alone(detail, profile) else []
            yield from inside or [_Draft(detail.title, list(_lines(detail.content)), objective)]


def _is_list_alone(detail: Detail, profile: Profile) -> bool:
    """Whether a list of sentences is all that stands under a sub-heading."""
    filled = [node for node in detail.content if any(_lines((node,)))]
    if len(filled) != 1 or not isinstance(filled[0], ItemList) or len(filled[0].items) < 2:
        return False
    texts = [content_text(item.content) for item in filled[0].items]
    return all(len(text.split()) >= _LEAST_WORDS and not _fields(text, profile) for text in texts)


def _run_ins(content: Sequence[BlockContent], objective: str | None, profile: Profile) -> list[_Draft]:
    """The paragraphs that begin in bold and go on in plain letters, two at least; what follows one belongs to it."""
    found: list[_Draft] = []
    for node in content:
        run_in = _run_in(node, profile)
        if run_in is not None:
            found.append(_Draft(run_in[0], [line for line in run_in[1].split("\n") if not is_blank(line)], objective))
        elif found:
            found[-1].lines.extend(_lines((node,)))
    return found if len(found) > 1 else []


def _run_in(node: BlockContent, profile: Profile) -> tuple[str, str] | None:
    """The bold words that a paragraph begins with, and the rest of it."""
    if not isinstance(node, Paragraph):
        return None
    count = 0
    for inline in node.content:
        if not isinstance(inline, Text) or "bold" not in inline.marks:
            break
        count += 1
    bold, rest = inline_text(node.content[:count]), inline_text(node.content[count:])
    words = bold.strip(_RUN_IN_END)
    if not words or is_blank(rest) or len(words) > _LONGEST_RUN_IN or profile.column_key(words) is not None:
        return None
    return words, rest.lstrip(_RUN_IN_END)


def _items(content: Sequence[BlockContent], objective: str | None, profile: Profile) -> Iterator[_Draft]:
    """The items of lists. Bullets are actions only where the block has little else: an introduction to each list."""
    lists = [node for node in content if isinstance(node, ItemList)]
    prose = [node for node in content if isinstance(node, Paragraph) and not is_empty_line(node.content)]
    others = any(isinstance(node, Figure) for node in content)
    bullets_count = not others and len(prose) <= len(lists)
    for node in content:
        if isinstance(node, Paragraph) and profile.is_objective(inline_text(node.content)):
            objective = " ".join(inline_text(node.content).split())
        if not isinstance(node, ItemList) or not (node.ordered or bullets_count):
            continue
        for item in node.items:
            first, *rest = item.content or (Paragraph(()),)
            run_in = _run_in(first, profile)
            head, *more = list(_lines((first,))) or [""]
            if run_in is not None:
                head, more = run_in[0], [run_in[1]]
            if not is_blank(head):
                yield _Draft(head.strip().rstrip(";,").rstrip(), [*more, *_lines(rest)], objective)


def _lines(content: Iterable[BlockContent]) -> Iterator[str]:
    """The lines of content, in order."""
    for node in content:
        match node:
            case Paragraph(content=line):
                yield from (text for text in _split(line) if not is_blank(text))
            case Detail(title=title, content=inner):
                yield title
                yield from _lines(inner)
            case ActionList(content=inner):
                yield from _lines(inner)
            case ActionTable() | FinancialTable() | IndicatorTable():
                pass
            case _:
                yield from (text for text in content_text((node,)).split("\n") if not is_blank(text))


def _split(line: Iterable[Inline]) -> list[str]:
    parts: list[list[Inline]] = [[]]
    for node in line:
        if isinstance(node, LineBreak):
            parts.append([])
        else:
            parts[-1].append(node)
    return [inline_text(part).strip() for part in parts]


# --------------------------------------------------------------------------- what they say


def _action(draft: _Draft, profile: Profile, year: int | None) -> Action:
    fields: dict[str, list[str]] = {}
    told: list[str] = []
    for line in draft.lines:
        found = _fields(line, profile)
        if not found:
            told.append(line)
        for key, text in found:
            fields.setdefault(key, []).append(text)
    said = {key: "\n".join(filter(None, texts)) for key, texts in fields.items()}
    told.extend(fields.get("explanation", ()))
    planning = [text for key in ("planning", "start", "end") for text in fields.get(key, ())]
    if not planning and (bracketed := _BRACKETED.search(draft.description)):
        planning = [bracketed[1]] if is_all(bracketed[1], profile.planning) else []
    status = said.get("status")
    return Action(
        id="",
        description=draft.description,
        type=said.get("type"),
        planning=understood(" – ".join(planning), profile, year) if planning else None,
        status=Status(status, profile.status_value(status)) if status is not None else None,
        owner=said.get("owner"),
        budget=said.get("budget"),
        explanation="\n".join(filter(None, told)) or None,
        objective=said.get("objective", draft.objective),
    )


def _fields(line: str, profile: Profile) -> tuple[tuple[str, str], ...]:
    """The fields that a line gives: `Planning: Q3 2026 | Status: groen`; none where it is anything else."""
    found: list[tuple[str, str]] = []
    for part in _APART.split(line.strip()):
        match = _FIELD.fullmatch(part)
        key = profile.column_key(match[1]) if match else None
        if match is None or key not in _FIELDS:
            return _only(line, profile) if "|" not in line and ";" in line else ()
        found.append((key, (match[2] or "").strip()))
    return tuple(found)


def _only(line: str, profile: Profile) -> tuple[tuple[str, str], ...]:
    """A line as one field, whatever signs stand in what it says."""
    match = _FIELD.fullmatch(line.strip())
    key = profile.column_key(match[1]) if match else None
    return ((key, (match[2] or "").strip()),) if match and key in _FIELDS and key is not None else ()
