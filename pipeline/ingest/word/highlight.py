"""Text that its author marked as with a felt pen: a note to the writers, seldom meant for readers."""

from __future__ import annotations

from typing import Final

from pipeline.ingest.word.names import VAL, Element, w

_HIGHLIGHT: Final = w("highlight")
_SHADING: Final = w("shd")
_FILL: Final = w("fill")
_NO_COLOUR: Final = frozenset(("none", "white"))
# The inks of Word's own felt pen (17.18.40). Shading in other colours is how a text is laid out.
_INKS: Final = frozenset(("ffff00", "00ff00", "00ffff", "ff00ff"))


def is_highlighted(properties: Element | None) -> bool:
    """Whether an `rPr` says so: by its highlight (17.3.2.15), or by shading (17.3.2.32) in an ink of the same pen."""
    for child in properties if properties is not None else ():
        if child.tag == _HIGHLIGHT:
            return (child.get(VAL) or "none") not in _NO_COLOUR
        if child.tag == _SHADING and (child.get(_FILL) or "").lower() in _INKS:
            return True
    return False
