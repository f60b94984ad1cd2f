"""The inside of the pages of a book: each word on one of them, each heading with an anchor, notes by their number."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from msgspec.structs import replace

from pipeline import xmldoor
from pipeline.content import Link, Note, NoteReference, Paragraph, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic
from pipeline.emit.html.fragments import fragments
from pipeline.emit.html.markup import Element
from pipeline.emit.setting import Setting
from pipeline.model import Block, BudgetDocument, Detail, Section
from pipeline.prune import prune
from tests.builders import document, ignored
from tests.emit.html import DEFAULT, NL
from tests.strategies import PROPERTY, documents

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def pages(made: BudgetDocument, found: list[Diagnostic] | None = None) -> dict[str | None, Element]:
    """The parts of a document, parsed."""
    report = found.append if found is not None else ignored
    return {
        name: xmldoor.parse(text.encode(), huge=True)
        for name, text in fragments(made, Setting(NL, DEFAULT, report)).items()
    }


def ids(page: Element) -> list[str]:
    return [id_ for node in page.iter() if (id_ := node.get("id"))]


def book() -> BudgetDocument:
    """A book about one section, with a section that has no title between two that have."""
    note = (Paragraph((Text("Bruggen"), NoteReference("n2"), Link("#b--zorg", (Text("zorg"),)))),)
    return replace(
        document(
            Section(
                "b",
                "",
                "Begroting",
                1,
                intro=(Paragraph((Text("Vooraf"), NoteReference("n1"))),),
                sections=(
                    Section("b--wegen", "1", "Wegen", 2, blocks=(Block("b--wegen--text", "text", "Wat", note),)),
                    Section("b--x", "", "", 2, intro=(paragraph("Tussendoor"),)),
                    Section("b--zorg", "2", "Zorg", 2, sections=(Section("b--zorg--jeugd", "2.1", "Jeugd", 3),)),
                ),
            ),
            title="Begroting",
        ),
        notes=(Note("n1", (paragraph("een"),)), Note("n2", (paragraph("twee"),))),
    )


def test_a_book_has_a_page_for_each_titled_section_and_the_whole() -> None:
    assert list(pages(book())) == [None, "b", "b--wegen", "b--zorg", "b--zorg--jeugd"]


def test_a_document_with_one_title_is_one_page() -> None:
    assert list(pages(document(Section("a", "", "A", 1)))) == [None]


def test_a_section_holds_its_own_and_the_untitled_sections_in_it() -> None:
    made = pages(book())
    assert [" ".join(map(str, page.itertext())) for page in (made["b"], made["b--zorg"])] == [
        "Begroting Vooraf 1 Tussendoor Noten een ↑",
        "2  Zorg",
    ]


def test_a_book_about_several_sections_has_a_page_of_its_own() -> None:
    two = document(
        Section("v", "", "", 1, intro=(paragraph("Vooraf"),)),
        Section("a", "", "A", 1),
        Section("b", "", "B", 1),
        title="Boek",
    )
    made = pages(two)
    assert list(made) == [None, "", "a", "b"]
    assert " ".join(map(str, made[""].itertext())) == "Boek Vooraf"


def test_a_note_has_the_number_that_it_has_in_the_whole() -> None:
    page = pages(book())["b--wegen"]
    (item,) = page.iterfind(".//ol/li")
    assert (item.get("id"), item.get("value")) == ("note--2", "2")
    assert [node.text for node in page.iter("a") if node.get("role") == "doc-noteref"] == ["2"]


def test_a_link_to_another_section_stays_and_what_was_mended_is_told_once() -> None:
    broken = Paragraph((Link("#nergens", (Text("x"),)),))
    made = book()
    (section,) = made.sections
    found: list[Diagnostic] = []
    page = pages(replace(made, sections=(replace(section, intro=(*section.intro, broken)),)), found)["b--wegen"]
    assert "#b--zorg" in [node.get("href") for node in page.iter("a")]
    assert [told.code for told in found] == [Code.LINK_BROKEN]


@PROPERTY
@given(documents())
def test_each_heading_has_an_anchor_of_its_own_and_a_page_of_its_own_has_the_same(made: BudgetDocument) -> None:
    all_pages = pages(prune(made, ignored))
    whole = all_pages.pop(None)
    for page in (whole, *all_pages.values()):
        assert [name for name, count in Counter(ids(page)).items() if count > 1] == []
        for node in page.iter(*HEADINGS):
            parent = node.getparent()
            assert parent is not None
            assert node.get("id") or parent.get("id")
    known = set(ids(whole))
    for page in all_pages.values():
        # The references to a note are counted by page: `note--1-2` is the second.
        assert {id_ for id_ in ids(page) if not id_.startswith(("page---", "note"))} <= known


@PROPERTY
@given(documents())
def test_each_block_is_on_one_page(made: BudgetDocument) -> None:
    all_pages = pages(prune(made, ignored))
    whole = all_pages.pop(None)

    def blocks(page: Element) -> list[str]:
        return [node.get("id", "") for node in page.iter("div") if node.get("class", "").startswith("block block-")]

    if all_pages:
        assert sorted(id_ for page in all_pages.values() for id_ in blocks(page)) == sorted(blocks(whole))


def test_a_detail_is_called_by_its_block_and_its_words() -> None:
    content = (Detail("Buurt", (paragraph("Rust."), Detail("Buurt", (paragraph("Stil."),)))),)
    page = pages(document(Section("a", "", "A", 1, blocks=(Block("a--text", "text", "Wat", content),))))[None]
    assert [node.get("id") for node in page.iter("h4", "h5")] == ["a--text---buurt", "a--text---buurt-2"]
