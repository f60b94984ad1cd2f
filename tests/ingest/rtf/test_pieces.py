"""Headings, lists and tables, as Word, LibreOffice and simpler programs write them."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.content import Cell, Paragraph, Row, Table, Text, paragraph
from pipeline.diagnostics import Place
from pipeline.source import Piece
from tests.builders import counted
from tests.ingest.rtf.build import pieces, read

STYLES = (
    r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b\dbch\af9 heading 1;}{\s2\sbasedon1\outlinelevel1 Kop;}"
    r"{\s4\sbasedon1 Mijn kop;}{\*\cs3 heading 3;}}"
)


def test_a_style_makes_a_heading_by_its_level_its_name_or_what_it_is_based_on() -> None:
    body = (
        r"\pard\plain\s1\b Een\par\pard\plain\s2\b {\b0 T}wee\par\pard\plain\s4 Drie\par\pard\plain\s0 tekst\par"
        r"\pard\outlinelevel4 Vijf\par\pard\s1\outlinelevel9 geen\par\pard\sb1 a\\s1 b\par"
    )
    found = pieces(STYLES + body)
    assert found[0].content == paragraph("Een")
    assert found[1].content == Paragraph((Text("T"), Text("wee", ("bold",))))
    assert [(piece.outline, piece.styles) for piece in found] == [
        (1, ("heading 1", "Normal")),
        (2, ("Kop", "heading 1", "Normal")),
        (1, ("Mijn kop", "heading 1", "Normal")),
        (None, ("Normal",)),
        (5, ("Normal",)),
        (None, ("heading 1", "Normal")),
        (None, ("Normal",)),
    ]


def item(text: str, key: str, label: str = "", depth: int = 1) -> Piece:
    return Piece(paragraph(text), Place(), label=label, depth=depth, ordered=bool(label), list_key=key)


def test_a_list_stands_where_it_is_written_with_its_own_numbers() -> None:
    body = (
        r"\pard\plain\s1 Kop\par"
        r"\pard\plain{\listtext\pard\plain \u8226\'95\tab}\ilvl0\ls2 een\par"
        r"{\listtext\pard\plain b)\tab}\pard\plain\ilvl1\ls3 twee\par"
        r"{\pntext\pard\plain 3.\tab}\pard{\*\pn\pnlvlbody\pndec{\pntxta .}}drie\par"
        r"\pard{\listtext 2.6\tab}\s1\ls3 Kop twee\par"
    )
    head = Piece(paragraph("Kop"), Place(), styles=("heading 1", "Normal"), outline=1)
    expected = [
        head,
        replace(item("een", "list-2"), styles=("Normal",)),
        replace(item("twee", "list-3", "b)", 2), styles=("Normal",)),
        replace(item("drie", "list-0", "3."), styles=("Normal",)),
        replace(item("Kop twee", "list-3", "2.6"), styles=("heading 1", "Normal"), outline=1),
    ]
    assert pieces(STYLES + body) == expected
    assert counted(read(STYLES + body)) == [("document", 21, 21, 0, 0)]


def test_numbers_that_no_one_has_written_are_counted_from_the_list() -> None:
    level = r"{\listlevel\levelnfc%d\levelstartat%d{\leveltext %s;}{\levelnumbers\'01;}}"
    levels = level % (0, 3, r"\'02\'00.") + level % (4, 1, r"\'04\'00.\'01)")
    bullet = level % (23, 1, r"\'01\u8226 ?")
    table = rf"{{\*\listtable{{\list{levels}\listid7}}{{\list{bullet}\listid8}}}}"
    overrides = r"{\*\listoverridetable{\listoverride\listid7\ls1}{\listoverride\listid8\ls2}}"
    body = "".join(
        rf"\pard\ls{key}\ilvl{depth} x\par" for key, depth in ((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0), (9, 0))
    )
    assert [(piece.label, piece.depth, piece.ordered) for piece in pieces(table + overrides + body)] == [
        ("3.", 1, True),
        ("3.a)", 2, True),
        ("3.b)", 2, True),
        ("4.", 1, True),
        ("4.a)", 2, True),
        ("", 1, False),
        ("", 0, False),
    ]


def test_a_bullet_is_one_though_a_font_has_it_as_a_letter() -> None:
    table = r"{\*\listtable{\list{\listlevel\levelnfc23{\leveltext \'01o;}}\listid8}}"
    override = r"{\*\listoverridetable{\listoverride\listid8\ls2}}"
    body = r"\pard{\listtext o\tab}\ls2 een\par"
    assert pieces(table + override + body) == [item("een", "list-2")]


def cell(text: str, colspan: int = 1) -> Cell:
    return Cell((paragraph(text),), colspan)


def test_a_table_has_its_spans_and_its_header() -> None:
    body = (
        r"\trowd\trhdr\cellx100\cellx200\cellx300\pard\intbl a\cell b\cell c\cell\row"
        r"\trowd\clvmgf\cellx100\cellx301\pard\intbl d\par e\cell f\cell\row"
        r"\trowd\clvmrg\cellx100\clmgf\cellx200\clmrg\cellx300\pard\intbl\cell g\cell h\cell\row"
        r"\trowd\cellx300\pard\intbl i\cell\row\pard na\par"
    )
    table, after = [piece.content for piece in pieces(body)]
    head = tuple(Cell((paragraph(text),), role="header") for text in "abc")
    two = Cell((paragraph("d"), paragraph("e")), rowspan=2)
    joined = Cell((paragraph("g"), paragraph("h")), colspan=2)
    assert table == Table(
        (Row(head), Row((two, cell("f", colspan=2))), Row((joined,)), Row((cell("i", colspan=3),))), header_rows=1
    )
    assert after == paragraph("na")
    assert counted(read(body)) == [("document", 11, 11, 0, 0)]


def test_a_table_in_a_cell_is_one_there() -> None:
    inner = r"\pard\intbl\itap2 in\nestcell{\*\nesttableprops\trowd\cellx50\nestrow}{\nonesttables\par}"
    body = rf"\trowd\cellx100\cellx200 \pard\intbl voor\par {inner}\pard\intbl na\cell b\cell\row"
    nested = Table((Row((cell("in"),)),))
    assert [piece.content for piece in pieces(body)] == [
        Table((Row((Cell((paragraph("voor"), nested, paragraph("na"))), cell("b"))),))
    ]


def test_a_table_as_pandoc_writes_it_is_one() -> None:
    row = r"{\trowd \trgaph120\cellx4320\cellx8640\trkeep\intbl{%s}\intbl\row}"
    part = r"{{\pard\intbl \ql %s\par}\cell}"
    rows = row % (part % "a" + part % "b") + row % (part % "1" + part % "2")
    expected = Table((Row((cell("a"), cell("b"))), Row((cell("1"), cell("2")))))
    assert [piece.content for piece in pieces(rows)] == [expected]


def test_a_page_begins_where_the_author_says_so() -> None:
    body = r"\pard a\par\page\pard b\par\pard\pagebb c\par\pard d\page\par\pard e\par"
    assert [piece.page_start for piece in pieces(body)] == [False, True, True, False, True]


def test_a_line_of_generated_contents_is_told_as_such() -> None:
    body = r"{\stylesheet{\s5 toc 1;}}\pard\s5 Zorg\tab 3\par\pard\s0 a\par"
    assert [piece.region for piece in pieces(body)] == ["contents", "body"]
