"""Elements, and their text as HTML. Markup is made of elements only, never of strings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from lxml import etree

from pipeline.content import clean

Element: TypeAlias = etree._Element
Part: TypeAlias = str | Element

# Between these white space says nothing: each may end its line, so that two versions of a page can be compared.
_OWN_LINE: Final = """
    div section nav header h1 h2 h3 h4 h5 h6 p ul ol li table caption thead tbody tr td th figure figcaption details
    summary main
"""
_LINES: Final = frozenset(_OWN_LINE.split())


def el(tag: str, *parts: Part, **attributes: str | None) -> Element:
    """An element. `class_` is `class`, `aria_label` is `aria-label`; an attribute that is None is left out."""
    node = etree.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            node.set(name.rstrip("_").replace("_", "-"), clean(value))
    return add(node, parts)


def add(node: Element, parts: Iterable[Part]) -> Element:
    """The same element with text and elements added at its end."""
    for part in parts:
        if not isinstance(part, str):
            node.append(part)
        elif len(node):
            node[-1].tail = (node[-1].tail or "") + clean(part)
        else:
            node.text = (node.text or "") + clean(part)
    return node


def words(parts: Iterable[Part]) -> str:
    """The text of parts, without their markup."""
    return "".join(part if isinstance(part, str) else "".join(map(str, part.itertext())) for part in parts)


def broken_into_lines(node: Element) -> Element:
    """The same tree; where white space says nothing, lines end."""
    for child in node.iter():
        if child.tag in _LINES and not child.tail:
            child.tail = "\n"
    return node


def serialise(node: Element) -> str:
    """One element as HTML."""
    # libxml2 knows the elements of HTML 4, and would close `wbr`; in text `<` is always escaped.
    return etree.tostring(node, method="html", encoding="unicode", with_tail=False).replace("</wbr>", "")
