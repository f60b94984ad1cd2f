"""Every flaw and every error has its words."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

import pipeline
from pipeline import labels
from pipeline.diagnostics import Code, Place, flaw
from pipeline.errors import OutputError, ProfileError, SchemaError, UnreadableSource

NL = labels.load("nl")
PACKAGE = Path(pipeline.__file__).parent


def test_every_code_says_what_is_wrong_and_what_to_do() -> None:
    for code in Code:
        for key in ("what", "advice"):
            assert NL.has(f"diagnostics.{code.value}.{key}"), (code, key)


def test_no_label_is_of_a_code_that_is_gone() -> None:
    named = {key.split(".")[1] for key in NL.texts if key.startswith("diagnostics.")}
    assert named == {code.value for code in Code}


def test_every_error_that_is_raised_has_its_sentence() -> None:
    raised = re.compile(r"(?:Error|NoInput|UnreadableSource|UnsupportedFormat)\(\s*\"([a-z-]+)\"(?!\.)")
    reasons = {
        reason
        for path in PACKAGE.rglob("*.py")
        if path.name != "errors.py"
        for reason in raised.findall(path.read_text(encoding="utf-8"))
    }
    assert {"xml-dtd", "profile-unknown", "empty"} <= reasons
    assert [reason for reason in sorted(reasons) if not NL.has(f"errors.{reason}")] == []


def test_a_place_is_told_as_a_user_of_word_finds_it() -> None:
    place = Place(item=9, table=2, row=3, headings=("2.6.1 Veiligheid", "Actiepunten"), quote="Toezicht")
    assert NL.place(place) == "2.6.1 Veiligheid › Actiepunten, tabel 2, rij 3, bij „Toezicht”"
    assert NL.place(Place(part="footnotes", item=4)) == "voetnoten, alinea 4"
    assert NL.place(Place()) == ""


def test_a_sentence_never_fails_for_want_of_a_value() -> None:
    assert NL.sentence(UnreadableSource("xml-dtd")) == (
        "Het onderdeel … bevat een DTD. Dat hoort niet in een document en wordt niet gelezen."
    )
    assert "…" in NL.what(flaw(Code.IMAGE_FORMAT, Place()))


def test_what_the_system_refuses_is_said_in_words() -> None:
    assert NL.sentence(OutputError("not-writable", name="uit", errno="ENOSPC")) == (
        "uit kan niet geschreven worden (de schijf is vol)."
    )
    assert NL.sentence(OutputError("not-writable", name="uit", errno="ENOTTY")) == (
        "uit kan niet geschreven worden (het besturingssysteem meldt ENOTTY)."
    )
    assert "meldt ?)" in NL.sentence(OutputError("not-writable", name="uit", errno=""))
    named = [key.removeprefix("system.") for key in NL.texts if key.startswith("system.")]
    assert [name for name in named if name != "other" and not hasattr(errno, name)] == []


def test_the_nearest_name_is_proposed_where_there_is_one() -> None:
    values = {"name": "nll", "known": "nl"}
    assert NL.sentence(ProfileError("profile-unknown", nearest="nl", **values)).endswith(". Bedoelt u „nl”?")
    assert "Bedoelt" not in NL.sentence(ProfileError("profile-unknown", nearest="", **values))


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1,5 kB"), (500_000_000, "500 MB"), (2_340_000, "2,3 MB")],
)
def test_a_number_of_bytes_is_said_with_a_unit(count: int, said: str) -> None:
    assert f": {said}, en 1 MB mag" in NL.sentence(UnreadableSource("file-too-large", size=count, limit=1_000_000))
    assert f": {said}, en … mag" in NL.sentence(SchemaError("xml-too-large", size=count))


def test_a_note_that_nothing_refers_to_is_not_called_hidden_alone() -> None:
    found = flaw(Code.HIDDEN_TEXT, Place(part="footnotes"), "Zie ook.")
    assert NL.what(found) == (
        "Een verborgen tekst, of een voetnoot waar niets naar verwijst, is niet meegenomen: „Zie ook.”."
    )
    assert NL.what(flaw(Code.HIDDEN_TEXT, Place(), "x")) == "Verborgen tekst is niet meegenomen: „x”."


def test_advice_that_names_word_serves_web_pages_too() -> None:
    """Only what a Word document alone can have speaks of Word alone."""
    of_word = {Code.TRACKED_CHANGES, Code.PART_UNREADABLE, Code.EMBEDDED_SKIPPED}
    speaks = {code for code in Code if "Word" in NL.texts[f"diagnostics.{code.value}.advice"].replace("in Word: ", "")}
    assert speaks == of_word


def test_a_language_without_labels_gets_dutch() -> None:
    assert labels.load("fy-NL") == labels.load("../nl") == NL
    assert labels.load("nl-NL") == NL
