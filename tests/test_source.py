"""Pieces of a source in a list become lists."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.content import Item, ItemList, Paragraph, inline_text, paragraph
from pipeline.source import Piece, as_line, gather
from tests.builders import bulleted, bullets, grid, numbered, ordered, prose, table


def test_paragraphs_of_one_list_become_one() -> None:
    assert gather([prose("a"), *numbered("b", "c"), prose("d")]) == (paragraph("a"), ordered("b", "c"), paragraph("d"))


def test_a_deeper_paragraph_goes_into_the_item_before_it() -> None:
    inner = bullets("b", "c", depth=2)
    pieces = [numbered("a")[0], *inner, replace(numbered("d")[0], label="2.")]
    assert gather(pieces) == (
        ItemList(
            (Item((paragraph("a"), bulleted("b", "c")), label="1."), Item((paragraph("d"),), label="2.")), ordered=True
        ),
    )


def test_a_list_that_begins_deep_is_kept_as_it_is() -> None:
    assert gather([*bullets("a", depth=3), *bullets("b")]) == (bulleted("a"), bulleted("b"))


def test_numbers_and_bullets_are_two_lists_and_so_are_two_keys() -> None:
    assert gather([*numbered("a"), *bullets("b")]) == (ordered("a"), bulleted("b"))
    other = replace(bullets("c")[0], list_key="9")
    assert gather([*bullets("b"), other]) == (bulleted("b"), bulleted("c"))


def test_a_paragraph_between_ends_the_list_and_labels_go_on() -> None:
    later = replace(numbered("c")[0], label="2.")
    assert gather([*numbered("a"), prose("b"), later]) == (
        ordered("a"),
        paragraph("b"),
        ItemList((Item((paragraph("c"),), label="2."),), ordered=True),
    )


def test_nothing_is_lost_however_depths_jump() -> None:
    depths = [1, 4, 2, 2, 5, 1, 3]
    pieces: list[Piece] = [bullets(str(n), depth=depth)[0] for n, depth in enumerate(depths)]
    (made,) = gather(pieces)

    def texts(node: object) -> list[str]:
        if isinstance(node, ItemList):
            return [word for item in node.items for inner in item.content for word in texts(inner)]
        assert isinstance(node, Paragraph)
        return [inline_text(node.content)]

    assert texts(made) == [str(n) for n in range(len(depths))]


def test_a_piece_that_is_no_paragraph_has_no_line() -> None:
    assert as_line(prose(" a\n b ")) == "a b"
    assert as_line(table(["a"])) is None
    assert gather([table(["a"])]) == (grid(["a"]),)
