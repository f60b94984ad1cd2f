r"""Destinations: what the text of a group is, by the word that the group begins with (version 1.9.1, "Destinations").

A group that begins with `\*` and a word that is not here is for other programs, and holds no text of the document; one
that begins with any other word is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

import msgspec

from pipeline.ingest.rtf.tokens import Event

Fate: TypeAlias = Literal[
    "text",
    "quiet",
    "skip",
    "label",
    "header",
    "footer",
    "note",
    "comment",
    "box",
    "formula",
    "run",
    "instruction",
    "bookmark",
    "picture",
    "name",
    "value",
    "info",
    "styles",
    "lists",
    "overrides",
    "twice",
]
"""What becomes of the text of a group.

`quiet`: its own text is none, what it holds may be; `twice`: the same is said for older programs and then for newer
ones.
"""

_FATES: Final[Mapping[str, Fate]] = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
    **dict.fromkeys(("shptxt", "dptxbxtext"), "box"),
    **dict.fromkeys(("listtext", "pntext"), "label"),
    **dict.fromkeys(("fldrslt", "result"), "text"),
    **dict.fromkeys(("shppict", "shp", "shpinst", "shpgrp", "do", "object", "sp", "picprop"), "quiet"),
    **dict.fromkeys(("mmath", "moMathPara", "nesttableprops"), "quiet"),
    "footnote": "note",
    "annotation": "comment",
    "moMath": "formula",
    "fldinst": "instruction",
    "bkmkstart": "bookmark",
    "pict": "picture",
    "sn": "name",
    "sv": "value",
    "info": "info",
    "upr": "twice",
    "stylesheet": "styles",
    "listtable": "lists",
    "listoverridetable": "overrides",
    # No text, though programs are not told to pass over them.
    **dict.fromkeys(
        (
            *("fonttbl", "colortbl", "filetbl", "revtbl", "nonshppict", "nonesttables", "shprslt", "mmathPict"),
            *("xe", "tc", "rxe", "txe", "pn", "pntxta", "pntxtb", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc"),
            *("aftncn", "objdata", "objclass", "objname", "bkmkend", "private", "template", "datafield", "ffdata"),
            *("atrfstart", "atrfend", "atnref", "atnid", "atnauthor", "atndate", "atnicn", "atntime", "atnparent"),
        ),
        "skip",
    ),
}
# Marked as for newer programs, and read.
_NEWER: Final = frozenset(
    (
        *("footnote", "annotation", "moMath", "moMathPara", "mmath", "shppict", "shpinst", "shpgrp", "do", "picprop"),
        *("nesttableprops", "bkmkstart", "fldinst", "listtable", "listoverridetable", "pict"),
    )
)
# What stands in a group of these is part of it, whatever it begins with.
_CLOSED: Final = frozenset(
    ("skip", "label", "instruction", "bookmark", "name", "info", "styles", "lists", "overrides", "twice")
)
_STORIES: Final = frozenset(("header", "footer", "note", "comment", "box"))
SHOWN: Final = _STORIES | {"text", "run"}
"""The fates of text that is the document's."""
WORD_ART: Final = "gtextUNICODE"
"""The property of a shape that holds the words of WordArt."""


class Scope(msgspec.Struct):
    """A group that is open. `word` is what it begins with; `is_new` until that has come, `is_bare` until text has."""

    fate: Fate
    word: str = ""
    is_new: bool = True
    is_newer: bool = False
    is_bare: bool = True


def opened(outer: Scope) -> Scope:
    """A group in another, before its first word."""
    if outer.fate in _STORIES:
        return Scope("text")
    return Scope("skip" if outer.fate == "twice" else outer.fate, word=outer.word)


def heard(scope: Scope, text: str) -> None:
    """Take in text of a group: what begins with text is no destination."""
    if text.strip():
        scope.is_new = scope.is_bare = False


def is_endnote(scope: Scope, event: Event) -> bool:
    """Whether a word makes a note an endnote: it is one of the first of its group."""
    return event.text == "ftnalt" and scope.fate == "note" and scope.is_bare


def entered(scope: Scope, outer: Scope, around: Scope, event: Event) -> bool:
    """Take in a word, which may say what its group is; whether it says so now.

    `outer` is the group that this one stands in, `around` the one that that stands in.
    """
    if not scope.is_new:
        return False
    name = event.text
    if name == "*":
        scope.is_newer = True
        return False
    scope.is_new = False
    scope.word = name
    if outer.fate == "twice" and name == "ud":
        scope.fate = around.fate
    if outer.fate in _CLOSED:
        return False
    if outer.fate in {"formula", "run"}:
        if name.startswith("m"):
            scope.fate = "run" if name == "mr" else "formula"
        elif scope.is_newer:
            scope.fate = "skip"
        return name.startswith("m")
    if scope.is_newer and name not in _NEWER:
        scope.fate = "skip"
        return False
    fate = _FATES.get(name)
    scope.fate = fate or scope.fate
    return fate is not None
