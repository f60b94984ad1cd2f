"""Small Word files from snippets of XML, and the pieces that a test compares."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from pipeline import coverage
from pipeline.content import Content, Inline, Paragraph, Text
from pipeline.diagnostics import Code, Diagnostic, Place
from pipeline.ingest.word import read
from pipeline.limits import Limits
from pipeline.source import Piece, Source, no_resources

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
        "cdr": "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
        "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)

# The parts that the main part relates to, each with its root element.
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def xml(root: str, inner: str) -> bytes:
    return f"<{root} {NAMESPACES}>{inner}</{root}>".encode()


def docx(
    body: str,
    relations: Mapping[str, tuple[str, str]] | None = None,
    files: Mapping[str, bytes] | None = None,
    **parts: str,
) -> bytes:
    """Build a package. `relations` are `id: (kind, target)`, external where the target has a colon.

    `parts` are the inner XML of styles, numbering, footnotes …; each is related to by its own name.
    """
    rows = {name: (name, f"{name}.xml") for name in parts} | dict(relations or {})
    entries = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>'.encode(),
        "_rels/.rels": relationships({"main": ("officeDocument", "word/document.xml")}),
        "word/document.xml": xml("w:document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships(rows),
        **{f"word/{name}.xml": xml(f"w:{ROOTS[name]}", inner) for name, inner in parts.items()},
        **(files or {}),
    }
    return zipped(entries)


def zipped(entries: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def relationships(rows: Mapping[str, tuple[str, str]]) -> bytes:
    """Return the relationships of a part."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{_mode(target)}"/>'
        for key, (kind, target) in rows.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'.encode()


def _mode(target: str) -> str:
    return "External" if ":" in target else "Internal"


def source(data: bytes, **limits: int) -> tuple[Source, list[Diagnostic]]:
    """Read, and prove that each character of each text leaf is in a piece or a note, or was reported."""
    found: list[Diagnostic] = []
    result = read(data, no_resources, Limits(**limits), found.append)
    assert [flaw for account in coverage.of_reader(result) for flaw in account.flaws] == []
    return result, found


def pieces(body: str, **more: Any) -> tuple[Piece, ...]:
    return source(docx(body, **more))[0].pieces


def contents(body: str, **more: Any) -> list[Content]:
    return [piece.content for piece in pieces(body, **more)]


def inline(body: str, **more: Any) -> tuple[Inline, ...]:
    """Return the inline content of the only paragraph."""
    (content,) = contents(body, **more)
    assert isinstance(content, Paragraph)
    return content.content


def codes(found: list[Diagnostic]) -> list[tuple[Code, str]]:
    return [(flaw.code, flaw.text) for flaw in found]


def p(*runs: str, pr: str = "") -> str:
    """Return a paragraph; plain words become a run."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{pr}</w:pPr>' if pr else ''}{inner}</w:p>"


def r(text: str, pr: str = "") -> str:
    """Return a run."""
    return f'<w:r>{f"<w:rPr>{pr}</w:rPr>" if pr else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def style(key: str, name: str, inner: str = "", kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}" {more}><w:name w:val="{name}"/>{inner}</w:style>'


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def tr(*cells: str, pr: str = "") -> str:
    inner = "".join(cell if cell.startswith("<") else tc(p(cell)) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{pr}</w:trPr>' if pr else ''}{inner}</w:tr>"


def tc(content: str, pr: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{pr}</w:tcPr>' if pr else ''}{content}</w:tc>"


def field(instruction: str, result: str = "") -> str:
    """Return a complex field; the result is runs."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def para(*nodes: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in nodes))


def at(item: int, **more: Any) -> Place:
    return Place("document", item, **more)
