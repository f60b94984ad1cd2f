"""One document's trip: the same content in Word and HTML, halves that meet in XML, wrong input, the same bytes."""

from __future__ import annotations

import io
import json
import zipfile
from html import escape

import docx
import pytest
from msgspec.structs import replace

import pipeline
from pipeline import canonical, conversion, ingest, labels, profiles
from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.content import Item, ItemList, Paragraph, Text, paragraph
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.errors import CoverageError, DocumentError, UnreadableSource, UnsupportedFormat
from pipeline.limits import Limits
from pipeline.model import Detail, PartCoverage
from pipeline.source import Resources, Source, piece_text
from tests.builders import NL

GUIDANCE = "Dit scherm bestaat uit maximaal 3 blokken:"
PLUS = "Via het + teken worden de details zichtbaar. Als er geen details zijn wordt het blok niet getoond."
ACTIONS = [
    ["Verstrekken subsidie", "Uitvoering", ""],
    ["Inzet op hotspots door toezicht en/of maatregelen", "Uitvoering", ""],
    ["Verstrekken subsidie", "Uitvoering", ""],
]
PAGE: list[tuple[str, object]] = [
    ("h1", "2.6.1 Veiligheid, handhaving en crisisbeheersing"),
    ("p", GUIDANCE),
    ("ul", ["doelstellingen;", "actuele beleidsontwikkelingen en", "actiepunten."]),
    ("p", PLUS),
    ("p", "Wij werken aan een veilige gemeente."),
    ("h2", "Doelstellingen"),
    ("ol", ["Daling van inbraken", "Zicht op ondermijning"]),
    ("h2", "Actuele beleidsontwikkelingen"),
    ("h3", "Integraal veiligheidsplan"),
    ("p", "In 2026 starten we met „het plan” – voor € 1.000 & meer."),
    ("p", [("In de ", ""), ("Politiewet", "i"), (" staat ", ""), ("veel", "b"), (".", "")]),
    ("h3", "Trends"),
    ("p", "Minder <zichtbaar>."),
    ("h2", "Actiepunten"),
    ("table", [["Wat gaan we doen?", "type", "planning"], *ACTIONS]),
    ("h2", "Bijlagen"),
    ("h1", "2.6.2 Brandweer"),
    ("h2", "Wat kost het"),
    ("table", [["Bedragen", "2025", "2026"], ["Lasten", "1.200", "1.300"], ["Baten", "-", "€ 5"]]),
]


def word_file(parts: list[tuple[str, object]]) -> bytes:
    made = docx.Document()
    for kind, what in parts:
        if kind[0] == "h":
            made.add_paragraph(str(what), style=f"Heading {kind[1]}")
        elif isinstance(what, list) and kind in {"ul", "ol"}:
            for item in what:
                made.add_paragraph(item, style="List Bullet" if kind == "ul" else "List Number")
        elif isinstance(what, list) and kind == "table":
            table = made.add_table(rows=0, cols=len(what[0]))
            for row in what:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        elif isinstance(what, list):
            line = made.add_paragraph()
            for words, mark in what:
                run = line.add_run(words)
                run.bold, run.italic = mark == "b" or None, mark == "i" or None
        else:
            made.add_paragraph(str(what))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def html_file(parts: list[tuple[str, object]]) -> bytes:
    head = "<!doctype html><html lang='nl'><meta charset='utf-8'>"
    return f"{head}<body>{''.join(_markup(*part) for part in parts)}</body></html>".encode()


def _markup(kind: str, what: object) -> str:
    if not isinstance(what, list):
        return f"<{kind}>{escape(str(what))}</{kind}>"
    if kind == "table":
        rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in what)
        return f"<table>{rows}</table>"
    if kind == "p":
        return "<p>" + "".join(f"<{m}>{escape(w)}</{m}>" if m else escape(w) for w, m in what) + "</p>"
    return f"<{kind}>" + "".join(f"<li>{escape(item)}</li>" for item in what) + f"</{kind}>"


WORD = word_file(PAGE)
HTML = html_file(PAGE)


def test_the_same_content_in_word_and_in_html_is_the_same_model() -> None:
    from_word, from_html = pipeline.ingest_document(WORD, "a.docx"), pipeline.ingest_document(HTML, "a.html")
    assert from_word.sections == from_html.sections
    assert set(from_word.places) == set(from_html.places)


@pytest.mark.parametrize(("data", "name"), [(WORD, "a.docx"), (HTML, "a.html")], ids=["Word", "HTML"])
def test_a_page_of_the_kind_that_was_asked_for_comes_out_whole(data: bytes, name: str) -> None:
    document = pipeline.ingest_document(data, name)
    page, _ = document.sections
    assert page.full_title == "2.6.1 Veiligheid, handhaving en crisisbeheersing"
    bullets = ("doelstellingen;", "actuele beleidsontwikkelingen en", "actiepunten.")
    listed = ItemList(tuple(Item((paragraph(text),)) for text in bullets))
    assert page.guidance == (paragraph(GUIDANCE), listed, paragraph(PLUS))
    assert page.intro == (paragraph("Wij werken aan een veilige gemeente."),)
    objectives, developments, actions, attachments = page.blocks
    assert [block.kind for block in page.blocks] == ["objectives", "developments", "actions", "text"]
    numbered = (Item((paragraph("Daling van inbraken"),), "1."), Item((paragraph("Zicht op ondermijning"),), "2."))
    assert objectives.content == (ItemList(numbered, ordered=True),)
    law = Paragraph(
        (
            Text("In de "),
            Text("Politiewet", ("italic",)),
            Text(" staat "),
            Text("veel", ("bold",)),
            Text("."),
        )
    )
    assert developments.content == (
        Detail(
            "Integraal veiligheidsplan", (paragraph("In 2026 starten we met „het plan” – voor € 1.000 & meer."), law)
        ),
        Detail("Trends", (paragraph("Minder <zichtbaar>."),)),
    )
    (table,) = actions.content
    assert isinstance(table, ActionTable)
    assert [_row(action) for action in table.actions] == ACTIONS
    assert attachments.content == ()


def _row(action: Action) -> list[str]:
    assert action.planning is not None
    return [action.description, action.type or "", action.planning.text]


@pytest.mark.parametrize("name", ["a.docm", "a.dotx", "a.DOTM"])
def test_templates_and_files_with_macros_are_read_as_documents(name: str) -> None:
    made = pipeline.ingest_document(WORD, name)
    assert (made.sections, made.meta.source.format) == (pipeline.ingest_document(WORD, "a.docx").sections, "docx")


def test_empty_blocks_stay_in_xml_and_are_dropped_from_the_rest() -> None:
    made = pipeline.convert(HTML, "a.html", to=("xml", "json", "text"))
    assert [block.title for block in canonical.loads(made.outputs["xml"]).sections[0].blocks][-1] == "Bijlagen"
    sections = json.loads(made.outputs["json"])["sections"]
    assert [block["kind"] for block in sections[0]["blocks"]] == ["objectives", "developments", "actions"]
    assert "Bijlagen" not in made.outputs["text"].decode()
    assert [found.code for found in made.diagnostics] == [
        Code.ACTION_DUPLICATE,
        Code.BLOCK_EMPTY,
        Code.PLANNING_EMPTY,
    ]


def test_the_halves_meet_in_xml() -> None:
    document = pipeline.loads(pipeline.dumps(pipeline.ingest_document(WORD, "a.docx")))
    at_once = pipeline.convert(WORD, "a.docx", to=("html", "pdf", "json", "text", "xml"))
    assert {name: pipeline.export_document(document, name) for name in at_once.outputs} == at_once.outputs


def test_the_plain_profile_drops_nothing() -> None:
    made = pipeline.convert(HTML, "a.html", to=("text",), profile="plain")
    assert "Bijlagen" in made.outputs["text"].decode()


def test_figures_in_a_table_are_known_in_both_formats() -> None:
    for data, name in ((WORD, "a.docx"), (HTML, "a.html")):
        (table,) = pipeline.ingest_document(data, name).sections[1].blocks[0].content
        assert isinstance(table, FinancialTable)
        assert [[cell.role for cell in row.cells] for row in table.written.rows] == [
            ["header", "header", "header"],
            ["row-header", "number", "number"],
            ["row-header", "number", "number"],
        ]


# --------------------------------------------------------------------------- wrong input


def changed(data: bytes, name: str, make: object) -> bytes:
    """A Word file with one part put in another's place; None leaves the part out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = make(old.read(entry)) if entry == name and callable(make) else old.read(entry)
            if content is not None:
                new.writestr(entry, content)
    return file.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)
DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
BODY = "word/document.xml"

WRONG = {
    "empty": (b"", "a.docx"),
    "empty page": (b"", "a.html"),
    "text": (b"Dit is geen Word-bestand.", "a.docx"),
    "old Word": (OLE, "a.docx"),
    "cut off": (WORD[: len(WORD) // 2], "a.docx"),
    "an archive": (changed(WORD, BODY, lambda _: None), "a.docx"),
    "with a DTD": (changed(WORD, BODY, lambda xml: DTD + xml.split(b"?>", 1)[1]), "a.docx"),
    "broken XML": (changed(WORD, BODY, lambda xml: xml[:-20]), "a.docx"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.html"),
    "a PDF": (b"%PDF-1.7\n" + bytes(range(256)) * 4, "a.htm"),
    "unknown": (b"x", "a.xyz"),
    "without extension": (WORD, "begroting"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_gets_one_clear_sentence(case: str) -> None:
    data, name = WRONG[case]
    with pytest.raises(DocumentError) as caught:
        pipeline.convert(data, name, to=("json",))
    sentence = labels.load("nl").sentence(caught.value)
    assert sentence.endswith(".")
    assert "…" not in sentence
    assert "\n" not in sentence


def test_an_unknown_output_is_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="format-unknown"):
        pipeline.export_document(pipeline.ingest_document(HTML, "a.html"), "doc")


def test_a_source_over_the_profiles_limit_is_refused() -> None:
    small = profiles.parse('extends = "nl"\n[limits]\nsource_bytes = 10', "klein")
    with pytest.raises(UnreadableSource, match="file-too-large"):
        pipeline.ingest_document(HTML, "a.html", profile=small)


def test_text_that_does_not_come_through_is_a_warning_and_then_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that drops a paragraph is found out, whatever it dropped."""
    read = ingest.reader("html")

    def losing(data: bytes, resources: Resources, limits: Limits, report: Report) -> Source:
        whole = read(data, resources, limits, report)
        return replace(whole, pieces=tuple(piece for piece in whole.pieces if "Politiewet" not in piece_text(piece)))

    monkeypatch.setattr(conversion, "reader", lambda _format: losing)
    lenient = profiles.parse('extends = "nl"\n[coverage]\nminimum = 0.5', "ruim")
    document = pipeline.ingest_document(HTML, "a.html", profile=lenient)
    (lost,) = [found for found in document.diagnostics if found.code is Code.TEXT_NOT_READ]
    assert (lost.text, lost.values) == ("In de Politiewet staat veel.", {"count": "24", "part": "document"})
    above = ("2.6.1 Veiligheid, handhaving en crisisbeheersing", "Actuele beleidsontwikkelingen")
    assert lost.place.headings == (*above, "Integraal veiligheidsplan")
    assert lost.place.quote == "In 2026 starten we met „het plan” – voor € 1.000 & meer."
    with pytest.raises(CoverageError) as caught:
        pipeline.ingest_document(HTML, "a.html", profile=NL)
    assert caught.value.values["missing"] == "24"
    assert caught.value.diagnostics == document.diagnostics


def test_the_failure_quotes_what_is_missing_from_the_part_that_failed() -> None:
    document = pipeline.ingest_document(HTML, "a.html")
    lost = [flaw(Code.TEXT_NOT_READ, Place(part=part), part, part=part) for part in ("document", "footnotes")]
    parts = (PartCoverage("document", 1000, 999, 0), PartCoverage("footnotes", 10, 5, 0))
    with pytest.raises(CoverageError) as caught:
        conversion._check_coverage(replace(document, coverage=parts, diagnostics=tuple(lost)), NL)
    assert caught.value.values == {"part": "footnotes", "missing": "5", "share": "50,0%", "text": "footnotes"}
