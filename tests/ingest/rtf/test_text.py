"""Characters: code pages, fonts, Unicode, signs; looks, links and pictures; what a document says of itself."""

from __future__ import annotations

import pytest

from pipeline.content import Content, LineBreak, Link, Paragraph, Text, paragraph
from pipeline.errors import UnreadableSource
from pipeline.ingest import rtf
from pipeline.limits import Limits
from pipeline.source import Source, no_resources
from tests.builders import counted, ignored
from tests.ingest.rtf.build import pieces, read
from tests.strategies import ASSETS

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204{\*\falt x} Times;}{\f2\fcharset2 Symbol;}"
    r"{\f3\fcharset128 MS Mincho;}{\f4\fnil\cpg1253 Grieks;}}"
)


def contents(body: str) -> list[Content]:
    return [piece.content for piece in pieces(body)]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\'80 \'e9", "€ é"),
        (r"{\f1\'cf\'f0\'e8}", "При"),
        (r"{\f2\'b7\'61}", "•α"),
        (r"{\f3\'93\'fa\'96\'7b}", "日本"),
        (r"{\f4\'e1}", "α"),
        (r"\u8364?\u8364\'80\uc2\u233ab\uc0\u233c", "€€ééc"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\uc2\u233ab}\u233?c", "ééc"),
        (r"\emdash\endash\lquote\rquote\ldblquote\rdblquote\bullet", "—–‘’“”•"),
        (r"a\~b\_c\-d\{\}\\", "a\u00a0b\u2011c\u00add{}\\"),
        (r"a\tab b  c", "a\tb  c"),
        ("a\r\nb\nc", "abc"),
        (r"\u61623?", "\ufffd"),
        (r"{\f2\u61623?}", "•"),
    ],
)
def test_characters_are_those_of_the_font_and_the_code_page(written: str, text: str) -> None:
    assert contents(rf"{FONTS}\pard {written}\par") == [paragraph(text)]


def test_looks_are_marks() -> None:
    body = r"\pard a{\b b\b0 c}{\i\ul d\ulnone e}{\super f}\strike g\plain{\scaps h}{\sub\nosupersub i}\line j\par"
    line = (
        *(Text("a"), Text("b", ("bold",)), Text("c"), Text("d", ("italic", "underline")), Text("e", ("italic",))),
        *(
            Text("f", ("superscript",)),
            Text("g", ("strike",)),
            Text("h", ("small-caps",)),
            Text("i"),
            LineBreak(),
            Text("j"),
        ),
    )
    assert contents(body) == [Paragraph(line)]


@pytest.mark.parametrize(
    ("instruction", "href"),
    [(r'HYPERLINK "http://a.nl/"', "http://a.nl/"), (r'HYPERLINK \\l "daar"', "#daar"), ("REF daar \\\\h", "#daar")],
)
def test_a_field_may_be_a_link(instruction: str, href: str) -> None:
    body = rf"\pard zie {{\field{{\*\fldinst {{{instruction}}}}}{{\fldrslt {{\plain\ul hier}}}}}}.\par"
    link = Link(href, (Text("hier", ("underline",)),))
    assert contents(body) == [Paragraph((Text("zie "), link, Text(".")))]


def test_a_bookmark_is_an_anchor() -> None:
    (piece,) = pieces(r"\pard {\*\bkmkstart daar}{\*\bkmkstart _GoBack}Kop{\*\bkmkend daar}\par")
    assert (piece.content, piece.anchors) == (paragraph("Kop"), ("daar",))


def test_a_picture_is_that_of_the_file_with_its_size_and_description() -> None:
    key, asset = next(iter(ASSETS.items()))
    digits = asset.data.hex()
    said = r"{\*\picprop{\sp{\sn wzDescription}{\sv Kaart}}}"
    picture = rf"{{\pict{said}\pngblip\picwgoal400\pichgoal200\picscalex50 {digits[:40]}" + "\n" + digits[40:] + "}"
    source = read(rf"\pard {{\*\shppict{picture}}}{{\nonshppict{{\pict 00}}}}\par")
    (figure,) = [piece.content for piece in source.pieces]
    image = getattr(figure, "image", None)
    assert (getattr(image, "asset", ""), getattr(image, "alt", ""), getattr(image, "width", 0)) == (key, "Kaart", 10.0)
    assert source.assets == {key: asset}
    assert counted(source) == [("document", 0, 0, 0, 0)]


def test_a_picture_in_bytes_is_read_though_they_look_like_groups() -> None:
    source = read(r"\pard {\pict\pngblip\bin5 }}{{x}a\par")
    assert [asset.data for asset in source.assets.values()] == [b"}}{{x"]


def test_a_document_says_who_made_it_and_when() -> None:
    source = read(
        r"\deflang1043{\info{\title Zorg {en meer}}{\author A. de Boer}{\subject S}{\keywords k, l}"
        r"{\creatim\yr2020\mo1\dy1}{\revtim\yr2025\mo9\dy3\hr4}}\pard a\par"
    )
    assert source == Source(
        "rtf",
        source.pieces,
        written=source.written,
        title="Zorg en meer",
        author="A. de Boer",
        subject="S",
        keywords="k, l",
        language="nl-NL",
        date="2025-09-03",
    )


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [(b"tekst", Limits(), "not-rtf"), (b"{\\rtf1 a}", Limits(source_bytes=3), "file-too-large")],
)
def test_what_cannot_be_read_is_refused(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        rtf.read(data, no_resources, limits, ignored)
