"""What stands in a line: marks, links, pictures, formulas, places where a line may break."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace

from pipeline.content import Asset, Image, Inline, LineBreak, Link, Mark, Math, NoteReference, Paragraph, Text
from pipeline.diagnostics import Code, Diagnostic
from tests.builders import document
from tests.emit.html import emitted, inner, parsed, section, shown

PICTURE = b"GIF89a"
KEY = hashlib.sha256(PICTURE).hexdigest()


def line(*content: Inline, found: list[Diagnostic] | None = None, asset: Asset | None = None) -> str:
    """What becomes of a line."""
    made = replace(document(section(Paragraph(content))), assets={KEY: asset} if asset else {})
    data = emitted(made, report=(found if found is not None else []).append)
    return inner(parsed(data), "intro").removeprefix("<p>").removesuffix("</p>")


# ------------------------------------------------------------------------------------ text


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("bold", "<strong>a</strong>"),
        ("italic", "<em>a</em>"),
        ("underline", "<u>a</u>"),
        ("strike", "<s>a</s>"),
        ("superscript", "<sup>a</sup>"),
        ("subscript", "<sub>a</sub>"),
        ("small-caps", '<span class="small-caps">a</span>'),
    ],
)
def test_each_mark_is_an_element(mark: Mark, expected: str) -> None:
    assert line(Text("a", (mark,))) == expected


def test_marks_stand_in_one_another_in_their_order() -> None:
    assert line(Text("a", ("bold", "italic")), Text(" b")) == "<strong><em>a</em></strong> b"


def test_text_is_never_markup() -> None:
    assert line(Text("<b>&amp; {{ x }} ]]>")) == "&lt;b&gt;&amp;amp; {{ x }} ]]&gt;"


def test_what_a_page_may_not_hold_is_left_out() -> None:
    assert line(Text("a\x7f\x9b\ufdd0\U0001ffffb\x85c")) == "ab c"


def test_a_line_may_break_behind_the_slash_between_long_words() -> None:
    assert line(Text("communicatie/voorlichting", ("bold",))) == "<strong>communicatie/<wbr>voorlichting</strong>"
    assert line(Text("toezicht/handhaving/vergunning")) == "toezicht/<wbr>handhaving/<wbr>vergunning"
    assert b"communicatie/<wbr>voorlichting</p>" in emitted(
        document(section(Paragraph((Text("communicatie/voorlichting"),))))
    )


@pytest.mark.parametrize("text", ["en/of", "2025/2026", "km/u", "3e/4e kwartaal", "https://abcdef", "wit/zwarte/"])
def test_a_line_does_not_break_in_what_is_short_or_no_word(text: str) -> None:
    assert line(Text(text)) == text


# ------------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://a.nl/b?c=d&e#f", "https://a.nl/b?c=d&amp;e#f"),
        ("http://a.nl", "http://a.nl"),
        ("HTTPS://a.nl/", "HTTPS://a.nl/"),
        ("mailto:griffie@a.nl", "mailto:griffie@a.nl"),
        ("tel:+31201234567", "tel:+31201234567"),
        ("bijlagen/kaart 1.pdf", "bijlagen/kaart%201.pdf"),
        (" https://a.nl/\n", "https://a.nl/"),
        ("https://a.nl/50%/x#y#z", "https://a.nl/50%25/x#y%23z"),
        ("map\\kaart.pdf", "map/kaart.pdf"),
    ],
)
def test_a_link_leads_to_addresses_of_known_schemes_and_beside_the_page(href: str, expected: str) -> None:
    assert line(Link(href, (Text("a"),))) == f'<a href="{expected}">a</a>'


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " \x01javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//kwaad.nl/",
        "\\\\kwaad.nl\\map",
        "https://",
        "https://a b.nl/",
        "http://[::1",
        "",
    ],
)
def test_any_other_address_is_text_and_that_is_told(href: str) -> None:
    found: list[Diagnostic] = []
    assert line(Link(href, (Text("lees "), Text("dit", ("bold",)))), found=found) == "lees <strong>dit</strong>"
    assert [(flaw.code, flaw.text, flaw.values) for flaw in found] == [(Code.LINK_UNSAFE, "lees dit", {"href": href})]


def test_a_link_within_the_page_leads_to_what_is_there() -> None:
    found: list[Diagnostic] = []
    assert line(Link("#s1", (Text("a"),)), Link("#weg", (Text("b"),)), found=found) == '<a href="#s1">a</a>b'
    assert [(flaw.code, flaw.values) for flaw in found] == [(Code.LINK_BROKEN, {"href": "#weg"})]


def test_a_link_holds_no_other() -> None:
    inside = Link("https://b.nl/", (Text("b"), NoteReference("n")))
    assert line(Link("https://a.nl/", (Text("a"), inside))) == (
        '<a href="https://a.nl/">ab</a><sup class="note-reference">'
        '<a aria-label="Noot 1" href="#note--1" id="note--1-1" role="doc-noteref">1</a></sup>'
    )


def test_a_link_without_words_is_named_by_its_address() -> None:
    made = line(Link("https://a.nl/", (Image(KEY, ""),)), asset=Asset("image/gif", PICTURE))
    assert made == (
        '<a aria-label="https://a.nl/" href="https://a.nl/"><img alt="" src="data:image/gif;base64,R0lGODlh"></a>'
    )
    assert line(Text("a"), Link("https://a.nl/", ())) == "a"


# ------------------------------------------------------------------------------------ pictures


def test_a_picture_is_part_of_the_page_in_its_size() -> None:
    found: list[Diagnostic] = []
    made = line(Image(KEY, "Een kaart", 75.0, 0.1), found=found, asset=Asset("image/png", PICTURE))
    assert made == '<img alt="Een kaart" height="1" src="data:image/png;base64,R0lGODlh" width="100">'
    assert found == []


def test_a_picture_without_a_description_says_so() -> None:
    found: list[Diagnostic] = []
    made = line(Image(KEY), found=found, asset=Asset("image/png", PICTURE))
    assert made == '<img alt="Afbeelding zonder beschrijving" src="data:image/png;base64,R0lGODlh">'
    assert found == []


@pytest.mark.parametrize(
    ("asset", "reason"),
    [
        (Asset("image/x-emf", PICTURE), "image/x-emf wordt niet door elke browser getoond"),
        (Asset("image/svg+xml", PICTURE), "image/svg+xml wordt niet door elke browser getoond"),
        (Asset("image/png", b""), "image/png wordt niet door elke browser getoond"),
        (None, "het bestand ontbreekt"),
    ],
)
def test_what_no_browser_shows_is_a_frame_with_its_description(asset: Asset | None, reason: str) -> None:
    found: list[Diagnostic] = []
    made = line(Image(KEY, "Een kaart"), found=found, asset=asset)
    assert made == '<span class="picture-instead">Afbeelding: Een kaart</span>'
    assert [(flaw.code, flaw.text, flaw.values) for flaw in found] == [
        (Code.IMAGE_LEFT_OUT, "Een kaart", {"reason": reason})
    ]


def test_a_decoration_that_cannot_be_shown_is_left_out() -> None:
    assert line(Text("a"), Image(KEY, "")) == "a"


# ------------------------------------------------------------------------------------ formulas


@pytest.mark.parametrize(
    ("mathml", "expected"),
    [
        ("<math><mi>x</mi></math>", "<math><mi>x</mi></math>"),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>', "<math><mi>x</mi></math>"),
        (
            '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML" display="block"><m:mi>x</m:mi></m:math>',
            '<math display="block"><mi>x</mi></math>',
        ),
        ("<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>", "<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>"),
        (
            "<math><semantics><mi>x</mi><annotation>x</annotation></semantics></math>",
            "<math><mi>x</mi></math>",
        ),
        ('<math onclick="a()" href="b" style="c"><mi id="d">x</mi></math>', "<math><mi>x</mi></math>"),
        ("<math><script>a()</script><mi>x</mi><maction><mi>y</mi></maction></math>", "<math><mi>x</mi></math>"),
        ("<math><mtext><a>b</a>c</mtext></math>", "<math><mtext>c</mtext></math>"),
    ],
)
def test_a_formula_holds_mathml_core_and_nothing_else(mathml: str, expected: str) -> None:
    assert line(Math("x", mathml)) == expected


@pytest.mark.parametrize("mathml", ["", "<math><mi>", "<p>x</p>", "<!DOCTYPE math><math/>"])
def test_a_formula_without_mathml_is_its_text(mathml: str) -> None:
    assert line(Math("x < y", mathml)) == '<span class="formula">x &lt; y</span>'


def test_lines_break_where_the_source_breaks_them() -> None:
    assert shown(Paragraph((Text("a"), LineBreak(), Text("b")))) == "<p>a<br>b</p>"
