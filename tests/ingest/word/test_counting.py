"""The count of what was written: it must catch a reader that loses a stream."""

import pytest

from pipeline.content import content_text
from pipeline.ingest.word import body, inline, read
from pipeline.ingest.word.ink import ink
from pipeline.ingest.word.names import ALTERNATE, SDT, TABLE, R, T, m, w
from pipeline.limits import Limits
from pipeline.source import Written, no_resources, piece_text
from tests.ingest.word.build import docx, field, p, r, source, tbl, tr
from tests.ingest.word.test_drawings import both

STREAMS = {
    "paragraph": ("body", w("p"), p("a")),
    "table": ("body", TABLE, tbl(tr("a"))),
    "block content control": ("body", SDT, f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt>"),
    "inserted paragraph": ("body", w("ins"), f"<w:ins>{p('a')}</w:ins>"),
    "run": ("inline", R, p("a")),
    "stray text": ("inline", T, "<w:p><w:t>a</w:t></w:p>"),
    "link": ("inline", w("hyperlink"), p(f'<w:hyperlink w:anchor="n">{r("a")}</w:hyperlink>')),
    "simple field": ("inline", w("fldSimple"), p(f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>')),
    "content control": ("inline", SDT, p(f"<w:sdt><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>")),
    "inserted run": ("inline", w("ins"), p(f"<w:ins>{r('a')}</w:ins>")),
    "moved run": ("inline", w("moveTo"), p(f"<w:moveTo>{r('a')}</w:moveTo>")),
    "smart tag": ("inline", w("smartTag"), p(f"<w:smartTag>{r('a')}</w:smartTag>")),
    "bidirectional run": ("inline", w("bdo"), p(f"<w:bdo>{r('a')}</w:bdo>")),
    "formula": ("inline", m("oMath"), p("<m:oMath><m:r><m:t>a</m:t></m:r></m:oMath>")),
    "text box": ("run", w("drawing"), p(both(p("a")))),
    "symbol": ("run", w("sym"), p('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>')),
    "no-break hyphen": ("run", w("noBreakHyphen"), p("<w:r><w:noBreakHyphen/></w:r>")),
    "ruby": ("run", w("ruby"), p(f"<w:r><w:ruby><w:rubyBase>{r('a')}</w:rubyBase></w:ruby></w:r>")),
    "alternate content": ("run", ALTERNATE, p(both(p("a")))),
}
TABLES = {"body": body.IN_BODY, "inline": inline.IN_PARAGRAPH, "run": inline.IN_RUN}


def missing(data: bytes) -> int:
    result = read(data, no_resources, Limits(), lambda _: None)
    read_in = sum(ink(piece_text(piece)) for piece in result.pieces)
    read_in += sum(ink(content_text(note.content)) for note in result.notes)
    return sum(written.leaves - written.reported for written in result.written) - read_in


@pytest.mark.parametrize("stream", STREAMS)
def test_a_reader_without_one_branch_is_caught(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, tag, text = STREAMS[stream]
    assert missing(docx(text)) == 0
    monkeypatch.delitem(TABLES[where], tag)  # type: ignore[arg-type]
    assert missing(docx(text)) > 0


def test_each_part_is_counted_by_itself() -> None:
    text = p("abc ", f"<w:del>{r('de')}</w:del>", '<w:r><w:footnoteReference w:id="1"/></w:r>') + p(both(p("fg")))
    notes = f'<w:footnote w:id="1">{p("hij")}</w:footnote>'
    result, _ = source(docx(text, footnotes=notes, comments=f'<w:comment w:id="1">{p("k")}</w:comment>'))
    # The text box stands in the file twice, and is shown once.
    assert result.written == (Written("document", 9, 4), Written("footnotes", 3), Written("comments", 1, 1))


def test_what_word_computes_is_counted_as_written() -> None:
    result, _ = source(docx(p("a", field("MACROBUTTON Doe Klik"))))
    assert result.written == (Written("document", 5),)
