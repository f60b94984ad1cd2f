"""Formulas: MathML Core, taken over element by element; whatever else was in the source stays there."""

from __future__ import annotations

from typing import Final

from lxml import etree

from pipeline import xmldoor
from pipeline.content import Math
from pipeline.emit.html.markup import Element, add, el
from pipeline.errors import UnreadableSource

# MathML Core (W3C), 2.1.2 and 3; without annotations, actions and links.
_CORE_ELEMENTS: Final = """
    math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub
    msubsup msup mtable mtd mtext mtr munder munderover
"""
_CORE_ATTRIBUTES: Final = """
    accent accentunder columnspan depth dir display displaystyle fence form height largeop linethickness lspace
    mathvariant maxsize minsize movablelimits rowspan rspace scriptlevel separator stretchy symmetric voffset width
"""
_ELEMENTS: Final = frozenset(_CORE_ELEMENTS.split())
_ATTRIBUTES: Final = frozenset(_CORE_ATTRIBUTES.split())


def formula(node: Math) -> Element:
    """A formula as MathML where the source has it, else as text."""
    if node.mathml:
        try:
            root = xmldoor.parse(node.mathml.encode(), what="MathML")
        except UnreadableSource:
            root = None
        if root is not None and _name(root) == "math":
            return _rebuilt(root)
    return el("span", node.text, class_="formula")


def _rebuilt(source: Element) -> Element:
    node = el(_name(source))
    for name, value in source.attrib.items():
        if str(name) in _ATTRIBUTES:
            node.set(str(name), str(value))
    _fill(node, source)
    return node


def _fill(node: Element, source: Element) -> None:
    add(node, [source.text or ""])
    for child in source:
        # The first child of `semantics` is the formula, the others are the same in other notations.
        wanted = child[0] if _name(child) == "semantics" and len(child) else child
        if _name(wanted) in _ELEMENTS:
            node.append(_rebuilt(wanted))
        add(node, [child.tail or ""])


def _name(node: Element) -> str:
    return etree.QName(node).localname
