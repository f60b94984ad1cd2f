"""PDF/UA-1 and PDF/A-2a, by two validators of different hands, on all samples and on one of everything."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec.structs import replace

import pipeline
from pipeline.content import Cell, Figure, Image, Link, Note, NoteReference, Paragraph, Row, Table, Text, paragraph
from pipeline.model import BudgetDocument
from tests.builders import bulleted, grid, ordered
from tests.emit.pdf.press import emitted, holding
from tests.strategies import ASSETS, everything
from tests.tools.pdf import PageValidation, VeraPdf

SAMPLES = Path(__file__).parents[3] / "input"
DOT = next(iter(ASSETS))


def odd() -> BudgetDocument:
    """What each of the standards has a rule about, and no sample has: all at once."""
    header = Cell((Paragraph((Link("https://a.nl", (Text("kop"),)), NoteReference("n1"))),), role="header")
    long = Table((Row((header,)), *(Row((Cell((paragraph(f"rij {row}"),)),)) for row in range(80))), header_rows=1)
    wide = grid([f"{n}.000.000" for n in range(40)])
    line = Paragraph(
        (
            Text("weg", ("underline", "strike")),
            Link("https://a.nl/ü?<>", (Text("a", ("strike",)), Image(DOT, "Kaart"))),
            Link("#nergens", (Text("kapot"),)),
            NoteReference("n1"),
            Image(DOT),
            Image(DOT, ""),
            Image("", "weg"),
            Text(
                "\U0001f469\u200d\U0001f4bb \u6f22 \ue000 \x85 \u202eabc \u05e9\u05dc\u05d5\u05dd e\u0301\u0323 \u00ad"
            ),
        )
    )
    note = Note("n1", (paragraph("Een."), bulleted("twee"), grid(["drie"])))
    content = (line, long, wide, Figure(Image(DOT, ""), (Text("Figuur"),)), ordered("a", ""), paragraph("a" * 500))
    made = holding(*content, notes=(note,), assets=ASSETS)
    return replace(made, meta=replace(made.meta, language="x-onbekend", keywords=" , ;", author="\u200b"))


@cache
def made() -> Mapping[str, bytes]:
    """The samples, one of everything, and the odd one, by name."""
    sources = sorted(path for path in SAMPLES.rglob("*") if path.suffix in {".docx", ".html", ".htm"})
    files = {path.name: pipeline.convert(path.read_bytes(), path.name, to=("pdf",)).outputs["pdf"] for path in sources}
    return {**files, "everything": emitted(everything()), "odd": emitted(odd())}


def test_there_are_samples() -> None:
    assert len(made()) > 6


def test_page_validation_finds_nothing(page_validation: PageValidation) -> None:
    assert [failure for data in made().values() for failure in page_validation(data)] == []


def test_verapdf_finds_nothing(verapdf: VeraPdf) -> None:
    assert verapdf(*made().values(), timeout=120) == []
