"""The publication: what its file may say, and what is told where it says something else."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import labels
from pipeline.errors import PublicationError
from pipeline.publication import Publication, parse

WHOLE = """
title = "Programmabegroting 2026"
municipality = "Hoogwerve"
year = 2026
kind = "programmabegroting"
status = "vastgesteld"
date = 2025-11-06
order = ["inleiding.docx", "programma-*"]
base-url = "https://begroting.hoogwerve.nl/2026/"
accessibility = "https://www.hoogwerve.nl/toegankelijkheid"
organisation = "gm0362"
category = "c_db4862c3"
license = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
contact = "griffie@hoogwerve.nl"
attach = true
"""


def test_each_key_is_read() -> None:
    assert parse(WHOLE) == Publication(
        title="Programmabegroting 2026",
        municipality="Hoogwerve",
        year=2026,
        kind="programmabegroting",
        status="vastgesteld",
        date=date(2025, 11, 6),
        order=("inleiding.docx", "programma-*"),
        base_url="https://begroting.hoogwerve.nl/2026/",
        accessibility="https://www.hoogwerve.nl/toegankelijkheid",
        organisation="gm0362",
        category="c_db4862c3",
        license="https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        contact="griffie@hoogwerve.nl",
        attach=True,
    )


def test_an_empty_file_is_a_concept_without_a_name() -> None:
    assert parse("") == Publication()
    assert Publication().is_concept


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("titel = 'x'", "publicatie.toml: de sleutel „titel” bestaat niet."),
        ("status = 'definitief'", "publicatie.toml: bij „status” hoort een van deze woorden: concept, vastgesteld;"),
        ("status = 'Vastgesteld'\ndate = 2025-11-06", "Bedoelt u „vastgesteld”?"),
        ("status = 'vastgesteld'", "publicatie.toml: de status is „vastgesteld”, maar er staat niet bij wanneer."),
        ("year = '2026'", 'publicatie.toml: bij „year” hoort een jaartal zoals 2026, niet "2026".'),
        ("year = 26", "publicatie.toml: bij „year” hoort een jaartal zoals 2026, niet 26."),
        ("date = '6 november'", "publicatie.toml: bij „date” hoort een datum zoals 2025-11-06,"),
        ("order = 'a.docx'", "publicatie.toml: bij „order” hoort een lijst van teksten"),
        ("attach = 'ja'", "publicatie.toml: bij „attach” hoort true of false"),
        ("title = 3", "publicatie.toml: bij „title” hoort tekst"),
        ("base-url = 'begroting.nl/'", "publicatie.toml: bij „base-url” hoort een webadres"),
        ("base-url = 'https://x.nl'", "moet op / eindigen"),
        ("base-url = 'https://['", "publicatie.toml: bij „base-url” hoort een webadres"),
        ("accessibility = 'javascript:x'", "publicatie.toml: bij „accessibility” hoort een webadres"),
        ("license = 'CC0'", "publicatie.toml: bij „license” hoort een webadres"),
        ("contact = 'de griffie'", "publicatie.toml: bij „contact” hoort een e-mailadres of een webadres"),
        ("organisation = 'Amstelveen'", "„Amstelveen” is geen code van een overheid"),
        ("title = ", "publicatie.toml is geen geldige TOML, bij regel 1."),
        ("title = 'a'\nyear = [", "publicatie.toml is geen geldige TOML, bij regel"),
    ],
)
def test_what_it_may_not_say_is_told_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(PublicationError) as caught:
        parse(text)
    assert sentence in labels.load("nl").sentence(caught.value)


def test_parts_stand_in_the_order_given_and_then_by_name() -> None:
    publication = parse("order = ['slot.docx', 'programma-*']")
    names = ["a.docx", "programma-2.docx", "programma-1/x.docx", "slot.docx"]
    assert sorted(names, key=publication.place) == ["slot.docx", "programma-1/x.docx", "programma-2.docx", "a.docx"]
