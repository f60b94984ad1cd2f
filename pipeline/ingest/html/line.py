"""One line of text under construction: white space as CSS folds it, marks, links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec
from bs4 import Tag

from pipeline.content import Inline, LineBreak, Link, Mark, Text, clean, inline_text, is_empty_line, marks, merged, tidy
from pipeline.ingest.html.tree import attribute, style
from pipeline.ingest.html.visibility import is_tracked

_WHITE: Final = re.compile(r"[ \t\n\r\f]+")

_TAG_MARKS: Final[Mapping[str, Mark]] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "dfn": "italic",
    "var": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "strike": "strike",
    "del": "strike",
    "sup": "superscript",
    "sub": "subscript",
}
_BOLD: Final = re.compile(r"bold(?:er)?|[6-9]\d\d|1000")
_PRE: Final = frozenset({"pre", "listing", "xmp", "plaintext", "textarea"})


class Anchor(msgspec.Struct, frozen=True, eq=False):
    """A link that is open; two links with one address are two."""

    href: str


class Look(msgspec.Struct, frozen=True):
    """What text inherits from the elements around it."""

    marks: frozenset[Mark] = frozenset()
    anchor: Anchor | None = None
    pre: bool = False


def look(tag: Tag, around: Look) -> Look:
    """How text in this element looks, by its name and its style attribute."""
    name, attributes = tag.name, tag.attrs
    mark = _TAG_MARKS.get(name)
    pre = around.pre or name in _PRE
    if not attributes and mark is None and pre == around.pre:
        return around
    own = around.marks
    if mark is not None and not (name == "ins" and _is_tracked(tag)):
        own |= {mark}
    if "style" in attributes:
        given = style(tag)
        own = _styled(own, given)
        pre = pre or given.get("white-space", "").startswith(("pre", "break-spaces"))
    anchor = around.anchor
    if name == "a" and (href := clean(attribute(tag, "href")).strip()):
        anchor = Anchor(href)
    return Look(own, anchor, pre)


def _is_tracked(tag: Tag) -> bool:
    """Whether someone has put it in, at a moment, and it is no look."""
    return "msoIns" in attribute(tag, "class") or is_tracked(tag)


def _styled(own: frozenset[Mark], given: Mapping[str, str]) -> frozenset[Mark]:
    """Word writes `normal` and `none` to undo what the element around says; a browser undoes all but the last."""
    on: set[Mark] = set()
    off: set[Mark] = set()
    if weight := given.get("font-weight"):
        (on if _BOLD.fullmatch(weight) else off).add("bold")
    if slant := given.get("font-style"):
        (on if slant.startswith(("italic", "oblique")) else off).add("italic")
    if decoration := given.get("text-decoration-line") or given.get("text-decoration"):
        lines: dict[str, Mark] = {"underline": "underline", "line-through": "strike"}
        on.update(mark for name, mark in lines.items() if name in decoration)
        if decoration.startswith("none"):
            off.update(lines.values())
    if caps := given.get("font-variant-caps") or given.get("font-variant"):
        (on if "small-caps" in caps else off).add("small-caps")
    if height := given.get("vertical-align"):
        raised: dict[str, Mark] = {"super": "superscript", "sub": "subscript"}
        if height in raised:
            on.add(raised[height])
    return (own - off) | on


class Line:
    """The inline content of one paragraph, as it is read."""

    def __init__(self) -> None:
        self._nodes: list[tuple[Inline, Anchor | None]] = []
        # Whether a blank would be folded away here: at the start, after a blank, after a line break.
        self._folds = True

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self._nodes

    @property
    def words(self) -> str:
        """What stands in it, as far as it is text."""
        return inline_text(node for node, _ in self._nodes)

    def text(self, text: str, look: Look) -> None:
        """Add text; white space is folded over element borders (CSS Text 3, 4.1.1), but in `pre`."""
        text = clean(text)
        if look.pre:
            self._preformatted(text, look)
            return
        text = _WHITE.sub(" ", text)
        if self._folds and text.startswith(" "):
            text = text[1:]
        if text:
            self._nodes.append((Text(text, marks(look.marks)), look.anchor))
            self._folds = text.endswith(" ")

    def _preformatted(self, text: str, look: Look) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                self._nodes.append((LineBreak(), look.anchor))
            if part:
                self._nodes.append((Text(part, marks(look.marks)), look.anchor))
        self._folds = False

    def space(self) -> None:
        """Keep what follows from growing onto what stands here."""
        if not self._folds:
            self.text(" ", Look())

    def add(self, node: Inline, look: Look) -> None:
        """Add a picture, a formula or a note reference."""
        self._nodes.append((node, look.anchor))
        self._folds = False

    def break_(self, look: Look | None = None) -> None:
        """End the line. Without a `look` it is a border between blocks: no second one, and none at the start."""
        self._trim()
        if look is not None:
            self._nodes.append((LineBreak(), look.anchor))
        elif self._nodes and not isinstance(self._nodes[-1][0], LineBreak):
            self._nodes.append((LineBreak(), None))
        self._folds = True

    def _trim(self) -> None:
        """A blank at the end of a line is not shown (CSS Text 3, 4.1.2)."""
        if self._folds and self._nodes and isinstance(last := self._nodes[-1][0], Text):
            anchor = self._nodes.pop()[1]
            if text := last.text.removesuffix(" "):
                self._nodes.append((Text(text, last.marks), anchor))

    def take(self) -> tuple[Inline, ...]:
        """The paragraph's content in normal form; the line is empty after it."""
        self._trim()
        nodes: list[Inline] = []
        inside: list[Inline] = []
        current: Anchor | None = None
        for node, anchor in self._nodes:
            if anchor is not current:
                nodes.extend(_linked(inside, current))
                inside, current = [], anchor
            inside.append(node)
        nodes.extend(_linked(inside, current))
        self._nodes.clear()
        self._folds = True
        return tidy(nodes)


def _linked(content: list[Inline], anchor: Anchor | None) -> tuple[Inline, ...]:
    if anchor is None:
        return tuple(content)
    inside = merged(content)
    return inside if is_empty_line(inside) else (Link(anchor.href, inside),)
