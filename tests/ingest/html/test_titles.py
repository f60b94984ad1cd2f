"""Titles that are badly written, changes that someone has made, and what a page shows without a text of its own."""

from __future__ import annotations

import pytest

from pipeline.content import Image, Link
from tests.ingest.html.page import accounted, contents, p, piece, pieces, reported, source, text


@pytest.mark.parametrize(
    "below",
    ["<p>Een zin.</p>", f"<p>{'lang ' * 30}</p>", "<p>een</p><ul><li>twee</ul>", "<div><table><tr><td>x</table></div>"],
)
def test_a_heading_that_is_never_closed_ends_where_its_text_begins(below: str) -> None:
    made = pieces(f"<h1>Titel{below}<h2>Kop</h2>")
    assert (made[0], made[-1]) == (piece("Titel", outline=1), piece("Kop", outline=2))
    assert [each.outline for each in made[1:-1]] == [None] * (len(made) - 2)


def test_a_second_line_of_a_title_is_part_of_it() -> None:
    assert [made.outline for made in pieces("<h1>Titel<p>ondertitel</p></h1><h2><p>Zin.</p></h2>")] == [1, 2]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<span>2.6.1</span><span>Titel</span>", "2.6.1 Titel"),
        ("<span>3.</span>Titel", "3. Titel"),
        ("<span>2.6</span> <span>Titel</span>", "2.6 Titel"),
        ("<span>2</span><span>e kwartaal</span>", "2e kwartaal"),
        ("Titel <span>2.6</span>.", "Titel 2.6."),
    ],
)
def test_a_number_is_a_word_of_its_own(heading: str, title: str) -> None:
    assert pieces(f"<h2>{heading}</h2>") == [piece(title, outline=2)]


def test_a_change_that_someone_has_made_is_read_as_accepted_and_said() -> None:
    page = "<p>een<del cite=x datetime='2025-01-01T10:00'> oud</del><ins cite=x datetime=y> nieuw</ins> twee</p>"
    assert contents(page) == [p("een nieuw twee")]
    assert reported(page) == [("deleted-text", "oud"), ("tracked-changes", "")]
    assert accounted(source(page)[0])


def test_a_task_of_a_list_keeps_its_state() -> None:
    page = (
        "<ul><li><input type=checkbox checked disabled> a<li><label> <input type=checkbox>b</label>"
        "<li>c<input type=checkbox></ul><p><input type=checkbox>d</p>"
    )
    assert contents(page) == [p("☒ a"), p("☐ b"), p("c"), p("d")]
    assert accounted(source(page)[0])


def test_what_a_picture_says_instead_of_itself_is_kept() -> None:
    page = "<p>a<input type=image alt=Zoek src='data:,'><map><area href=u alt=Noord><area alt=Zuid><area href=v></map>b"
    said = (Link("u", (text("Noord"),)), text(" Zuid b"))
    assert contents(page) == [p("a", Image(alt="Zoek"), text(" "), *said)]
    assert accounted(source(page)[0])
