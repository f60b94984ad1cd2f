"""One PDF of a publication: a cover, contents, pages numbered on, a bookmark for every document, links inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from msgspec.structs import replace
from pypdf import PdfReader

from pipeline.content import Link, Note, NoteReference, Paragraph, Text, paragraph
from pipeline.conversion import ingest_document
from pipeline.emit import pdf
from pipeline.emit.setting import Attachment, Setting
from pipeline.emit.together import Part
from pipeline.model import BudgetDocument, Section
from pipeline.prune import prune
from pipeline.publication import Publication
from pipeline.storage import resources_beside
from tests.builders import document, ignored
from tests.emit.pdf.press import LABELS, THEME, bookmarks
from tests.tools.pdf import PageValidation, VeraPdf

Words = Callable[..., str]

SAMPLES = Path(__file__).parents[3] / "input"
CONCEPT = Publication(title="Begroting 2026", municipality="Hoogwerve", year=2026)
SETTING = Setting(LABELS, THEME, publication=CONCEPT)


def page(number: str, title: str, *line: Text | Link) -> BudgetDocument:
    section = Section("s1", number, title, 1, intro=(Paragraph(line or (Text("Tekst."),)),))
    return document(section, title=f"{number} {title}")


def whole(*made: BudgetDocument, setting: Setting = SETTING) -> bytes:
    return pdf.emit_whole([Part(f"{at}.docx", f"deel-{at}", each) for at, each in enumerate(made, 1)], setting)


def test_there_is_a_cover_then_contents_then_each_document_on_a_page_of_its_own(pdf_text: Words) -> None:
    pages = pdf_text(whole(page("1", "Zorg"), page("2", "Wonen")), layout=True).removesuffix("\f").split("\f")
    assert [sheet.split() for sheet in pages] == [
        [*"Hoogwerve Begroting 2026".split(), *f"CONCEPT {LABELS('standing.concept-sentence')} CONCEPT".split()],
        [*"Begroting 2026 Inhoud 1 Zorg 3 2 Wonen 4 Hoogwerve CONCEPT Pagina 2 van 4".split()],
        [*"1 Zorg Tekst. Hoogwerve CONCEPT Pagina 3 van 4".split()],
        [*"2 Wonen Tekst. Hoogwerve CONCEPT Pagina 4 van 4".split()],
    ]


def test_each_document_is_a_bookmark_with_its_headings_below_it() -> None:
    book = document(Section("a", "1", "Een", 1), Section("b", "2", "Twee", 1), title="Nota")
    assert bookmarks(whole(book, page("3", "Wonen"))) == [(1, "Nota"), (2, "1 Een"), (2, "2 Twee"), (1, "3 Wonen")]


def test_a_link_to_another_document_goes_to_its_page() -> None:
    links = (Link("2.docx", (Text("zie wonen"),)), Text(" en "), Link("https://a.nl/x", (Text("elders"),)))
    with pikepdf.open(BytesIO(whole(page("1", "Zorg", *links), page("2", "Wonen")))) as file:
        inside, outside = file.pages[2].Annots
        places = dict(pikepdf.NameTree(file.Root.Names.Dests).items())
        assert str(inside.Dest) == "deel-2--s1"
        assert places["deel-2--s1"][0] == file.pages[3].obj
        assert str(outside.A.URI) == "https://a.nl/x"


def test_notes_are_numbered_on_through_the_documents(pdf_text: Words) -> None:
    made = document(Section("s1", "", "Zorg", 1, intro=(Paragraph((Text("Het tekort"), NoteReference("n1"))),)))
    noted = replace(made, notes=(Note("n1", (paragraph("Zie."),)),))
    pages = pdf_text(whole(noted, noted)).split("\f")
    assert [pages[at].split()[:4] for at in (2, 3)] == [["Zorg", "Het", "tekort", "1"], ["Zorg", "Het", "tekort", "2"]]


def test_it_holds_the_attachments_that_it_is_given() -> None:
    data = Attachment("acties.json", "application/json", b"[]", "data", "Alle acties")
    with pikepdf.open(BytesIO(whole(page("1", "Zorg"), setting=replace(SETTING, attachments=(data,))))) as file:
        assert {name: each.get_file().read_bytes() for name, each in file.attachments.items()} == {"acties.json": b"[]"}


def test_the_same_documents_give_the_same_bytes() -> None:
    assert whole(page("1", "Zorg"), page("2", "Wonen")) == whole(page("1", "Zorg"), page("2", "Wonen"))


def test_no_documents_are_a_cover() -> None:
    assert len(PdfReader(BytesIO(whole())).pages) == 2


@cache
def samples() -> bytes:
    """All samples as one."""
    parts: list[Part] = []
    for path in sorted(path for path in SAMPLES.rglob("*") if path.suffix in {".docx", ".html", ".htm"}):
        found = resources_beside(path, 10_000_000)
        shown = prune(ingest_document(path.read_bytes(), path.name, resources=found), ignored)
        parts.append(Part(path.relative_to(SAMPLES).as_posix(), f"deel-{len(parts)}", shown))
    return pdf.emit_whole(parts, SETTING)


def test_page_validation_finds_nothing(page_validation: PageValidation) -> None:
    assert page_validation(samples()) == []


def test_verapdf_finds_nothing(verapdf: VeraPdf) -> None:
    assert verapdf(samples(), timeout=120) == []
