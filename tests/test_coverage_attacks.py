"""Attacks on the counter: whichever branch a reader loses, the words that go with it are quoted as missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

import pipeline
from pipeline.content import Table
from pipeline.diagnostics import Code, Diagnostic
from pipeline.ingest.html import flow, pile, reader, tables
from pipeline.ingest.html import lists as html_lists
from pipeline.ingest.html import objects as objects_of_html
from pipeline.ingest.rtf import reader as reader_of_rtf
from pipeline.ingest.rtf import story
from pipeline.ingest.word import body, context, depth, drawings, fields, inline, math, notes, objects, package
from pipeline.ingest.word import tables as word_tables
from pipeline.ingest.word.names import ALTERNATE, CONFLICTS, SDT, TABLE, P, R, T, m, w
from tests.ingest.word.build import NAMESPACES, docx, field, p, r, relationships, tbl, tc, tr, xml
from tests.ingest.word.test_drawings import both, graphic, shape, vml

LOST = "vergeten woorden"
KEPT = "Dit blijft staan."


def convert(data: bytes, name: str) -> list[Diagnostic]:
    return list(pipeline.ingest_document(data, name, profile="plain").diagnostics)


def missing(found: Sequence[Diagnostic]) -> str:
    return " ".join(flaw.text for flaw in found if flaw.code is Code.TEXT_NOT_READ)


# ------------------------------------------------------------------------------------ Word

SECTION = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
CELL_CONTROL = f"<w:sdt><w:sdtContent>{tc(p(LOST))}</w:sdtContent></w:sdt>"
ROW_CONTROL = f"<w:sdt><w:sdtContent>{tr(LOST)}</w:sdtContent></w:sdt>"
CHUNK = {"relations": {"x": ("aFChunk", "deel.txt")}, "files": {"word/deel.txt": LOST.encode()}}
CHART = xml(
    "c:chartSpace",
    f"<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{LOST}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart>",
)
SERIES = xml(
    "c:chartSpace",
    f'<c:chart><c:ser><c:tx><c:v>{LOST}</c:v></c:tx><c:val><c:pt idx="0"><c:v>1</c:v></c:pt></c:val></c:ser></c:chart>',
)
DIAGRAM = (
    f"<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>{LOST}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    "</dgm:ptLst></dgm:dataModel>"
).encode()


def in_chart(data: bytes) -> dict[str, Any]:
    return {"relations": {"c": ("chart", "chart.xml")}, "files": {"word/chart.xml": data}}


def note(kind: str) -> str:
    return f'<w:{kind} w:id="1">{p(LOST)}</w:{kind}>'


def refer(kind: str) -> str:
    return p(f'<w:r><w:{kind}Reference w:id="1"/></w:r>')


def formula(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def wrapped(tag: str, inner: str) -> str:
    return f"<w:{tag}>{inner}</w:{tag}>"


def nothing(*_: object, **__: object) -> Any:
    return None


def none(*_: object, **__: object) -> Any:
    return ()


Branch = tuple[Any, str]
"""A table of handlers and the tag that is taken out of it; or a module and a function of it that gives nothing."""

WORD: dict[str, tuple[Branch, str, dict[str, Any]]] = {
    "paragraph": ((body.IN_BODY, P), p(LOST), {}),
    "table": ((body.IN_BODY, TABLE), tbl(tr(LOST)), {}),
    "row": ((word_tables, "_read_row"), tbl(tr(LOST)), {}),
    "cell": ((body.Story, "_cell"), tbl(tr(LOST)), {}),
    "nested table": ((body.IN_BODY, TABLE), tbl(tr(tc(tbl(tr(LOST)) + p()))), {}),
    "stray row": ((body.IN_BODY, w("tr")), tr(LOST), {}),
    "stray run": ((body.IN_BODY, R), r(LOST), {}),
    "content control of blocks": ((body.IN_BODY, SDT), f"<w:sdt><w:sdtContent>{p(LOST)}</w:sdtContent></w:sdt>", {}),
    "content control of a row": ((word_tables, "flattened"), tbl(tr(KEPT), ROW_CONTROL), {}),
    "content control of a cell": ((word_tables, "flattened"), tbl(tr(KEPT, CELL_CONTROL)), {}),
    "content control in a line": (
        (inline.IN_PARAGRAPH, SDT),
        p(f"<w:sdt><w:sdtContent>{r(LOST)}</w:sdtContent></w:sdt>"),
        {},
    ),
    "inserted paragraph": ((body.IN_BODY, w("ins")), wrapped("ins", p(LOST)), {}),
    "moved paragraph": ((body.IN_BODY, w("moveTo")), wrapped("moveTo", p(LOST)), {}),
    "custom XML of blocks": ((body.IN_BODY, w("customXml")), wrapped("customXml", p(LOST)), {}),
    "alternate block": (
        (body.IN_BODY, ALTERNATE),
        f'<mc:AlternateContent><mc:Choice Requires="wps">{p(LOST)}</mc:Choice></mc:AlternateContent>',
        {},
    ),
    "run": ((inline.IN_PARAGRAPH, R), p(LOST), {}),
    "text": ((inline.IN_RUN, T), p(LOST), {}),
    "stray text": ((inline.IN_PARAGRAPH, T), f"<w:p><w:t>{LOST}</w:t></w:p>", {}),
    "hyperlink": (
        (inline.IN_PARAGRAPH, w("hyperlink")),
        p(f'<w:hyperlink w:anchor="n">{r(LOST)}</w:hyperlink>'),
        {},
    ),
    "simple field": (
        (inline.IN_PARAGRAPH, w("fldSimple")),
        p(f'<w:fldSimple w:instr="TITLE">{r(LOST)}</w:fldSimple>'),
        {},
    ),
    "inserted run": ((inline.IN_PARAGRAPH, w("ins")), p(wrapped("ins", r(LOST))), {}),
    "moved run": ((inline.IN_PARAGRAPH, w("moveTo")), p(wrapped("moveTo", r(LOST))), {}),
    "smart tag": ((inline.IN_PARAGRAPH, w("smartTag")), p(wrapped("smartTag", r(LOST))), {}),
    "custom XML": ((inline.IN_PARAGRAPH, w("customXml")), p(wrapped("customXml", r(LOST))), {}),
    "direction": ((inline.IN_PARAGRAPH, w("dir")), p(wrapped("dir", r(LOST))), {}),
    "ruby": ((inline.IN_RUN, w("ruby")), p(f"<w:r><w:ruby><w:rubyBase>{r(LOST)}</w:rubyBase></w:ruby></w:r>"), {}),
    "formula": ((inline.IN_PARAGRAPH, m("oMath")), p(formula(f"<m:r><m:t>{LOST}</m:t></m:r>")), {}),
    "formulas": (
        (inline.IN_PARAGRAPH, m("oMathPara")),
        p(f"<m:oMathPara>{formula(f'<m:r><m:t>{LOST}</m:t></m:r>')}</m:oMathPara>"),
        {},
    ),
    "row of a formula": ((math, "_read"), p(formula(f"<m:r><m:t>{LOST}</m:t></m:r>")), {}),
    "text box": ((body.Story, "_follow"), p(both(p(LOST))), {}),
    "text box in DrawingML": (
        (inline.IN_RUN, w("drawing")),
        p(f"<w:r><w:drawing>{shape(p(LOST))}</w:drawing></w:r>"),
        {},
    ),
    "text box in VML": ((inline.IN_RUN, w("pict")), p(f"<w:r>{vml(p(LOST))}</w:r>"), {}),
    "alternate content": ((inline.IN_RUN, ALTERNATE), p(both(p(LOST))), {}),
    "text of a canvas": (
        (drawings, "_drawn_text"),
        p(graphic(f"<a:txBody><a:p><a:r><a:t>{LOST}</a:t></a:r></a:p></a:txBody>")),
        {},
    ),
    "WordArt": ((inline.IN_RUN, w("pict")), p(f'<w:r><w:pict><v:textpath string="{LOST}"/></w:pict></w:r>'), {}),
    "chart": ((drawings, "chart"), p(graphic('<c:chart r:id="c"/>')), in_chart(CHART)),
    "data of a chart": ((drawings, "chart"), p(graphic('<c:chart r:id="c"/>')), in_chart(SERIES)),
    "drawing of a chart": ((inline.IN_RUN, w("drawing")), p(graphic('<c:chart r:id="c"/>')), in_chart(CHART)),
    "SmartArt": (
        (drawings, "diagram"),
        p(graphic('<dgm:relIds r:dm="d"/>')),
        {"relations": {"d": ("diagramData", "data.xml")}, "files": {"word/data.xml": DIAGRAM}},
    ),
    "shapes over a chart": (
        (objects, "_over"),
        p(graphic('<c:chart r:id="c"/>')),
        {
            "relations": {"c": ("chart", "chart.xml")},
            "files": {
                "word/chart.xml": xml("c:chartSpace", '<c:userShapes r:id="s"/>'),
                "word/_rels/chart.xml.rels": relationships({"s": ("chartUserShapes", "shapes.xml")}),
                "word/shapes.xml": xml("c:userShapes", f"<a:p><a:r><a:t>{LOST}</a:t></a:r></a:p>"),
            },
        },
    ),
    "name of a trend line": (
        (objects, "_over"),
        p(graphic('<c:chart r:id="c"/>')),
        in_chart(xml("c:chartSpace", f"<c:ser><c:trendline><c:name>{LOST}</c:name></c:trendline></c:ser>")),
    ),
    "series without values": (
        (objects, "_columns"),
        p(graphic('<c:chart r:id="c"/>')),
        in_chart(xml("c:chartSpace", f"<c:ser><c:tx><c:v>{LOST}</c:v></c:tx></c:ser>")),
    ),
    "text of a chart of 2015": (
        (objects, "_said_once"),
        p(graphic('<cx:chart r:id="c"/>')),
        in_chart(
            xml("cx:chartSpace", f"<cx:title><cx:tx><cx:txData><cx:v>{LOST}</cx:v></cx:txData></cx:tx></cx:title>")
        ),
    ),
    "data of a chart of 2015": (
        (objects, "_loose"),
        p(graphic('<cx:chart r:id="c"/>')),
        in_chart(xml("cx:chartSpace", f'<cx:lvl formatCode="0%"><cx:pt idx="0">{LOST}</cx:pt></cx:lvl>')),
    ),
    "what SmartArt was last drawn as": (
        (drawings, "diagram"),
        p(graphic('<dgm:relIds r:dm="d"/>')),
        {
            "relations": {"d": ("diagramData", "data.xml"), "e": ("diagramDrawing", "drawing.xml")},
            "files": {
                "word/data.xml": xml("dgm:dataModel", ""),
                "word/drawing.xml": xml("dsp:drawing", f"<dsp:sp><a:p><a:r><a:t>{LOST}</a:t></a:r></a:p></dsp:sp>"),
            },
        },
    ),
    "changes in conflict": (
        (inline.IN_PARAGRAPH, CONFLICTS[0]),
        p(f"<w14:conflictIns>{r(LOST)}</w14:conflictIns>"),
        {},
    ),
    "wrapper of an extension": (
        (package, "unwrap"),
        f'<w:customXml xmlns:x="urn:x" mc:ProcessContent="x:a"><x:a>{p(LOST)}</x:a></w:customXml>',
        {},
    ),
    "embedded document": ((body.IN_BODY, w("altChunk")), '<w:altChunk r:id="x"/>', CHUNK),
    "content of an embedded document": ((body, "embedded"), '<w:altChunk r:id="x"/>', CHUNK),
    "footnote": ((inline.IN_RUN, w("footnoteReference")), refer("footnote"), {"footnotes": note("footnote")}),
    "endnote": ((inline.IN_RUN, w("endnoteReference")), refer("endnote"), {"endnotes": note("endnote")}),
    "text of a note": ((notes, "story"), refer("footnote"), {"footnotes": note("footnote")}),
    "header": ((body.IN_BODY, w("sectPr")), SECTION, {"header": p(LOST), "footer": p()}),
    "footer": ((body.IN_BODY, w("sectPr")), SECTION, {"header": p(), "footer": p(LOST)}),
    "text of a header": ((notes, "story"), SECTION, {"header": p(LOST), "footer": p()}),
    "list paragraph": (
        (body.Story, "_end_paragraph"),
        p(LOST, pr='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        {},
    ),
}


GIVE_NOTHING = {"_read", "_follow", "_end_paragraph", "_drawn_text"}
"""Functions that give None, and no empty tuple."""


@pytest.mark.parametrize("stream", WORD)
def test_a_word_reader_without_one_branch_is_caught(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (holder, branch), inner, parts = WORD[stream]
    data = docx(p(KEPT) + inner, **parts)
    assert missing(convert(data, "a.docx")) == ""
    remove(holder, branch, monkeypatch)
    assert LOST in missing(convert(data, "a.docx"))


SIGNS = {
    "symbol": (w("sym"), '<w:sym w:font="Symbol" w:char="F061"/>', "α"),
    "no-break hyphen": (w("noBreakHyphen"), "<w:noBreakHyphen/>", "\u2011"),
    "soft hyphen": (w("softHyphen"), "<w:softHyphen/>", "\u00ad"),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_is_missed(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tag, element, shown = SIGNS[sign]
    data = docx(p("vóór ", f"<w:r>{element}</w:r>", " na"))
    assert missing(convert(data, "a.docx")) == ""
    monkeypatch.delitem(inline.IN_RUN, tag)
    assert missing(convert(data, "a.docx")) == shown


def test_a_column_of_a_chart_that_is_left_out_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p(KEPT) + p(graphic('<c:chart r:id="c"/>')), **in_chart(SERIES))
    monkeypatch.setattr(objects, "_series_name", lambda _: "")
    assert missing(convert(data, "a.docx")) == LOST


def test_what_is_lost_where_deep_nesting_is_flattened_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<w:customXml>" * 300 + p(LOST) + "</w:customXml>" * 300
    data = docx(p(KEPT) + deep)
    assert missing(convert(data, "a.docx")) == ""
    monkeypatch.setattr(depth, "_KEPT", depth._KEPT - {T})
    assert LOST in missing(convert(data, "a.docx"))


def test_a_branch_that_no_one_chooses_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p(KEPT) + p(both(p(LOST))))
    monkeypatch.setattr(context, "choose", lambda _: None)
    assert missing(convert(data, "a.docx")) == f"{LOST} {LOST}"


def test_words_that_are_taken_for_an_instruction_are_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = docx(p(KEPT) + p(field("TITLE", r(LOST))))
    assert convert(data, "a.docx") == []
    monkeypatch.setattr(fields.Fields, "_separate", nothing)
    assert [(flaw.code, flaw.text) for flaw in convert(data, "a.docx")] == [(Code.HIDDEN_TEXT, LOST)]


# ------------------------------------------------------------------------------------ HTML

TAGS = {
    "paragraph": ("p", f"<p>{LOST}</p>"),
    "heading": ("h2", f"<h2>{LOST}</h2>"),
    "division": ("div", f"<div>{LOST}</div>"),
    "mark": ("b", f"<p><b>{LOST}</b></p>"),
    "link": ("a", f"<p><a href='x'>{LOST}</a></p>"),
    "span": ("span", f"<p><span>{LOST}</span></p>"),
    "inserted": ("ins", f"<p><ins>{LOST}</ins></p>"),
    "deleted by an author who shows it": ("del", f"<p><del>{LOST}</del></p>"),
    "list": ("ul", f"<ul><li>{LOST}</ul>"),
    "item": ("li", f"<ul><li>{LOST}</ul>"),
    "nested list": ("ol", f"<ul><li>{KEPT}<ol><li>{LOST}</ol></ul>"),
    "term": ("dt", f"<dl><dt>{LOST}<dd>{KEPT}</dl>"),
    "definition": ("dd", f"<dl><dt>{KEPT}<dd>{LOST}</dl>"),
    "definition list": ("dl", f"<dl><dt>{KEPT}<dd>{LOST}</dl>"),
    "table": ("table", f"<table><tr><td>{LOST}</table>"),
    "nested table": ("table", f"<ul><li><table border=1><tr><td>{LOST}</table></ul>"),
    "details": ("details", f"<details><summary>{KEPT}</summary>{LOST}</details>"),
    "summary": ("summary", f"<details><summary>{LOST}</summary>{KEPT}</details>"),
    "figure": ("figure", f"<figure><img src=x><figcaption>{LOST}</figcaption></figure>"),
    "caption of a figure": ("figcaption", f"<figure><img src=x><figcaption>{LOST}</figcaption></figure>"),
    "form": ("form", f"<form>{LOST}</form>"),
    "legend": ("legend", f"<fieldset><legend>{LOST}</legend></fieldset>"),
    "label": ("label", f"<form><label>{LOST}</label></form>"),
    "button": ("button", f"<button>{LOST}</button>"),
    "option": ("option", f"<select><option>{LOST}</select>"),
    "text area": ("textarea", f"<textarea>{LOST}</textarea>"),
    "panel": ("section", f"<h2>{KEPT}</h2><section hidden>{LOST}</section>"),
    "navigation": ("nav", f"<nav>{LOST}</nav>"),
    "quotation": ("blockquote", f"<blockquote>{LOST}</blockquote>"),
    "preformatted": ("pre", f"<pre>{LOST}</pre>"),
    "ruby": ("ruby", f"<p><ruby>{LOST}<rp>(</rp></ruby></p>"),
    "picture of words": ("svg", f"<svg><text>{LOST}</text></svg>"),
    "unknown element": ("x-anders", f"<x-anders>{LOST}</x-anders>"),
}
NOTE = f'<p>a<a role=doc-noteref href="#n1">1</a></p><aside id=n1>{LOST}</aside>'
HTML: dict[str, tuple[Any, str, Callable[..., Any], str]] = {
    "table": (flow, "read_table", none, f"<table><tr><td>{LOST}</table>"),
    "row": (tables, "_lines", none, f"<table><tr><td>{LOST}</table>"),
    "caption of a table": (tables, "_inline", none, f"<table><caption>{LOST}</caption><tr><td>x</table>"),
    "items": (html_lists, "as_pieces", lambda *_: [], f"<ul><li>{LOST}</ul>"),
    "item of a list of more": (html_lists, "gather", none, f"<ul><li><p>{LOST}<p>{KEPT}</ul>"),
    "figure": (flow, "figure", lambda *_: [], f"<figure><img src=x><figcaption>{LOST}</figcaption></figure>"),
    "formula": (objects_of_html, "formula", nothing, f"<p><math><mtext>{LOST}</mtext></math></p>"),
    "text": (flow.Flow, "_text", nothing, f"<p>{LOST}</p>"),
    "line": (pile.Pile, "flush", nothing, f"<p>{LOST}</p>"),
    "notes": (reader, "_notes", none, NOTE),
    "text of a note": (reader, "gather", none, NOTE),
}


@pytest.mark.parametrize("stream", TAGS)
def test_a_web_reader_that_passes_over_an_element_is_caught(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tag, inner = TAGS[stream]
    data = f"<!doctype html><meta charset=utf-8><body><p lang=nl>{KEPT}</p>{inner}".encode()
    assert missing(convert(data, "a.html")) == ""
    enter = flow.Flow._enter
    monkeypatch.setattr(
        flow.Flow, "_enter", lambda self, child, frame: None if child.name == tag else enter(self, child, frame)
    )
    assert LOST in missing(convert(data, "a.html"))


@pytest.mark.parametrize("stream", HTML)
def test_a_web_reader_without_one_branch_is_caught(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    holder, branch, instead, inner = HTML[stream]
    data = f"<!doctype html><meta charset=utf-8><body><p>{KEPT}</p>{inner}".encode()
    assert missing(convert(data, "a.html")) == ""
    monkeypatch.setattr(holder, branch, instead)
    assert LOST in missing(convert(data, "a.html"))


# ------------------------------------------------------------------------------------ RTF

RTF: dict[str, tuple[Any, str, Callable[..., Any], str]] = {
    "text": (story.Story, "text", nothing, rf"\pard {LOST}\par"),
    "paragraph": (story.Story, "_emit", nothing, rf"\pard {LOST}\par"),
    "table": (story, "to_table", lambda *_: Table(()), rf"\trowd\cellx100\pard\intbl {LOST}\cell\row"),
    "note": (reader_of_rtf.Reader, "_end_note", nothing, rf"\pard a{{\footnote\pard {LOST}}}\par"),
    "text box": (story.Story, "add_boxes", nothing, rf"\pard a{{\shp{{\*\shpinst{{\shptxt {LOST}}}}}}}\par"),
    "WordArt": (reader_of_rtf.Reader, "_end_value", nothing, rf"\pard a{{\sp{{\sn gtextUNICODE}}{{\sv {LOST}}}}}\par"),
    "formula": (reader_of_rtf.Reader, "_end_formula", nothing, rf"\pard a{{\*\moMath{{\mr {LOST}}}}}\par"),
    "heads": (reader_of_rtf.Reader, "running", none, rf"{{\header\pard {LOST}\par}}"),
    "deleted": (story.Story, "_tell", nothing, rf"\pard a{{\deleted {LOST}}}\par"),
    "comment": (story.Story, "_tell", nothing, rf"\pard a{{\*\annotation {LOST}}}\par"),
}


@pytest.mark.parametrize("stream", RTF)
def test_a_reader_of_rtf_without_one_branch_is_caught(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    holder, branch, instead, inner = RTF[stream]
    data = rf"{{\rtf1\ansi\deflang1043\pard {KEPT}\par {inner}}}".encode()
    assert missing(convert(data, "a.rtf")) == ""
    monkeypatch.setattr(holder, branch, instead)
    assert LOST in missing(convert(data, "a.rtf"))


def remove(holder: Any, branch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a branch out of a table of handlers, or let a function give nothing."""
    if isinstance(holder, dict):
        monkeypatch.delitem(holder, branch)
    else:
        monkeypatch.setattr(holder, branch, nothing if branch in GIVE_NOTHING else none)
