"""Findings become comments in a copy of the author's file, and nothing else of it changes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

import docx as python_docx
import pytest
from lxml import etree

from pipeline import findings, labels, profiles
from pipeline.annotate import annotate
from pipeline.annotate.parts import moved
from pipeline.diagnostics import Code, Diagnostic, Place, flaw
from pipeline.limits import Limits
from pipeline.source import no_resources
from tests.builders import ignored
from tests.ingest.word.build import docx, p, r, tbl, tc, tr, zipped

NL = labels.load("nl")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
NEW = {"[Content_Types].xml", "word/_rels/document.xml.rels", MAIN, "word/comments.xml"}


def words(found: Diagnostic) -> tuple[str, ...]:
    return (found.text, "Doe iets.")


def note(text: str, item: int, quote: str = "", **more: int) -> Diagnostic:
    return flaw(Code.DRAFT_TEXT, Place(item=item, quote=quote, **more), text)  # type: ignore[arg-type]


def annotated(data: bytes, *found: Diagnostic) -> bytes:
    return annotate(data, found, words, Limits(), ignored)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def commented(data: bytes) -> list[tuple[str, str]]:
    """What each comment is about, and its first line."""
    root = etree.fromstring(parts(data)[MAIN])
    comments = etree.fromstring(parts(data)["word/comments.xml"])
    said = {one.get(f"{W}id"): next(one.iter(f"{W}t")).text or "" for one in comments}
    result = []
    for start in root.iter(f"{W}commentRangeStart"):
        paragraph, key = start.getparent(), start.get(f"{W}id")
        assert paragraph is not None
        assert paragraph.find(f"{W}commentRangeEnd[@{W}id='{key}']") is not None
        assert paragraph.find(f"{W}r/{W}commentReference[@{W}id='{key}']") is not None
        result.append(("".join(one.text or "" for one in paragraph.iter(f"{W}t")), said[key]))
    return result


def without_comments(document: bytes) -> bytes:
    """A main part less what was put in, cut out as bytes."""
    for mark in ("commentRangeStart", "commentRangeEnd"):
        document = _cut(document, f"<w:{mark} ".encode(), b"/>")
    return _cut(document, b'<w:r xmlns:w="http', b"</w:r>")


def _cut(data: bytes, start: bytes, end: bytes) -> bytes:
    while (at := data.find(start)) >= 0:
        data = data[:at] + data[data.index(end, at) + len(end) :]
    return data


BODY = (
    p("Titel", pr='<w:pStyle w:val="Kop1"/>')
    + "<w:p/>"
    + f"<w:sdt><w:sdtContent>{p('een XXX hier')}</w:sdtContent></w:sdt>"
    + tbl(
        tr(tc(p("Actie")), tc(p("Planning"), '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')),
        tr(tc(p("Toezicht")), tc("<w:p/>"), tc(p("Q1"))),
    )
    + p("slot", r(" vet", "<w:b/>"))
)


@pytest.mark.parametrize(
    ("found", "about"),
    [
        (note("a", 1), "Titel"),
        (note("b", 3, "een XXX hier"), "een XXX hier"),
        (note("c", 4), "Actie"),
        (note("d", 4, column=3), "Planning"),
        (note("e", 4, row=2, column=3), "Q1"),
        (note("f", 4, row=2, column=2), "Toezicht"),  # its own cell is one empty tag
        (note("g", 1, "vet"), "slot vet"),  # the place of what it stands in, and words to search for
        (note("h", 2), "een XXX hier"),  # the next that can hold a comment
        (note("i", 99), "Titel"),
        (note("j", 5, "staat er niet"), "slot vet"),
        (flaw(Code.RUNNING_TEXT, Place(part="footer", item=1), "k"), "Titel"),
    ],
)
def test_a_finding_stands_at_its_paragraph(found: Diagnostic, about: str) -> None:
    assert commented(annotated(docx(BODY), found)) == [(about, found.text)]


FOUND = (note("een", 3), note("twee & <twee>", 4, row=2, column=3), note("drie", 3), note("vier", 5))


def test_all_other_parts_keep_every_byte_and_the_text_less_what_was_put_in_is_the_old_one() -> None:
    data = docx(BODY, styles="<w:style/>", files={"word/media/a.bin": b"\0\1\2"})
    made = annotated(data, *FOUND)
    old, new = parts(data), parts(made)
    assert list(new) == [*old, "word/comments.xml"]
    assert {name for name in new if new[name] != old.get(name)} == NEW
    assert without_comments(new[MAIN]) == old[MAIN]
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        for one in before.infolist():
            other = after.getinfo(one.filename)
            assert (one.date_time, one.external_attr, one.comment) == (
                other.date_time,
                other.external_attr,
                other.comment,
            )
            if one.filename not in NEW:
                assert raw(data, one) == raw(made, other)


def raw(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """An entry as it lies in the file, head and all."""
    return data[info.header_offset :][: 30 + len(info.filename) + len(info.extra) + info.compress_size]


def test_word_s_own_library_reads_the_comments() -> None:
    given, file = python_docx.Document(), io.BytesIO()
    for text in ("een", "twee"):
        given.add_paragraph(text)
    given.save(file)
    made = annotated(file.getvalue(), note("a & <b>", 1), note("c", 2))
    document = python_docx.Document(io.BytesIO(made))
    assert [(one.comment_id, one.author, one.text) for one in document.comments] == [
        (0, "begroting", "a & <b>\nDoe iets."),
        (1, "begroting", "c\nDoe iets."),
    ]


COMMENTS = '<w:comment w:id="7" w:author="Ans"><w:p><w:r><w:t>klopt dit?</w:t></w:r></w:p></w:comment>'


def test_other_comments_stay_and_ids_go_on_from_the_highest() -> None:
    text = p('<w:commentRangeStart w:id="7"/>', "een", '<w:commentRangeEnd w:id="7"/>')
    made = annotated(docx(text, comments=COMMENTS), note("nieuw", 1))
    assert COMMENTS.encode() in parts(made)["word/comments.xml"]
    root = etree.fromstring(parts(made)["word/comments.xml"])
    assert [one.get(f"{W}id") for one in root] == ["7", "8"]
    old = parts(docx(text, comments=COMMENTS))
    assert {name for name, content in parts(made).items() if content != old[name]} == {MAIN, "word/comments.xml"}


def test_a_part_of_comments_that_is_one_tag_is_opened() -> None:
    data = docx(p("een"), comments="")
    whole = parts(data)
    root = whole["word/comments.xml"].replace(b"></w:comments>", b"/>")
    made = annotated(zipped({**whole, "word/comments.xml": root}), note("nieuw", 1))
    assert commented(made) == [("een", "nieuw")]


def test_what_an_earlier_run_has_said_is_not_said_again() -> None:
    once = annotated(docx(BODY), *FOUND)
    assert annotated(once, *FOUND) == once
    more = annotated(once, *FOUND, note("een", 5))
    assert [text for _, text in commented(more)].count("een") == 2


def test_a_file_in_which_nothing_was_found_is_the_same_file() -> None:
    assert annotated(docx(BODY)) == docx(BODY)


def test_a_file_without_any_paragraph_that_can_hold_a_comment_is_the_same_file() -> None:
    assert annotated(docx("<w:p/>"), note("een", 1)) == docx("<w:p/>")


def test_strict_files_get_strict_comments() -> None:
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/", STRICT + b"wordprocessingml/"
        )
        for name, content in parts(docx(p("een"))).items()
    }
    made = parts(annotated(zipped(strict), note("nieuw", 1)))
    assert STRICT + b"wordprocessingml/main" in made["word/comments.xml"]
    assert b"schemas.openxmlformats.org/wordprocessingml" not in made[MAIN] + made["word/comments.xml"]
    assert STRICT + b"officeDocument/relationships/comments" in made["word/_rels/document.xml.rels"]


STRICT = b"http://purl.oclc.org/ooxml/"
WORDML = b"http://schemas.openxmlformats.org/wordprocessingml/2006/"


def test_a_text_in_utf_16_is_added_to_in_utf_16() -> None:
    whole = parts(docx(p("één")))
    whole[MAIN] = whole[MAIN].decode().encode("utf-16")
    made = annotated(zipped(whole), note("nieuw", 1))
    assert commented(made) == [("één", "nieuw")]


def test_entries_with_sizes_behind_them_and_in_zip64_fields_are_copied_as_they_lie() -> None:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts(docx(BODY)).items():
            with file.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    data = stream.getvalue()
    made = annotated(data, note("een", 1))
    assert without_comments(parts(made)[MAIN]) == parts(data)[MAIN]
    assert commented(made) == [("Titel", "een")]


def test_a_place_in_a_zip64_field_is_kept_up_too() -> None:
    field = struct.pack("<2HQQ", 1, 16, 5, 77)  # the packed size and the place; the other size stands in the record
    sizes = (0xFFFFFFFF, 9)
    record = struct.pack("<4s6H3I5H2I", b"PK\1\2", 45, 45, 0, 8, 0, 0, 0, *sizes, 1, 20, 0, 0, 0, 0, 0xFFFFFFFF)
    assert moved(record + b"a" + field, 300) == record + b"a" + field[:12] + struct.pack("<Q", 300)


class Unseekable(io.BytesIO):
    """What a program that writes as it goes leaves behind."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_place: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def test_what_a_check_finds_is_told_at_the_words_that_it_quotes() -> None:
    body = (
        p("2.6.1 Zorg", pr='<w:outlineLvl w:val="0"/>')
        + p("Nog € XX invullen")
        + p("Actiepunten", pr='<w:outlineLvl w:val="1"/>')
        + tbl(
            tr(tc(p("Wat gaan we doen?")), tc(p("type")), tc(p("planning"))),
            tr(tc(p("Toezicht houden")), tc(p("Uitvoering")), tc("<w:p/>")),
            tr(tc(p("Toezicht houden")), tc(p("Uitvoering")), tc(p(r("kijk", '<w:highlight w:val="yellow"/>')))),
        )
    )
    data = docx(body)
    checked = findings.check(data, "a.docx", profiles.load("nl"), no_resources, NL)
    about = {text.split(":")[0]: words for words, text in commented(_told(data, checked.found))}
    assert about == {
        "Dit moet nog worden ingevuld": "Nog € XX invullen",
        "De actie „Toezicht houden” staat er 2 keer.": "Toezicht houden",
        "De planning is leeg bij 1 van de 2 acties in deze tabel.": "Toezicht houden",
        "Gemarkeerde tekst": "kijk",
    }
    again = findings.check(_told(data, checked.found), "a.docx", profiles.load("nl"), no_resources, NL)
    assert again.found == checked.found


def _told(data: bytes, found: Sequence[Diagnostic]) -> bytes:
    return annotate(data, found, lambda one: (NL.what(one), NL.advice(one)), Limits(), ignored)
