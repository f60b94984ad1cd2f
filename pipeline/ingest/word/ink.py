"""Counting: the non-blank characters of all text leaves of a part, and quoting what is kept out on purpose."""

from __future__ import annotations

from typing import Final

from pipeline.ingest.word.names import A_T, DELETED_T, M_T, VML, Element, T, w

_SIGNS: Final = {w("sym"): "*", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_WORD_ART: Final = f"{{{VML}}}textpath"
LEAVES: Final = (T, DELETED_T, M_T, A_T, _WORD_ART, *_SIGNS)


def ink(text: str) -> int:
    """How many characters of a text are no white space, as `coverage.ink` counts them."""
    return len("".join(text.split()))


def leaf_text(leaf: Element) -> str:
    """The text of one leaf. A symbol and the two hyphens are elements, yet one character each."""
    tag = leaf.tag
    if tag in _SIGNS:
        return _SIGNS[tag]
    if tag == _WORD_ART:
        return leaf.get("string") or ""
    return "".join(map(str, leaf.itertext())) if len(leaf) else leaf.text or ""


def leaves(element: Element) -> int:
    """The visible characters of all text leaves in an element, in one pass that knows nothing of the reader."""
    return ink("".join(map(leaf_text, element.iter(*LEAVES))))


def words(element: Element) -> str:
    """The text of all leaves of an element, a blank between paragraphs; for quoting what is left out."""
    lines: list[str] = []
    for leaf in element.iter(w("p"), *LEAVES):
        if leaf.tag == w("p"):
            lines.append(" ")
        else:
            lines.append(leaf_text(leaf))
    return " ".join("".join(lines).split())
