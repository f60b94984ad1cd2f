"""Formulas of a page: their text, and the MathML that any browser may be given."""

from __future__ import annotations

from typing import Any, Final

from bs4 import Tag
from lxml import etree

from pipeline.content import Math, clean
from pipeline.ingest.html.tree import is_code, is_text, strings

_NAMESPACE: Final = "http://www.w3.org/1998/Math/MathML"
# MathML Core, 2.1 and 3; maction and the like are left out, their content is not.
_ELEMENTS: Final = frozenset(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics".split()
)
_ATTRIBUTES: Final = frozenset(
    "display mathvariant displaystyle scriptlevel stretchy fence separator form accent accentunder "
    "linethickness lspace rspace movablelimits largeop symmetric minsize maxsize width height depth columnspan "
    "rowspan dir".split()
)
_NSMAP: Final[Any] = {None: _NAMESPACE}  # lxml-stubs know no default namespace
_DEEPEST: Final = 60


def formula(tag: Tag) -> Math | None:
    """The formula of a `math` element; None where it has no text."""
    text = " ".join("".join(strings(tag)).split())
    if not text:
        return None
    root = etree.Element(f"{{{_NAMESPACE}}}math", nsmap=_NSMAP)
    whole = _copy(tag, root, _DEEPEST)
    return Math(text, etree.tostring(root, encoding="unicode") if whole else "")


def _copy(tag: Tag, target: etree._Element, deepest: int) -> bool:
    """Copy what MathML Core knows; False where it nests too deep to be a formula."""
    for name, value in tag.attrs.items():
        if name in _ATTRIBUTES:
            target.set(name, clean(str(value)))
    last: etree._Element | None = None
    for node in tag.contents:
        if isinstance(node, Tag):
            if is_code(node):
                continue
            name = node.name if node.name in _ELEMENTS else "mrow"
            last = etree.SubElement(target, f"{{{_NAMESPACE}}}{name}")
            if deepest == 0 or not _copy(node, last, deepest - 1):
                return False
        elif is_text(node) and (text := clean(str(node)).strip()):
            if last is None:
                target.text = (target.text or "") + text
            else:
                last.tail = (last.tail or "") + text
    return True
