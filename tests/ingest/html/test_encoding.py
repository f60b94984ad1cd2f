"""Bytes to text, and what is no page at all."""

from __future__ import annotations

import codecs

import pytest

from pipeline.content import paragraph
from pipeline.errors import UnreadableSource
from tests.ingest.html.page import contents, reported, source

PAGE = "<p>financiële € 5 – café</p>"
READ = [paragraph("financiële € 5 – café")]
DECLARED = '<meta charset="{}">' + PAGE


@pytest.mark.parametrize(
    "data",
    [
        DECLARED.format("utf-8").encode(),
        DECLARED.format("windows-1252").encode("cp1252"),
        DECLARED.format("iso-8859-1").encode("cp1252"),
        DECLARED.format("utf-16").encode(),
        codecs.BOM_UTF8 + PAGE.encode(),
        codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"),
        PAGE.encode("utf-16-le"),
        b'<?xml version="1.0" encoding="windows-1252"?>' + PAGE.encode("cp1252"),
    ],
)
def test_a_mark_or_a_declaration_says_the_encoding(data: bytes) -> None:
    assert contents(data) == READ
    assert reported(data) == []


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (PAGE.encode(), "utf-8"),
        (PAGE.encode("cp1252"), "windows-1252"),
        (DECLARED.format("utf-8").encode("cp1252"), "windows-1252"),
        (DECLARED.format("hex").encode(), "utf-8"),
    ],
)
def test_an_encoding_that_is_not_said_is_guessed_and_reported(data: bytes, guess: str) -> None:
    read, found = source(data)
    assert [made.content for made in read.pieces] == READ
    assert [flaw.values for flaw in found] == [{"encoding": guess}]


def test_another_script_is_known_by_its_bytes() -> None:
    words = "Глава первая. Какие-то определения, статья вторая: поясним, что это такое и зачем."
    assert contents(f"<p>{words}</p>".encode("cp1251")) == [paragraph(words)]


def test_a_faulty_byte_costs_one_character() -> None:
    assert contents("<meta charset=utf-8><p>é ë ü ".encode() + b"\xff x") == [paragraph("é ë ü \ufffd x")]


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\0\0"])
def test_an_empty_file_is_no_page(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="empty"):
        source(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04 x", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 4])
def test_another_format_is_no_page(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="not-html"):
        source(data)


def test_a_page_over_the_limits_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="file-too-large"):
        source("<p>abc", source_bytes=3)
    with pytest.raises(UnreadableSource, match="too-many-elements"):
        source("<p>a" * 10, elements=9)
