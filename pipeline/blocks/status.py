"""How an action stands: by words, letters, signs, or only by a colour or picture, read by the profile's legend."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from pipeline.content import (
    Cell,
    Content,
    Figure,
    Image,
    Link,
    Paragraph,
    Text,
    Tone,
    is_blank,
    merged,
    paragraph,
)
from pipeline.profile import Profile
from pipeline.source import Shown, ShownCell

# How far a hue (in degrees) may be from that of a sample: orange (#ffc000) and yellow (#ffff00) are 15 apart, Word's
# two greens (#00b050, #92d050) 58.
_FARTHEST: Final = 32.0
# Word's tints of headers and bands (#d9e2f3, #e2efda, #fbe4d5) have a saturation of up to 0.15; what Excel fills a
# cell that is good with (#c6efce) has 0.17.
_LEAST_COLOUR: Final = 0.16
_LEAST_LIGHT: Final = 0.25
_WORD: Final = re.compile(r"[^\W\d_]+")


class Status(msgspec.Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """How it stands: as written (empty where the cell is), and what that means by the profile's legend.

    `name` is set where a colour or a picture alone says it: the legend's name of that colour, or what the picture is
    called. It is shown beside what was written, and is no text of the source.
    """

    text: str
    value: Tone | None = None
    name: str = ""

    @property
    def shown(self) -> str:
        """The words that are shown for it: those that were written, and the name."""
        return f"{self.text} {self.name}".strip()


def read_status(cell: Cell, text: str, profile: Profile, apart: frozenset[str] = frozenset()) -> Status:
    """The status in a cell with this text. `apart` are fills that say nothing of it: those of its row and header."""
    value = profile.status_value(text)
    shown = cell.shown if isinstance(cell, ShownCell) else Shown()
    if shown.fill in apart:
        shown = msgspec.structs.replace(shown, fill="")
    name = colour_name(shown, text, profile)
    if any(sign.isalnum() for sign in text):
        return Status(text, value or (profile.status_value(name) if name else None))
    if value is not None and not name:
        return Status(text, value)
    pictures = [image.alt or "" for image in _images(cell.content)]
    for said in (*pictures, *shown.names):
        if not is_blank(said) and (meant := profile.status_value(said)):
            return Status(text, meant, " ".join(said.split()))
    name = name or next(filter(None, (_named(said, profile) for said in pictures)), "")
    return Status(text, profile.status_value(name) if name else value, name)


def colour_name(shown: Shown, text: str, profile: Profile) -> str:
    """The legend's name of the colour that a cell shows; empty where it shows none, or none that is known."""
    for sign in text:
        for name, samples in profile.status.colours.items():
            if sign in samples:
                return name
    for said in shown.names:
        if name := _named(said, profile):
            return name
    return next(filter(None, (_nearest(colour, profile) for colour in (shown.ink, shown.fill))), "")


def with_name(content: tuple[Content, ...], name: str) -> tuple[Content, ...]:
    """The content of a cell with the name of its colour or picture after it."""
    match content:
        case ():
            return (paragraph(name),)
        case (Paragraph(content=line),):
            return (Paragraph(merged((*line, Text(f" {name}")))),)
        case (Figure(image=image, caption=()),):
            return (Paragraph((image, Text(f" {name}"))),)
        case _:
            return (*content, paragraph(name))


def is_described(content: Iterable[Content], name: str) -> bool:
    """Whether a picture in a cell says this itself, by its alternative text: then no colour alone says it."""
    return any(" ".join((image.alt or "").split()) == name for image in _images(content))


def _named(said: str, profile: Profile) -> str:
    """The colour that the words of a name speak of: `stoplicht-groen.png`, `status green`."""
    words = {word.casefold() for word in _WORD.findall(said)}
    for name, samples in profile.status.colours.items():
        if words & {name.casefold(), *(sample.casefold() for sample in samples)}:
            return name
    return ""


def _nearest(colour: str, profile: Profile) -> str:
    own = _hue(colour)
    if own is None:
        return ""
    distances = [
        (min(abs(own - hue), 360 - abs(own - hue)), name)
        for name, samples in profile.status.colours.items()
        for sample in samples
        if sample.startswith("#") and (hue := _hue(sample[1:])) is not None
    ]
    distance, name = min(distances, default=(360.0, ""))
    return name if distance <= _FARTHEST else ""


def _hue(colour: str) -> float | None:
    """The hue (0 to 360) of RRGGBB; None for black, white, greys and tints."""
    if not colour:
        return None
    hue, saturation, light = colorsys.rgb_to_hsv(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return hue * 360 if saturation >= _LEAST_COLOUR and light >= _LEAST_LIGHT else None


def _images(content: Iterable[Content]) -> Iterator[Image]:
    for node in content:
        match node:
            case Figure(image=image):
                yield image
            case Paragraph(content=line):
                for inline in line:
                    if isinstance(inline, Image):
                        yield inline
                    elif isinstance(inline, Link):
                        yield from (inner for inner in inline.content if isinstance(inner, Image))
            case _:
                pass
