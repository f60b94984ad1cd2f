"""The text of a tagged PDF in the order of its tags (ISO 32000-1, 14.7 and 14.8), as it is read aloud.

Not poppler's `pdfinfo -struct-text`: where a replacement text (14.9.4) stands inside marked content, as Typst writes
for each no-break space, it drops the rest of that content.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

# What stands in a ToUnicode CMap (9.10.3): a code and its text, or a range of codes and the text of the first.
_CODES = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")

Marked = dict[int, list[str]]


@dataclass(frozen=True)
class Structured:
    """What is said; the notes apart. Labels of items and notes, page numbers and repeated headers are not in it."""

    body: str
    notes: tuple[str, ...]


def structured(data: bytes) -> Structured:
    """Read a tagged PDF that Typst made."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    walk = _Walk(
        {page.indirect_reference.idnum: _marked(page, reader) for page in reader.pages if page.indirect_reference}
    )
    walk.node(reader.root_object["/StructTreeRoot"], 0, walk.body)
    return Structured("\n".join(walk.body), tuple("\n".join(note) for note in walk.notes))


class _Walk:
    """Gathers what stands under the structure's root; a note inside a note is one of its own."""

    def __init__(self, pages: dict[int, Marked]) -> None:
        self.body: list[str] = []
        self.notes: list[list[str]] = []
        self._pages = pages

    def node(self, node: Any, page: int, into: list[str]) -> None:
        found: Any = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(found, int):
            into.append("".join(self._pages[page].get(found, ())))
        elif isinstance(found, ArrayObject):
            for child in found:
                self.node(child, page, into)
        else:
            self._element(found, page, into)

    def _element(self, element: Any, page: int, into: list[str]) -> None:
        if "/Pg" in element:
            page = element.raw_get("/Pg").idnum
        if "/MCID" in element:
            self.node(int(element["/MCID"]), page, into)
            return
        if element.get("/S") == "/Note":
            into = []
            self.notes.append(into)
        if element.get("/S") != "/Lbl" and "/K" in element:
            self.node(element.raw_get("/K"), page, into)


def _marked(page: pypdf.PageObject, reader: pypdf.PdfReader) -> Marked:
    """The text of each marked content of a page, by its number."""
    result: Marked = {}
    contents = page.get_contents()
    if contents is None:
        return result
    resources: Any = page["/Resources"]
    named = resources.get("/Font", {})
    fonts = {name: _unicode(font.get_object()) for name, font in named.items()}
    font: dict[bytes, str] = {}
    open_: list[DictionaryObject] = []
    for arguments, operator in ContentStream(contents, reader).operations:
        match operator:
            case b"Tf":
                font = fonts.get(arguments[0], {})
            case b"BDC":
                open_.append(arguments[1] if isinstance(arguments[1], DictionaryObject) else DictionaryObject())
            case b"BMC":
                open_.append(DictionaryObject())
            case b"EMC":
                closed = open_.pop()
                if "/ActualText" in closed:
                    _add(result, [*open_, closed], str(closed["/ActualText"]))
            case b"Tj" | b"TJ" if not any("/ActualText" in each for each in open_):
                parts = arguments[0] if operator == b"TJ" else [arguments[0]]
                _add(result, open_, "".join(_decoded(part, font) for part in parts if isinstance(part, str | bytes)))
            case _:
                pass
    return result


def _add(result: Marked, open_: list[DictionaryObject], text: str) -> None:
    number: Any = next((each["/MCID"] for each in reversed(open_) if "/MCID" in each), None)
    if number is not None:
        result.setdefault(int(number), []).append(text)


def _decoded(part: Any, font: dict[bytes, str]) -> str:
    data = part if isinstance(part, bytes) else part.original_bytes
    width = len(next(iter(font), b"  "))
    return "".join(font.get(data[at : at + width], "") for at in range(0, len(data), width))


def _unicode(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for."""
    result: dict[bytes, str] = {}
    if "/ToUnicode" not in font:
        return result
    for kind, listed in _CODES.findall(font["/ToUnicode"].get_data()):
        texts = [bytes.fromhex(found.decode()) for found in _HEX.findall(listed)]
        if kind == b"bfchar":
            pairs = zip(texts[::2], texts[1::2], strict=True)
            result.update((code, text.decode("utf-16-be")) for code, text in pairs)
            continue
        for first, last, text in zip(texts[::3], texts[1::3], texts[2::3], strict=True):
            start = int.from_bytes(first)
            for code in range(start, int.from_bytes(last) + 1):
                shown = text.decode("utf-16-be")
                result[code.to_bytes(len(first))] = shown[:-1] + chr(ord(shown[-1]) + code - start)
    return result
