"""Paragraphs, figures, and details with their sub-heading."""

from __future__ import annotations

import hashlib

import pytest
from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.columns import Column
from pipeline.content import Asset, Content, Figure, Image, Item, ItemList, LineBreak, Link, Paragraph, Text, paragraph
from pipeline.model import ActionList, Detail
from tests.builders import bulleted, document, grid
from tests.emit.html import emitted, inner, parsed, section, shown

PICTURE = b"GIF89a"
KEY = hashlib.sha256(PICTURE).hexdigest()


def test_paragraphs_stand_under_one_another_and_lines_break_inside() -> None:
    assert shown(paragraph("Een\ntwee"), paragraph("Drie")) == "<p>Een<br>twee</p><p>Drie</p>"


@pytest.mark.parametrize("content", [paragraph(""), paragraph("\u00a0 \u200b"), Paragraph((LineBreak(),)), bulleted()])
def test_what_cannot_be_seen_leaves_no_markup(content: Content) -> None:
    assert shown(paragraph("a"), content, paragraph("b")) == "<p>a</p><p>b</p>"


def test_a_detail_is_a_heading_one_level_down_and_its_content() -> None:
    outermost = Detail("Buurt", (paragraph("Rust."), Detail("Nacht", (paragraph("Stil."),))))
    assert shown(outermost) == "<h2>Buurt</h2><p>Rust.</p><h3>Nacht</h3><p>Stil.</p>"


def test_a_detail_without_a_title_has_no_heading_and_what_is_below_skips_no_level() -> None:
    assert shown(Detail("", (Detail("Nacht", ()),))) == "<h2>Nacht</h2>"


def test_a_heading_keeps_its_marks_and_its_links() -> None:
    heading = (Text("Buurt "), Link("https://a.nl/", (Text("en wijk"),)))
    assert shown(Detail("Buurt en wijk", (), heading)) == '<h2>Buurt <a href="https://a.nl/">en wijk</a></h2>'


def test_below_the_sixth_level_a_screen_reader_is_told_the_level() -> None:
    nested: Detail | None = None
    for depth in range(7, 0, -1):
        nested = Detail(str(depth), (nested,) if nested else ())
    assert nested is not None
    assert shown(nested) == (
        '<h2>1</h2><h3>2</h3><h4>3</h4><h5>4</h5><h6>5</h6><h6 aria-level="7">6</h6><h6 aria-level="8">7</h6>'
    )


def test_a_figure_is_a_picture_with_its_caption() -> None:
    figure = Figure(Image(KEY, "Een kaart"), (Text("Figuur 1"),))
    made = replace(document(section(figure)), assets={KEY: Asset("image/gif", PICTURE)})
    assert inner(parsed(emitted(made)), "intro") == (
        '<figure><img alt="Een kaart" src="data:image/gif;base64,R0lGODlh"><figcaption>Figuur 1</figcaption></figure>'
    )


def test_an_action_without_a_table_has_its_id_where_its_words_stand() -> None:
    told = (Action("a1", "Toezicht"), Action("a2", "vegen"), Action("a3", "elders"))
    content = (Detail("Meer Toezicht", (paragraph("Tekst."),)), ItemList((Item((paragraph("vegen"),)),)))
    assert shown(ActionList(content, told)) == (
        '<h2 id="a1">Meer Toezicht</h2><p>Tekst.</p><ul><li id="a2">vegen</li></ul><span id="a3"></span>'
    )


def test_an_action_table_is_the_table_that_presents_it() -> None:
    actions = (Action("a1", "Toezicht", type="Nieuw"), Action("a2", "Camera's", type=""))
    table = ActionTable((Column("description", "Wat?"), Column("type", "type")), actions)
    with_headers = grid(("Wat?", "type"), ("Toezicht", "Nieuw"), ("Camera's", ""), header_rows=1)
    assert shown(table) == (
        '<div class="table-frame" data-label="Tabel: Titel"><table>'
        '<thead><tr><th scope="col">Wat?</th><th scope="col">type</th></tr></thead>'
        '<tbody><tr id="a1"><th class="thing" scope="row">Toezicht</th><td>Nieuw</td></tr>'
        '<tr id="a2"><th class="thing" scope="row">Camera\'s</th><td></td></tr></tbody></table></div>'
    )
    assert shown(with_headers).count("<td>") == 4
