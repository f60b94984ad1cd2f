"""A small notation for the Word pages: paragraphs by style and tables by line."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

STANDARD = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "h3": "Heading 3",
    "h4": "Heading 4",
    "p": "Normal",
    "b": "Normal",
    "n": "List Number",
    "li": "List Bullet",
}
CHUNK = re.compile(r"\[(\w+)\]\s*(.*)", re.DOTALL)
COLOURS = {
    "Voltooid": (0, 100, 40),
    "Op koers": (0, 176, 80),
    "Aandacht vereist": (255, 160, 0),
    "Niet voltooid": (200, 0, 0),
}
MARK = re.compile(r"\{(fill|icon):([^}]*)\}")


def new(styles: Mapping[str, tuple[str, str]] | None = None) -> WordDocument:
    """Start a document holding the given own styles: name, and the name of the style it is based on."""
    document = Document()
    for code, (name, base) in (styles or {}).items():
        if name in [style.name for style in document.styles]:
            continue
        style = cast("ParagraphStyle", document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = document.styles[base]
        if code.startswith("h") and base == "Normal":
            style.font.bold = True
            style.font.size = Pt(16 if code == "h1" else 13)
    return document


def save(document: WordDocument, path: Path) -> None:
    """Write the document with the same bytes each time."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2025, 10, 1, 0, 0, 0)), source.read(name))


def write(document: WordDocument, text: str, styles: Mapping[str, tuple[str, str]] | None = None) -> None:
    """Add the chunks of the text, which empty lines divide, to the document."""
    names = STANDARD | {code: name for code, (name, _) in (styles or {}).items()}
    for chunk in re.split(r"\n\s*\n", text.strip()):
        found = CHUNK.match(chunk.strip())
        if found is None:
            raise ValueError(chunk)
        code, rest = found.groups()
        if code == "t":
            table(document, rest.splitlines(), names.get("cell"))
        elif code == "b":
            document.add_paragraph(style=names["b"]).add_run(" ".join(rest.split())).bold = True
        else:
            document.add_paragraph(" ".join(rest.split()), style=names[code])


def table(document: WordDocument, lines: list[str], cell_style: str | None) -> None:
    """Add a table: a line a row; `<` joins a cell to its left neighbour, `^` to the one above."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    made = document.add_table(len(rows), len(rows[0]))
    made.style = document.styles["Table Grid"]
    cells = [list(row.cells) for row in made.rows]
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text == "<":
                cells[y][x] = cells[y][x - 1].merge(cells[y][x])
            elif text == "^":
                cells[y][x] = cells[y - 1][x].merge(cells[y][x])
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text not in {"<", "^"}:
                fill(cells[y][x], text, cell_style)


def fill(cell: Cell, text: str, cell_style: str | None) -> None:
    """Put the text, the shading and the icon of a cell in it."""
    bold = text.startswith("**")
    paragraphs = MARK.sub("", text.removeprefix("**")).strip().split(" // ")
    for number, words in enumerate(paragraphs):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if cell_style:
            paragraph.style = cell_style
        if words.startswith("* "):
            paragraph.style = "List Bullet"
        paragraph.add_run(words.removeprefix("* ")).bold = bold or None
    for kind, value in MARK.findall(text):
        if kind == "fill":
            shading = OxmlElement("w:shd")
            for key, word in (("val", "clear"), ("color", "auto"), ("fill", value)):
                shading.set(qn(f"w:{key}"), word)
            cell._tc.get_or_add_tcPr().append(shading)
        else:
            icon(cell.paragraphs[0], value)


def icon(paragraph: Paragraph, alt: str) -> None:
    """Add a small picture with the given alternative text."""
    picture = paragraph.add_run().add_picture(io.BytesIO(dot(COLOURS[alt])), width=Mm(4))
    properties = picture._inline.docPr
    properties.set("descr", alt)


def dot(colour: tuple[int, int, int]) -> bytes:
    """Give a PNG picture of one pixel."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    line = zlib.compress(bytes((0, *colour)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", line) + part(b"IEND", b"")
