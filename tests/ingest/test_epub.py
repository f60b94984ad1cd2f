"""Books: documents in the order of the spine, the title page in the flow, navigation apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.content import NoteReference, Paragraph, Text, paragraph
from pipeline.errors import UnreadableSource
from pipeline.ingest import epub
from pipeline.ingest.archive import pack
from pipeline.limits import Limits
from pipeline.source import Source, no_resources, piece_text
from tests.builders import counted, ignored
from tests.strategies import ASSETS

CONTAINER = b'<container xmlns="c"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PAGE = (
    "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='e'>"
    "<body>{}</body></html>"
)
META = (
    "<dc:title>Titel</dc:title><dc:creator>Jan</dc:creator><dc:creator>Piet</dc:creator><dc:language>nl</dc:language>"
    "<dc:subject>a</dc:subject><dc:subject>b</dc:subject><dc:description>Over</dc:description><dc:date>2024</dc:date>"
    '<meta property="dcterms:modified">2025-09-30T00:00:00Z</meta>'
)


def book(*pages: str, nav: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A book of pages in a folder, with a navigation document in its spine."""
    names = [f"text/p {number}.xhtml" for number in range(len(pages))]
    items = "".join(
        f'<item id="p{number}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="p{number}"/>' for number in range(len(pages)))
    if nav:
        items += '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        spine = '<itemref idref="nav"/>' + spine
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
        f"<metadata>{META}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    return pack(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": opf.encode(),
            **({"OPS/nav.xhtml": PAGE.format(nav).encode()} if nav else {}),
            **{f"OPS/{name}": PAGE.format(page).encode() for name, page in zip(names, pages, strict=True)},
            **(more or {}),
        }
    )


def read(data: bytes) -> Source:
    return epub.read(data, no_resources, Limits(), ignored)


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableSource) as caught:
        read(data)
    return caught.value.reason


def test_documents_stand_in_the_order_of_the_spine() -> None:
    source = read(book("<h1>Een</h1><p>a</p>", "<h1>Twee</h1>"))
    assert [(piece_text(piece), piece.outline) for piece in source.pieces] == [("Een", 1), ("a", None), ("Twee", 1)]
    assert counted(source) == [("document", 8, 8, 0, 0)]


def test_a_title_page_is_text() -> None:
    source = read(book('<section epub:type="titlepage"><h1 class="title">Titel</h1></section>', "<p>a</p>"))
    assert [piece_text(piece) for piece in source.pieces] == ["Titel", "a"]
    assert "title" in source.pieces[0].styles
    assert counted(source) == [("document", 6, 6, 0, 0)]


def test_the_navigation_document_is_generated_contents() -> None:
    nav = (
        '<nav epub:type="toc"><ol><li><a href="x">Een</a></li></ol></nav><nav epub:type="landmarks"><a>Begin</a></nav>'
    )
    source = read(book("<p>a</p>", nav=nav))
    assert [(piece_text(piece), piece.region) for piece in source.pieces] == [("Een", "contents"), ("a", "body")]
    assert counted(source) == [("document", 4, 4, 0, 0)]


def test_notes_are_notes() -> None:
    page = '<p>a<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n"><p>noot</p></aside>'
    source = read(book(page))
    assert [piece.content for piece in source.pieces] == [Paragraph((Text("a"), NoteReference("footnote-1")))]
    assert [note.content for note in source.notes] == [(paragraph("noot"),)]
    assert counted(source) == [("document", 1, 1, 0, 0), ("footnotes", 4, 4, 0, 0)]


def test_pictures_come_from_the_package() -> None:
    key, asset = next(iter(ASSETS.items()))
    source = read(book('<p>a<img src="../media/k.png" alt="Kaart"/></p>', more={"OPS/media/k.png": asset.data}))
    assert source.assets == {key: asset}


def test_properties_are_those_of_the_book() -> None:
    source = read(book("<p>a</p>"))
    told = (source.format, source.title, source.author, source.subject, source.keywords, source.language, source.date)
    assert told == ("epub", "Titel", "Jan, Piet", "Over", "a, b", "nl", "2025-09-30")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b"tekst", "not-epub"),
        (pack({"mimetype": b"application/epub+zip"}), "not-epub"),
        (pack({"META-INF/container.xml": CONTAINER}), "not-epub"),
        (
            book("<p>a</p>", more={"META-INF/encryption.xml": b'<e><CipherReference URI="OPS/text/p%200.xhtml"/></e>'}),
            "encrypted",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_a_blank_document_in_the_spine_is_no_trouble() -> None:
    assert [piece_text(piece) for piece in read(book("", "<p>a</p>")).pieces] == ["a"]


def test_a_task_keeps_its_state_and_the_sign_of_one_is_no_second_one() -> None:
    boxes = '<ul><li><input type="checkbox" checked=""/>a</li><li>☐ b</li></ul><p><input type="checkbox"/>c</p>'
    source = read(book(boxes))
    assert [piece_text(piece) for piece in source.pieces] == ["☒ a", "☐ b", "c"]
    assert counted(source) == [("document", 5, 5, 0, 0)]
