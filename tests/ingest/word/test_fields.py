"""Fields, links and symbols."""

import pytest

from pipeline.content import Inline, LineBreak, Link, Text
from pipeline.diagnostics import Code
from tests.ingest.word.build import at, codes, contents, docx, field, inline, p, para, pieces, r, source

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def instr(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (field("PAGE", r("3")), Text("3")),
        (field("DATE"), None),
        ('<w:fldSimple w:instr="PAGE">' + r("3") + "</w:fldSimple>", Text("3")),
        (BEGIN + instr("IF ") + field("PAGE", r("3")) + instr(" = 3") + SEPARATE + r("drie") + END, Text("drie")),
        (field('HYPERLINK "https://a.nl/"', r("a")), Link("https://a.nl/", (Text("a"),))),
        (field('HYPERLINK "https://a.nl" \\l "b" \\o "tip"', r("a")), Link("https://a.nl#b", (Text("a"),))),
        (field('HYPERLINK \\l "b"', r("a")), Link("#b", (Text("a"),))),
        (field("REF b \\h", r("a")), Link("#b", (Text("a"),))),
        (field("PAGEREF b \\h", r("3")), Link("#b", (Text("3"),))),
        (field("REF b", r("a")), Text("a")),
        ('<w:fldSimple w:instr="REF b \\h">' + r("3") + "</w:fldSimple>", Link("#b", (Text("3"),))),
        (field('SYMBOL 183 \\f "Symbol"'), Text("•")),
        (field("MACROBUTTON Doe Klik hier"), Text("Klik hier")),
    ],
)
def test_a_field_is_its_result(run: str, expected: Inline | None) -> None:
    assert inline(p("x", run)) == (
        (Text("x" + expected.text),)
        if isinstance(expected, Text)
        else ((Text("x"), *((expected,) if expected else ())))
    )


def test_several_field_marks_may_stand_in_one_run() -> None:
    run = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>3</w:t><w:fldChar w:fldCharType="end"/><w:t> van</w:t></w:r>'
    )
    assert inline(p(run)) == (Text("3 van"),)


@pytest.mark.parametrize("broken", [BEGIN + instr("PAGE"), END, SEPARATE])
def test_a_field_without_end_swallows_nothing(broken: str) -> None:
    assert contents(p(broken, "a") + p("b")) == [para("a"), para("b")]


def test_a_link_field_may_span_paragraphs() -> None:
    body = p(BEGIN, instr('HYPERLINK "https://a.nl"'), SEPARATE, "a") + p("b", END, "c")
    assert contents(body) == [
        para(Link("https://a.nl", (Text("a"),))),
        para(Link("https://a.nl", (Text("b"),)), "c"),
    ]


def test_form_fields_show_their_state() -> None:
    def form(data: str, kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>{instr(kind)}{END}'

    drop = form(
        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="a"/><w:listEntry w:val="b"/></w:ddList>', "FORMDROPDOWN"
    )
    box = form('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "FORMCHECKBOX")
    empty = form('<w:checkBox><w:default w:val="0"/></w:checkBox>', "FORMCHECKBOX")
    assert inline(p(drop, box, empty)) == (Text("b☒☐"),)


def test_a_link_leads_to_the_target_of_its_relationship_or_to_a_bookmark() -> None:
    body = p(
        f'<w:hyperlink r:id="x">{r("a")}</w:hyperlink>',
        f'<w:hyperlink r:id="x" w:anchor="n">{r("b")}</w:hyperlink>',
        f'<w:hyperlink w:anchor="n">{r("c")}</w:hyperlink>',
        f'<w:hyperlink r:id="weg">{r("d")}</w:hyperlink>',
    )
    assert inline(body, relations={"x": ("hyperlink", "https://a.nl/")}) == (
        Link("https://a.nl/", (Text("a"),)),
        Link("https://a.nl/#n", (Text("b"),)),
        Link("#n", (Text("c"),)),
        Text("d"),
    )


def test_a_link_in_a_link_is_one_link() -> None:
    inner = field("PAGEREF m \\h", r("3"))
    body = p(f'<w:hyperlink w:anchor="n">{r("a")}{inner}</w:hyperlink>')
    assert inline(body) == (Link("#n", (Text("a3"),)),)


def test_a_table_of_contents_is_of_another_region() -> None:
    entry = p(BEGIN, instr('TOC \\o "1-3" \\h'), SEPARATE, f'<w:hyperlink w:anchor="n">{r("Wegen")}</w:hyperlink>')
    found = pieces(p("a") + entry + p("Groen") + p(END) + p("b"))
    assert [piece.region for piece in found] == ["body", "contents", "contents", "body"]


def test_a_gallery_of_contents_takes_its_heading_along() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('Inhoud')}{p('Wegen')}</w:sdtContent></w:sdt>{p('b')}"
    assert [piece.region for piece in pieces(body)] == ["contents", "contents", "body"]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>', "é"),
        (r("\uf0b7", '<w:rFonts w:ascii="Symbol"/>'), "•"),
        (r("a", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "α"),
    ],
)
def test_symbols_are_unicode(run: str, expected: str) -> None:
    assert inline(p(run)) == (Text(expected),)


def test_a_symbol_that_no_one_knows_is_reported() -> None:
    result, found = source(docx(p('<w:r><w:sym w:font="Huisstijl" w:char="F041"/></w:r>', "\ue001")))
    assert [piece.content for piece in result.pieces] == [para("\ufffd\ufffd")]
    assert [(flaw.code, dict(flaw.values), flaw.place) for flaw in found] == [
        (Code.CHARACTER_REPLACED, {"character": "huisstijl F041"}, at(1)),
        (Code.CHARACTER_REPLACED, {"character": "E001"}, at(1)),
    ]


def test_text_in_an_instruction_is_never_shown_and_quoted_as_hidden() -> None:
    typed = "<w:r><w:instrText>QUOTE</w:instrText></w:r>"
    result, found = source(docx(p(BEGIN, typed, r("geheim"), SEPARATE, "a", END)))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert codes(found) == [(Code.HIDDEN_TEXT, "geheim")]


def test_a_line_break_in_a_link_stays_in_it() -> None:
    body = p(f'<w:hyperlink w:anchor="n">{r("a")}<w:r><w:br/></w:r>{r("b")}</w:hyperlink>')
    assert inline(body) == (Link("#n", (Text("a"), LineBreak(), Text("b"))),)
