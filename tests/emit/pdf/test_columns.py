"""How columns are planned: words stay whole, lines where there is room, and what gives way first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.emit.pdf.columns import LANDSCAPE, PADDING, PORTRAIT, Plan, Words, is_figure, plan
from pipeline.emit.pdf.metrics import width

COSTS = (
    ("Bedragen x € 1.000", "Rekening 2024", "Begroting 2025", "Begroting 2026", "Raming 2027", "Raming 2028"),
    ("Toevoeging reserves", "0", "150", "0", "0", "0"),
    ("Saldo van baten en lasten", "-6.340", "-6.636", "-6.810", "-6.737", "-6.765"),
)


def planned(*rows: Sequence[str], room: float | None = None) -> Plan:
    """The plan of a table of plain texts with one header row."""
    cells = [
        Words(text, column, header=not number) for number, row in enumerate(rows) for column, text in enumerate(row)
    ]
    return plan(cells, len(rows[0]), room)


def widths(made: Plan) -> list[float]:
    return [column.width for column in made.columns]


def taken(text: str, size: float = 9.5, *, bold: bool = False) -> float:
    """What a line takes in a cell."""
    return width(text, bold=bold) * size + PADDING


def test_a_table_fills_the_page() -> None:
    for rows in ([("a", "b")], COSTS, [("a" * 200, "b", "c" * 100)]):
        made = planned(*rows)
        assert sum(widths(made)) == pytest.approx(LANDSCAPE if made.landscape else PORTRAIT, abs=1)


def test_the_words_of_the_first_column_come_before_the_headers_of_figures() -> None:
    made = planned(*COSTS)
    assert (made.size, made.landscape, made.fits, made.hyphenate) == (9.5, False, True, False)
    assert widths(made)[0] >= max(taken(row[0], bold=number == 0) for number, row in enumerate(COSTS))
    assert all(share < taken("Begroting 2025", bold=True) for share in widths(made)[1:])
    assert all(
        share >= taken(word, bold=True)
        for share, word in zip(widths(made)[1:4], ("Rekening", "Begroting", "Begroting"), strict=True)
    )


def test_headers_of_figures_stand_in_one_line_where_there_is_room() -> None:
    made = planned(("Omschrijving", "Rekening 2024"), ("Lasten", "4.876"))
    assert widths(made)[1] >= taken("Rekening 2024", bold=True)


def test_short_lines_stay_whole_and_long_ones_take_what_is_left() -> None:
    made = planned(("Actiepunt", "planning", "status"), ("woord " * 30, "1e kwartaal 2026", "in voorbereiding"))
    first, second, third = widths(made)
    assert second >= taken("1e kwartaal 2026")
    assert third >= taken("in voorbereiding")
    assert first > second + third


def test_words_stay_whole_before_the_page_turns_and_are_cut_before_it_does() -> None:
    words = ("standaardbrieven", "onderwijshuisvesting", "gebiedsontwikkeling", "dienstverlening", "vergunningen")
    whole = planned(words, words)
    assert (whole.size, whole.landscape, whole.hyphenate) == (8.5, False, False)
    cut = planned(tuple(2 * word for word in words), words)
    assert (cut.size, cut.landscape, cut.hyphenate) == (8.5, False, True)


def test_many_figures_turn_the_page_and_too_many_do_not_fit() -> None:
    rows = [[f"{1_000_000 + column}" for column in range(12)] for _ in range(3)]
    assert (planned(*rows).landscape, planned(*rows).fits) == (True, True)
    more = [[f"{1_000_000 + column}" for column in range(40)] for _ in range(3)]
    made = planned(*more)
    assert (made.size, made.landscape, made.fits, made.hyphenate) == (7.0, True, False, True)


def test_a_table_in_a_narrow_room_never_turns() -> None:
    rows = [[f"{1_000_000 + column}" for column in range(12)] for _ in range(3)]
    made = planned(*rows, room=200.0)
    assert (made.landscape, made.fits, made.size) == (False, False, 7.0)
    assert sum(widths(made)) == pytest.approx(200, abs=1)


def test_columns_of_figures_stand_right_and_of_words_left() -> None:
    made = planned(("a", "b", "c", "d"), ("Wegen", "1.234", "p.m.", "2026-2028"), ("Water", "ja", "–", "1e kwartaal"))
    assert [column.align for column in made.columns] == ["left", "left", "left", "left"]
    rows = (("a", "b"), *(("Wegen", text) for text in ("1.234", "-5", "€ 3", "7,5%", "p.m.", "NB", "")))
    assert [column.align for column in planned(*rows).columns] == ["left", "right"]


@pytest.mark.parametrize(
    "text", ["1.234", "-5", "– 5", "€ 1.000,50", "(12)", "7,5 %", "p.m.", "pm", "n.v.t.", "NB", "-"]
)
def test_an_amount_or_what_stands_for_one_is_a_figure(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["", "Q1", "1e kwartaal", "2026 en later", "1-1-2026"])
def test_words_are_no_figure(text: str) -> None:
    assert not is_figure(text)


def test_what_stands_beside_the_words_of_a_cell_has_its_room() -> None:
    def first(**more: bool | int) -> float:
        cells = [Words("woord", 0, **more), Words("zin " * 100, 1)]  # type: ignore[arg-type]
        return plan(cells, 2, None).columns[0].width

    assert first() < first(bold=True) < first(status=True) < first(lists=1) < first(lists=2)


def test_a_cell_over_more_columns_widens_them_only_where_they_are_too_narrow() -> None:
    cells = [Words("a", 0), Words("b", 1), Words("c " * 60, 2)]
    title = Words("Meerjarenramingen", 0, colspan=2, header=True)
    alone, under = (plan(made, 3, None).columns for made in (cells, [title, *cells]))
    assert sum(column.width for column in under[:2]) >= taken("Meerjarenramingen", bold=True)
    assert sum(column.width for column in alone[:2]) < taken("Meerjarenramingen", bold=True)
