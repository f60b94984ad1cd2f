"""Pictures, text boxes, charts and SmartArt."""

import hashlib
from typing import Any

import pytest

from pipeline.content import Asset, Cell, Figure, Image, Item, ItemList, Row, Table, Text
from pipeline.diagnostics import Code
from tests.ingest.word.build import (
    NAMESPACES,
    PNG,
    at,
    contents,
    docx,
    inline,
    p,
    para,
    pieces,
    source,
    tbl,
    tc,
    tr,
    xml,
    zipped,
)

KEY = hashlib.sha256(PNG).hexdigest()
MEDIA: dict[str, Any] = {"relations": {"i": ("image", "media/a.png")}, "files": {"word/media/a.png": PNG}}


def picture(doc: str = 'descr="Kaart"', key: str = 'r:embed="i"', extension: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" {doc}>{extension}</wp:docPr>'
        f"<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip {key}/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


IMAGE = Image(KEY, "Kaart", 100.0, 50.0)


def test_a_picture_by_itself_is_a_figure_and_its_bytes_are_an_asset() -> None:
    result, found = source(docx(p(picture()), **MEDIA))
    assert [piece.content for piece in result.pieces] == [Figure(IMAGE)]
    assert result.assets == {KEY: Asset("image/png", PNG)}
    assert found == []


def test_a_picture_among_text_stands_in_the_line() -> None:
    assert inline(p("a", picture(), "b"), **MEDIA) == (Text("a"), IMAGE, Text("b"))


@pytest.mark.parametrize(
    ("doc", "extension", "alt"),
    [
        ("", "", None),
        ('descr=""', "", None),
        ('title="Kaart"', "", "Kaart"),
        ('descr="Kaart"', '<a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst>', ""),
    ],
)
def test_the_alternative_text_is_what_the_author_gave(doc: str, extension: str, alt: str | None) -> None:
    assert contents(p(picture(doc, extension=extension)), **MEDIA) == [Figure(Image(KEY, alt, 100.0, 50.0))]


@pytest.mark.parametrize("key", ['r:embed="weg"', 'r:link="buiten"', ""])
def test_a_picture_that_is_not_there_is_reported(key: str) -> None:
    relations = {"buiten": ("image", "https://a.nl/kaart.png")}
    result, found = source(docx(p(picture(key=key)), relations=relations))
    assert [piece.content for piece in result.pieces] == [Figure(Image("", "Kaart", 100.0, 50.0))]
    assert [flaw.code for flaw in found] == [Code.IMAGE_MISSING]


def test_a_picture_in_an_old_format_is_kept_and_reported() -> None:
    bmp = b"BM" + bytes(20)
    result, found = source(docx(p(picture()), relations=MEDIA["relations"], files={"word/media/a.png": bmp}))
    assert list(result.assets.values()) == [Asset("image/bmp", bmp)]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [
        (Code.IMAGE_FORMAT, {"name": "a.png", "format": "image/bmp"})
    ]


def test_a_picture_larger_than_allowed_is_left_out() -> None:
    result, found = source(docx(p(picture()), **MEDIA), media_part_bytes=10)
    assert result.assets == {}
    assert [flaw.code for flaw in found] == [Code.LIMIT_REACHED, Code.IMAGE_MISSING]


def test_a_picture_in_vml_has_the_size_of_its_shape() -> None:
    shape = '<v:shape style="width:100pt;height:1in" alt="Kaart"><v:imagedata r:id="i"/></v:shape>'
    assert contents(p(f"<w:r><w:pict>{shape}</w:pict></w:r>"), **MEDIA) == [Figure(Image(KEY, "Kaart", 100.0, 72.0))]


def test_an_embedded_object_is_its_preview() -> None:
    shape = '<v:shape><v:imagedata r:id="i"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/>'
    result, found = source(docx(p(f"<w:r><w:object>{shape}</w:object></w:r>"), **MEDIA))
    assert [piece.content for piece in result.pieces] == [Figure(Image(KEY))]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [(Code.OBJECT_REPLACED, {"kind": "Excel.Sheet.12"})]


BOX = "<w:txbxContent>{}</w:txbxContent>"


def shape(inner: str) -> str:
    box = f"<wps:wsp><wps:txbx>{BOX.format(inner)}</wps:txbx></wps:wsp>"
    return f"<wp:anchor><a:graphic><a:graphicData>{box}</a:graphicData></a:graphic></wp:anchor>"


def vml(inner: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{BOX.format(inner)}</v:textbox></v:shape></w:pict>"


def both(inner: str) -> str:
    """Return a text box as Word writes it: in DrawingML, and once more in VML for older programs."""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape(inner)}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{vml(inner)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    "box",
    [
        both(p("b") + p("c")),
        f"<w:r>{vml(p('b') + p('c'))}</w:r>",
        f"<w:r><w:drawing>{shape(p('b') + p('c'))}</w:drawing></w:r>",
    ],
    ids=["both", "VML", "DrawingML"],
)
def test_a_text_box_follows_the_paragraph_that_it_is_anchored_in(box: str) -> None:
    found = pieces(p("a", box, "a") + p("d"))
    assert [(piece.content, piece.place) for piece in found] == [
        (para("aa"), at(1)),
        (para("b"), at(1)),
        (para("c"), at(1)),
        (para("d"), at(2)),
    ]


def test_a_choice_that_word_does_not_know_gives_way_to_the_fallback() -> None:
    run = (
        '<w:r><mc:AlternateContent><mc:Choice xmlns:x="urn:later" Requires="x"><w:t>a</w:t></mc:Choice>'
        "<mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert inline(p(run)) == (Text("b"),)


def test_a_text_box_in_a_cell_stays_in_the_cell() -> None:
    (found,) = contents(tbl(tr(tc(p("a", both(p("b")))))))
    assert found == Table((Row((Cell((para("a"), para("b"))),)),))


def test_a_text_box_may_hold_a_table_and_a_text_box() -> None:
    inner = tbl(tr("b")) + p("c", both(p("d")))
    assert contents(p("a", both(inner))) == [para("a"), Table((Row((Cell((para("b"),)),)),)), para("c"), para("d")]


def test_word_art_is_text() -> None:
    run = '<w:r><w:pict><v:shape><v:textpath string="Concept"/></v:shape></w:pict></w:r>'
    assert contents(p("a", run)) == [para("a"), para("Concept")]


def test_hidden_and_deleted_text_boxes_are_quoted() -> None:
    hidden = both(p("b")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
    result, found = source(docx(p("a", hidden, f"<w:del>{both(p('c'))}</w:del>")))
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert [flaw.code for flaw in found] == [Code.HIDDEN_TEXT, Code.DELETED_TEXT, Code.TRACKED_CHANGES]


def graphic(inner: str) -> str:
    data = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{data}</wp:inline></w:drawing></w:r>"


def test_a_chart_is_its_titles_and_a_table_of_its_data() -> None:
    def series(name: str, *values: str) -> str:
        def cache(*texts: str) -> str:
            points = "".join(f'<c:pt idx="{at}"><c:v>{text}</c:v></c:pt>' for at, text in enumerate(texts))
            return f"<c:strRef><c:strCache>{points}</c:strCache></c:strRef>"

        names = f"<c:tx>{cache(name)}</c:tx><c:cat>{cache('2025', '2026')}</c:cat>"
        return f"<c:ser>{names}<c:val>{cache(*values)}</c:val></c:ser>"

    title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Lasten</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    data = xml("c:chartSpace", f"<c:chart>{title}{series('Wegen', '1', '2')}{series('Groen', '3', '4')}</c:chart>")
    result, found = source(
        docx(
            p(graphic('<c:chart r:id="c"/>')),
            relations={"c": ("chart", "charts/chart1.xml")},
            files={"word/charts/chart1.xml": data},
        )
    )
    lines = [["", "Wegen", "Groen"], ["2025", "1", "3"], ["2026", "2", "4"]]
    rows = tuple(Row(tuple(Cell((para(text),) if text else ()) for text in line)) for line in lines)
    assert [piece.content for piece in result.pieces] == [para("Lasten"), Table(rows, 1)]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [(Code.OBJECT_REPLACED, {"kind": "chart"})]


def test_smart_art_is_a_list_of_its_texts() -> None:
    points = "".join(
        f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>" for text in ("a", "b", "")
    )
    data = f"<dgm:dataModel {NAMESPACES}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>".encode()
    (found,) = contents(
        p(graphic('<dgm:relIds r:dm="d"/>')),
        relations={"d": ("diagramData", "diagrams/data1.xml")},
        files={"word/diagrams/data1.xml": data},
    )
    assert found == ItemList((Item((para("a"),)), Item((para("b"),))))


def test_text_in_a_canvas_is_kept() -> None:
    text = "<a:txBody><a:p><a:r><a:t>wa</a:t></a:r><a:r><a:t>ter</a:t></a:r></a:p></a:txBody>"
    assert contents(p(graphic(text))) == [para("water")]


def test_an_embedded_document_is_read_in_place_with_its_notes() -> None:
    inner = docx(
        p("b", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=f'<w:footnote w:id="1">{p("n")}</w:footnote>'
    )
    body = p("a") + '<w:altChunk r:id="x"/>' + p("c")
    result, _ = source(docx(body, relations={"x": ("aFChunk", "deel.docx")}, files={"word/deel.docx": inner}))
    assert [(content_of(piece.content), piece.place.item) for piece in result.pieces] == [("a", 1), ("b", 2), ("c", 3)]
    assert [note.id for note in result.notes] == ["chunk-1-footnote-1"]


def content_of(content: object) -> str:
    return content.content[0].text  # type: ignore[attr-defined, no-any-return]


def test_embedded_plain_text_is_paragraphs() -> None:
    body = '<w:altChunk r:id="x"/>'
    found = contents(
        body, relations={"x": ("aFChunk", "deel.txt")}, files={"word/deel.txt": "één\r\n\r\ntwee".encode()}
    )
    assert found == [para("één"), para("twee")]


PAGE = "<html><body><p>één</p><p>twee</p></body></html>"
ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><body><p>=E9=E9n</p><p>twee</p></body></html>\r\n--x--\r\n"
)


@pytest.mark.parametrize(("name", "text"), [("deel.html", PAGE), ("deel.mht", ARCHIVE)])
def test_an_embedded_web_page_is_read_in_place(name: str, text: str) -> None:
    found = contents(
        '<w:altChunk r:id="x"/>', relations={"x": ("aFChunk", name)}, files={f"word/{name}": text.encode()}
    )
    assert found == [para("één"), para("twee")]


RTF: dict[str, Any] = {
    "relations": {"x": ("aFChunk", "deel.rtf")},
    "files": {"word/deel.rtf": rb"{\rtf1\ansi {\b een}\par twee\par}"},
}


def test_an_embedded_rich_text_is_read_in_place() -> None:
    assert contents(p("a") + '<w:altChunk r:id="x"/>', **RTF) == [para("a"), para(Text("een", ("bold",))), para("twee")]


def test_an_embedded_document_of_another_kind_is_named() -> None:
    files = {"relations": {"x": ("aFChunk", "deel.doc")}, "files": {"word/deel.doc": b"\xd0\xcf\x11\xe0"}}
    _, found = source(docx(p("a") + '<w:altChunk r:id="x"/>', **files))  # type: ignore[arg-type]
    assert [(flaw.code, dict(flaw.values)) for flaw in found] == [
        (Code.EMBEDDED_SKIPPED, {"part": "word/deel.doc", "kind": "doc"})
    ]


@pytest.mark.parametrize(
    ("name", "data", "limits", "code"),
    [
        ("deel.bin", b"zomaar", {}, Code.EMBEDDED_SKIPPED),
        ("deel.odt", zipped({"content.xml": b"<a/>"}), {}, Code.EMBEDDED_SKIPPED),
        ("deel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", {}, Code.EMBEDDED_SKIPPED),
        ("deel.docx", b"PK kapot", {}, Code.PART_UNREADABLE),
        ("deel.txt", b"a", {"nested_documents": 0}, Code.LIMIT_REACHED),
    ],
)
def test_an_embedded_document_that_cannot_be_read_is_reported(
    name: str, data: bytes, limits: dict[str, int], code: Code
) -> None:
    body = p("a") + '<w:altChunk r:id="x"/>'
    result, found = source(docx(body, relations={"x": ("aFChunk", name)}, files={f"word/{name}": data}), **limits)
    assert [piece.content for piece in result.pieces] == [para("a")]
    assert [flaw.code for flaw in found] == [code]
