"""Elements of a namespace in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from pipeline.content import clean

Make = Callable[..., etree._Element]


def maker(namespace: str, prefixes: Mapping[str | None, str]) -> Make:
    """A function that makes an element of a name, with its text or its children, and its attributes."""

    def make(name: str, *inside: str | etree._Element, **attributes: str) -> etree._Element:
        element = etree.Element(f"{{{namespace}}}{name}", attributes, nsmap=dict(prefixes))  # type: ignore[arg-type]
        for part in inside:
            if isinstance(part, str):
                element.text = clean(part)
            else:
                element.append(part)
        return element

    return make


def written(root: etree._Element) -> bytes:
    """A tree as a file: UTF-8, indented."""
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
