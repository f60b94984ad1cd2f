"""How characters look and what a paragraph is, as far as it matters; and what a word changes of it."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.content import Mark
from pipeline.diagnostics import Code

BODY_TEXT: Final = 9
"""The outline level, from 0, of what is no heading."""

_MARKS: Final[dict[str, Mark]] = {
    "b": "bold",
    "i": "italic",
    "strike": "strike",
    "striked": "strike",
    "scaps": "small-caps",
    **dict.fromkeys(
        ("ul", "uld", "uldash", "uldashd", "uldashdd", "uldb", "ulhwave", "ulldash", "ulth", "ulthd", "ulthdash"),
        "underline",
    ),
    **dict.fromkeys(("ulthdashd", "ulthdashdd", "ulthldash", "ululdbwave", "ulw", "ulwave"), "underline"),
}
_RAISED: Final[frozenset[Mark]] = frozenset(("superscript", "subscript"))
_HEIGHTS: Final[dict[str, frozenset[Mark]]] = {
    "super": frozenset(("superscript",)),
    "sub": frozenset(("subscript",)),
    "nosupersub": frozenset(),
}
_NUMBERED: Final = {"s": "style", "outlinelevel": "outline", "ls": "key", "ilvl": "level", "itap": "depth"}


class Look(msgspec.Struct, frozen=True):
    """How characters look; `gone` says why they are not shown, `href` where they lead."""

    marks: frozenset[Mark] = frozenset()
    hidden: bool = False
    deleted: bool = False
    gone: Code | None = None
    href: str = ""

    @property
    def unshown(self) -> Code | None:
        """Why the characters are not shown; None where they are."""
        if self.gone is not None:
            return self.gone
        if self.deleted:
            return Code.DELETED_TEXT
        return Code.HIDDEN_TEXT if self.hidden else None


class Format(msgspec.Struct, frozen=True):
    """What a paragraph is: `outline` counts from 0, `depth` is how deep in tables it stands."""

    style: int = 0
    outline: int | None = None
    key: int = 0
    level: int = 0
    depth: int = 0


def look_after(look: Look, name: str, *, is_on: bool) -> Look:
    """Characters after a word."""
    if name == "plain":
        return Look(gone=look.gone, href=look.href)
    if name == "v":
        return replace(look, hidden=is_on)
    if (mark := _MARKS.get(name)) is not None:
        return replace(look, marks=look.marks | {mark} if is_on else look.marks - {mark})
    if name == "ulnone":
        return replace(look, marks=look.marks - {"underline"})
    if (height := _HEIGHTS.get(name)) is not None:
        return replace(look, marks=look.marks - _RAISED | height)
    return look


def form_after(form: Format, name: str, number: int | None) -> Format:
    """Paragraphs after a word."""
    if name == "pard":
        return Format()
    if name == "intbl":
        return replace(form, depth=max(1, form.depth))
    field = _NUMBERED.get(name)
    return form if field is None or number is None or number < 0 else replace(form, **{field: number})
