"""Ids that stay the same while a document is edited."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import walk_sections
from pipeline.slug import slug
from pipeline.structure.ids import Namer
from tests.builders import built, heading, prose


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
