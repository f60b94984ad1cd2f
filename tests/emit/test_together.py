"""A publication as one document: its parts as sections, ids that no two parts share, links that stay inside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from hypothesis import given, settings
from msgspec.structs import replace

from pipeline import labels
from pipeline.blocks.actions import ActionTable
from pipeline.content import Asset, Inline, Link, Note, NoteReference, Paragraph, Text, paragraph
from pipeline.diagnostics import Place
from pipeline.emit.setting import Setting
from pipeline.emit.text import emit as as_text
from pipeline.emit.together import Part, together
from pipeline.model import Block, BudgetDocument, Section
from pipeline.publication import Publication
from tests.builders import document
from tests.emit.pdf.press import LABELS, THEME
from tests.strategies import PROPERTY, documents

PUBLICATION = Publication(title="Begroting 2026", municipality="Hoogwerve")
NL = labels.load()


def whole(*parts: tuple[str, BudgetDocument], publication: Publication = PUBLICATION) -> BudgetDocument:
    """Parts by name put together; the slug of each is its name without extension."""
    return together([Part(name, name.partition(".")[0], made) for name, made in parts], publication, NL)


def page(id_: str, title: str, *line: Inline) -> BudgetDocument:
    return document(Section(id_, "", title, 1, intro=(Paragraph(line),) if line else ()))


def links(value: Any) -> Iterator[str]:
    if isinstance(value, Link):
        yield value.href
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from links(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from links(inner)


def test_a_document_of_one_titled_section_becomes_that_section() -> None:
    assert whole(("a.docx", page("zorg", "Zorg")), ("b.docx", page("zorg", "Wonen"))).sections == (
        Section("a--zorg", "", "Zorg", 1),
        Section("b--zorg", "", "Wonen", 1),
    )


def test_another_document_stands_in_a_section_of_its_title() -> None:
    inner = Section("wegen", "", "Wegen", 2)
    made = document(Section("een", "", "Een", 1, sections=(inner,)), Section("twee", "", "Twee", 1), title="Nota")
    untitled = document(Section("s", "", "", 1, intro=(paragraph("Los."),)), title="")
    assert whole(("nota.docx", made), ("los.docx", untitled)).sections == (
        Section(
            "nota",
            "",
            "Nota",
            1,
            sections=(
                Section("nota--een", "", "Een", 2, sections=(Section("nota--wegen", "", "Wegen", 3),)),
                Section("nota--twee", "", "Twee", 2),
            ),
        ),
        Section("los", "", "pagina", 1, sections=(Section("los--s", "", "", 2, intro=(paragraph("Los."),)),)),
    )


def test_notes_actions_and_places_get_the_ids_of_their_part() -> None:
    made = replace(
        page("zorg", "Zorg", NoteReference("n1")),
        notes=(Note("n1", (paragraph("Zie."),)),),
        places={"zorg": Place(item=3)},
        assets={"a" * 64: Asset("image/png", b"x")},
    )
    done = whole(("a.docx", made), ("b.docx", made))
    assert done.notes == (Note("a--n1", (paragraph("Zie."),)), Note("b--n1", (paragraph("Zie."),)))
    assert [section.intro for section in done.sections] == [
        (Paragraph((NoteReference("a--n1"),)),),
        (Paragraph((NoteReference("b--n1"),)),),
    ]
    assert done.places == {"a--zorg": Place(item=3), "b--zorg": Place(item=3)}
    assert done.assets == made.assets


def test_links_between_documents_lead_inside_and_others_stay() -> None:
    hrefs = ("#zorg", "B.docx", "b.docx#wonen", "./b.docx#_Toc123", "../c.docx", "https://a.nl/b.docx", "mailto:a@b.nl")
    first = page("zorg", "Zorg", *(Link(href, (Text("x"),)) for href in hrefs))
    second = document(Section("wonen", "", "Wonen", 1), Section("werken", "", "Werken", 1))
    assert list(links(whole(("a.docx", first), ("b.docx", second)).sections)) == [
        "#a--zorg",
        "#b",
        "#b--wonen",
        "#b",
        "../c.docx",
        "https://a.nl/b.docx",
        "mailto:a@b.nl",
    ]


def test_a_link_is_read_from_the_folder_of_its_document() -> None:
    first = page("zorg", "Zorg", Link("../nota%20b.docx", (Text("x"),)))
    parts = [Part("map/a.docx", "a", first), Part("nota b.docx", "b", page("wonen", "Wonen"))]
    assert list(links(together(parts, PUBLICATION, NL).sections)) == ["#b--wonen"]


def test_the_whole_is_called_as_the_publication_and_dated_as_the_decision_or_its_youngest_part() -> None:
    parts = [
        (f"{at}.docx", replace(made, meta=replace(made.meta, date=day)))
        for at, (made, day) in enumerate(
            ((page("a", "A"), "2025-09-01"), (page("b", "B"), "2025-10-02"), (page("c", "C"), ""))
        )
    ]
    meta = whole(*parts).meta
    assert (meta.title, meta.author, meta.language, meta.date) == ("Begroting 2026", "Hoogwerve", "nl", "2025-10-02")
    decided = replace(PUBLICATION, status="vastgesteld", date=date(2025, 11, 6))
    assert whole(*parts, publication=decided).meta.date == "2025-11-06"
    assert whole(*parts, publication=Publication()).meta.title == "Titel"


def _ids(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield section.id
        for block in section.blocks:
            yield block.id
            yield from _actions(block)
        yield from _ids(section.sections)


def _actions(block: Block) -> Iterator[str]:
    for node in block.content:
        if isinstance(node, ActionTable):
            yield from (action.id for action in node.actions)


@settings(PROPERTY, max_examples=40)
@given(documents(), documents())
def test_whatever_the_documents_no_word_is_lost_and_no_id_is_shared(one: BudgetDocument, other: BudgetDocument) -> None:
    done = whole(("a.docx", one), ("b.docx", other))
    assert set(_ids(together([Part("a.docx", "a", one)], PUBLICATION, NL).sections)).isdisjoint(
        _ids(together([Part("b.docx", "b", other)], PUBLICATION, NL).sections)
    )
    setting = Setting(LABELS, THEME)
    words = as_text(done, setting).decode().split()
    for part in (one, other):
        for word in set(as_text(replace(part, notes=()), setting).decode().split()):
            assert word in words or not word.isalpha()
