"""The count of what was written; what it catches of a reader that loses a branch: `tests/test_coverage_attacks.py`."""

from pipeline import coverage
from pipeline.model import PartCoverage
from tests.ingest.word.build import docx, field, p, r, source
from tests.ingest.word.test_drawings import both


def figures(data: bytes) -> list[PartCoverage]:
    return [account.figures for account in coverage.of_reader(source(data)[0])]


def test_each_part_is_counted_by_itself() -> None:
    text = p("abc ", f"<w:del>{r('de')}</w:del>", '<w:r><w:footnoteReference w:id="1"/></w:r>') + p(both(p("fg")))
    notes = f'<w:footnote w:id="1">{p("hij")}</w:footnote>'
    # The text box stands in the file twice, and is shown once.
    assert figures(docx(text, footnotes=notes, comments=f'<w:comment w:id="1">{p("k")}</w:comment>')) == [
        PartCoverage("document", written=9, read=5, reported=4),
        PartCoverage("footnotes", written=3, read=3, reported=0),
        PartCoverage("comments", written=1, read=0, reported=1),
    ]


def test_what_word_computes_is_counted_as_written() -> None:
    assert figures(docx(p("a", field("MACROBUTTON Doe Klik")))) == [PartCoverage("document", 5, 5, 0)]


def test_the_texts_of_a_part_are_a_line_a_paragraph() -> None:
    (written,) = source(docx(p("a", "<w:r><w:tab/></w:r>", "b", "<w:r><w:br/></w:r>", "c") + p("d")))[0].written
    assert written.text.split("\n") == ["", "a\tb c", "d"]
