"""Formulas: RTF has those of Word, each element by its name behind an m ("Math"): they are put together again."""

from __future__ import annotations

import msgspec
from lxml import etree

from pipeline.content import Math
from pipeline.ingest.word.math import spoken
from pipeline.ingest.word.names import M_T, VAL, Element, m


class Said(msgspec.Struct, frozen=True):
    """A formula, the text of its leaves, the signs of it that are not said, and those that are added."""

    formula: Math
    held: str
    unsaid: str
    added: str


def begun(word: str, around: Element | None) -> Element:
    """The element that a word begins, in the one around it."""
    name = m("oMath" if word == "moMath" else word.removeprefix("m"))
    return etree.Element(name) if around is None else etree.SubElement(around, name)


def end(element: Element, said: str, *, is_run: bool) -> None:
    """Give an element its text: a run's is a leaf, a property's is its value."""
    if is_run:
        etree.SubElement(element, M_T).text = said
    elif not len(element) and said.strip():
        element.set(VAL, said.strip())


def spoken_here(element: Element) -> Said:
    """The formula of a whole `moMath`."""
    formula, unsaid, added = spoken(element)
    return Said(formula, "".join(leaf.text or "" for leaf in element.iter(M_T)), unsaid, added)
