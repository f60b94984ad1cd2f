"""Styles (ECMA-376-1, 17.7): each resolved once along `basedOn`, however often it is used."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from pipeline.content import Mark, marks
from pipeline.ingest.word.formatting import NOTHING, Formatting, formatting
from pipeline.ingest.word.names import R_PR, Element, is_on, is_on_attribute, number, value, w
from pipeline.ingest.word.symbols import is_symbol_font

# The names that Word writes for its own styles whatever its language (17.7.4.9).
_HEADING: Final = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_HEADING_ID: Final = re.compile(r"heading ?([1-9])$", re.IGNORECASE)
_SET_APART: Final = frozenset(("title", "subtitle", "caption", "toc heading"))
_LINKS: Final = frozenset(("hyperlink", "followedhyperlink"))


class Shown(msgspec.Struct, frozen=True):
    """How a run is shown: its marks, whether it is hidden, and its font where that is a font of symbols."""

    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    font: str = ""


class Style(msgspec.Struct, frozen=True):
    """One style with all that it inherits.

    `names` are its own and those along `basedOn`; `outline` is 1 to 9, None where there is none. `formatting` is
    what it adds to the runs in it: nothing for headings, titles and captions, which stand out as a whole.
    """

    id: str
    names: tuple[str, ...] = ()
    outline: int | None = None
    formatting: Formatting = NOTHING
    hidden: bool = False
    num_id: str | None = None
    level: str | None = None
    breaks_page: bool = False
    is_link: bool = False


class Styles:
    """The styles of a document, resolved when first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._shown: dict[tuple[str, Formatting, bool], Shown] = {}
        self._hidden = False
        self.default_id = ""
        self._default_table = ""
        self.language = ""
        for element in root.iter(w("style")) if root is not None else ():
            style_id = element.get(w("styleId")) or ""
            self._elements.setdefault(style_id, element)
            if is_on_attribute(element.get(w("default"))):
                kind = element.get(w("type"))
                if kind == "paragraph":
                    self.default_id = self.default_id or style_id
                elif kind == "table":
                    self._default_table = self._default_table or style_id
        if root is not None:
            defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{R_PR}")
            self._hidden = bool(formatting(defaults).hidden)
            self.language = (value(defaults, "lang") or "") if defaults is not None else ""

    def get(self, style_id: str | None) -> Style:
        """The style with this id; the default paragraph style where none is given."""
        key = style_id or self.default_id
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def hides(self, table_style: str | None) -> bool:
        """Whether the style of a table, the default one where it has none, hides all text in it (17.7.6)."""
        key = table_style if table_style in self._elements else self._default_table
        return bool(key) and self.get(key).hidden

    def shown(self, paragraph: Style, run: Formatting, *, hidden_table: bool = False) -> Shown:
        """How a run with this direct formatting is shown in a paragraph of this style (17.7.3, 17.7.2).

        `hidden_table`: in a table of which the style hides its text.
        """
        key = paragraph.id, run, hidden_table
        if key not in self._shown:
            self._shown[key] = self._compute(paragraph, run, hidden_table=hidden_table)
        return self._shown[key]

    def _compute(self, paragraph: Style, run: Formatting, *, hidden_table: bool) -> Shown:
        character = self.get(run.style) if run.style in self._elements else None
        above = character.formatting if character is not None else NOTHING
        below = paragraph.formatting
        names: list[Mark] = []
        if _toggled(run.bold, above.bold, below.bold):
            names.append("bold")
        if _toggled(run.italic, above.italic, below.italic):
            names.append("italic")
        twice = _toggled(run.double_strike, above.double_strike, below.double_strike)
        if twice or _toggled(run.strike, above.strike, below.strike):
            names.append("strike")
        if _toggled(run.small_caps, above.small_caps, below.small_caps):
            names.append("small-caps")
        underline = _first(run.underline, above.underline, below.underline)
        if underline and not (character is not None and character.is_link and run.underline is None):
            names.append("underline")
        position = run.position or above.position or below.position
        if position == "superscript":
            names.append("superscript")
        elif position == "subscript":
            names.append("subscript")
        hidden = run.hidden
        if hidden is None:
            hidden = self._hidden or _toggled(None, above.hidden, paragraph.hidden) != hidden_table
        font = run.font or above.font or below.font
        return Shown(marks(names), hidden, font if is_symbol_font(font) else "")

    def _resolve(self, style_id: str) -> Style:
        chain = self._chain(style_id)
        if not chain:
            found = _HEADING_ID.match(style_id)
            return Style(id=style_id, names=(style_id,) if style_id else (), outline=int(found[1]) if found else None)
        names = tuple(value(element, "name") or element.get(w("styleId")) or "" for element in chain)
        outline = _outline(chain, names)
        all_formatting = NOTHING
        for element in reversed(chain):
            all_formatting = formatting(element.find(R_PR)).over(all_formatting)
        num_id, level = _numbering(chain)
        apart = outline is not None or any(name.lower() in _SET_APART or _HEADING.match(name) for name in names)
        return Style(
            id=style_id,
            names=names,
            outline=outline,
            formatting=NOTHING if apart else all_formatting,
            hidden=bool(all_formatting.hidden),
            num_id=num_id,
            level=level,
            breaks_page=_breaks_page(chain),
            is_link=any(name.lower() in _LINKS for name in names),
        )

    def _chain(self, style_id: str) -> list[Element]:
        """The style and those it is based on; a circle ends where it closes."""
        chain: list[Element] = []
        seen: set[str] = set()
        current: str | None = style_id
        while current is not None and current in self._elements and current not in seen:
            seen.add(current)
            chain.append(self._elements[current])
            current = value(chain[-1], "basedOn")
        return chain


def outline_level(properties: Element | None) -> tuple[bool, int | None]:
    """Whether a `pPr` states an outline level (17.3.1.20), and the level 1 to 9; 9 in the file means body text."""
    text = value(properties, "outlineLvl")
    if text is None:
        return False, None
    level = number(text, 9)
    return True, level + 1 if 0 <= level <= 8 else None


def _outline(chain: list[Element], names: tuple[str, ...]) -> int | None:
    for element, name in zip(chain, names, strict=True):
        found = _HEADING.match(name)
        if found:
            return int(found[1])
        stated, level = outline_level(element.find(w("pPr")))
        if stated:
            return level
    return None


def _numbering(chain: list[Element]) -> tuple[str | None, str | None]:
    """The list and the level that the nearest style states, each by itself (17.9.18)."""
    num_id: str | None = None
    level: str | None = None
    for element in chain:
        properties = element.find(f"{w('pPr')}/{w('numPr')}")
        num_id = num_id if num_id is not None else value(properties, "numId")
        level = level if level is not None else value(properties, "ilvl")
    return num_id, level


def _breaks_page(chain: list[Element]) -> bool:
    found = (is_on(element.find(f"{w('pPr')}/{w('pageBreakBefore')}")) for element in chain)
    return bool(next((state for state in found if state is not None), False))


def _toggled(direct: bool | None, character: bool | None, paragraph: bool | None) -> bool:  # noqa: FBT001
    """Direct formatting is absolute; the two styles undo one another (17.7.3)."""
    return direct if direct is not None else bool(character) != bool(paragraph)


def _first(*values: bool | None) -> bool:
    return bool(next((given for given in values if given is not None), False))
