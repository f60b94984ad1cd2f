"""The last resort: a document without links, where Typst fails on the one with them."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.content import Figure, Image, Item, ItemList, Link, Note, NoteReference, Paragraph, Text
from pipeline.content import paragraph as words
from pipeline.diagnostics import Code
from pipeline.emit import pdf
from pipeline.emit.pdf import page
from pipeline.emit.pdf.plain import plain
from pipeline.emit.pdf.typeset import typeset
from pipeline.errors import EmitError
from tests.builders import grid
from tests.emit.pdf.press import composed, emitted, holding, reported
from tests.strategies import ASSETS

DOT = next(iter(ASSETS))


def linked() -> Any:
    """A document with a link and notes in notes."""
    line = Paragraph((Text("a "), Link("https://a.nl", (Text("link"),)), Text(" "), NoteReference("n1")))
    notes = (Note("n1", (Paragraph((Text("een "), NoteReference("n2"))),)), Note("n2", (words("twee"),)))
    return holding(line, ItemList((Item((Paragraph((NoteReference("n2"),)),)),)), notes=notes)


def test_links_become_text_and_notes_a_list_in_their_order() -> None:
    one, two = (page.Words(number, ("superscript",)) for number in "12")
    assert plain(composed(linked()).document, "Noten").body == (
        page.Paragraph(("a ", "link", " ", one)),
        page.List((page.Item((page.Paragraph((two,)),)),)),
        page.Paragraph((page.Words("Noten", ("bold",)),)),
        page.List(
            (
                page.Item((page.Paragraph((page.Apart(), "een ", two)),), "1."),
                page.Item((page.Paragraph((page.Apart(), "twee")),), "2."),
            )
        ),
    )


def test_what_has_no_links_stays_as_it_is() -> None:
    made = composed(holding(words("a"), grid(["b"], ["c"], header_rows=1), Figure(Image(DOT, "d")), assets=ASSETS))
    assert plain(made.document, "Noten") == made.document


def test_a_document_that_typst_fails_on_comes_without_links_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(data: bytes, files: dict[str, bytes], standards: Any) -> bytes:
        if b'"type":"link"' in data or b'"type":"note"' in data:
            raise EmitError("pdf-refused", detail="internal error")
        return typeset(data, files, standards)

    monkeypatch.setattr(pdf, "typeset", failing)
    assert [(flaw.code, dict(flaw.values)) for flaw in reported(linked())] == [
        (Code.PDF_SIMPLIFIED, {"detail": "internal error"})
    ]


def test_a_document_that_typst_cannot_take_at_all_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> bytes:
        raise EmitError("pdf-refused", detail="internal error")

    monkeypatch.setattr(pdf, "typeset", failing)
    with pytest.raises(EmitError, match="internal error"):
        emitted(linked())
