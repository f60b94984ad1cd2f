"""Formulas of a page: how they read, and the MathML that any browser may be given."""

from __future__ import annotations

from bs4 import Tag
from lxml import etree

from pipeline.content import Math, clean
from pipeline.ingest import mathml
from pipeline.ingest.html.tree import is_code, is_text, strings


def formula(tag: Tag) -> tuple[Math, str] | None:
    """The formula of a `math` element, and the signs of it that stand in no text; None where it has no text."""
    held = " ".join("".join(strings(tag)).split())
    if not held:
        return None
    root = mathml.element()
    if not _copy(tag, root, mathml.DEEPEST):
        return Math(held), ""
    math = Math(mathml.readable(root), etree.tostring(root, encoding="unicode"))
    return math, mathml.added(math, held)


def _copy(tag: Tag, target: etree._Element, deepest: int) -> bool:
    """Copy what MathML Core knows; False where it nests too deep to be a formula."""
    for name, value in tag.attrs.items():
        if name in mathml.ATTRIBUTES:
            target.set(name, clean(str(value)))
    last: etree._Element | None = None
    for node in tag.contents:
        if isinstance(node, Tag):
            if is_code(node):
                continue
            name = node.name if node.name in mathml.ELEMENTS else "mrow"
            last = etree.SubElement(target, f"{{{mathml.NAMESPACE}}}{name}")
            if deepest == 0 or not _copy(node, last, deepest - 1):
                return False
        elif is_text(node) and (text := clean(str(node)).strip()):
            if last is None:
                target.text = (target.text or "") + text
            else:
                last.tail = (last.tail or "") + text
    return True
