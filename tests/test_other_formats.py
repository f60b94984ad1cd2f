"""The same content in every format that can be read is the same model, and comes back from those that are made."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import pipeline
from pipeline import pandoc
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


def test_rtf_that_pandoc_writes_has_lost_blanks_beside_a_dash() -> None:
    """Its lists are paragraphs that begin with a bullet or number, which the structure knows as typed lists.

    RTF of LibreOffice has its blanks and its lists, and is the same model (tried by hand: no tool of these tests).
    """
    document = pipeline.ingest_document(written_by_pandoc("rtf"), "a.rtf")
    first, second = document.sections
    expected = FROM_HTML.sections[0]
    assert first.full_title == expected.full_title
    assert [block for block in first.blocks if block.kind != "developments"] == [
        block for block in expected.blocks if block.kind != "developments"
    ]
    assert second == FROM_HTML.sections[1]


@pytest.mark.parametrize("form", ["docx", "odt", "epub", "md"])
def test_what_is_made_is_read_back_as_the_same_sections(form: str) -> None:
    """Guidance and empty blocks are left out."""
    made = pipeline.convert(HTML, "a.html", to=(form,)).outputs[form]
    again = pipeline.ingest_document(made, f"b.{form}")
    first, second = FROM_HTML.sections
    assert again.sections == (without_guidance(replace(first, blocks=first.blocks[:-1])), second)


@pytest.mark.parametrize("form", ["odt", "epub", "md"])
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
