"""Formulas, which are objects of their own: each stands in its place, and is counted, hidden and deleted as text is."""

from __future__ import annotations

import pytest

from pipeline.content import Content, Link, Math, NoteReference, Paragraph, Table, Text, inline_text, paragraph
from pipeline.diagnostics import Code, Diagnostic
from tests.builders import counted
from tests.ingest.odt.build import package, read

SPACE = 'xmlns="http://www.w3.org/1998/Math/MathML"'
FRACTION = "<mrow><mi>e</mi><mo>=</mo><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></mrow>"
NOTE = "<annotation encoding='StarMath 5.0'>e = a over b</annotation>"
OBJECT = (
    f"<?xml version='1.0'?><!DOCTYPE math><math {SPACE}><semantics>\n{FRACTION}\n{NOTE}</semantics></math>".encode()
)
MATH = Math("e=a/(b+1)", f"<math {SPACE}><semantics>{FRACTION}</semantics></math>")


def frame(name: str = "./Object 1") -> str:
    image = '<draw:image xlink:href="./ObjectReplacements/Object 1"/>'
    return f'<draw:frame><draw:object xlink:href="{name}"/>{image}</draw:frame>'


def contents(body: str, name: str = "Object 1") -> list[Content]:
    return [piece.content for piece in read(package(body, more={f"{name}/content.xml": OBJECT})).pieces]


@pytest.mark.parametrize(("name", "href"), [("Object 1", "./Object 1"), ("Formula-0", "Formula-0/")])
def test_a_formula_stands_in_its_line_whoever_has_made_it(name: str, href: str) -> None:
    assert contents(f"<text:p>als {frame(href)} dan</text:p>", name) == [
        Paragraph((Text("als "), MATH, Text(" dan"))),
    ]


def test_a_formula_in_the_document_itself_is_one() -> None:
    inline = f"<draw:frame><draw:object><math {SPACE}>{FRACTION}</math></draw:object></draw:frame>"
    (piece,) = read(package(f"<text:p>{inline}</text:p>")).pieces
    assert piece.content == Paragraph((Math("e=a/(b+1)", f"<math {SPACE}>{FRACTION}</math>"),))


def test_formulas_are_counted_where_they_stand_with_the_signs_that_are_added() -> None:
    note = f"<text:note><text:note-body><text:p>n {frame()}</text:p></text:note-body></text:note>"
    source = read(package(f"<text:p>a{note}</text:p><text:p>{frame()}</text:p>", more={"Object 1/content.xml": OBJECT}))
    first, second = (piece.content for piece in source.pieces)
    assert first == Paragraph((Text("a"), NoteReference("footnote-1")))
    assert second == Paragraph((MATH,))
    assert [note.content for note in source.notes] == [(Paragraph((Text("n "), MATH)),)]
    assert counted(source) == [("document", 10, 10, 0, 0), ("footnotes", 10, 10, 0, 0)]


def test_a_formula_in_a_heading_keeps_the_style_and_in_a_cell_its_place() -> None:
    cell = f"<table:table-cell><text:p>{frame()}</text:p></table:table-cell>"
    body = (
        f'<text:h text:outline-level="2" text:style-name="Kop">Over {frame()}</text:h>'
        f"<table:table><table:table-column/><table:table-row>{cell}</table:table-row></table:table>"
    )
    heading, table = read(package(body, more={"Object 1/content.xml": OBJECT})).pieces
    assert (heading.outline, heading.styles[0]) == (2, "Kop")
    assert isinstance(heading.content, Paragraph)
    assert inline_text(heading.content.content) == "Over e=a/(b+1)"
    assert isinstance(table.content, Table)
    assert table.content.rows[0].cells[0].content == (Paragraph((MATH,)),)


def test_a_formula_that_no_one_should_see_is_reported_and_not_shown() -> None:
    found: list[Diagnostic] = []
    hiding = (
        '<style:style style:name="V" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    body = f"<text:p>a<text:span text:style-name='V'>{frame()}</text:span></text:p>"
    source = read(package(body, automatic=hiding, more={"Object 1/content.xml": OBJECT}), found)
    assert [piece.content for piece in source.pieces] == [paragraph("a")]
    assert [(flaw.code, flaw.text) for flaw in found] == [(Code.HIDDEN_TEXT, "e=ab+1")]
    assert counted(source) == [("document", 7, 1, 6, 0)]


def test_a_formula_in_a_link_is_a_part_of_it() -> None:
    link = f'<text:a xlink:href="http://a.nl/">zie {frame()}</text:a>'
    assert contents(f"<text:p>{link}</text:p>") == [Paragraph((Link("http://a.nl/", (Text("zie "), MATH)),))]


@pytest.mark.parametrize("data", [b"<geen", b"<chart xmlns='urn:x'>9</chart>"])
def test_what_is_no_formula_is_none(data: bytes) -> None:
    found: list[Diagnostic] = []
    source = read(package(f"<text:p>a{frame()}</text:p>", more={"Object 1/content.xml": data}), found)
    assert counted(source) == [("document", 1, 1, 0, 0)]
    assert (Code.PART_UNREADABLE in {flaw.code for flaw in found}) == data.startswith(b"<geen")
