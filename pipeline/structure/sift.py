"""What is no part of the flow: noise, generated contents, heads and feet of pages, and guidance about the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

import msgspec

from pipeline.content import ItemList
from pipeline.diagnostics import Code, Report, flaw
from pipeline.model import Running
from pipeline.profile import Profile
from pipeline.source import Piece, as_line, gather, piece_text, without_looks

Kind = Literal["flow", "guidance", "header", "footer", "contents", "noise"]

_REPORTED: Final = {
    "header": Code.RUNNING_TEXT,
    "footer": Code.RUNNING_TEXT,
    "contents": Code.CONTENTS_KEPT_APART,
    "noise": Code.NOISE,
}

# A list typed by hand: a dash or a bullet, and a blank.
_TYPED_ITEM: Final = re.compile(r"\s*[-–•·*▪§o]\s")
_SENTENCE_END: Final = re.compile(r"[.!?]\s*$")


class Sifted(msgspec.Struct, frozen=True):
    """A piece with the kind of place it has in the document."""

    kind: Kind
    piece: Piece


def sift(pieces: Sequence[Piece], profile: Profile) -> tuple[Sifted, ...]:
    """Say of each piece whether it belongs to the flow. Guidance takes the list with it that it introduces."""
    result: list[Sifted] = []
    introduces = False
    for piece in pieces:
        kind = _kind(piece, profile)
        if introduces and kind == "flow" and _is_item(piece):
            result.append(Sifted("guidance", piece))
            continue
        if kind == "guidance":
            introduces = not _SENTENCE_END.search(piece_text(piece))
        elif kind == "flow":
            introduces = False
        result.append(Sifted(kind, piece))
    return tuple(result)


def running(sifted: Sequence[Sifted], report: Report) -> tuple[Running, ...]:
    """What is kept apart, neighbours of one kind together; each is reported with its text."""
    return tuple(_running(sifted, report))


def _running(sifted: Sequence[Sifted], report: Report) -> Iterator[Running]:
    group: list[Piece] = []
    kind: Kind = "flow"
    for entry in (*sifted, None):
        if entry is not None and entry.kind == kind and kind in _REPORTED:
            group.append(entry.piece)
            continue
        if group and kind != "flow" and kind != "guidance":
            text = "\n".join(piece_text(piece) for piece in group)
            # The + of an accordion's button is nothing to tell anyone.
            if any(character.isalnum() for character in text):
                report(flaw(_REPORTED[kind], group[0].place, text=text))
            yield Running(kind=kind, content=without_looks(gather(group)))
        if entry is not None:
            kind = entry.kind
            group = [entry.piece] if kind in _REPORTED else []


def _kind(piece: Piece, profile: Profile) -> Kind:
    if piece.region == "header" or piece.region == "footer":
        return piece.region
    if piece.region == "contents" or profile.is_contents_style(piece.styles):
        return "contents" if profile.contents.apart else "flow"
    if piece.region == "navigation" and profile.noise.navigation:
        return "noise"
    line = as_line(piece)
    if line is None:
        return "flow"
    if profile.is_noise(line):
        return "noise"
    return "guidance" if profile.is_guidance(line) else "flow"


def _is_item(piece: Piece) -> bool:
    line = as_line(piece)
    return piece.depth > 0 or isinstance(piece.content, ItemList) or bool(line and _TYPED_ITEM.match(line + " "))
