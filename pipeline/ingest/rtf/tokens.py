"""RTF as a stream of events (Microsoft, version 1.9.1): groups, control words, and text as Unicode.

One pass, no look back: expressions over whole groups take minutes on hostile input. Text is decoded here, for what a
byte means is decided by the font that it stands in.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from pipeline.content import clean
from pipeline.ingest.word.symbols import in_unicode

Kind = Literal["open", "close", "word", "text", "data"]

_TOKEN: Final = re.compile(
    rb"(?P<plain>[^\\{}\r\n\0]+)|(?P<brace>[{}])|\\(?P<word>[a-zA-Z]{1,40})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<code>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|[\\\r\n\0]",
    re.DOTALL,
)
# Control words and signs that stand for a character ("Special Characters").
_CHARACTERS: Final[Mapping[str, str]] = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "zwbo": "\u200b",
    "\\": "\\",
    "{": "{",
    "}": "}",
    "~": "\u00a0",
    "_": "\u2011",
    "-": "\u00ad",
}
# What a new line or a tab after a backslash stands for.
_WORDS: Final[Mapping[str, str]] = {"\n": "par", "\r": "par", "\t": "tab"}
# The code pages of a font's character set ("Font Table"); 0 and 1 are the document's own.
_CHARSETS: Final[Mapping[int, str]] = {
    2: "latin-1",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_DOCUMENT: Final[Mapping[str, str]] = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_WESTERN: Final = "cp1252"


class Event(NamedTuple):
    """What comes next. `text` is the name of a word (a sign is its own name) or the text; `number` that of a word.

    `data` are the bytes that a text was read from, or those of a picture.
    """

    kind: Kind
    text: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN: Final = Event("open")
_CLOSE: Final = Event("close")


class _Font(NamedTuple):
    r"""The font of a group, and how many characters stand behind `\u` for programs that know no Unicode."""

    number: int
    fallback: int


class _Decoder:
    """Bytes to text, by the font they stand in."""

    def __init__(self) -> None:
        self.current = _Font(0, 1)
        self.depth_of_fonts = 0
        self.default = 0
        self._codec = _WESTERN
        self._codecs: dict[int, str] = {}
        self._names: dict[int, str] = {}
        self._stack: list[_Font] = []
        self._held = bytearray()
        self._units: list[int] = []

    def take(self) -> Iterator[Event]:
        """The text so far."""
        text, held = "", bytes(self._held)
        if self._units:
            text = b"".join(unit.to_bytes(2, "little") for unit in self._units).decode("utf-16-le", "replace")
            self._units.clear()
        elif self._held:
            text = held.decode(self._codecs.get(self.current.number, self._codec), "replace")
            self._held.clear()
        if text:
            if self.depth_of_fonts:
                self._names.setdefault(self.current.number, text.partition(";")[0].strip().lower())
            yield Event("text", clean(in_unicode(text, self._names.get(self.current.number, ""))), data=held)

    def add(self, data: bytes) -> Iterator[Event]:
        """Add bytes of a code page."""
        if self._units:
            yield from self.take()
        self._held += data

    def unit(self, number: int) -> Iterator[Event]:
        """Add a unit of UTF-16, signed as RTF has it."""
        if self._held:
            yield from self.take()
        self._units.append(number & 0xFFFF)

    def brace(self, sign: bytes) -> Iterator[Event]:
        """A group begins or ends."""
        yield from self.take()
        if sign == b"{":
            self._stack.append(self.current)
            yield _OPEN
            return
        if self._stack:
            self.current = self._stack.pop()
        if len(self._stack) < self.depth_of_fonts:
            self.depth_of_fonts = 0
        yield _CLOSE

    def control(self, token: re.Match[bytes]) -> Iterator[Event]:
        """A control word or sign."""
        yield from self.take()
        name = (token["word"] or token["sign"]).decode("latin-1")
        name = _WORDS.get(name, name)
        if name in _CHARACTERS:
            yield Event("text", _CHARACTERS[name])
            return
        number = int(token["number"]) if token["number"] else None
        self._take_in(name, number)
        yield Event("word", name, number)

    def _take_in(self, name: str, number: int | None) -> None:
        """Take in what decides how bytes are read."""
        if name == "f" and number is not None:
            self.current = _Font(number, self.current.fallback)
        elif name == "uc" and number is not None:
            self.current = _Font(self.current.number, max(0, min(number, 99)))
        elif name == "plain":
            self.current = _Font(self.default, self.current.fallback)
        elif name == "fonttbl":
            self.depth_of_fonts = len(self._stack)
        elif name == "fcharset" and self.depth_of_fonts and (charset := _CHARSETS.get(number or 0)) is not None:
            self._codecs[self.current.number] = charset
        elif name == "cpg" and number and self.depth_of_fonts:
            self._codecs[self.current.number] = _codec(number)
        elif name == "ansicpg" and number:
            self._codec = _codec(number)
        elif name == "deff" and number is not None:
            self.default = number
            self.current = _Font(number, self.current.fallback)
        elif name in _DOCUMENT:
            self._codec = _DOCUMENT[name]


def _codec(page: int) -> str:
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030"}.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return _WESTERN


def events(data: bytes) -> Iterator[Event]:
    """The events of a document, in order. Words of characters come as text, a new line behind a backslash as `par`."""
    decoder = _Decoder()
    # How many characters behind a `u` are for programs that know no Unicode.
    skip = 0
    at = 0
    while (token := _TOKEN.match(data, at)) is not None:
        at = token.end()
        kind = token.lastgroup
        if kind == "plain":
            text = token[0][skip:]
            skip = max(0, skip - len(token[0]))
            if text:
                yield from decoder.add(text)
        elif kind == "brace":
            skip = 0
            yield from decoder.brace(token[0])
        elif kind is None:
            continue
        elif token["word"] == b"bin":
            size = min(max(int(token["number"] or 0), 0), len(data))
            yield from decoder.take()
            yield Event("data", data=data[at : at + size])
            at += size
        elif token["word"] == b"u" and token["number"]:
            yield from decoder.unit(int(token["number"]))
            skip = decoder.current.fallback
        elif skip:
            skip -= 1
        elif kind == "code":
            yield from decoder.add(bytes.fromhex(token["code"].decode("ascii")))
        else:
            yield from decoder.control(token)
    yield from decoder.take()
