"""Lists: an item has its number once, from the browser or as text."""

from __future__ import annotations

import pytest

from pipeline.content import Item, ItemList, paragraph
from tests.builders import bulleted, grid, ordered
from tests.emit.html import shown


def labelled(*labels: str, is_ordered: bool = True) -> ItemList:
    """A list whose items say their own label."""
    return ItemList(tuple(Item((paragraph(f"punt {label}"),), label) for label in labels), is_ordered)


def test_bullets_and_numbers_are_the_browsers() -> None:
    assert shown(bulleted("a", "b")) == "<ul><li>a</li><li>b</li></ul>"
    assert shown(ordered("a", "b")) == "<ol><li>a</li><li>b</li></ol>"


@pytest.mark.parametrize(
    ("labels", "opening"),
    [
        (("3.", "4."), '<ol start="3">'),
        (("a.", "b."), '<ol type="a">'),
        (("C.", "D."), '<ol start="3" type="A">'),
        (("c.", "d."), '<ol start="3" type="a">'),
        (("i.", "ii.", "iii."), '<ol type="i">'),
        (("IX.", "X."), '<ol start="9" type="I">'),
        (("h.", "i.", "j."), '<ol start="8" type="a">'),
    ],
)
def test_the_browser_counts_where_it_writes_each_label_just_so(labels: tuple[str, ...], opening: str) -> None:
    items = "".join(f"<li>punt {label}</li>" for label in labels)
    assert shown(labelled(*labels)) == f"{opening}{items}</ol>"


def test_where_the_count_jumps_the_item_says_so() -> None:
    assert shown(labelled("1.", "2.", "5.", "6.", "6.")) == (
        '<ol><li>punt 1.</li><li>punt 2.</li><li value="5">punt 5.</li><li>punt 6.</li><li value="6">punt 6.</li></ol>'
    )


@pytest.mark.parametrize("labels", [("1)", "2)"), ("2.3", "2.4"), ("01.", "02."), ("1.", ""), ("a.", "2."), ("0.",)])
def test_other_labels_are_text_and_then_the_browser_writes_none(labels: tuple[str, ...]) -> None:
    label = '<span class="label">{}</span> '
    items = "".join(f"<li>{label.format(each) if each else ''}<div>punt {each}</div></li>" for each in labels)
    assert shown(labelled(*labels)) == f'<ol class="labelled">{items}</ol>'


def test_a_list_that_has_labels_and_no_order_keeps_them() -> None:
    assert shown(labelled("2026", is_ordered=False)) == (
        '<ul class="labelled"><li><span class="label">2026</span> <div>punt 2026</div></li></ul>'
    )


def test_a_line_above_an_inner_list_is_no_paragraph() -> None:
    inner = ItemList((Item((paragraph("een"), ordered("dieper"))),))
    assert shown(inner) == "<ul><li>een<ol><li>dieper</li></ol></li></ul>"


def test_an_item_of_more_than_a_line_holds_paragraphs() -> None:
    two = ItemList((Item((paragraph("een"), paragraph("twee"))), Item((grid(("x",)),))))
    assert shown(two) == (
        "<ul><li><p>een</p><p>twee</p></li>"
        '<li><div class="table-frame" data-label="Tabel: Titel"><table><tbody><tr><td>x</td></tr></tbody></table></div>'
        "</li></ul>"
    )


def test_a_label_is_text_and_never_markup() -> None:
    assert shown(ItemList((Item((paragraph("a"),), "<b>"),))) == (
        '<ul class="labelled"><li><span class="label">&lt;b&gt;</span> <div>a</div></li></ul>'
    )
