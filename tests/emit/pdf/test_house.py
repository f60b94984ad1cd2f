"""The house style of a PDF."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from pipeline.emit.pdf import page
from pipeline.emit.pdf.compose import Composed, compose
from pipeline.emit.setting import Setting
from pipeline.emit.theme import Theme
from tests.builders import document
from tests.emit.pdf.press import LABELS
from tests.strategies import ASSETS

PLAIN = Theme("kaal", "", "")
DOT = next(iter(ASSETS.values())).data
SHA = hashlib.sha256(DOT).hexdigest()


def housed(theme: Theme, author: str = "", refused: frozenset[str] = frozenset()) -> Composed:
    made = document()
    return compose(replace(made, meta=replace(made.meta, author=author)), Setting(LABELS, theme), refused)


def test_a_theme_gives_colours_and_a_name() -> None:
    theme = replace(PLAIN, pdf={"accent": "#123456", "ink": "#000", "municipality": "Hoogwerve"})
    assert housed(theme).document.house == page.House("#123456", "#000", "Hoogwerve", None)


def test_what_a_theme_lacks_or_has_wrong_is_as_usual() -> None:
    usual = page.House("#14506b", "#1d2429", "", None)
    assert housed(PLAIN).document.house == usual
    assert housed(replace(PLAIN, pdf={"accent": "blauw", "ink": '#000"); #panic('})).document.house == usual


def test_the_municipality_is_named_by_the_theme_or_else_by_the_author() -> None:
    assert housed(replace(PLAIN, title="Lindermeer"), "J. Jansen").document.house.municipality == "Lindermeer"
    assert housed(PLAIN, "J. Jansen").document.house.municipality == "J. Jansen"


def test_a_logo_is_a_file_with_its_words() -> None:
    made = housed(replace(PLAIN, logo=DOT, logo_type="image/png", logo_alt="Wapen"))
    assert made.document.house.logo == page.Logo(f"{SHA}.png", "Wapen")
    assert made.files == {f"{SHA}.png": DOT}
    drawn = housed(replace(PLAIN, logo=b"<svg/>", logo_type="image/svg+xml", logo_alt=" "))
    assert drawn.document.house.logo == page.Logo(f"{hashlib.sha256(b'<svg/>').hexdigest()}.svg", "")


def test_a_logo_that_cannot_be_set_is_none() -> None:
    assert housed(replace(PLAIN, logo=b"geen", logo_type="image/png")).document.house.logo is None
    refused = housed(replace(PLAIN, logo=DOT, logo_type="image/png"), refused=frozenset({SHA}))
    assert (refused.document.house.logo, refused.files) == (None, {})
