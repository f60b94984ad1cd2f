"""How a publication stands: every page of every output says that it is a concept, or when the council decided."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from pipeline.content import content_text
from pipeline.conversion import default_setting, ingest_document
from pipeline.emit import emitter
from pipeline.model import BudgetDocument
from pipeline.publication import Publication
from tests.builders import built, heading, prose

CONCEPT = Publication(title="Programmabegroting 2026", municipality="Hoogwerve", year=2026)
DECIDED = replace(CONCEPT, status="vastgesteld", date=date(2025, 11, 6))
SENTENCE = "Dit is een concept: de gemeenteraad heeft het nog niet vastgesteld."


def page() -> BudgetDocument:
    return built(heading("1.1 Bestuur", 1), prose("Wij besturen."))


def book() -> BudgetDocument:
    chapters = range(1, 5)
    return built(*(piece for n in chapters for piece in (heading(f"1.{n} Bestuur", 1), prose("Wij besturen. " * 400))))


def made(document: BudgetDocument, to: str, publication: Publication | None) -> bytes:
    return emitter(to)(document, default_setting(document, publication=publication))


def pdf_pages(document: BudgetDocument, publication: Publication | None) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(made(document, "pdf", publication)))
    yield from (sheet.extract_text() for sheet in reader.pages)


@pytest.mark.parametrize("document", [page(), book()])
def test_every_page_of_the_pdf_of_a_concept_says_so(document: BudgetDocument) -> None:
    pages = list(pdf_pages(document, CONCEPT))
    assert all("CONCEPT" in text for text in pages)
    assert SENTENCE in " ".join(pages[0].split())


@pytest.mark.parametrize("document", [page(), book()])
def test_a_pdf_that_was_decided_on_says_when(document: BudgetDocument) -> None:
    pages = list(pdf_pages(document, DECIDED))
    assert not any("CONCEPT" in text for text in pages)
    assert "Vastgesteld door de gemeenteraad op 6 november 2025." in " ".join(pages[0].split())


def test_the_page_of_a_concept_says_so_on_screen_and_on_each_sheet_and_asks_not_to_be_indexed() -> None:
    html = made(page(), "html", CONCEPT).decode()
    assert f'<p class="standing standing-concept"><strong>CONCEPT</strong> {SENTENCE}</p>' in html
    assert '@page { @top-right { content: "CONCEPT";' in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_page_that_was_decided_on_says_when_and_may_be_indexed() -> None:
    html = made(page(), "html", DECIDED).decode()
    assert '<p class="standing">Vastgesteld door de gemeenteraad op 6 november 2025.</p>' in html
    assert "noindex" not in html
    assert "CONCEPT" not in html


def test_the_text_begins_with_it() -> None:
    assert made(page(), "text", CONCEPT).decode().startswith(f"CONCEPT {SENTENCE}\n\n1.1 Bestuur\n")
    assert made(page(), "text", DECIDED).decode().startswith("Vastgesteld door de gemeenteraad op 6 november 2025.\n")


def test_the_json_holds_it() -> None:
    expected = {
        "title": "Programmabegroting 2026",
        "municipality": "Hoogwerve",
        "year": 2026,
        "kind": "anders",
        "status": "vastgesteld",
        "date": "2025-11-06",
    }
    assert json.loads(made(page(), "json", DECIDED))["publication"] == expected


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_file_to_go_on_with_has_it_at_the_head_of_every_page_and_above_the_text(name: str) -> None:
    assert head_and_first_words(made(page(), name, CONCEPT), name) == (["CONCEPT"], f"CONCEPT {SENTENCE}")


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_file_that_was_decided_on_says_when_and_has_no_head(name: str) -> None:
    said = "Vastgesteld door de gemeenteraad op 6 november 2025."
    assert head_and_first_words(made(page(), name, DECIDED), name) == ([], said)


def head_and_first_words(data: bytes, name: str) -> tuple[list[str], str]:
    """The heads of pages, and what stands above the first heading, when the file is read back."""
    document = ingest_document(data, f"pagina.{name}")
    heads = [content_text(part.content) for part in document.running if part.kind == "header"]
    return heads, made(document, "text", None).decode().partition("\n")[0]


def test_a_book_and_markdown_begin_with_it() -> None:
    with zipfile.ZipFile(io.BytesIO(made(page(), "epub", CONCEPT))) as book:
        first = min(name for name in book.namelist() if "/ch" in name)
        assert f"<p><strong>CONCEPT</strong> {SENTENCE}</p>" in book.read(first).decode()
    assert f"---\n\n**CONCEPT** {SENTENCE}\n\n#" in made(page(), "md", CONCEPT).decode()


@pytest.mark.parametrize("to", ["html", "text", "json", "pdf", "md"])
def test_a_document_that_is_part_of_no_publication_says_nothing(to: str) -> None:
    assert b"CONCEPT" not in made(page(), to, None)
    assert "vastgesteld" not in " ".join(pdf_pages(page(), None)).lower()
