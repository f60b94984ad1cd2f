"""Which characters the shipped fonts can set, and what stands in for the others.

Typst refuses a whole document for one character that no font has, and PDF/A-2a one of the private use areas.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

FONTS: Final = Path(__file__).parent / "fonts"

# Takes no ink and is no word: soft hyphens (Typst sets its own, and ISO 32000 wants U+00AD at line ends only),
# zero-width and directional characters, variation selectors, tags, and the controls that XML lets through.
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_BLANKS: Final = re.compile("[\t\n\r\x85\u2028\u2029]")
_JOINERS: Final = "\u200c\u200d"


class Fonts(msgspec.Struct, frozen=True):
    """The characters of each family (those that all its styles have), in the order in which Typst asks them."""

    families: tuple[frozenset[int], ...]

    def has(self, cluster: str) -> bool:
        """Whether one family can set all of a base character and its marks: a font is chosen a cluster."""
        return any(
            all(ord(char) in family for char in form)
            for form in (cluster, unicodedata.normalize("NFC", cluster))
            for family in self.families
        )

    @property
    def plain(self) -> str:
        """A pattern for one character that cannot be trusted as it stands: without glyph, or a mark."""
        known = sorted(code for code in frozenset().union(*self.families) if _is_plain(code))
        return f"[^{''.join(_ranges(known))}]"


def _is_plain(code: int) -> bool:
    # Private use: DejaVu has glyphs there, PDF/A-2a (ISO 19005-2, 6.2.11.7.3) has no place for them.
    return unicodedata.category(chr(code)) not in {"Mn", "Mc", "Me", "Co", "Cc", "Cn", "Cs"}


def _ranges(codes: list[int]) -> Iterator[str]:
    first = last = None
    for code in codes:
        if last is not None and code == last + 1:
            last = code
            continue
        if first is not None and last is not None:
            yield f"\\U{first:08x}-\\U{last:08x}"
        first = last = code
    if first is not None and last is not None:
        yield f"\\U{first:08x}-\\U{last:08x}"


@cache
def shipped() -> Fonts:
    """The fonts in `fonts/`, read once a process (4 ms)."""
    source = [_characters(path.read_bytes()) for path in sorted(FONTS.glob("SourceSans3-*.otf"))]
    return Fonts((frozenset.intersection(*source), _characters((FONTS / "DejaVuSans.ttf").read_bytes())))


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(shipped().plain)


Replaced = Callable[[str, str], None]
"""Called with each cluster that was replaced, and with what stands in for it."""


def settable(text: str, words: Callable[[str], str | None], replaced: Replaced) -> str:
    """Text that the shipped fonts can set: invisible characters left out, white space plain, the rest replaced.

    `words` gives the words for a character (`● groen` for a green disc), None where it has none: then `[U+1F600]`.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BLANKS.sub(" ", _DROPPED.sub("", text))
    if not _suspect().search(text):
        return text
    return "".join(_mended(text, words, replaced))


def _mended(text: str, words: Callable[[str], str | None], replaced: Replaced) -> Iterator[str]:
    fonts = shipped()
    before = ""
    for cluster in _clusters(text):
        base = cluster[0]
        if base in _JOINERS:
            # Between letters a joiner shapes them (Persian); in a row of replaced emoji it joins nothing.
            stays = before.isalpha()
            yield cluster if stays else ""
            continue
        before = base
        if _is_plain(ord(base)) and fonts.has(cluster):
            yield cluster
            continue
        base_stays = _is_plain(ord(base)) and fonts.has(base)
        if base_stays:
            # A mark alone is at fault: the letter under it stays.
            yield base
        else:
            before = ""
        for char in cluster[1:] if base_stays else cluster:
            given = words(char)
            substitute = f"[U+{ord(char):04X}]" if given is None else given
            replaced(char, substitute)
            yield substitute


def _clusters(text: str) -> Iterator[str]:
    start = 0
    for position in range(1, len(text)):
        if not unicodedata.category(text[position]).startswith("M"):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


def _characters(font: bytes) -> frozenset[int]:
    return frozenset(code for first, last, _ in glyph_runs(font) for code in range(first, last + 1))


def glyph_runs(font: bytes) -> Iterator[tuple[int, int, int]]:
    """The characters with a glyph, in runs: first and last character, and the glyph of the first.

    They are the widest Unicode subtable of the `cmap` (ISO/IEC 14496-22, 5.2.1).
    """
    start = table_at(font, b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    for number in range(count):
        offset = start + struct.unpack_from(">HHL", font, start + 4 + 8 * number)[2]
        if struct.unpack_from(">H", font, offset)[0] == 12:
            groups = struct.unpack_from(">L", font, offset + 12)[0]
            return (struct.unpack_from(">LLL", font, offset + 16 + 12 * group) for group in range(groups))
    raise AssertionError("a shipped font has no cmap of format 12")


def table_at(font: bytes, tag: bytes) -> int:
    """Where a table of a font begins (ISO/IEC 14496-22, 4.5.1)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables))
    found: int = next(offset for name, _, offset, _ in entries if name == tag)
    return found
