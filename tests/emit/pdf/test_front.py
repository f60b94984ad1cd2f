"""The first page and the metadata: names, language, date, and whether there is a cover."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from pipeline import labels
from pipeline.content import paragraph
from pipeline.diagnostics import Diagnostic
from pipeline.emit.pdf import front, page
from pipeline.emit.pdf.desk import Desk
from pipeline.model import Block, BudgetDocument, Section
from tests.builders import document

LABELS = labels.load()
LONG = paragraph("De gemeente zet in op een leefbare stad. " * 500)


def titled(*sections: Section, **meta: Any) -> page.Title:
    """The title of a document with this metadata."""
    made = document(*sections)
    return front.title(replace(made, meta=replace(made.meta, **meta)), desk(made))


def desk(made: BudgetDocument) -> Desk:
    found: list[Diagnostic] = []
    return Desk(made, LABELS, found.append, frozenset())


def section(number: str, title: str, *content: Any) -> Section:
    return Section(f"s-{number}-{title}", number, title, 1, blocks=(Block(f"b-{title}", "text", "Blok", content),))


def test_all_that_is_known_is_told() -> None:
    known = {"title": "Begroting 2025", "subject": "Meerjarenraming", "author": "Amstelveen", "date": "2024-11-07"}
    assert titled(**known, keywords="geld; begroting,, 2025 ", language="nl-NL") == page.Title(
        text="Begroting 2025",
        subject="Meerjarenraming",
        author="Amstelveen",
        keywords=("geld", "begroting", "2025"),
        language="nl",
        region="NL",
        date=(2024, 11, 7),
        issued="7 november 2024",
    )


def test_a_date_of_the_year_in_the_title_is_not_shown() -> None:
    made = titled(title="Programmabegroting 2025")
    assert (made.date, made.issued) == ((2025, 1, 1), "")
    assert front.moment(made) == datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("nl", ("nl", "")),
        ("fy-NL", ("fy", "NL")),
        ("zh-Hant-tw", ("zh", "TW")),
        ("de-1996", ("de", "")),
        ("x-klingon", ("nl", "")),
        ("", ("nl", "")),
    ],
)
def test_a_language_that_is_none_is_dutch(tag: str, expected: tuple[str, str]) -> None:
    made = titled(language=tag)
    assert (made.language, made.region) == expected


def test_a_document_without_a_title_is_called_after_its_section_else_its_file() -> None:
    assert titled(section("1", "Zorg"), title="\u200b").text == "1 Zorg"
    assert titled(title=" ").text == "pagina"
    origin = replace(document().meta.source, name="")
    assert titled(title="", source=origin).text == "Document zonder titel"


@pytest.mark.parametrize(
    ("sections", "called", "expected"),
    [
        ([section("2.6.1", "Zorg")], "2.6.1  ZORG", "bare"),
        ([section("2.6.1", "Zorg")], "Zorg", "bare"),
        ([section("2.6.1", "Zorg")], "Begroting", "head"),
        ([section("", "", LONG)], "Begroting", "head"),
        ([section("1", "Zorg"), section("2", "Werk")], "Begroting", "head-and-contents"),
        ([section("1", "Zorg", LONG), section("2", "Werk")], "Begroting", "cover"),
        ([section("1", "Zorg", LONG)], "Begroting", "head"),
    ],
)
def test_a_cover_is_for_books(sections: list[Section], called: str, expected: str) -> None:
    assert front.kind(document(*sections), called) == expected
