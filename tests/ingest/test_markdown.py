"""Markdown: words as written, properties from its head, pictures beside it, nothing fetched."""

from __future__ import annotations

import pytest

from pipeline.content import Figure, Math, Paragraph
from pipeline.diagnostics import Code, Diagnostic
from pipeline.errors import UnreadableSource
from pipeline.ingest import markdown
from pipeline.limits import Limits
from pipeline.source import Source, piece_text
from tests.builders import counted
from tests.strategies import ASSETS

KEY, ASSET = next(iter(ASSETS.items()))


def read(text: str | bytes, found: list[Diagnostic] | None = None) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    files = {"kaart 1.png": ASSET.data}
    return markdown.read(data, files.get, Limits(), (found if found is not None else []).append)


@pytest.mark.parametrize(
    "words",
    [
        "Het 'plan' -- \"goed\"...",
        "bel 06-12 of mail a@voorbeeld.nl",
        "zie @jansen2020 en [@piet]",
        "\\newcommand is geen opdracht",
        "van $5 naar $6",
    ],
)
def test_words_stay_as_written(words: str) -> None:
    assert [piece_text(piece) for piece in read(words).pieces] == [words]


def test_a_list_needs_no_empty_line_before_it() -> None:
    assert [(piece_text(piece), piece.depth) for piece in read("Drie:\n- a\n- b").pieces] == [
        ("Drie:", 0),
        ("a", 1),
        ("b", 1),
    ]


def test_properties_stand_in_its_head() -> None:
    head = "---\ntitle: De *titel*\nauthor: [Jan, Piet]\nlang: nl\ndate: 2025-09-30\nkeywords: [a, b]\n---\n\ntekst"
    source = read(head)
    assert (source.format, source.title, source.author, source.language) == ("md", "De titel", "Jan", "nl")
    assert (source.date, source.keywords) == ("2025-09-30", "a, b")
    assert [piece_text(piece) for piece in source.pieces] == ["tekst"]


def test_a_picture_beside_it_is_a_figure_and_its_description_stands_once() -> None:
    source = read("![Kaart](<kaart 1.png>)")
    (figure,) = [piece.content for piece in source.pieces]
    assert isinstance(figure, Figure)
    assert (figure.image.asset, figure.image.alt, figure.caption) == (KEY, "Kaart", ())


def test_a_picture_elsewhere_is_missing() -> None:
    found: list[Diagnostic] = []
    assert read("![k](http://voorbeeld.nl/k.png) ![k](/etc/hostname)", found).assets == {}
    assert [flaw.code for flaw in found] == [Code.IMAGE_MISSING, Code.IMAGE_MISSING]


def test_a_formula_is_one() -> None:
    (piece,) = read("$x^2$").pieces
    assert isinstance(piece.content, Paragraph)
    (formula,) = piece.content.content
    assert isinstance(formula, Math)
    assert formula.text == "x^2"


def test_another_encoding_is_guessed_and_said() -> None:
    found: list[Diagnostic] = []
    assert [piece_text(piece) for piece in read("één à twee".encode("cp1252"), found).pieces] == ["één à twee"]
    assert [flaw.code for flaw in found] == [Code.ENCODING_GUESSED]


def test_utf_8_goes_without_saying() -> None:
    found: list[Diagnostic] = []
    read("één", found)
    assert found == []


@pytest.mark.parametrize(("data", "reason"), [(b"%PDF-1.7", "not-markdown"), (b" \n", "empty")])
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        read(data)


def test_a_task_keeps_its_state() -> None:
    source = read("- [x] klaar\n- [ ] nog niet\n- gewoon\n")
    assert [piece_text(piece) for piece in source.pieces] == ["☒ klaar", "☐ nog niet", "gewoon"]
    assert counted(source) == [("document", 20, 20, 0, 0)]
