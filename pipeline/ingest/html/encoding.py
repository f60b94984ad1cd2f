"""Bytes to text: byte order mark, declaration, the bytes themselves (HTML standard, 13.2.3).

bs4's `EncodingDetector` finds mark and declaration; its `UnicodeDammit` is not asked, for it guesses with whatever
detector happens to be installed, and the same bytes must give the same text everywhere.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

from bs4.dammit import EncodingDetector

from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.errors import UnreadableSource
from pipeline.ingest.images import UNKNOWN, media_type

_NOT_HTML: Final = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_CONTROLS: Final = bytes(sorted({*range(9), *range(14, 27), *range(28, 32)}))
# Noise has a tenth of control characters; the worst page of html5lib's own tests one in fifty.
_CONTROL_SHARE: Final = 0.03
_LOOK: Final = 65_536

# What a label means to browsers (Encoding standard, 4.2) where Python's codec of that name means less.
_WEB_NAMES: Final[Mapping[str, str]] = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    # A page whose declaration can be read as ASCII is not UTF-16 (HTML standard, 13.2.3.2).
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_KNOWN_CODECS: Final = re.compile(r"utf-8|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+|iso2022_jp|hz")


def decode(data: bytes, report: Report) -> str:
    """The text of a page.

    A declared encoding that the bytes contradict altogether is set aside for windows-1252, as is a missing one for
    bytes that are not UTF-8 (what browsers do); single faulty bytes become U+FFFD. Raises UnreadableSource for
    `empty` and `not-html`.
    """
    if not data.strip(b" \t\r\n\f\0"):
        raise UnreadableSource("empty")
    body, marked = EncodingDetector.strip_byte_order_mark(data)  # type: ignore[no-untyped-call]
    wide = marked or _without_mark(body)
    if wide is not None:
        return _decoded(body, wide, report)
    if _is_binary(body):
        raise UnreadableSource("not-html")
    declared = _declared(body)
    if declared is not None and (declared != "utf-8" or _is_utf8(body)):
        return _decoded(body, declared, report)
    guess = "utf-8" if _is_utf8(body) else "windows-1252"
    if not body.isascii():
        report(flaw(Code.ENCODING_GUESSED, Place(), encoding=guess))
    return _decoded(body, guess, report)


def _decoded(body: bytes, encoding: str, report: Report) -> str:
    text = body.decode(encoding, "replace")
    if "\ufffd" in text and encoding != "windows-1252":
        report(flaw(Code.CHARACTER_REPLACED, Place(), character="\ufffd"))
    return text


def _declared(body: bytes) -> str | None:
    label = EncodingDetector.find_declared_encoding(body, is_html=True)
    try:
        name = codecs.lookup(label.strip().removeprefix("x-")).name if label else ""
    except (LookupError, ValueError):
        return None
    name = _WEB_NAMES.get(name, name)
    return name if _KNOWN_CODECS.fullmatch(name) else None


def _is_utf8(body: bytes) -> bool:
    """Whether it is UTF-8, give or take some faulty bytes: as long as any character takes more than one byte."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return not body.decode("utf-8", "ignore").isascii()
    return True


def _without_mark(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of markup is zero."""
    start = body[:400]
    if start[1::2].count(0) * 5 > len(start) * 2:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) * 5 > len(start) * 2 else None


def _is_binary(body: bytes) -> bool:
    start = body[:_LOOK]
    if start.startswith(_NOT_HTML) or media_type(start) not in {UNKNOWN, "image/svg+xml", "image/bmp"}:
        return True
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > len(start) * _CONTROL_SHARE and not start.lstrip().startswith(b"<")
