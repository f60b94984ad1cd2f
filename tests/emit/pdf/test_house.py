"""The house style of a PDF: colours, name and logo of a theme."""

from __future__ import annotations

import hashlib
from typing import Any

from msgspec.structs import replace

from pipeline import labels
from pipeline.emit import pdf, theme
from pipeline.emit.pdf.desk import Desk
from pipeline.emit.pdf.house import ACCENT, INK, house
from pipeline.emit.pdf.page import House, Logo
from pipeline.emit.setting import Setting
from pipeline.emit.theme import Theme
from pipeline.model import BudgetDocument
from tests.builders import document, ignored
from tests.strategies import ASSETS

LABELS = labels.load()
PICTURE = next(iter(ASSETS.values())).data
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20"/></svg>'


def bare(**more: Any) -> Theme:
    return Theme(name="proef", tokens="", frame="", **more)


def housed(given: Theme, author: str = "", refused: frozenset[str] = frozenset()) -> tuple[House, dict[str, bytes]]:
    made: BudgetDocument = document()
    desk = Desk(replace(made, meta=replace(made.meta, author=author)), LABELS, ignored, refused)
    return house(given, desk), desk.files


def test_a_theme_without_anything_has_the_usual_colours_and_no_name() -> None:
    assert housed(bare()) == (House(ACCENT, INK, "", None), {})


def test_the_colours_of_a_theme_are_taken_and_what_is_no_colour_is_not() -> None:
    assert housed(bare(pdf={"accent": "#abc", "ink": "red; }"}))[0] == House("#abc", INK, "", None)


def test_the_name_is_the_theme_s_own_else_its_title_else_the_author() -> None:
    named = bare(title="Titel", pdf={"municipality": "Gemeente"})
    assert [housed(given, "Auteur")[0].municipality for given in (named, bare(title="Titel"), bare())] == [
        "Gemeente",
        "Titel",
        "Auteur",
    ]


def test_a_logo_comes_with_its_bytes_and_words() -> None:
    digest = hashlib.sha256(PICTURE).hexdigest()
    made, files = housed(bare(logo=PICTURE, logo_type="image/png", logo_alt="Wapen"))
    assert (made.logo, files) == (Logo(f"{digest}.png", "Wapen"), {f"{digest}.png": PICTURE})


def test_a_logo_that_is_no_picture_or_was_refused_is_left_out() -> None:
    assert housed(bare(logo=b"geen", logo_type="image/png")) == (House(ACCENT, INK, "", None), {})
    refused = frozenset({hashlib.sha256(SVG).hexdigest()})
    assert housed(bare(logo=SVG, logo_type="image/svg+xml"), refused=refused) == (House(ACCENT, INK, "", None), {})


def test_a_drawn_logo_can_be_set_and_a_broken_one_stops_nothing() -> None:
    for logo in (SVG, b"<svg", PICTURE[:40]):
        given = replace(theme.load(), logo=logo, logo_type="image/svg+xml", logo_alt="")
        assert pdf.emit(document(), Setting(LABELS, given, ignored)).startswith(b"%PDF-1.7")
