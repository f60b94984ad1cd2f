"""What is refused before it is read, and why."""

import io
import zipfile

import pytest

from pipeline.diagnostics import Code
from pipeline.errors import UnreadableSource
from pipeline.ingest.word import read
from pipeline.limits import Limits
from pipeline.source import no_resources
from tests.ingest.word.build import docx, p, para, source, xml, zipped

GOOD = docx(p("a"))
with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
    UNPACKED = str(sum(info.file_size for info in file.infolist()))
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good, zipfile.ZipFile(buffer, "w") as file:
        for info in good.infolist():
            file.writestr(info, good.read(info))
        for name, data in entries:
            file.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def with_main(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
        entries = {info.filename: good.read(info) for info in good.infolist()}
    return zipped({**entries, "word/document.xml": data})


def reason(data: bytes, **limits: int) -> str:
    with pytest.raises(UnreadableSource) as error:
        read(data, no_resources, Limits(**limits), lambda _: None)
    return error.value.reason


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (bytes(512), "empty"),
        (b"{\\rtf1 a}", "not-word"),
        (b"<html>a</html>", "not-word"),
        (CFB + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (CFB + "WordDocument".encode("utf-16-le"), "old-word"),
        (CFB + "Workbook".encode("utf-16-le"), "not-word"),
        (GOOD[: len(GOOD) // 2], "cut-off"),
        (GOOD[:-10], "cut-off"),
        (packed(("WORD/Document.xml", b"<a/>")), "duplicate-entries"),
        (packed(("word\\document.xml", b"<a/>")), "duplicate-entries"),
        (packed(("../../etc/passwd", b"")), "unsafe-names"),
        (packed(("C:/Windows/a.xml", b"")), "unsafe-names"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "not-word"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "not-word"),
        (with_main(b"<workbook/>"), "not-word"),
        (with_main(b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'), "xml-dtd"),
        (with_main(b"<w:document"), "xml-broken"),
        (docx("<w:sdt><w:sdtContent>" * 3_000 + p("a") + "</w:sdtContent></w:sdt>" * 3_000), "part-too-deep"),
    ],
    ids=[
        *("nothing", "zeros", "rtf", "html", "encrypted", "old word", "old excel", "half", "no end", "case", "slash"),
        *("traversal", "drive", "odt", "xlsx", "workbook inside", "dtd", "broken", "3,000 content controls"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_an_entry_with_a_password_is_refused() -> None:
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert reason(bytes(data)) == "encrypted"


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"source_bytes": 10}, ("file-too-large", {"size": str(len(GOOD)), "limit": "10"})),
        ({"entries": 3}, ("too-many-parts", {"count": "4", "limit": "3"})),
        ({"xml_part_bytes": 100}, ("unpacked-too-large", {"size": UNPACKED, "limit": "100"})),
        ({"elements": 2}, ("too-many-elements", {"limit": "2"})),
    ],
)
def test_what_is_larger_than_the_limits_is_refused(limits: dict[str, int], expected: object) -> None:
    with pytest.raises(UnreadableSource) as error:
        read(GOOD, no_resources, Limits(**limits), lambda _: None)
    assert (error.value.reason, error.value.values) == expected


def test_a_media_bomb_is_not_unpacked() -> None:
    result, _ = source(packed(("word/media/a.png", bytes(50_000_000))))
    assert [piece.content for piece in result.pieces] == [para("a")]


def test_macros_are_ignored_and_reported() -> None:
    _, found = source(packed(("word/vbaProject.bin", b"x")))
    assert [flaw.code for flaw in found] == [Code.MACROS_IGNORED]


def test_a_part_that_can_be_missed_is_reported_when_it_is_broken() -> None:
    result, found = source(docx(p("a"), relations={"s": ("styles", "s.xml")}, files={"word/s.xml": b"<w:styles"}))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [(Code.PART_UNREADABLE, {"part": "word/s.xml"})]


def test_a_damaged_entry_of_the_main_part_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        info = file.getinfo("word/document.xml")
    data = bytearray(GOOD)
    data[info.header_offset + 30 + len(info.filename) + 20] ^= 0xFF
    assert reason(bytes(data)) == "cut-off"


def test_deep_nesting_is_flattened_and_hidden_text_stays_hidden() -> None:
    levels = 300
    removed = "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
    inner = f"<w:p><w:r><w:t>a</w:t></w:r>{removed}</w:p>"
    body = "<w:tbl><w:tr><w:tc>" * levels + inner + "</w:tc></w:tr></w:tbl>" * levels
    result, found = source(docx(body + p("c")))
    assert [flaw.code for flaw in found] == [Code.LIMIT_REACHED, Code.DELETED_TEXT, Code.TRACKED_CHANGES]
    assert len(result.pieces) == 2


@pytest.mark.parametrize("wrapper", ["smartTag", "customXml", "ins", "hyperlink"])
def test_deep_inline_nesting_keeps_its_text(wrapper: str) -> None:
    run = f"<w:{wrapper}>" * 500 + "<w:r><w:t>a</w:t></w:r>" + f"</w:{wrapper}>" * 500
    result, _ = source(docx(f"<w:p>{run}</w:p>"))
    assert [piece.content for piece in result.pieces] == [para("a")]


def test_a_document_wrapped_in_another_element_is_found() -> None:
    inner = xml("w:document", f"<w:body>{p('a')}</w:body>")
    result, _ = source(with_main(b"<pkg>" + inner + b"</pkg>"))
    assert [piece.content for piece in result.pieces] == [para("a")]


def test_a_part_that_is_not_what_its_relationship_says_is_reported() -> None:
    styles = {"relations": {"s": ("styles", "s.xml")}, "files": {"word/s.xml": b"<styles/>"}}
    result, found = source(docx(p("a"), **styles))  # type: ignore[arg-type]
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [(Code.PART_UNREADABLE, {"part": "word/s.xml"})]
