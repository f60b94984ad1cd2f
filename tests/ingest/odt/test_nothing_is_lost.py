"""What pandoc by itself loses of an OpenDocument text comes through, and what no one should see does not."""

from __future__ import annotations

import pytest

from pipeline.content import Image, NoteReference, Paragraph, Table, content_text, paragraph
from pipeline.diagnostics import Code, Diagnostic
from pipeline.source import Source, piece_text
from tests.builders import counted
from tests.ingest.odt.build import package, read
from tests.strategies import ASSETS

BOX = "<draw:frame><draw:text-box><text:p>een</text:p><text:p>twee</text:p></draw:text-box></draw:frame>"
SHAPE = "<draw:custom-shape><text:p>vorm</text:p></draw:custom-shape>"
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def lines(source: Source) -> list[str]:
    return [piece_text(piece) for piece in source.pieces]


def table(rows: str) -> str:
    return f"<table:table><table:table-column/>{rows}</table:table>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<text:p>voor{BOX}na</text:p>", ["voorna", "een", "twee"]),
        (f"<text:p>voor{SHAPE}na</text:p>", ["voorna", "vorm"]),
        (f"<text:p>a<draw:g>{SHAPE}{SHAPE}</draw:g></text:p>", ["a", "vorm", "vorm"]),
        (
            "<draw:frame><draw:text-box><text:p>los</text:p></draw:text-box></draw:frame><text:p>b</text:p>",
            ["los", "b"],
        ),
        (
            "<text:p>op <text:date>1 mei</text:date> <text:text-input>vul in</text:text-input></text:p>",
            ["op 1 mei vul in"],
        ),
        (
            "<text:p><text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>r</text:ruby-text></text:ruby></text:p>",
            ["br"],
        ),
        ("<text:section><text:p>a</text:p></text:section>", ["a"]),
        ("<text:numbered-paragraph><text:p>a</text:p></text:numbered-paragraph>", ["a"]),
        ("<text:list><text:list-item><text:h text:outline-level='2'>a</text:h></text:list-item></text:list>", ["a"]),
        (table(row("<table:table-cell><text:h text:outline-level='3'>kop</text:h></table:table-cell>")), ["kop"]),
        (table(row(f"<table:table-cell>{table(row(CELL.format('in')))}</table:table-cell>")), ["in"]),
        (table(f"<table:table-rows>{row(CELL.format('rij'))}</table:table-rows>"), ["rij"]),
        (
            table(row(f"<table:table-cell><text:section>{'<text:p>s</text:p>'}</text:section></table:table-cell>")),
            ["s"],
        ),
    ],
)
def test_text_that_pandoc_drops_is_kept(body: str, expected: list[str]) -> None:
    source = read(package(body))
    assert lines(source) == expected
    size = len("".join("".join(expected).split()))
    assert counted(source) == [("document", size, size, 0, 0)]


def test_a_heading_in_a_list_is_a_heading() -> None:
    body = "<text:list><text:list-item><text:h text:outline-level='2'>a</text:h></text:list-item></text:list>"
    (piece,) = read(package(body)).pieces
    assert (piece.outline, piece.depth) == (2, 0)


def test_a_heading_has_the_number_that_is_written_out() -> None:
    (piece,) = read(package("<text:h text:outline-level='1'><text:number>2.6 </text:number>Zorg</text:h>")).pieces
    assert piece_text(piece) == "2.6 Zorg"


HIDING = '<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes><text:p>ab</text:p>",
            Code.DELETED_TEXT,
        ),
        (
            "<text:p>a<office:annotation><dc:creator>Jan</dc:creator><text:p>weg</text:p></office:annotation>b</text:p>",
            Code.COMMENT,
        ),
        ("<text:p>a<text:span text:style-name='V'>weg</text:span>b</text:p>", Code.HIDDEN_TEXT),
        ("<text:p>a<text:hidden-text text:is-hidden='true'>weg</text:hidden-text>b</text:p>", Code.HIDDEN_TEXT),
        ("<text:section text:display='none'><text:p>weg</text:p></text:section><text:p>ab</text:p>", Code.HIDDEN_TEXT),
        ("<text:p><text:hidden-paragraph text:is-hidden='true'/>weg</text:p><text:p>ab</text:p>", Code.HIDDEN_TEXT),
    ],
)
def test_what_no_one_should_see_is_reported_and_not_shown(body: str, code: Code) -> None:
    found: list[Diagnostic] = []
    source = read(package(body, automatic=HIDING), found)
    assert lines(source) == ["ab"]
    assert [(flaw.code, flaw.text) for flaw in found if flaw.code is not Code.TRACKED_CHANGES] == [(code, "weg")]
    assert counted(source) == [("document", 5, 2, 3, 0)]


def test_generated_contents_are_told_as_such() -> None:
    index = "<text:index-body><text:p>Zorg<text:tab/>3</text:p></text:index-body>"
    source = read(package(f"<text:table-of-content>{index}</text:table-of-content><text:p>a</text:p>"))
    assert [(piece_text(piece), piece.region) for piece in source.pieces] == [("Zorg\t3", "contents"), ("a", "body")]


def test_heads_and_feet_are_told_as_such_each_once() -> None:
    head, foot = (
        "<style:header><text:p>Kop</text:p></style:header>",
        "<style:footer><text:p>Voet</text:p></style:footer>",
    )
    page = f"<style:master-page>{head}{foot}</style:master-page>"
    source = read(package("<text:p>a</text:p>", styles=f"<office:master-styles>{page}{page}</office:master-styles>"))
    assert [(piece_text(piece), piece.region) for piece in source.pieces] == [
        ("a", "body"),
        ("Kop", "header"),
        ("Voet", "footer"),
    ]
    assert counted(source) == [("document", 1, 1, 0, 0), ("header", 6, 3, 3, 0), ("footer", 8, 4, 4, 0)]


def test_a_note_is_one_and_its_number_is_not_counted() -> None:
    note = "<text:note-citation>12</text:note-citation><text:note-body><text:p>noot</text:p></text:note-body>"
    source = read(package(f"<text:p>a<text:note>{note}</text:note></text:p>"))
    assert [piece.content for piece in source.pieces] == [
        Paragraph((*paragraph("a").content, NoteReference("footnote-1")))
    ]
    assert [note.content for note in source.notes] == [(paragraph("noot"),)]
    assert counted(source) == [("document", 1, 1, 0, 0), ("footnotes", 4, 4, 0, 0)]


def test_a_link_to_a_bookmark_leads_to_it() -> None:
    mark = '<text:p><text:bookmark text:name="x"/>daar</text:p>'
    body = f'{mark}<text:p><text:a xlink:href="#x"><text:span>hier</text:span></text:a></text:p>'
    there, here = read(package(body)).pieces
    assert isinstance(here.content, Paragraph)
    (link,) = here.content.content
    assert getattr(link, "href", "").removeprefix("#") in there.anchors
    assert piece_text(here) == "hier"


def test_pictures_come_from_the_package_with_their_descriptions() -> None:
    image = '<draw:image xlink:href="Pictures/a.png"/>'
    frame = f"<draw:frame>{image}<svg:title>Kaart</svg:title><svg:desc>van de kern</svg:desc></draw:frame>"
    bare = f"<draw:frame>{image}</draw:frame>"
    key, asset = next(iter(ASSETS.items()))
    source = read(package(f"<text:p>a{frame}b{bare}</text:p>", more={"Pictures/a.png": asset.data}))
    line = source.pieces[0].content
    assert isinstance(line, Paragraph)
    pictures = [node for node in line.content if isinstance(node, Image)]
    assert [(image.asset, image.alt) for image in pictures] == [(key, "Kaart. van de kern"), (key, None)]
    assert source.assets == {key: asset}


def test_styles_keep_their_names() -> None:
    automatic = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Sub_20_title"/>'
    named = 'style:name="Sub_20_title" style:display-name="Ondertitel" style:parent-style-name="Title"'
    styles = f"<office:styles><style:style {named}/></office:styles>"
    body = "<text:p>a</text:p><text:p text:style-name='P1'>b</text:p><text:p text:style-name='Title'>c</text:p>"
    source = read(package(body, automatic=automatic, styles=styles))
    assert [piece.styles for piece in source.pieces] == [("p",), ("Ondertitel", "Title", "p"), ("Title", "p")]


def test_a_table_in_which_every_row_has_a_span_keeps_its_last_column() -> None:
    wide = CELL.format("a").replace(">", " table:number-columns-spanned='2'>", 1)
    (piece,) = read(package(table(row(wide, CELL.format("b")) + row(CELL.format("c"), wide)))).pieces
    assert isinstance(piece.content, Table)
    texts = [[(content_text(cell.content), cell.colspan) for cell in line.cells] for line in piece.content.rows]
    assert texts == [[("a", 2), ("b", 1)], [("c", 1), ("a", 2)]]


def test_spans_and_header_rows_are_kept() -> None:
    head = "<table:table-header-rows>" + row(CELL.format("a"), CELL.format("b")) + "</table:table-header-rows>"
    wide = CELL.format("c").replace(">", " table:number-columns-spanned='2'>", 1) + "<table:covered-table-cell/>"
    (piece,) = read(
        package(f"<table:table><table:table-column table:number-columns-repeated='2'/>{head}{row(wide)}</table:table>")
    ).pieces
    assert isinstance(piece.content, Table)
    assert piece.content.header_rows == 1
    assert [cell.colspan for cell in piece.content.rows[1].cells] == [2]


def test_the_sign_of_a_task_is_text() -> None:
    items = "".join(f"<text:list-item><text:p>{words}</text:p></text:list-item>" for words in ("☒ a", "☐ b", "c"))
    source = read(package(f"<text:list>{items}</text:list>"))
    assert lines(source) == ["☒ a", "☐ b", "c"]
    assert counted(source) == [("document", 5, 5, 0, 0)]
