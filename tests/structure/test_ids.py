"""Ids that stay the same while a document is edited."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks.actions import Action, ActionTable
from pipeline.model import BudgetDocument, Section, walk_sections
from pipeline.slug import slug
from pipeline.source import Piece
from pipeline.structure.ids import Namer
from tests.builders import built, bullets, heading, prose, table
from tests.strategies import PROPERTY


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Veiligheid, handhaving en crisisbeheersing", "veiligheid-handhaving-en-crisisbeheersing"),
        ("Coördinatie & Zorg", "coordinatie-zorg"),
        ("2026", "t-2026"),
        ("", ""),
        ("\u00a0", ""),
    ],
)
def test_a_slug_is_the_title_in_plain_letters(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_title_is_told_apart_by_a_hash() -> None:
    first, second = slug("lang " * 20 + "a"), slug("lang " * 20 + "b")
    assert first != second
    assert re.fullmatch(r"(lang-)+[0-9a-f]{4}", first)


@given(st.text(min_size=1))
def test_a_slug_is_a_name_everywhere(title: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*|", slug(title))
    assert bool(slug(title)) == bool(title.strip())


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"])))
def test_no_two_names_are_equal(wanted: list[str]) -> None:
    namer = Namer()
    names = [namer.name(name) for name in wanted]
    assert len(set(names)) == len(names)


def test_an_inserted_page_and_an_edited_paragraph_change_no_other_id() -> None:
    page = (heading("Actiepunten", 2), prose("Tekst."))
    before = built(heading("1 Zorg", 1), page, heading("2 Groen", 1), page)
    after = built(
        heading("1 Bestuur", 1), page, heading("2 Zorg", 1), page, prose("Meer."), heading("3 Groen", 1), page
    )
    ids, later = (
        {
            section.title: [section.id, *(block.id for block in section.blocks)]
            for section in walk_sections(made.sections)
        }
        for made in (before, after)
    )
    assert ids == {title: later[title] for title in ("Zorg", "Groen")}


# ------------------------------------------------------------------------------------ while a document is edited

TITLES = ("Zorg", "Groen", "Bestuur", "Wonen en leven", "Veiligheid", "Verkeer", "Onderwijs", "Sport", "2026", "Ω")
BLOCKS = ("Doelstellingen", "Actiepunten", "Actuele beleidsontwikkelingen")
HEADER = ("Wat gaan we doen?", "type", "planning")

Page = tuple[str, tuple[str, ...], tuple[str, ...]]


@st.composite
def pages(draw: st.DrawFn) -> list[Page]:
    """Pages of a budget: a title that no other has, blocks, and actions that may be alike."""
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=5, unique=True))
    blocks = st.lists(st.sampled_from(BLOCKS), max_size=3, unique=True).map(tuple)
    actions = st.lists(st.sampled_from(["Meer toezicht", "Bomen planten", "Fietspad"]), min_size=1, max_size=3)
    return [(title, draw(blocks), draw(actions.map(tuple))) for title in titles]


def budget(made: list[Page], words: str = "Tekst.") -> BudgetDocument:
    """A document of pages, numbered as they stand."""
    return built(
        heading("Programmabegroting 2026", 1),
        *(
            piece
            for number, (title, blocks, actions) in enumerate(made, 1)
            for piece in (
                heading(f"1.{number} {title}", 2),
                prose(f"{title}: {words}"),
                *(part for name in blocks for part in block(name, actions, words)),
            )
        ),
    )


def block(name: str, actions: tuple[str, ...], words: str) -> list[Piece]:
    if name == "Actiepunten":
        return [heading(name, 3), table(HEADER, *((action, "Nieuw", "Q3 2026") for action in actions), header_rows=1)]
    return [heading(name, 3), *bullets(words, "Nog een.")]


def ids(document: BudgetDocument) -> dict[str, list[str]]:
    """The ids of each page and of all that stands in it, by its title."""
    return {
        section.title: [section.id, *(part.id for part in section.blocks), *(action.id for action in acts(section))]
        for section in walk_sections(document.sections)
    }


def acts(section: Section) -> list[Action]:
    contents = [content for part in section.blocks for content in part.content]
    return [action for content in contents if isinstance(content, ActionTable) for action in content.actions]


@PROPERTY
@given(pages(), st.integers(0, 5), st.data())
def test_a_page_that_is_inserted_moved_or_taken_out_changes_the_ids_of_no_other(
    made: list[Page], at: int, data: st.DataObject
) -> None:
    before = ids(budget(made))
    assert {title for title, *_ in made} <= set(before)
    new: Page = ("Ingevoegd", BLOCKS, ("Meer toezicht",))
    inserted = ids(budget([*made[:at], new, *made[at:]]))
    assert {title: inserted[title] for title in before} == before
    moved = ids(budget(data.draw(st.permutations(made))))
    assert moved == before
    fewer = ids(budget([*made[:at], *made[at + 1 :]] or made))
    assert fewer == {title: before[title] for title in fewer}


@PROPERTY
@given(pages(), st.text("abc .", min_size=1))
def test_a_paragraph_that_is_edited_changes_no_id(made: list[Page], words: str) -> None:
    assert ids(budget(made, f"Anders {words} einde.")) == ids(budget(made))


@PROPERTY
@given(pages(), st.data())
def test_an_action_that_is_edited_changes_no_id_but_its_own(made: list[Page], data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(made) - 1))
    title, blocks, actions = made[which]
    edited = [*made]
    edited[which] = (title, blocks, ("Heel iets anders", *actions[1:]))
    before, after = (budget(pages_) for pages_ in (made, edited))
    others = {name: found for name, found in ids(before).items() if name != title}
    assert {name: ids(after)[name] for name in others} == others
    (first, *kept), (changed, *still) = (
        [action.id for action in acts(section)] if "Actiepunten" in blocks else [""]
        for document in (before, after)
        for section in walk_sections(document.sections)
        if section.title == title
    )
    if actions[0] not in actions[1:]:
        assert still == kept
    assert changed != first or not first
