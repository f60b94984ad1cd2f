"""Every flaw and every error has its words."""

from __future__ import annotations

import re
from pathlib import Path

import pipeline
from pipeline import labels
from pipeline.diagnostics import Code, Place, flaw
from pipeline.errors import UnreadableSource

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


def test_a_language_without_labels_gets_dutch() -> None:
    assert labels.load("fy-NL") == labels.load("../nl") == NL
    assert labels.load("nl-NL") == NL
