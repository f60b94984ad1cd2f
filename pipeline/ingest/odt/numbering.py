"""Numbers of headings, which a program makes of the outline or of a list (OpenDocument 1.3-3, 16.30 and 16.34)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from pipeline.ingest.odt.names import Element, H, style, text
from pipeline.ingest.word.numerals import spelled

_FORMATS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST: Final = 10


class _Level(msgspec.Struct, frozen=True):
    """How a level is numbered; `format` is empty where it is not. `shown` is how many levels its number has."""

    format: str
    before: str
    after: str
    shown: int
    start: int


class Numbering:
    """The outline and the list styles of a document, and how far each has counted."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._outline: dict[int, _Level] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._none: set[str] = set()
        self._counts: dict[str, dict[int, int]] = {}
        for root in roots:
            for element in root.iter(text("outline-style")):
                self._outline = _levels(element, text("outline-level-style"))
            for element in root.iter(text("list-style")):
                self._lists[element.get(style("name"), "")] = _levels(element, text("list-level-style-number"))
            for element in root.iter(style("style")):
                if element.get(style("list-style-name")) == "":
                    self._none.add(element.get(style("name"), ""))

    def labels(self, body: Element) -> dict[Element, str]:
        """The numbers of all headings that have one, in their order. Where one is written out, it is no label."""
        found = ((heading, self._label(heading)) for heading in body.iter(H))
        return {heading: label for heading, label in found if label}

    def _label(self, heading: Element) -> str:
        is_plain = (
            heading.get(text("is-list-header")) == "true"
            or next(heading.iterancestors(text("list-header")), None) is not None
        )
        if is_plain or heading.find(text("number")) is not None:
            return ""
        lists = list(heading.iterancestors(text("list")))
        if lists:
            name = next(filter(None, (each.get(text("style-name")) for each in lists)), "")
            return self._count(name, self._lists.get(name, {}), len(lists), heading)
        if heading.get(text("style-name"), "") in self._none:
            return ""
        return self._count("", self._outline, _number(heading.get(text("outline-level")), 1), heading)

    def _count(self, name: str, levels: dict[int, _Level], depth: int, heading: Element) -> str:
        own = levels.get(depth)
        if own is None or not own.format:
            return ""
        counts = self._counts.setdefault(name, {})
        if heading.get(text("restart-numbering")) == "true" or depth not in counts:
            counts[depth] = _number(heading.get(text("start-value")), own.start)
        else:
            counts[depth] += 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        shown = [at for at in range(max(1, depth - own.shown + 1), depth + 1) if at in levels and levels[at].format]
        numbers = (spelled(counts.setdefault(at, levels[at].start), _FORMATS[levels[at].format]) for at in shown)
        return f"{own.before}{'.'.join(numbers)}{own.after}".strip()


def _levels(parent: Element, name: str) -> dict[int, _Level]:
    return {
        _number(element.get(text("level")), 1): _Level(
            format=found if (found := element.get(style("num-format"), "")) in _FORMATS else "",
            before=element.get(style("num-prefix"), ""),
            after=element.get(style("num-suffix"), ""),
            shown=_number(element.get(text("display-levels")), 1),
            start=_number(element.get(text("start-value")), 1),
        )
        for element in parent.iterchildren(name)
    }


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < _DEEPEST else default
