"""Block content as the template takes it: lists with their labels, figures, and how deep it may go."""

from __future__ import annotations

from pipeline.content import Content, Figure, Image, Item, ItemList, Paragraph, Text, paragraph
from pipeline.diagnostics import Code
from pipeline.emit.pdf import page
from tests.builders import bulleted, grid, ordered
from tests.emit.pdf.press import flaws, flowing
from tests.strategies import ASSETS

DOT = next(iter(ASSETS))


def para(text: str) -> page.Paragraph:
    return page.Paragraph((text,))


def test_bullets_have_no_label_and_numbers_have_the_one_that_was_written() -> None:
    assert flowing(bulleted("a", "b")) == (page.List((page.Item((para("a"),)), page.Item((para("b"),)))),)
    lettered = ItemList((Item((paragraph("a"),), "c)"), Item((paragraph("b"),), "2.3")), ordered=True)
    assert flowing(lettered) == (page.List((page.Item((para("a"),), "c)"), page.Item((para("b"),), "2.3"))),)


def test_a_numbered_list_without_labels_is_numbered_from_one() -> None:
    bare = ItemList((Item((paragraph("a"),)), Item((paragraph("b"),))), ordered=True)
    assert flowing(bare) == flowing(ordered("a", "b"))


def test_an_item_without_anything_to_be_seen_is_left_out_and_shifts_no_number() -> None:
    assert flowing(ordered("a", " ", "c")) == (
        page.List((page.Item((para("a"),), "1."), page.Item((), "2."), page.Item((para("c"),), "3."))),
    )
    assert flowing(bulleted("a", " ", "c")) == flowing(bulleted("a", "c"))


def test_a_list_in_an_item_stands_in_it() -> None:
    inner = ItemList((Item((paragraph("a"), bulleted("b"))),))
    assert flowing(inner) == (page.List((page.Item((para("a"), page.List((page.Item((para("b"),)),)))),)),)


def test_lists_deeper_than_typst_can_go_stand_at_one_level_with_every_word() -> None:
    def nested(levels: int) -> ItemList:
        inner: tuple[Content, ...] = (paragraph(str(levels)),)
        return ItemList((Item((*inner, nested(levels - 1)) if levels > 1 else inner),))

    def depths(nodes: tuple[page.Flow, ...], depth: int = 0) -> list[tuple[int, str]]:
        return [
            found
            for node in nodes
            for found in (
                [one for item in node.items for one in depths(item.content, depth + 1)]
                if isinstance(node, page.List)
                else [(depth, str(node.content[0]))]
                if isinstance(node, page.Paragraph)
                else []
            )
        ]

    assert depths(flowing(nested(9))) == [(min(10 - level, 6), str(level)) for level in range(9, 0, -1)]


def test_tables_deeper_than_typst_can_go_become_paragraphs_and_it_is_told() -> None:
    deepest = grid(["diep"])
    for _ in range(3):
        cell = deepest
        deepest = grid([""])
        row = deepest.rows[0]
        deepest = type(deepest)((type(row)((type(row.cells[0])((cell,)),)),))
    assert flaws(deepest) == [(Code.LIMIT_REACHED, {"what": "Het aantal tabellen in elkaar", "limit": "3"})]
    found = flowing(deepest)
    for _ in range(3):
        (table,) = found
        assert isinstance(table, page.Table)
        found = table.rows[0].cells[0].content
    assert found == (para("diep"),)


def test_a_table_without_cells_is_its_caption() -> None:
    empty = grid()
    assert flowing(empty) == ()
    assert flowing(type(empty)((), 0, (Text("Tabel 1"),))) == (para("Tabel 1"),)


def test_a_figure_has_its_caption_and_no_more_than_the_room_of_a_page() -> None:
    tall = Figure(Image(DOT, "Kaart", 100.0, 5000.0), (Text("Figuur 1"),))
    assert flowing(tall, assets=ASSETS) == (
        page.Figure(page.Picture(f"{DOT}.png", 10.4, 520.0, "Kaart"), ("Figuur 1",)),
    )


def test_a_figure_with_a_caption_is_never_mere_decoration() -> None:
    captioned = Figure(Image(DOT, "", 10.0, 10.0), (Text("Figuur 1"),))
    bare = Figure(Image(DOT, "", 10.0, 10.0))
    assert flowing(captioned, bare, assets=ASSETS) == (
        page.Figure(page.Picture(f"{DOT}.png", 10.0, 10.0, "Afbeelding"), ("Figuur 1",)),
        page.Figure(page.Picture(f"{DOT}.png", 10.0, 10.0, "")),
    )


def test_a_picture_in_a_list_takes_no_more_than_the_list_has() -> None:
    wide = Paragraph((Image(DOT, "Kaart", 1000.0, 10.0),))
    (made,) = flowing(ItemList((Item((wide,)),)), assets=ASSETS)
    assert made == page.List((page.Item((page.Paragraph((page.Picture(f"{DOT}.png", 428.0, 4.3, "Kaart"),)),)),))
