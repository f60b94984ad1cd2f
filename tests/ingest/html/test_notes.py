"""Footnotes and endnotes."""

from __future__ import annotations

from pipeline import coverage
from pipeline.content import Note, NoteReference
from pipeline.model import PartCoverage
from tests.ingest.html.page import accounted, contents, p, reported, source

WORD = """<p>a<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a> b<a
href="#_edn1" name="_ednref1">[i]</a></p>
<div><hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> noot</p></div></div>
<div><div id=edn1><p><a href="#_ednref1" name="_edn1">[i]</a> eind</p></div></div>"""

PANDOC = """<p>a<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>
<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>noot<a href="#fnref1"
class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>"""


def test_notes_of_word_are_notes() -> None:
    read = source(WORD)[0]
    assert contents(WORD) == [p("a", NoteReference("footnote-1"), " b", NoteReference("endnote-1"))]
    assert read.notes == (Note("footnote-1", (p("noot"),)), Note("endnote-1", (p("eind"),), "endnote"))
    # The marks that Word wrote out are kept out, on either side.
    assert [account.figures for account in coverage.of_reader(read)] == [
        PartCoverage("document", written=8, read=2, reported=6),
        PartCoverage("footnotes", written=7, read=4, reported=3),
        PartCoverage("endnotes", written=7, read=4, reported=3),
    ]


def test_notes_of_pandoc_are_notes() -> None:
    read = source(PANDOC)[0]
    assert contents(PANDOC) == [p("a", NoteReference("footnote-1"))]
    assert read.notes == (Note("footnote-1", (p("noot"),)),)
    assert accounted(read)


def test_a_note_that_is_not_there_is_reported_and_its_mark_stays() -> None:
    page = '<p>a<a href="#_ftn1">[1]</a></p>'
    assert reported(page) == [("note-missing", "[1]")]
    assert accounted(source(page)[0])
