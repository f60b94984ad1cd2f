"""The same content in every format that can be read is the same model, and comes back from those that are made."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import pipeline
from pipeline import pandoc
from pipeline.content import Paragraph, Text
from pipeline.diagnostics import Code
from pipeline.errors import EmitError
from pipeline.limits import Limits
from pipeline.model import Section
from pipeline.pandoc import Call
from tests.test_conversion import HTML

FROM_HTML = pipeline.ingest_document(HTML, "a.html")


def written_by_pandoc(target: str) -> bytes:
    """The page of `test_conversion`, as pandoc makes it of its HTML."""
    call = Call("html", target, ("--standalone", "--wrap=none", "--epub-title-page=false"))
    return pandoc.run(HTML, call, Limits(), EmitError)


def without_guidance(section: Section) -> Section:
    return replace(section, guidance=(), sections=tuple(map(without_guidance, section.sections)))


@pytest.mark.parametrize(("target", "name"), [("odt", "a.odt"), ("epub", "a.epub"), ("markdown-smart", "a.md")])
def test_the_same_content_is_the_same_model(target: str, name: str) -> None:
    document = pipeline.ingest_document(written_by_pandoc(target), name)
    assert document.sections == FROM_HTML.sections
    assert all(part.written == part.read + part.reported for part in document.coverage)


def test_rtf_that_pandoc_writes_has_lost_its_lists_and_blanks_beside_a_dash() -> None:
    """Its writer makes paragraphs of items, with a bullet or number as text, and blanks beside a dash are lost.

    RTF of LibreOffice has both: it is the same model (tried by hand; LibreOffice is no tool of these tests).
    """
    sections = pipeline.ingest_document(written_by_pandoc("rtf"), "a.rtf").sections
    expected = FROM_HTML.sections[0]
    assert [section.full_title for section in sections] == [section.full_title for section in FROM_HTML.sections]
    assert [block.kind for block in sections[0].blocks] == [block.kind for block in expected.blocks]
    assert sections[0].blocks[0].content == (
        Paragraph((Text("1. Daling van inbraken"),)),
        Paragraph((Text("2. Zicht op ondermijning"),)),
    )
    assert sections[0].blocks[2:] == expected.blocks[2:]
    assert sections[1] == FROM_HTML.sections[1]


@pytest.mark.parametrize("form", ["docx", "odt", "epub", "md"])
def test_what_is_made_is_read_back_as_the_same_sections(form: str) -> None:
    """Guidance and empty blocks are left out."""
    made = pipeline.convert(HTML, "a.html", to=(form,)).outputs[form]
    again = pipeline.ingest_document(made, f"b.{form}")
    first, second = FROM_HTML.sections
    assert again.sections == (without_guidance(replace(first, blocks=first.blocks[:-1])), second)


@pytest.mark.parametrize("form", ["odt", "rtf", "epub", "md"])
def test_without_pandoc_the_document_fails_with_a_sentence(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = written_by_pandoc({"md": "markdown"}.get(form, form))
    monkeypatch.setattr(pandoc, "_found", lambda: None)
    with pytest.raises(pipeline.DocumentError, match="pandoc-missing"):
        pipeline.ingest_document(data, f"a.{form}")


def test_nothing_that_is_deleted_or_said_aside_reaches_what_is_made() -> None:
    page = b"<h1>1 Zorg</h1><p>Wel<span style='display:none'>geheim</span></p>"
    document = pipeline.ingest_document(page, "a.html")
    assert Code.HIDDEN_TEXT in {found.code for found in document.diagnostics}
    assert b"geheim" not in pipeline.export_document(document, "md")
