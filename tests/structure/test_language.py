"""The language of a document."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.structure.language import language_of
from tests.builders import NL, ignored, prose

DUTCH = [
    prose("De gemeente werkt aan een veilige stad en dat doen we met de politie, voor alle inwoners van het dorp. " * 3)
]
ENGLISH = [
    prose("The municipality is working on a safe city, in which every citizen is at home and nobody is left out. " * 3)
]


def found(stated: str, *, dutch: bool = True) -> tuple[str, list[Diagnostic]]:
    told: list[Diagnostic] = []
    return language_of(stated, DUTCH if dutch else ENGLISH, NL, told.append), told


@pytest.mark.parametrize("stated", ["nl", "nl-NL", "nl_BE", "NL"])
def test_what_the_file_says_stands(stated: str) -> None:
    assert found(stated) == (stated.replace("_", "-"), [])
    assert found("en-GB", dutch=False) == ("en-GB", [])
    assert found("fy", dutch=False) == ("fy", [])


@pytest.mark.parametrize("stated", ["", "zz-onzin", "zz", "x", "nederlands", "nl-NL-", "<script>"])
def test_what_is_no_language_is_that_of_the_profile(stated: str) -> None:
    assert found(stated) == ("nl", [])


def test_dutch_words_in_a_file_that_says_english_are_dutch() -> None:
    values = {"stated": "en-US", "language": "nl"}
    assert found("en-US") == ("nl", [Diagnostic(Code.LANGUAGE_DIFFERS, Place(), Severity.INFO, values=values)])


def test_a_few_words_say_nothing() -> None:
    assert language_of("en-US", [prose("De gemeente")], NL, ignored) == "en-US"


def test_a_profile_without_common_words_believes_the_file() -> None:
    assert language_of("en-US", DUTCH, replace(NL, common_words=()), ignored) == "en-US"
