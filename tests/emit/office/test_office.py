"""What pandoc makes of the tree: whole documents, the same bytes, each kind of content where it belongs."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

import pipeline
from pipeline.blocks.financial import FinancialTable
from pipeline.content import (
    Asset,
    Cell,
    Content,
    Figure,
    Image,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Math,
    Note,
    NoteReference,
    Paragraph,
    Row,
    Table,
    Text,
    paragraph,
)
from pipeline.conversion import default_setting
from pipeline.diagnostics import Code, Diagnostic
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section
from tests.builders import bulleted, document, ordered
from tests.strategies import ASSETS, PROPERTY, documents, everything

Faketime = Callable[..., bytes]

FORMS = ("docx", "odt", "epub", "md")
KEY = next(iter(ASSETS))
MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'


def page(*content: BlockContent, notes: tuple[Note, ...] = ()) -> BudgetDocument:
    """A document of one block."""
    block = Block("zorg-text", "text", "Blok", content)
    made = document(Section("zorg", "1", "Zorg", 1, blocks=(block,)), title="Zorg")
    return replace(made, notes=notes, assets=ASSETS)


def line(*content: Inline) -> Paragraph:
    return Paragraph(content)


def made(whole: BudgetDocument, form: str, found: list[Diagnostic] | None = None) -> bytes:
    """The document in a format; diagnostics go to `found`."""
    setting = replace(default_setting(whole), report=(found if found is not None else []).append)
    return pipeline.export_document(whole, form, setting, keep_empty=True)


def markdown(*content: BlockContent, notes: tuple[Note, ...] = ()) -> str:
    """What stands below the block's title."""
    return made(page(*content, notes=notes), "md").decode().partition("## Blok\n\n")[2]


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def read_back(whole: BudgetDocument, form: str) -> tuple[BlockContent, ...]:
    """The content of the one block, read from what was made."""
    (section,) = pipeline.ingest_document(made(whole, form), f"a.{form}").sections
    return section.blocks[0].content


# ------------------------------------------------------------------------------------ any document


@settings(PROPERTY, max_examples=12)
@given(documents())
def test_any_document_comes_out_in_every_format(whole: BudgetDocument) -> None:
    for form in FORMS:
        assert made(whole, form)


@pytest.mark.parametrize("form", FORMS)
def test_one_of_everything_comes_out_and_is_read_back_in_full(form: str) -> None:
    again = pipeline.ingest_document(made(everything(), form), f"a.{form}")
    text = pipeline.export_document(again, "text").decode()
    for word in ("Vooraf", "besloot", "en twee", "Lasten", "1.234", "Tabel 1", "Figuur 1", "Wethouder", "jeugd"):
        assert word in text, word
    assert "Dit scherm" not in text


ONCE = """
import sys, pipeline
from tests.strategies import everything
sys.stdout.buffer.write(pipeline.export_document(everything(), sys.argv[1]))
"""


@pytest.mark.faketime
@pytest.mark.parametrize("form", FORMS)
def test_the_same_document_gives_the_same_bytes(form: str, faketime: Faketime) -> None:
    command = [sys.executable, "-c", ONCE, form]
    root = str(Path(__file__).parents[3])
    first = {**os.environ, "PYTHONPATH": root, "TZ": "UTC", "PYTHONHASHSEED": "1"}
    second = {**first, "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "HOME": "/var"}
    here = subprocess.run(command, env=first, capture_output=True, check=True, timeout=60).stdout
    assert faketime("2031-12-31 23:59:50", command, environment=second) == here


# ------------------------------------------------------------------------------------ properties


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        ("docx", "docProps/core.xml", '<dcterms:created xsi:type="dcterms:W3CDTF">2025-09-30T00:00:00Z'),
        ("odt", "meta.xml", "<dc:date>2025-09-30T00:00:00Z"),
        ("epub", "EPUB/content.opf", '<meta property="dcterms:modified">2025-09-30T00:00:00Z'),
    ],
)
def test_a_file_tells_its_title_author_language_and_date(form: str, name: str, expected: str) -> None:
    whole = page(paragraph("a"))
    whole = replace(whole, meta=replace(whole.meta, author="Jan", date="2025-09-30"))
    told = part(made(whole, form), name)
    assert expected in told
    for words in ("1 Zorg<", "Jan<", "nl-NL<"):
        assert words in told


def test_a_book_is_known_by_its_source() -> None:
    assert f"urn:sha256:{'0' * 64}<" in part(made(page(paragraph("a")), "epub"), "EPUB/content.opf")


def test_pages_are_of_a4() -> None:
    assert 'w:w="11906" w:h="16838"' in part(made(page(), "docx"), "word/document.xml")
    assert 'fo:page-width="21cm"' in part(made(page(), "odt"), "styles.xml")


def test_headings_are_those_of_word() -> None:
    body = part(made(page(Detail("Kop", (paragraph("a"),))), "docx"), "word/document.xml")
    assert [f'w:val="Heading{level}"' in body for level in (1, 2, 3, 4)] == [True, True, True, False]
    assert '<w:t xml:space="preserve">1 Zorg</w:t>' in body.replace(
        '1</w:t></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t xml:space="preserve">', "1 "
    )


# ------------------------------------------------------------------------------------ content, read back

TABLE = Table(
    (
        Row(
            (
                Cell((paragraph("Bedragen"),), role="header"),
                Cell((paragraph("2025 en 2026"),), colspan=2, role="header"),
            )
        ),
        Row(
            (
                Cell((paragraph("Lasten"),), rowspan=2, role="row-header"),
                Cell((paragraph("1"),)),
                Cell((paragraph("2"),)),
            )
        ),
        Row((Cell((paragraph("3"),)), Cell((bulleted("a", "b"),)))),
    ),
    header_rows=1,
    caption=(Text("Tabel 1"),),
)
MARKED = line(Text("a"), Text("b", ("bold", "italic")), Text("c", ("superscript",)), Text("d", ("strike",)))


@pytest.mark.parametrize("form", ["docx", "odt", "epub"])
@pytest.mark.parametrize(
    "content",
    [
        ordered("een", "twee"),
        bulleted("een", "twee"),
        ItemList((Item((paragraph("a"), bulleted("b", "c"))), Item((paragraph("d"),)))),
        MARKED,
        line(Link("https://voorbeeld.nl/a?b=c", (Text("hier"),))),
    ],
)
def test_content_is_read_back_as_it_was(content: Content, form: str) -> None:
    assert read_back(page(content), form) == (content,)


def _written(node: Table | FinancialTable) -> Table:
    return node.written if isinstance(node, FinancialTable) else node


@pytest.mark.parametrize("form", ["docx", "odt", "epub"])
def test_tables_keep_their_spans_headers_and_caption(form: str) -> None:
    (table,) = [_written(node) for node in read_back(page(TABLE), form) if isinstance(node, Table | FinancialTable)]
    shape = [[(cell.colspan, cell.rowspan) for cell in row.cells] for row in table.rows]
    assert shape == [[(1, 1), (2, 1)], [(1, 2), (1, 1), (1, 1)], [(1, 1), (1, 1)]]
    assert table.header_rows == 1


def test_a_cell_over_all_columns_is_not_cut_by_headers_of_rows() -> None:
    wide = Row((Cell((paragraph("Lasten"),), colspan=2, role="row-header"),))
    row = Row((Cell((paragraph("a"),), role="row-header"), Cell((paragraph("1"),))))
    (table,) = read_back(page(Table((row, wide))), "odt")
    assert isinstance(table, Table)
    assert [cell.colspan for cell in table.rows[1].cells] == [2]


@pytest.mark.parametrize("form", ["docx", "odt", "epub", "md"])
def test_pictures_come_along_with_their_descriptions(form: str) -> None:
    whole = page(line(Text("a"), Image(KEY, "Kaart")))
    again = pipeline.ingest_document(made(whole, form), f"a.{form}")
    assert again.assets == {KEY: ASSETS[KEY]}
    (content,) = again.sections[0].blocks[0].content
    assert isinstance(content, Paragraph)
    assert [node.alt for node in content.content if isinstance(node, Image)] == ["Kaart"]


def test_formulas_are_formulas() -> None:
    whole = page(line(Math("x2", MATHML), Text(" en "), Math("y")))
    assert "<m:sSup>" in part(made(whole, "docx"), "word/document.xml")
    assert made(whole, "md").decode().endswith("$x^{2}$ en y\n")


# ------------------------------------------------------------------------------------ content, as Markdown


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ItemList((Item((paragraph("a"),), "c)"), Item((paragraph("b"),), "d)")), ordered=True), "c)  a\nd)  b\n"),
        (
            ItemList((Item((paragraph("a"), Table((Row((Cell((paragraph("b"),)),)),), 1))),)),
            "- a\n\n  | b   |\n  |-----|\n",
        ),
        (
            ItemList((Item((paragraph("a"),), "2.3"), Item((paragraph("b"),), "2.5")), ordered=True),
            "- 2.3 a\n- 2.5 b\n",
        ),
        (line(Text("a"), Text("\u200b", ("bold",)), Text("b")), "a\u200bb\n"),
        (line(LineBreak(), Text("- ")), "\\-\n"),
        (line(Link("javascript:alert(1)", (Text("a"),))), "a\n"),
        (line(Link("#nergens", (Text("a"),))), "a\n"),
        (line(Link("#zorg", (Text("a"),))), "[a](#zorg)\n"),
        (line(Image("", "Kaart")), "\\[afbeelding: Kaart\\]\n"),
        (Figure(Image("", "Kaart"), (Text("Figuur 1"),)), "\\[afbeelding: Kaart\\]\n\nFiguur 1\n"),
        (
            Table((Row((Cell((paragraph("a"),)), Cell(()))), Row((Cell((paragraph("b"),)),))), 1),
            "| a   |     |\n|-----|-----|\n| b   |     |\n",
        ),
    ],
)
def test_content_as_markdown(content: BlockContent, expected: str) -> None:
    assert markdown(content) == expected


def test_a_note_stands_once_and_again_as_its_number() -> None:
    reference, other = NoteReference("n"), NoteReference("m")
    notes = (Note("n", (line(Text("noot"), other),)), Note("m", (paragraph("binnen"),)))
    text = markdown(line(Text("a"), reference), line(Text("b"), reference, other), notes=notes)
    assert text == "a[^1]\n\nb^1^[^2]\n\n[^1]: noot (binnen)\n\n[^2]: binnen\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (line(Link("javascript:alert(1)", (Text("a"),))), Code.LINK_UNSAFE),
        (line(Link("#nergens", (Text("a"),))), Code.LINK_BROKEN),
        (line(Image("", "a")), Code.IMAGE_LEFT_OUT),
        (line(NoteReference("weg")), Code.NOTE_MISSING),
        (Table((Row((Cell(()), Cell(()))), Row((Cell(()),)))), Code.TABLE_MENDED),
    ],
)
def test_what_had_to_be_mended_is_reported(content: BlockContent, code: Code) -> None:
    found: list[Diagnostic] = []
    made(page(content), "docx", found)
    assert [flaw.code for flaw in found] == [code]


def test_a_picture_of_another_kind_is_told_by_its_description() -> None:
    whole = replace(page(line(Image("b" * 64, "Kaart"))), assets={"b" * 64: Asset("image/emf", b"x")})
    assert "[afbeelding: Kaart]" in made(whole, "md").decode().replace("\\", "")
