"""What stands before the text: styles, lists, and what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from pipeline.ingest.rtf.tokens import Event
from pipeline.ingest.word.numerals import spelled

_HEADING: Final = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NO_STYLE: Final = 222
_PLACEHOLDERS: Final = 9
_BULLET: Final = 23
_NONE: Final = 255
# Number formats of levels ("List Table", \levelnfcN), as Word's XML calls them.
_FORMATS: Final[Mapping[int, str]] = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    5: "ordinal",
    22: "decimalZero",
    _BULLET: "bullet",
    _NONE: "none",
}
# The languages that Dutch documents are in (MS-LCID, 2.2).
_LANGUAGES: Final[Mapping[int, str]] = {
    1043: "nl-NL",
    2067: "nl-BE",
    1033: "en-US",
    2057: "en-GB",
    1031: "de-DE",
    1036: "fr-FR",
    2060: "fr-BE",
    1122: "fy-NL",
}


class Style(msgspec.Struct):
    """A paragraph style: its name, the one it is based on, its outline level from 0."""

    name: str = ""
    based_on: int = _NO_STYLE
    level: int | None = None


class Level(msgspec.Struct):
    """One level of a list; `text` has a character from 0 to 8 where the number of that level stands."""

    format: int = 0
    start: int = 1
    text: str = ""


class Head:
    """The tables of a document, as far as they have come."""

    def __init__(self) -> None:
        self._information: dict[str, str] = {}
        self._date: dict[str, int] = {}
        self.language = ""
        self._styles: dict[int, Style] = {}
        self._style = Style()
        self._lists: dict[int, list[Level]] = {}
        self._levels: list[Level] = []
        self._overrides: dict[int, int] = {}
        self._list_id = 0
        self._counters: dict[int, list[int]] = {}

    # ------------------------------------------------------------------------ reading

    def style_word(self, event: Event) -> None:
        """A word in the style sheet."""
        if event.number is None:
            return
        if event.text == "s":
            self._style = self._styles.setdefault(event.number, Style())
        elif event.text in {"cs", "ts", "ds"}:
            self._style = Style()
        elif event.text == "sbasedon":
            self._style.based_on = event.number
        elif event.text == "outlinelevel":
            self._style.level = event.number

    def style_text(self, text: str) -> None:
        """Text in the style sheet: names, each with a semicolon behind it."""
        name, mark, _ = text.partition(";")
        self._style.name += name
        if mark:
            self._style.name = " ".join(self._style.name.split())
            # The default style may leave out its number.
            self._style = self._styles.setdefault(0, Style()) if not self._styles else Style()

    def list_word(self, event: Event) -> None:
        """A word in the table of lists."""
        if event.text == "list":
            self._levels = []
        elif event.text == "listlevel":
            self._levels.append(Level())
        elif event.text == "listid" and event.number is not None:
            self._lists[event.number] = self._levels
        elif self._levels and event.number is not None:
            if event.text in {"levelnfc", "levelnfcn"}:
                self._levels[-1].format = event.number
            elif event.text == "levelstartat":
                self._levels[-1].start = event.number

    def list_text(self, data: bytes, word: str) -> None:
        r"""Bytes in the table of lists: of interest are those of `\leveltext`, the length first, a semicolon last."""
        if word == "leveltext" and self._levels:
            self._levels[-1].text += data.decode("latin-1")

    def override_word(self, event: Event) -> None:
        """A word in the table that says by which number paragraphs name a list."""
        if event.text == "listid" and event.number is not None:
            self._list_id = event.number
        elif event.text == "ls" and event.number is not None:
            self._overrides[event.number] = self._list_id

    def tell(self, word: str, text: str) -> None:
        """What the document says of itself, under the word that names it."""
        self._information[word] = self._information.get(word, "") + text

    def date_word(self, word: str, event: Event) -> None:
        """A part of a date."""
        if word == "revtim" and event.number is not None:
            self._date[event.text] = event.number

    # ------------------------------------------------------------------------ asking

    def information(self, word: str) -> str:
        """What the document says of itself."""
        return " ".join(self._information.get(word, "").split())

    @property
    def date(self) -> str:
        """The day of the last change, ISO 8601; empty where it is none (LibreOffice writes zeros)."""
        year, month, day = (self._date.get(part, 0) for part in ("yr", "mo", "dy"))
        return f"{year:04d}-{month:02d}-{day:02d}" if 0 < year < 10_000 and 0 < month < 13 and 0 < day < 32 else ""

    def styles(self, number: int) -> tuple[str, ...]:
        """The name of a style and of those it is based on, nearest first."""
        return tuple(style.name for style in self._chain(number) if style.name)

    def level(self, number: int) -> int | None:
        """The outline level of a style, from 0: its own, that of its name, or of what it is based on."""
        for style in self._chain(number):
            heading = _HEADING.fullmatch(style.name)
            if style.level is not None or heading is not None:
                return style.level if style.level is not None or heading is None else int(heading[1]) - 1
        return None

    def _chain(self, number: int) -> list[Style]:
        chain: list[Style] = []
        while (style := self._styles.get(number)) is not None and style not in chain:
            chain.append(style)
            number = style.based_on
        return chain

    def is_bullet(self, key: int, depth: int) -> bool:
        """Whether a level of a list has bullets, whatever letter they are of a font (Word: an o of Courier New)."""
        levels = self._lists.get(self._overrides.get(key, 0), [])
        return depth < len(levels) and levels[depth].format == _BULLET

    def number(self, key: int, depth: int) -> str | None:
        """The next label of a list at a level (from 0), counted from its table; empty for a bullet, None for none."""
        levels = self._lists.get(self._overrides.get(key, 0), [])
        if depth >= len(levels) or levels[depth].format == _NONE:
            return None
        counter = self._counters.setdefault(self._overrides[key], [])
        counter[:] = [*counter, *(level.start - 1 for level in levels[len(counter) : depth + 1])][: depth + 1]
        counter[depth] += 1
        for at in range(depth):
            counter[at] = max(counter[at], levels[at].start)
        if self.is_bullet(key, depth):
            return ""
        text = levels[depth].text[1:].partition(";")[0]
        return "".join(self._filled(sign, levels, counter) for sign in text).strip()

    @staticmethod
    def _filled(sign: str, levels: list[Level], counter: list[int]) -> str:
        at = ord(sign)
        if at >= _PLACEHOLDERS:
            return sign
        return spelled(counter[at], _FORMATS.get(levels[at].format, "decimal")) if at < len(counter) else ""

    def set_language(self, number: int | None) -> None:
        """The language of the document, by Microsoft's number."""
        self.language = self.language or _LANGUAGES.get(number or 0, "")
