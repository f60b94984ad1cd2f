"""The first page and the metadata of a document: what it is called, its language and its date."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.content import paragraph
from pipeline.emit.pdf import page
from pipeline.model import Section
from tests.builders import document
from tests.emit.pdf.press import composed

ONE = Section("s1", "2.6.1", "Veiligheid", 1)


def titled(**meta: str) -> page.Title:
    made = document(ONE)
    return composed(replace(made, meta=replace(made.meta, **meta))).document.title


def fronted(*sections: Section, title: str = "Begroting") -> page.Front:
    return composed(document(*sections, title=title)).document.front


def test_the_title_holds_what_the_metadata_say() -> None:
    said = {"title": " Begroting\n2026 ", "author": "Hoogwerve", "subject": "Concept", "keywords": "zorg, jeugd; , "}
    assert titled(**said, language="nl-BE", date="2025-09-30T12:00:00") == page.Title(
        text="Begroting 2026",
        subject="Concept",
        author="Hoogwerve",
        keywords=("zorg", "jeugd"),
        language="nl",
        region="BE",
        date=(2025, 9, 30),
        issued="30 september 2025",
    )


def test_a_document_without_a_title_is_called_after_its_section_or_its_file() -> None:
    assert titled(title="\u200b").text == "2.6.1 Veiligheid"
    nameless = document(title="")
    assert composed(nameless).document.title.text == "pagina"
    unnamed = replace(nameless.meta, source=replace(nameless.meta.source, name=".docx"))
    assert composed(replace(nameless, meta=unnamed)).document.title.text == "Document zonder titel"


@pytest.mark.parametrize(
    ("tag", "language", "region"),
    [("nl", "nl", ""), ("nl-NL", "nl", "NL"), ("zh-Hant-TW", "zh", "TW"), ("x-onbekend", "nl", ""), ("", "nl", "")],
)
def test_the_language_is_one_that_typst_knows(tag: str, language: str, region: str) -> None:
    assert (titled(language=tag).language, titled(language=tag).region) == (language, region)


@pytest.mark.parametrize(
    ("date", "title", "day", "issued"),
    [
        ("2025-09-30", "Begroting 2026", (2025, 9, 30), "30 september 2025"),
        ("", "Begroting 2026-2029", (2026, 1, 1), ""),
        ("gisteren", "Begroting", (2000, 1, 1), ""),
        ("0001-01-01", "Nota 12026", (2000, 1, 1), ""),
    ],
)
def test_the_date_is_the_documents_or_that_of_its_year_and_never_the_clocks(
    date: str, title: str, day: tuple[int, int, int], issued: str
) -> None:
    made = titled(date=date, title=title)
    assert (made.date, made.issued) == (day, issued)


def test_what_stands_before_the_text_depends_on_how_much_there_is() -> None:
    assert fronted(ONE, title="2.6.1 veiligheid") == "bare"
    assert fronted(ONE, title="Veiligheid") == "bare"
    assert fronted(ONE) == "head"
    assert fronted() == "head"
    assert fronted(Section("s0", "", "", 1), ONE, title="Veiligheid") == "head"
    assert fronted(ONE, Section("s2", "", "Wonen", 1)) == "head-and-contents"
    long = replace(ONE, intro=(paragraph("woord " * 2_501),))
    assert fronted(long) == "head"
    assert fronted(long, Section("s2", "", "Wonen", 1)) == "cover"
