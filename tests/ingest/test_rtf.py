"""RTF: headings by their style, pictures by their bytes, and no time lost on hostile groups."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import UnreadableSource
from pipeline.ingest import rtf
from pipeline.ingest.rtf.survey import survey, with_levels
from pipeline.limits import Limits
from pipeline.source import Source, no_resources, piece_text
from tests.builders import ignored
from tests.strategies import ASSETS

STYLES = rb"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b\dbch\af9 Heading 1;}{\s2\outlinelevel1 Kop;}{\*\cs3 heading 3;}}"


def read(body: bytes) -> Source:
    return rtf.read(rb"{\rtf1\ansi" + body + b"}", no_resources, Limits(), ignored)


def test_a_style_makes_a_heading_by_its_level_or_its_name() -> None:
    source = read(STYLES + rb"\pard\plain\s1 Een\par\pard\plain\s2\b Twee\par\pard\plain\s0 tekst\par")
    assert [(piece_text(piece), piece.outline) for piece in source.pieces] == [("Een", 1), ("Twee", 2), ("tekst", None)]


def test_space_before_a_paragraph_is_no_style() -> None:
    source = read(STYLES + rb"\pard\plain\sb1 a\\s1 b\par")
    assert [(piece_text(piece), piece.outline) for piece in source.pieces] == [("a\\s1 b", None)]


def test_pictures_are_those_of_the_file() -> None:
    key, asset = next(iter(ASSETS.items()))
    digits = asset.data.hex().encode()
    source = read(rb"\pard{\pict{\*\picprop}\pngblip\picw1\pich1 " + digits[:40] + b"\n" + digits[40:] + rb"} a\par")
    assert source.assets == {key: asset}


def test_what_is_no_rtf_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="not-rtf"):
        rtf.read(b"tekst", no_resources, Limits(), ignored)


@pytest.mark.parametrize(
    "body",
    [
        rb"{\pict " * 200_000,
        rb"{\pict" + rb"\a1" * 300_000,
        rb"{\pict " + b"{a}" * 300_000 + b"0a",
        rb"{\stylesheet" + rb"{\s1 a" * 200_000,
        b"}" * 300_000,
    ],
)
def test_hostile_groups_take_no_time(body: bytes) -> None:
    started = time.monotonic()
    with_levels(body, survey(body))
    assert time.monotonic() - started < 3
