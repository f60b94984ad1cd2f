"""What comes out on paper: the words in order, bookmarks, tags, running heads, page numbers, metadata, bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from pypdf import PdfReader

from pipeline.content import Cell, Content, Figure, Image, Note, NoteReference, Paragraph, Row, Table, Text, paragraph
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page
from pipeline.model import Block, BudgetDocument, Detail, Section
from tests.builders import bulleted, document, grid, ordered
from tests.emit.pdf.press import bookmarks, composed, emitted, holding, reported
from tests.strategies import ASSETS, PROPERTY, documents, everything, nodes

Words = Callable[..., str]
Tags = Callable[..., list[str]]

DOT = next(iter(ASSETS))
LONG = "De gemeente werkt aan verkeersveiligheidsmaatregelen, woningbouwprogrammering en vergunningverlening. "


def page_of(*content: Content, title: str = "Veiligheid") -> BudgetDocument:
    """A section with content, and no head above it."""
    return document(Section("s1", "2.6.1", title, 1, intro=content), title=f"2.6.1 {title}")


def book(chapters: int = 4, words: int = 400) -> BudgetDocument:
    """A document so long that it has a cover."""
    text = paragraph(LONG * (words // 10))
    made = (Section(f"s{n}", str(n), f"Programma {n}", 1, intro=(text,)) for n in range(1, chapters + 1))
    return document(*made, title="Begroting 2026")


# ------------------------------------------------------------------------------------ headings


def test_bookmarks_are_the_headings_with_a_blank_after_the_number() -> None:
    heading = (Text("Trends"), NoteReference("n1"))
    block = Block("b", "text", "Beleid", (Detail("Trends", (paragraph("Tekst"),), heading),))
    made = document(Section("s1", "2.6.1", "Veiligheid", 1, blocks=(block,), sections=(Section("s2", "", "Buurt", 2),)))
    noted = replace(made, notes=(Note("n1", (paragraph("Zie bijlage."),)),))
    assert bookmarks(emitted(noted)) == [(1, "2.6.1 Veiligheid"), (2, "Beleid"), (3, "Trends"), (2, "Buurt")]


def test_headings_are_tagged_with_number_and_title_as_two_words(pdf_tags: Tags) -> None:
    block = Block("b", "text", "Beleid", (Detail("Trends", (paragraph("Tekst"),)),))
    made = document(Section("s1", "2.6.1", "Veiligheid", 1, blocks=(block,)), title="2.6.1 Veiligheid")
    assert [line for line in pdf_tags(emitted(made)) if line.startswith(("  H", "  P"))] == [
        "  H1: 2.6.1 Veiligheid",
        "  H2: Beleid",
        "  H3: Trends",
        "  P: Tekst",
    ]


def test_no_heading_stands_alone_at_the_foot_of_a_page(pdf_text: Words) -> None:
    for lines in range(30, 44):
        before = tuple(paragraph(f"Regel {number}.") for number in range(lines))
        block = Block("b", "text", "Beleid", (Detail("Trends", (paragraph("Onder de kop."),)),))
        pages = pdf_text(emitted(document(Section("s1", "", "", 1, intro=before, blocks=(block,))))).split("\f")
        assert next("Trends" in page for page in pages if "Beleid" in page)
        assert next("Onder de kop." in page for page in pages if "Trends" in page)


def test_an_empty_document_is_a_page_with_its_title(pdf_text: Words) -> None:
    data = emitted(document(title="Begroting 2026"))
    assert pdf_text(data).split() == ["Begroting", "2026", "Pagina", "1", "van", "1"]


# ------------------------------------------------------------------------------------ contents, heads and feet


def test_contents_stand_in_documents_of_more_than_one_section(pdf_text: Words) -> None:
    one = Section("s1", "1", "Zorg", 1, intro=(paragraph("Tekst."),))
    two = Section("s2", "2", "Wonen", 1, intro=(paragraph("Tekst."),))
    assert "Inhoud" not in pdf_text(emitted(document(one))).split()
    words = pdf_text(emitted(document(one, two))).split()
    assert words[:7] == ["Titel", "Inhoud", "1", "Zorg", "1", "2", "Wonen"]


def test_a_book_has_a_cover_without_foot_and_chapters_that_open_a_page(pdf_text: Words) -> None:
    pages = [page.split() for page in pdf_text(emitted(book(chapters=3, words=600)), layout=True).split("\f")]
    assert pages[0] == ["Begroting", "2026"]
    assert pages[1][:5] == ["Begroting", "2026", "Inhoud", "1", "Programma"]
    opened = [
        page
        for page in pages[2:]
        if page[:3] in (["1", "Programma", "1"], ["2", "Programma", "2"], ["3", "Programma", "3"])
    ]
    assert len(opened) == 3


def test_pages_are_numbered_and_say_which_section_they_are_in(pdf_text: Words) -> None:
    made = document(
        Section("s1", "1", "Zorg", 1, intro=tuple(paragraph(LONG * 6) for _ in range(16))),
        Section("s2", "2", "Wonen", 1, intro=tuple(paragraph(LONG * 2) for _ in range(9))),
    )
    pages = pdf_text(emitted(made), layout=True).removesuffix("\f").split("\f")
    assert [page.split()[-4:] for page in pages] == [["Pagina", f"{n}", "van", "4"] for n in range(1, 5)]
    assert [page.split("\n")[0].split() for page in pages[1:]] == [
        ["Titel", "1", "Zorg"],
        ["Titel", "1", "Zorg"],
        ["Titel", "2", "Wonen"],
    ]


# ------------------------------------------------------------------------------------ words


def test_the_number_of_a_note_is_a_word_of_its_own(pdf_text: Words) -> None:
    line = Paragraph((Text("Het tekort"), NoteReference("n1"), Text(". Ook"), NoteReference("n1"), Text(" hier.")))
    note = Note("n1", (paragraph("Inspectierapport."), paragraph("Bijlage 2.")))
    words = pdf_text(emitted(holding(line, notes=(note,)))).split()
    assert words[1:8] == ["Het", "tekort", "1.", "Ook", "1", "hier.", "1"]
    assert words[8:11] == ["Inspectierapport.", "Bijlage", "2."]


def test_words_are_hyphenated_at_line_ends_only(pdf_text: Words) -> None:
    data = emitted(page_of(*(paragraph(LONG * 12) for _ in range(6))))
    text = PdfReader(BytesIO(data)).pages[0].extract_text()
    assert re.findall("\u00ad(?!\n)", text) == []
    assert "\u00ad\n" in text
    # pdftotext takes the hyphens out again, and finds the words of the source.
    assert set(LONG.split()) <= set(pdf_text(data).split())


def test_words_of_tables_are_whole_where_there_is_room() -> None:
    table = grid(["Actiepunt", "wie", "planning"], *([LONG, LONG, "1e kwartaal"] for _ in range(5)), header_rows=1)
    assert "\u00ad" not in PdfReader(BytesIO(emitted(page_of(table)))).pages[0].extract_text()


def test_an_amount_is_copied_with_a_plain_blank(pdf_text: Words) -> None:
    assert "nog € 342 over" in pdf_text(emitted(holding(paragraph("nog € 342 over"))))


def test_guidance_is_not_on_paper(pdf_text: Words) -> None:
    made = document(Section("s1", "", "Zorg", 1, guidance=(paragraph("Via het plusteken."),)))
    assert "plusteken" not in pdf_text(emitted(made))


def test_text_that_looks_like_typst_is_only_text(pdf_text: Words) -> None:
    text = '#panic("x") #sys.inputs *a* $b$ <c> @d `e` \\ [f] // g'
    assert text in pdf_text(emitted(holding(paragraph(text))))


# ------------------------------------------------------------------------------------ tags


def test_lists_keep_their_labels(pdf_tags: Tags) -> None:
    tags = pdf_tags(emitted(holding(ordered("een", "twee"), bulleted("drie"))))
    assert tags[tags.index("  L ListNumbering=Decimal") :] == [
        "  L ListNumbering=Decimal",
        "    LI",
        "      Lbl: 1.",
        "      LBody: een",
        "    LI",
        "      Lbl: 2.",
        "      LBody: twee",
        "  L ListNumbering=Circle",
        "    LI",
        "      Lbl: •",
        "      LBody: drie",
    ]


def test_a_table_has_its_header_cells_and_spans_tagged(pdf_tags: Tags) -> None:
    made = Table(
        (
            Row((Cell((paragraph("Lasten"),), colspan=2),)),
            Row((Cell((paragraph("Wegen"),), rowspan=2), Cell((paragraph("1"),)))),
            Row((Cell((paragraph("2"),)),)),
        ),
        header_rows=1,
    )
    tags = pdf_tags(emitted(holding(made)))
    assert tags[tags.index("  Table") :] == [
        "  Table",
        "    THead",
        "      TR",
        "        TH ColSpan=2 Scope=Column: Lasten",
        "    TBody",
        "      TR",
        "        TD RowSpan=2: Wegen",
        "        TD: 1",
        "      TR",
        "        TD: 2",
    ]


def test_the_header_of_a_table_stands_on_each_page_and_is_read_once(pdf_text: Words, pdf_tags: Tags) -> None:
    data = emitted(
        holding(grid(["Omschrijving", "Bedrag"], *(["Wegen", str(row)] for row in range(80)), header_rows=1))
    )
    pages = pdf_text(data).removesuffix("\f").split("\f")
    assert len(pages) == 3
    assert all("Omschrijving" in page for page in pages)
    assert [line for line in pdf_tags(data) if "Omschrijving" in line] == ["        TH Scope=Column: Omschrijving"]


def test_no_row_is_cut_over_two_pages(pdf_text: Words) -> None:
    rows = grid(*([f"begin {LONG * 4} eind"] for _ in range(20)))
    for lines in range(3):
        pages = pdf_text(emitted(holding(*(paragraph("Regel.") for _ in range(lines)), rows))).split("\f")
        assert len(pages) > 2
        assert [page.count("begin") for page in pages] == [page.count("eind") for page in pages]


def test_a_picture_has_its_words_and_a_decoration_is_no_part_of_the_text(pdf_tags: Tags) -> None:
    alone = Figure(Image(DOT, "Kaart", 50.0, 50.0))
    decoration = Figure(Image(DOT, "", 50.0, 50.0))
    with_words, without = (emitted(holding(figure, assets=ASSETS)) for figure in (alone, decoration))
    assert [line.strip() for line in pdf_tags(with_words) if "Figure" in line] == ["Figure:"]
    with pikepdf.open(BytesIO(with_words)) as file:
        assert [str(node.Alt) for node in file.objects if isinstance(node, pikepdf.Dictionary) and "/Alt" in node] == [
            "Kaart"
        ]
    assert [line for line in pdf_tags(without) if "Figure" in line] == []


# ------------------------------------------------------------------------------------ wide tables


def test_a_table_too_wide_for_the_page_turns_it(pdf_text: Words) -> None:
    wide = grid([f"Kolom {n}" for n in range(14)], [f"{n}.000.000" for n in range(14)], header_rows=1)
    data = emitted(page_of(paragraph("Vooraf."), wide, paragraph("Daarna.")))
    boxes = [(float(each.mediabox.width) > float(each.mediabox.height)) for each in PdfReader(BytesIO(data)).pages]
    assert boxes == [False, True, False]
    assert [page.split()[-5] for page in pdf_text(data).removesuffix("\f").split("\f")] == [
        "Vooraf.",
        "13.000.000",
        "Daarna.",
    ]


def test_no_page_is_empty_where_a_wide_table_comes_first(pdf_text: Words) -> None:
    wide = grid([f"Kolom {n}" for n in range(40)], [f"{n}.000.000" for n in range(40)], header_rows=1)
    block = Block("b", "text", "Breed", (wide,))
    for title in ("2.6.1 Veiligheid", "Een andere titel"):
        made = document(Section("s1", "2.6.1", "Veiligheid", 1, blocks=(block,)), title=title)
        data = emitted(made)
        box = PdfReader(BytesIO(data)).pages[0].mediabox
        first = pdf_text(data).split("\f")[0]
        assert box.width > box.height
        assert "2.6.1 Veiligheid" in first
        assert "Kolom" in first
        assert title in first


# ------------------------------------------------------------------------------------ the file


def test_metadata_are_those_of_the_document() -> None:
    data = emitted(everything())
    reader = PdfReader(BytesIO(data))
    told = reader.metadata
    assert told is not None
    assert {key: str(told[key]) for key in ("/Title", "/Author", "/Subject", "/Keywords")} == {
        "/Title": "Begroting 2026",
        "/Author": "J. Jansen",
        "/Subject": "Begroting",
        "/Keywords": "zorg, jeugd",
    }
    assert str(told["/CreationDate"]).startswith("D:20250930000000")
    assert str(told["/ModDate"]).startswith("D:20250930000000")
    assert str(reader.root_object["/Lang"]) == "nl"


def test_a_document_without_a_date_has_a_fixed_one() -> None:
    made = [PdfReader(BytesIO(emitted(document(title=title)))) for title in ("Begroting 2026", "Begroting")]
    assert [str(each.metadata["/CreationDate"])[:10] for each in made if each.metadata] == ["D:20260101", "D:20000101"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert emitted(everything()) == emitted(everything())


def test_a_picture_that_typst_refuses_is_replaced_by_its_words(pdf_text: Words) -> None:
    broken = ASSETS[DOT].data[:40]
    made = holding(Figure(Image(DOT, "Kaart")), paragraph("Tekst"), assets={DOT: replace(ASSETS[DOT], data=broken)})
    assert [flaw.code for flaw in reported(made)] == [Code.IMAGE_LEFT_OUT]
    assert pdf_text(emitted(made)).split()[1:3] == ["Kaart", "Tekst"]


@settings(PROPERTY, max_examples=12)
@given(documents())
def test_whatever_the_document_there_is_a_pdf_with_its_headings_as_bookmarks(made: BudgetDocument) -> None:
    headings = [node for node in nodes(composed(made).document) if isinstance(node, page.Heading)]
    assert bookmarks(emitted(made)) == [(node.level, node.plain) for node in headings]


@pytest.mark.parametrize("words", ["a" * 5_000, "1" * 5_000, "\u00e9" * 300])
def test_a_word_longer_than_a_page_is_wide_stays_on_it(words: str, pdf_text: Words) -> None:
    text = pdf_text(emitted(holding(paragraph(words)))).replace("-", "").replace("\n", "").replace("\f", "")
    assert words in re.sub(r"Pagina \d+ van \d+|Titel", "", text)


def test_a_title_over_rows_is_their_header_and_stands_on_the_next_page_again(pdf_text: Words, pdf_tags: Tags) -> None:
    group = Row((Cell((paragraph("Veilig wonen"),), colspan=2, role="row-header"),))
    plain = grid(["Actie", "planning"], *(["Toezicht", f"Q{row}"] for row in range(60)), header_rows=1)
    data = emitted(holding(replace(plain, rows=(plain.rows[0], group, *plain.rows[1:]))))
    assert ["Veilig wonen" in page for page in pdf_text(data).removesuffix("\f").split("\f")] == [True, True]
    assert [line.strip() for line in pdf_tags(data) if " TH " in line] == [
        "TH Scope=Column: Actie",
        "TH Scope=Column: planning",
        "TH ColSpan=2 Scope=Column: Veilig wonen",
    ]


# ------------------------------------------------------------------------------------ beyond the validators


def test_a_number_of_a_note_leads_to_the_note_and_the_note_back() -> None:
    line = Paragraph((Text("Het tekort"), NoteReference("n1"), Text(" en meer"), NoteReference("n1")))
    with pikepdf.open(BytesIO(emitted(holding(line, notes=(Note("n1", (paragraph("Zie."),)),))))) as file:
        first, again, note = file.pages[0].Annots
        # A destination is a page with a left and an upper edge (ISO 32000-1, 12.3.2.2); a box has its lower left first.
        assert [float(each.Dest[3]) > float(note.Rect[3]) for each in (first, again)] == [True, True]
        assert [float(each.Dest[3]) < float(first.Rect[1]) for each in (first, again)] == [True, True]
        assert abs(float(note.Dest[2]) - float(first.Rect[0])) < 1
        assert float(first.Rect[1]) < float(note.Dest[3]) <= float(first.Rect[3])


def test_a_window_shows_the_title_and_not_the_name_of_the_file() -> None:
    with pikepdf.open(BytesIO(emitted(document(title="Begroting 2026")))) as file:
        assert (bool(file.Root.ViewerPreferences.DisplayDocTitle), str(file.docinfo.Title)) == (True, "Begroting 2026")


def test_a_caption_is_part_of_its_table_and_stands_above_it(pdf_tags: Tags, pdf_text: Words) -> None:
    table = replace(grid(["Wegen", "1"]), caption=(Text("Tabel 1 Lasten"),))
    data = emitted(holding(table))
    lines = [line.strip() for line in pdf_tags(data)]
    assert lines[lines.index("Table") : lines.index("Table") + 3] == ["Table", "Caption", "Span: Tabel 1 Lasten"]
    assert pdf_text(data, layout=True).split()[1:6] == ["Tabel", "1", "Lasten", "Wegen", "1"]
