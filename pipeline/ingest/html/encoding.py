"""Bytes to text: byte order mark, declaration, the bytes themselves (HTML standard, 13.2.3).

bs4's `EncodingDetector` finds mark and declaration; its `UnicodeDammit` is not asked, for it takes the first encoding
that raises nothing: a page in UTF-8 with one faulty byte would come out as windows-1252, all of it.
"""

from __future__ import annotations

import codecs
import re
import string
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
_WESTERN: Final = "windows-1252"
_MARKUP: Final = re.compile(rb"<!--.*?-->|<(script|style)\b.*?</\1|<[^>]*>", re.DOTALL | re.IGNORECASE)
_OTHER_SCRIPTS: Final = re.compile(
    r"cp(?:1251|1253|1255|1256|866|874|932|949)|koi8_\w|mac_cyrillic|mac_greek|iso8859_(?:[5-8]|11)|tis_620"
    r"|gb\w+|big5\w*|shift\w*|euc\w*|iso2022\w*|johab"
)
_KNOWN_CODECS: Final = re.compile(r"utf-8|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+|iso2022_jp|hz")


def decode(data: bytes, report: Report) -> str:
    """The text of a page.

    A declared encoding that the bytes contradict altogether is set aside for windows-1252, as is a missing one for
    bytes that are not UTF-8 (what browsers do); single faulty bytes become U+FFFD. Raises UnreadableSource for
    `empty` and `not-html`.
    """
    if not data.strip(b" \t\r\n\f\0"):
        raise UnreadableSource("empty")
    if _is_other_file(data):
        raise UnreadableSource("not-html")
    body, marked = EncodingDetector.strip_byte_order_mark(data)  # type: ignore[no-untyped-call]
    wide = marked or _without_mark(body)
    if wide is not None:
        return _decoded(body, wide, report)
    if _is_noise(body):
        raise UnreadableSource("not-html")
    declared = _declared(body)
    if declared is not None and (declared != "utf-8" or _is_utf8(body) or not _is_latin(body)):
        return _decoded(body, declared, report)
    guess = "utf-8" if _is_utf8(body) else _guess(body)
    if not body.isascii():
        report(flaw(Code.ENCODING_GUESSED, Place(), encoding=guess))
    return _decoded(body, guess, report)


def _decoded(body: bytes, encoding: str, report: Report) -> str:
    text = body.decode(encoding, "replace")
    if "\ufffd" in text and encoding != _WESTERN:
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
    """Whether it is UTF-8, give or take some faulty bytes: fewer than its characters of more than one byte."""
    text = body.decode("utf-8", "replace")
    faulty = text.count("\ufffd")
    return not faulty or sum(character > "\x7f" for character in text) - faulty > faulty


def _guess(body: bytes) -> str:
    """What browsers take for Western pages; for others what their bytes look like.

    A detector takes short Dutch texts for Chinese: it is asked only where letters are few between other bytes.
    """
    if _is_latin(body):
        return _WESTERN
    import charset_normalizer  # noqa: PLC0415 - seldom needed, and slow to import

    best = charset_normalizer.from_bytes(_MARKUP.sub(b" ", body)[:_LOOK]).best()
    return best.encoding if best is not None and _OTHER_SCRIPTS.fullmatch(best.encoding) else _WESTERN


def _is_latin(body: bytes) -> bool:
    """Whether most letters are of ASCII, markup aside: in Dutch one in a hundred is not."""
    text = _MARKUP.sub(b" ", body[:_LOOK])
    ascii_letters = len(text) - len(text.translate(None, string.ascii_letters.encode()))
    others = len(text) - len(text.translate(None, bytes(range(128, 256))))
    return others <= ascii_letters


def _without_mark(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of markup is zero."""
    start = body[:400]
    if start[1::2].count(0) * 5 > len(start) * 2:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) * 5 > len(start) * 2 else None


def _is_other_file(data: bytes) -> bool:
    """Whether the first bytes are those of another kind of file."""
    start = data[:_LOOK]
    return start.startswith(_NOT_HTML) or media_type(start) not in {UNKNOWN, "image/svg+xml", "image/bmp"}


def _is_noise(body: bytes) -> bool:
    """Whether there are more control characters than any text has."""
    start = body[:_LOOK]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > len(start) * _CONTROL_SHARE and not start.lstrip().startswith(b"<")
