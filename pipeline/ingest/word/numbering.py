"""The numbers that Word generates (ECMA-376-1, 17.9): one counter a level of each abstract list."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from pipeline.ingest.word.formatting import formatting
from pipeline.ingest.word.names import R_PR, Element, is_on, number, value, w
from pipeline.ingest.word.numerals import spelled
from pipeline.ingest.word.styles import Style, Styles
from pipeline.ingest.word.symbols import in_unicode

_LEVELS: Final = 9
_PLACEHOLDER: Final = re.compile(r"%([1-9])")
# Bullets that say something: whether a box is ticked. What only marks an item is left to whoever shows the list.
_STATES: Final = frozenset("☐☑☒✓✔✗✘□◻")


class Level(msgspec.Struct, frozen=True):
    """One level of a list: `restart` is the level (1 to 9) after which it starts again; 0: never, None: any higher."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str | None
    hidden: bool
    font: str = ""


class Definition(msgspec.Struct, frozen=True):
    """A list as paragraphs refer to it: its abstract list, its levels, and where it starts a level again (17.9.26)."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Label(msgspec.Struct, frozen=True):
    """What stands before a paragraph. `depth` is 1 for the outermost level; `text` is empty for a mere bullet."""

    text: str
    depth: int
    ordered: bool
    key: str


class Numbering:
    """All lists of a document and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        self._definitions: dict[str, Definition | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._abstracts.setdefault(element.get(w("abstractNumId")) or "", element)
            elif element.tag == w("num"):
                self._nums.setdefault(element.get(w("numId")) or "", element)

    def label(self, style: Style, num_id: str | None, level: str | None) -> Label | None:
        """Count one paragraph. `num_id` and `level` are its own; None for what its style says."""
        definition, depth = self._find(style, num_id, level)
        if definition is None or depth not in definition.levels:
            return None
        own = definition.levels[depth]
        counter = self._count(definition, num_id or style.num_id or "", depth)
        if (own.format == "none" and not own.text.strip()) or own.hidden:
            return None
        key = f"{definition.abstract}/{num_id or style.num_id}" if definition.starts else definition.abstract
        if own.format == "bullet":
            sign = in_unicode(own.text, own.font)
            return Label(sign if sign in _STATES else "", depth + 1, ordered=False, key=key)
        return Label(self._text(definition, own, depth, counter), depth + 1, ordered=True, key=key)

    def _text(self, definition: Definition, own: Level, depth: int, counter: dict[int, int]) -> str:
        def fill(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in definition.levels or at not in counter:
                return ""
            # "Legal" numbering shows higher levels as digits (17.9.4).
            name = "decimal" if own.legal and at != depth else definition.levels[at].format
            return spelled(counter[at], name, self._styles.language)

        return _PLACEHOLDER.sub(fill, own.text).strip()

    def _find(self, style: Style, num_id: str | None, level: str | None) -> tuple[Definition | None, int]:
        given = num_id if num_id is not None else style.num_id
        if given is None or number(given) == 0:
            return None, 0
        definition = self._definition(given)
        if definition is None:
            return None, 0
        if level is None and num_id is None:
            # A level that names the paragraph's style is that style's level, whatever else is said (17.9.23).
            linked = next((at for at, known in definition.levels.items() if known.style == style.id), None)
            return definition, linked if linked is not None else number(style.level)
        return definition, number(level)

    def _definition(self, num_id: str) -> Definition | None:
        if num_id not in self._definitions:
            self._definitions[num_id] = None  # A list that leads to itself through a style is none.
            self._definitions[num_id] = self._read(num_id)
        return self._definitions[num_id]

    def _read(self, num_id: str) -> Definition | None:
        element = self._nums.get(num_id)
        abstract_id = value(element, "abstractNumId")
        abstract = self._abstracts.get(abstract_id or "")
        if element is None or abstract is None or abstract_id is None:
            return None
        levels = dict(_levels(abstract))
        linked = value(abstract, "numStyleLink")
        if linked is not None and not levels:
            other = self._definition(self._styles.get(linked).num_id or "")
            if other is None:
                return None
            abstract_id, levels = other.abstract, dict(other.levels)
        starts: dict[int, int] = {}
        for override in element.iter(w("lvlOverride")):
            at = number(override.get(w("ilvl")))
            levels.update((at, level) for _, level in _levels(override))
            start = value(override, "startOverride")
            if start is not None:
                starts[at] = number(start)
        return Definition(abstract_id, levels, starts)

    def _count(self, definition: Definition, num_id: str, depth: int) -> dict[int, int]:
        counter = self._counters.setdefault(definition.abstract, {})
        for at, start in definition.starts.items():
            if at <= depth and (num_id, at) not in self._started:
                counter[at] = start - 1
        self._started.update((num_id, at) for at in range(depth + 1))
        levels = definition.levels
        counter[depth] = counter[depth] + 1 if depth in counter else levels[depth].start
        for at in range(depth):
            if at not in counter and at in levels:
                counter[at] = levels[at].start
        for at in [deeper for deeper in counter if deeper > depth]:
            restart = levels[at].restart if at in levels else None
            if restart is None or restart > depth:
                del counter[at]
        return counter


def _levels(parent: Element) -> list[tuple[int, Level]]:
    result: list[tuple[int, Level]] = []
    for element in parent.iterchildren(w("lvl")):
        at = number(element.get(w("ilvl")))
        if 0 <= at < _LEVELS:
            result.append((at, _level(element)))
    return result


def _level(element: Element) -> Level:
    # Formats of Word 2010 stand in an AlternateContent, with the one for older programs last.
    formats = [found.get(w("val")) or "decimal" for found in element.iter(w("numFmt"))]
    known = next((name for name in formats if name != "custom"), "decimal")
    restart = value(element, "lvlRestart")
    return Level(
        start=number(value(element, "start")),
        format=known,
        text=value(element, "lvlText") or "",
        font=formatting(element.find(R_PR)).font,
        restart=number(restart) if restart is not None else None,
        legal=bool(is_on(element.find(w("isLgl")))),
        style=value(element, "pStyle"),
        hidden=bool(is_on(element.find(f"{R_PR}/{w('vanish')}"))),
    )
