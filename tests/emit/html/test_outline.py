"""The tree of a document: one h1, no level skipped, blocks that open and close, contents where there is a choice."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.content import Link, NoteReference, Paragraph, Text, paragraph
from pipeline.diagnostics import Code, Diagnostic, Place
from pipeline.model import Block, Detail, Section
from tests.builders import bulleted, document
from tests.emit.html import emitted, inner, outer, page, parsed, section


def sub(id_: str, title: str, *sections: Section, number: str = "") -> Section:
    return Section(id=id_, number=number, title=title, level=1, sections=sections)


def headings(*sections: Section, title: str = "Titel") -> list[tuple[str, str]]:
    """Each heading of the page: its tag and its words."""
    made = page(*sections, title=title)
    return [(str(node.tag), "".join(node.itertext())) for node in made.iter("h1", "h2", "h3", "h4", "h5", "h6")]


# ------------------------------------------------------------------------------------ the page's own heading


def test_the_only_section_heads_the_page_that_is_called_as_it_is() -> None:
    made = page(sub("s", "Veiligheid", number="2.6.1"), title="2.6.1  Veiligheid")
    assert inner(made, "page-title") == '<h1><span class="number">2.6.1</span> Veiligheid</h1>'
    assert made.xpath("string(.//div[@class='page-title']/@id)") == "s"
    assert headings(sub("s", "Veiligheid", number="2.6.1"), title="Veiligheid") == [("h1", "2.6.1 Veiligheid")]
    assert headings(sub("s", "Veiligheid", number="2.6.1"), title="") == [("h1", "2.6.1 Veiligheid")]


def test_else_the_page_is_called_as_the_document_and_sections_stand_below() -> None:
    assert headings(sub("s", "Veiligheid"), title="Begroting") == [("h1", "Begroting"), ("h2", "Veiligheid")]
    assert headings(sub("s", "Zorg"), sub("t", "Wonen"), title="Zorg") == [
        ("h1", "Zorg"),
        ("h2", "Zorg"),
        ("h2", "Wonen"),
    ]


def test_without_a_title_the_page_is_called_as_its_first_section_or_by_a_label() -> None:
    assert headings(sub("s", "Zorg"), sub("t", "Wonen"), title="")[0] == ("h1", "Zorg")
    assert headings(sub("s", "", sub("t", "Wonen")), title="")[0] == ("h1", "Wonen")
    assert headings(title=" ") == [("h1", "Begroting")]


def test_a_section_without_a_title_skips_no_level() -> None:
    made = sub("s", "", sub("t", "Wonen", sub("u", "Huur")))
    assert headings(made) == [("h1", "Titel"), ("h2", "Wonen"), ("h3", "Huur")]


def test_the_title_of_the_window_is_the_heading_in_one_line() -> None:
    made = page(sub("s", "Veiligheid\nen \x85orde", number="2.6.1"), title="")
    assert made.findtext(".//title") == "2.6.1 Veiligheid en orde"
    assert made.findtext(".//footer/p") == "2.6.1 Veiligheid en orde"


# ------------------------------------------------------------------------------------ sections and blocks


def test_guidance_intro_blocks_and_inner_sections_stand_in_this_order() -> None:
    made = Section(
        id="s",
        number="",
        title="Zorg",
        level=1,
        guidance=(paragraph("Via het plusteken."), bulleted("blok")),
        intro=(paragraph("Vooraf."),),
        blocks=(Block("s-b", "text", "", (paragraph("Los."),)),),
        sections=(sub("t", "Jeugd"),),
    )
    assert inner(page(made), "content") == (
        '<section class="section" id="s"><h2>Zorg</h2>'
        '<div class="guidance" role="note"><p>Via het plusteken.</p><ul><li>blok</li></ul></div>'
        '<div class="intro"><p>Vooraf.</p></div>'
        '<div class="blocks"><div class="block block-text" id="s-b"><p>Los.</p></div></div>'
        '<section class="section" id="t"><h3>Jeugd</h3></section></section>'
    )


def test_a_block_is_a_heading_and_the_panel_that_it_names() -> None:
    block = Block("s1-actions", "actions", "Actiepunten", (Detail("Inbraak", (paragraph("Minder."),)),))
    assert inner(page(section(blocks=(block,))), "blocks") == (
        '<div class="block block-actions" id="s1-actions">'
        '<h2><span class="title" id="s1-actions--title">Actiepunten</span></h2>'
        '<div aria-labelledby="s1-actions--title" class="panel" id="s1-actions--panel" role="group">'
        "<h3>Inbraak</h3><p>Minder.</p></div></div>"
    )


def test_what_leads_elsewhere_stands_beside_the_title_that_becomes_a_button() -> None:
    heading = (Link("https://a.nl/", (Text("Acties"), NoteReference("n"))), Text(" nu", ("bold",)), NoteReference("n"))
    made = page(section(blocks=(Block("b", "text", "Acties nu", (paragraph("a"),), heading),)))
    (title,) = made.xpath(".//h2[span]")
    link = '<a aria-label="Noot 1" href="#note--1" id="note--1-{}" role="doc-noteref">1</a>'
    assert outer(title, "h2") == (
        '<h2><span class="title" id="b--title">Acties<strong> nu</strong></span>'
        f'<sup class="note-reference">{link.format(1)}</sup><sup class="note-reference">{link.format(2)}</sup></h2>'
    )


def test_a_button_opens_all_where_there_are_two_blocks_or_more_and_it_waits_for_the_script() -> None:
    blocks = [Block(f"b{n}", "text", f"Blok {n}", (paragraph("a"),)) for n in (1, 2)]
    made = page(section(paragraph("Vooraf."), blocks=blocks))
    assert inner(made, "tools") == (
        '<button data-closed="Alles openen" data-opened="Alles sluiten" hidden="hidden" type="button">'
        "Alles openen</button>"
    )
    assert inner(page(section(blocks=blocks[:1])), "tools") == ""


def test_what_was_mended_is_told_with_the_place_of_its_section_or_block() -> None:
    found: list[Diagnostic] = []
    unsafe = Paragraph((Link("javascript:a", (Text("a"),)),))
    made = document(section(unsafe, blocks=(Block("b", "text", "Blok", (Detail("Kop", (unsafe,)),)),)))
    emitted(replace(made, places={"s1": Place(item=3), "b": Place(item=7)}), report=found.append)
    assert [(flaw.code, flaw.place.item) for flaw in found] == [(Code.LINK_UNSAFE, 3), (Code.LINK_UNSAFE, 7)]


# ------------------------------------------------------------------------------------ contents


def test_contents_are_the_titled_sections_as_lists_of_lists() -> None:
    made = page(sub("a", "Zorg", sub("b", "Jeugd"), number="1"), sub("c", "", sub("d", "Wonen")))
    assert inner(made, "contents") == (
        '<details open="open"><summary>Inhoud</summary><ul>'
        '<li><a href="#a"><span class="number">1</span> Zorg</a><ul><li><a href="#b">Jeugd</a></li></ul></li>'
        '<li><a href="#d">Wonen</a></li></ul></details>'
    )
    (navigation,) = made.iter("nav")
    assert navigation.get("aria-label") == "Inhoud"


def test_the_section_that_heads_the_page_is_not_in_its_contents() -> None:
    made = page(sub("a", "Zorg", sub("b", "Jeugd")), title="Zorg")
    assert inner(made, "contents") == (
        '<details open="open"><summary>Inhoud</summary><ul><li><a href="#b">Jeugd</a></li></ul></details>'
    )


def test_there_are_no_contents_without_a_choice() -> None:
    assert list(page(sub("a", "Zorg", sub("b", ""))).iter("nav")) == []


def test_a_page_of_nothing_is_a_page() -> None:
    assert inner(parsed(emitted(document())), "content") == ""
