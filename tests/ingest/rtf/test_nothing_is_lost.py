"""Every word of an RTF document is in a piece, a note or a diagnostic, and none is said twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import coverage
from pipeline.content import Note, NoteReference, Paragraph, Text, content_text, inline_text, paragraph
from pipeline.diagnostics import Code, Diagnostic
from pipeline.ingest import rtf
from pipeline.limits import Limits
from pipeline.source import Source, no_resources, piece_text
from tests.builders import counted, ignored
from tests.ingest.rtf.build import document, read
from tests.strategies import PROPERTY


def lines(source: Source) -> list[tuple[str, str]]:
    return [(piece.region, piece_text(piece)) for piece in source.pieces]


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        (r"{\super \chftn}{\*\footnote \chftn\pard\plain \s1 De {\b noot}.}", "footnote"),  # LibreOffice
        (r"{\super\chftn}{\*\footnote\chftn\~\plain\pard {\pard \ql De {\b noot}.\par}}", "footnote"),  # pandoc
        (r"{\super\chftn {\footnote \pard\plain \s1{\super\chftn }De {\b noot}.}}", "footnote"),  # Word
        (r"{\super\chftn}{\*\footnote\ftnalt \chftn\pard\plain De {\b noot}.}", "endnote"),
    ],
)
def test_a_note_is_kept_whoever_writes_it(note: str, kind: str) -> None:
    source = read(rf"\pard tekst{note} na\par")
    name = f"{kind}-1"
    assert [piece.content for piece in source.pieces] == [Paragraph((Text("tekst"), NoteReference(name), Text(" na")))]
    said = Paragraph((Text("De "), Text("noot", ("bold",)), Text(".")))
    assert source.notes == (Note(name, (said,), "endnote" if kind == "endnote" else "footnote"),)
    assert counted(source) == [("document", 7, 7, 0, 0), (f"{kind}s", 7, 7, 0, 0)]


def test_heads_and_feet_are_told_as_such_each_once() -> None:
    head, again = r"{\header\pard Kop\par}", r"{\headerf\pard Kop\par}"
    source = read(head + again + r"{\footerr\pard Voet\par}\pard a\par")
    assert lines(source) == [("body", "a"), ("header", "Kop"), ("footer", "Voet")]
    assert [piece.place.part for piece in source.pieces] == ["document", "header", "footer"]
    assert counted(source) == [("document", 1, 1, 0, 0), ("header", 6, 3, 3, 0), ("footer", 4, 4, 0, 0)]


@pytest.mark.parametrize(
    ("body", "code", "part"),
    [
        (r"\pard a{\deleted\revauthdel1 weg}b\par", Code.DELETED_TEXT, "document"),
        (r"\pard a{\v weg}b\par", Code.HIDDEN_TEXT, "document"),
        (r"\pard a\v w\b e\v0{\v\i g}b\par", Code.HIDDEN_TEXT, "document"),
        (
            r"\pard a{\*\atnid JJ}{\*\atnauthor Jan}\chatn{\*\annotation{\*\atndate 12}\pard weg\par}b\par",
            Code.COMMENT,
            "comments",
        ),
        (r"\pard a{\deleted{\footnote\pard\plain weg}}b\par", Code.DELETED_TEXT, "footnotes"),
        (r"\pard a{\deleted{\*\moMath{\mr weg}}}b\par", Code.DELETED_TEXT, "document"),
    ],
)
def test_what_no_one_should_see_is_reported_and_not_shown(body: str, code: Code, part: str) -> None:
    found: list[Diagnostic] = []
    source = read(body, found)
    assert [inline_text(piece.content.content) for piece in source.pieces if isinstance(piece.content, Paragraph)] == [
        "ab"
    ]
    assert source.notes == ()
    told = [(flaw.code, flaw.text, flaw.place.part) for flaw in found if flaw.code is not Code.TRACKED_CHANGES]
    assert told == [(code, "weg", part)]
    count = counted(source)
    assert count == [("document", 5, 2, 3, 0)] if part == "document" else [("document", 2, 2, 0, 0), (part, 3, 0, 3, 0)]


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    found: list[Diagnostic] = []
    source = read(r"\pard een {\deleted oud\par}\pard {\revised nieuw} twee\par", found)
    assert lines(source) == [("body", "een nieuw twee")]
    assert [(flaw.code, flaw.text, dict(flaw.values)) for flaw in found] == [
        (Code.DELETED_TEXT, "oud", {}),
        (Code.TRACKED_CHANGES, "", {"count": "2"}),
    ]


def test_a_hidden_mark_ends_a_paragraph_all_the_same() -> None:
    assert lines(read(r"\pard\v{\v0 een}\par\pard\v{weg}\par\pard{\v0 twee}\par")) == [
        ("body", "een"),
        ("body", "twee"),
    ]


BOX = (
    r"{\shp{\*\shpinst\shpleft0{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard een\par twee}}"
    r"{\shprslt{\*\do{\dptxbxtext oud}}}}"
)
ART = r"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv Kunst}}{\sp{\sn gtextFont}{\sv Arial}}}}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rf"\pard voor{BOX}na\par", ["voorna", "een", "twee"]),
        (rf"\pard voor{ART}na\par", ["voorna", "Kunst"]),
        (r"\pard voor{\*\do\dobxmargin{\dptxbxtext\pard doos\par}}na\par", ["voorna", "doos"]),
        (r"\pard a{\object\objemb{\*\objclass Word}{\*\objdata 0102}{\result \pard beeld}}b\par", ["abeeldb"]),
        (r"\pard a{\upr{oud}{\*\ud{nieuw}}}b\par", ["anieuwb"]),
        (r"\pard a{\xe index}{\*\onbekend weg}{\onbekend wel}b\par", ["awelb"]),
        (r"\pard op {\field{\*\fldinst DATE}{\fldrslt 1 mei}}\par", ["op 1 mei"]),
        (r"\pard zonder einde", ["zonder einde"]),
        (r"\pard a\sect\pard b\page c\par", ["a", "b\nc"]),
    ],
)
def test_text_wherever_it_stands_is_read_once(body: str, expected: list[str]) -> None:
    source = read(body)
    assert [piece_text(piece) for piece in source.pieces] == expected
    size = len("".join("".join(expected).split()))
    assert counted(source) == [("document", size, size, 0, 0)]


def test_a_formula_is_one_and_the_bar_of_its_fraction_is_counted_as_added() -> None:
    fraction = r"{\mf{\mfPr{\mtype bar}}{\mnum{\mr\mscr0 a}}{\mden{\mr{\rtlch b}}}}"
    source = read(rf"\pard x {{\mmath{{\*\moMath{fraction}}}{{\mmathPict weg}}}} y\par")
    (line,) = [piece.content for piece in source.pieces]
    assert isinstance(line, Paragraph)
    assert inline_text(line.content) == "x a/b y"
    math = getattr(line.content[1], "mathml", "")
    assert "<mfrac><mi>a</mi><mi>b</mi></mfrac>" in math
    assert counted(source) == [("document", 5, 5, 0, 0)]


def test_what_the_reader_would_lose_is_told() -> None:
    """The count reads no more than braces and the first word of each group: a reader without notes is found out."""
    data = document(r"\pard a{\footnote\pard De noot.}\par")
    source = rtf.read(data, no_resources, Limits(), ignored)
    (account,) = [
        account for account in coverage.of_reader(Source("rtf", source.pieces, written=source.written)) if account.flaws
    ]
    assert [(flaw.code, flaw.text) for flaw in account.flaws] == [(Code.TEXT_NOT_READ, "De noot.")]


WORDS = (
    *(
        r"\par",
        r"\pard",
        r"\plain",
        r"\v",
        r"\v0",
        r"\deleted",
        r"\cell",
        r"\row",
        r"\trowd\cellx100",
        r"\intbl",
        r"\nestcell",
    ),
    *(
        r"\itap2",
        r"\nestrow",
        r"{\footnote",
        r"{\*\footnote\ftnalt",
        r"{\header",
        r"{\*\annotation",
        r"{\shptxt",
        r"{\listtext",
    ),
    *(r"{\field{\*\fldinst HYPERLINK \\l x}{\fldrslt", r"{\*\moMath{\mr", r"{\mf{\mnum", r"{\sp{\sn gtextUNICODE}{\sv"),
    *(
        r"{\upr{",
        r"{\*\ud",
        r"{\pict",
        r"{\*\onbekend",
        r"{\stylesheet",
        r"{\s1",
        r"{",
        "}",
        "}}",
        r"\u233?",
        r"\'e9",
        r"\ls1",
    ),
    *(r"\page", r"\line", r"\tab", r"\chftn", r"\~", r"\uc2", "\\\n", r"\bin3 abc", r"\'zz", "\\"),
)


@PROPERTY
@given(
    st.lists(st.sampled_from(WORDS) | st.text(alphabet="ab .é", min_size=1, max_size=4).map(" {}".format), max_size=40)
)
def test_any_soup_keeps_its_text(parts: list[str]) -> None:
    source = read("".join(parts))
    assert [account.flaws for account in coverage.of_reader(source) if account.flaws] == []


@pytest.mark.parametrize(
    "body",
    [
        r"{\pict " * 200_000,
        r"{\pict" + r"\a1" * 300_000,
        r"{\pict " + "{a}" * 300_000 + "0a",
        r"{\stylesheet" + r"{\s1 a" * 200_000,
        "}" * 300_000,
        r"{\*\footnote a" * 20_000,
        r"\pard\intbl\itap99 a\nestcell" * 20_000,
    ],
)
def test_hostile_groups_take_no_time(body: str) -> None:
    started = time.process_time()
    read(body)
    assert time.process_time() - started < 20


def test_deep_groups_keep_their_text() -> None:
    source = read("{" * 50_000 + "diep" + "}" * 50_000)
    assert source.pieces[0].content == paragraph("diep")
    assert content_text(piece.content for piece in source.pieces) == "diep"
