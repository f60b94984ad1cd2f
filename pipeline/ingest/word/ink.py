"""Text leaves: all text of an element, in one pass that knows nothing of how the reader reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pipeline.ingest.word.names import (
    A_P,
    A_T,
    CHART,
    CHART_2015,
    DELETED_T,
    DIAGRAM,
    M_T,
    VML,
    Element,
    P,
    T,
    w,
)
from pipeline.ingest.word.symbols import REPLACEMENT, symbol

CHART_VALUE: Final = f"{{{CHART}}}v"
CHART_POINT: Final = f"{{{CHART_2015}}}pt"
CHART_TEXT: Final = f"{{{CHART_2015}}}v"
TREND_NAME: Final = f"{{{CHART}}}name"
USER_SHAPES: Final = f"{{{CHART}}}userShapes"
"""What an author has drawn over a chart, in a part of its own (ECMA-376-1, 21.3)."""
SMART_ART: Final = f"{{{DIAGRAM}}}relIds"
_TREND_LINE: Final = f"{{{CHART}}}trendline"
_SYMBOL: Final = w("sym")
# What is written as an element without text, yet is a sign, or keeps words apart.
_SIGNS: Final = {
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
    P: "\n",
    A_P: "\n",
    w("br"): " ",
    w("cr"): " ",
    w("tab"): "\t",
}
_VALUES: Final = frozenset((CHART_VALUE, CHART_POINT, CHART_TEXT))
_WORD_ART: Final = f"{{{VML}}}textpath"
_LEAVES: Final = (T, DELETED_T, M_T, A_T, _WORD_ART, _SYMBOL, TREND_NAME, *_VALUES, *_SIGNS)

OBJECTS: Final = frozenset(
    (f"{{{CHART}}}chart", f"{{{CHART_2015}}}chart", USER_SHAPES, SMART_ART, w("altChunk")),
)
"""Elements that stand for the text of another part."""

NOTE_REFERENCES: Final = (w("footnoteReference"), w("endnoteReference"))

Linked = Callable[[Element], str]
"""The text of the part that an element stands for."""


def leaf_text(leaf: Element) -> str:
    """The text of one leaf. A symbol and the two hyphens are elements, yet one character each."""
    tag = leaf.tag
    if tag in _SIGNS:
        return _SIGNS[tag]
    if tag == _SYMBOL:
        return _symbol(leaf)
    if tag == _WORD_ART:
        return leaf.get("string") or ""
    if tag in _VALUES:
        return f"\n{leaf.text or ''}"
    if tag == TREND_NAME:
        # The same element names the table of a pivot chart, which is shown nowhere.
        above = leaf.getparent()
        return f"\n{leaf.text or ''}" if above is not None and above.tag == _TREND_LINE else ""
    return "".join(map(str, leaf.itertext())) if len(leaf) else leaf.text or ""


def leaves(element: Element, linked: Linked) -> str:
    """The text of all leaves of an element in the order of the file, a line a paragraph."""
    texts = []
    for leaf in element.iter(*_LEAVES, *OBJECTS):
        tag = leaf.tag
        # Nine leaves in ten are one of these two.
        if tag == T and not len(leaf):
            texts.append(leaf.text or "")
        elif tag == P:
            texts.append("\n")
        else:
            texts.append(linked(leaf) if tag in OBJECTS else leaf_text(leaf))
    return "".join(texts)


def _symbol(leaf: Element) -> str:
    try:
        return symbol((leaf.get(w("font")) or "").lower(), int(leaf.get(w("char")) or "", 16))
    except ValueError:
        return REPLACEMENT
