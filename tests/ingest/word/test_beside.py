"""Notes, headers, footers, comments and tracked changes."""

import pytest

from pipeline.content import Cell, Item, ItemList, Note, NoteReference, Row, Table, Text
from pipeline.diagnostics import Code, Place
from pipeline.source import Piece
from tests.ingest.word.build import at, codes, contents, docx, inline, p, para, r, source, style, tbl, tr


def reference(key: int, kind: str = "footnote") -> str:
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def note(key: int, *paragraphs: str, kind: str = "footnote", more: str = "") -> str:
    return f'<w:{kind} w:id="{key}" {more}>{"".join(paragraphs)}</w:{kind}>'


HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
MARK = "<w:r><w:footnoteRef/></w:r>"


def test_notes_come_in_order_of_reference_with_their_formatting() -> None:
    footnotes = note(-1, p(), more='w:type="separator"') + note(1, p(MARK, r("een", "<w:b/>"))) + note(2, p("twee"))
    endnotes = note(1, p("<w:r><w:endnoteRef/></w:r>", "eind"), kind="endnote")
    body = p("a", reference(2), reference(1, "endnote"), reference(1))
    result, found = source(docx(body, footnotes=footnotes, endnotes=endnotes))
    assert [piece.content for piece in result.pieces] == [
        para("a", NoteReference("footnote-2"), NoteReference("endnote-1"), NoteReference("footnote-1"))
    ]
    assert result.notes == (
        Note("footnote-2", (para("twee"),)),
        Note("endnote-1", (para("eind"),), kind="endnote"),
        Note("footnote-1", (para(Text("een", ("bold",))),)),
    )
    assert found == []


def test_a_list_in_a_note_is_a_list() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    footnotes = note(1, p("een", pr='<w:numPr><w:numId w:val="1"/></w:numPr>'))
    result, _ = source(docx(p("a", reference(1)), footnotes=footnotes, numbering=numbering))
    assert result.notes == (Note("footnote-1", (ItemList((Item((para("een"),)),)),)),)


def test_a_note_that_is_not_there_is_reported() -> None:
    result, found = source(docx(p("a", reference(7))))
    assert result.notes == (Note("footnote-7", ()),)
    assert [(flaw.code, flaw.place) for flaw in found] == [(Code.NOTE_MISSING, at(1))]


def test_a_note_that_nothing_refers_to_is_quoted() -> None:
    result, found = source(docx(p("a"), footnotes=note(1, p("wees"))))
    assert result.notes == ()
    assert codes(found) == [(Code.HIDDEN_TEXT, "wees")]


@pytest.mark.parametrize("run", [f"<w:del>{reference(1)}</w:del>", reference(1).replace("<w:r>", f"<w:r>{HIDDEN}")])
def test_a_note_whose_reference_is_gone_is_quoted(run: str) -> None:
    result, found = source(docx(p("a", run), footnotes=note(1, p("weg"))))
    assert result.notes == ()
    assert (Code.HIDDEN_TEXT, "weg") in codes(found)


def test_headers_and_footers_come_after_the_body_each_text_once() -> None:
    section = "".join(
        f'<w:{kind}Reference r:id="{kind}{more}"/>' for kind in ("header", "footer") for more in ("", "2")
    )
    body = p("a", pr=f"<w:sectPr>{section}</w:sectPr>") + p("b") + f"<w:sectPr>{section}</w:sectPr>"
    relations = {"header2": ("header", "header.xml"), "footer2": ("footer", "tweede.xml")}
    result, _ = source(docx(body, relations=relations, header=p("Kop"), footer=p("Voet")))
    assert result.pieces[2:] == (
        Piece(para("Kop"), Place("header", 1), region="header"),
        Piece(para("Voet"), Place("footer", 1), region="footer"),
    )


def test_comments_are_quoted_at_the_place_they_are_about() -> None:
    body = p("a") + p("b", '<w:r><w:commentReference w:id="3"/></w:r>')
    comments = f'<w:comment w:id="3" w:author="Jan">{p("klopt")}{p("dit?")}</w:comment>'
    result, found = source(docx(body, comments=comments))
    assert [piece.content for piece in result.pieces] == [para("a"), para("b")]
    assert [(flaw.code, flaw.text, flaw.place) for flaw in found] == [(Code.COMMENT, "klopt dit?", at(2))]


REMOVED = '<w:r><w:delText xml:space="preserve">{}</w:delText></w:r>'


def test_changes_are_read_as_if_accepted_and_reported() -> None:
    body = p("a", f"<w:ins>{r('b')}</w:ins><w:del>{REMOVED.format('c')}</w:del><w:moveTo>{r('d')}</w:moveTo>") + p(
        f"<w:moveFrom>{r('d')}</w:moveFrom>", "e"
    )
    result, found = source(docx(body))
    assert [piece.content for piece in result.pieces] == [para("abd"), para("e")]
    assert codes(found) == [(Code.DELETED_TEXT, "c"), (Code.DELETED_TEXT, "d"), (Code.TRACKED_CHANGES, "")]
    assert dict(found[-1].values) == {"count": "4"}
    assert found[0].place == at(1, quote="c")


def test_a_conflict_between_two_authors_is_read_as_the_last_one_has_it() -> None:
    conflicts = f"<w14:conflictIns>{r('b')}</w14:conflictIns><w14:conflictDel>{r('c')}</w14:conflictDel>"
    rows = tbl(tr("d"), tr("e", pr="<w14:conflictDel/>"))
    result, found = source(docx(p("a", conflicts) + p("f", pr="<w:rPr><w14:conflictDel/></w:rPr>") + p("g") + rows))
    assert [piece.content for piece in result.pieces] == [
        para("ab"),
        para("fg"),
        Table((Row((Cell((para("d"),)),)),)),
    ]
    assert codes(found) == [(Code.DELETED_TEXT, "c"), (Code.DELETED_TEXT, "e"), (Code.TRACKED_CHANGES, "")]
    assert dict(found[-1].values) == {"count": "4"}


def test_a_paragraph_without_its_mark_goes_on_in_the_next() -> None:
    merged = "<w:rPr><w:del/></w:rPr>"
    styles = style("K", "heading 1")
    result, _ = source(docx(p("a", pr=merged) + p("b", pr='<w:pStyle w:val="K"/>') + p("c"), styles=styles))
    assert [(piece.content, piece.outline) for piece in result.pieces] == [(para("ab"), 1), (para("c"), None)]


def test_a_last_paragraph_without_its_mark_is_kept() -> None:
    assert contents(p("a", pr="<w:rPr><w:del/></w:rPr>")) == [para("a")]


@pytest.mark.parametrize(
    ("run", "styles"),
    [
        (r("x", "<w:vanish/>"), ""),
        (r("x", '<w:rStyle w:val="V"/>'), style("V", "V", "<w:rPr><w:vanish/></w:rPr>", kind="character")),
        ("x", style("P", "P", "<w:rPr><w:vanish/></w:rPr>", more='w:default="1"')),
        ("x", "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"),
    ],
    ids=["direct", "character style", "paragraph style", "defaults"],
)
def test_hidden_text_is_quoted_and_not_read(run: str, styles: str) -> None:
    shown = r("a", '<w:vanish w:val="0"/>')
    result, found = source(docx(p(shown, run), styles=styles))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert codes(found) == [(Code.HIDDEN_TEXT, "x")]


def test_text_hidden_on_the_web_only_is_read() -> None:
    assert inline(p(r("3", "<w:webHidden/>"))) == (Text("3"),)


@pytest.mark.parametrize("pen", ['<w:highlight w:val="cyan"/>', '<w:shd w:val="clear" w:fill="FFFF00"/>'])
def test_what_is_marked_as_with_a_felt_pen_is_told_and_read(pen: str) -> None:
    result, found = source(docx(p("a ", r("kijk ", pen), r("hier", f"<w:b/>{pen}"), " b ", r("weg", pen))))
    assert [piece.content for piece in result.pieces] == [para("a kijk ", Text("hier", ("bold",)), " b weg")]
    assert [(flaw.code, flaw.text, flaw.place) for flaw in found] == [
        (Code.HIGHLIGHTED_TEXT, "kijk hier", at(1, quote="kijk hier")),
        (Code.HIGHLIGHTED_TEXT, "weg", at(1, quote="weg")),
    ]


@pytest.mark.parametrize(
    "look", ['<w:highlight w:val="none"/>', '<w:highlight w:val="white"/>', '<w:shd w:val="clear" w:fill="D9E2F3"/>']
)
def test_other_backgrounds_are_how_a_text_is_laid_out(look: str) -> None:
    assert source(docx(p(r("a", look))))[1] == []
