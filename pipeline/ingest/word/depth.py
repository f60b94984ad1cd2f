"""Nesting without end: what stands deeper than any honest document is kept as plain paragraphs."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree

from pipeline.ingest.word.names import (
    A_T,
    DELETED_T,
    FIELD_MARK,
    M_T,
    R_PR,
    REMOVED,
    TEXT_BOX,
    Element,
    P,
    R,
    T,
    w,
)

# Containers of blocks: where the paragraphs of a flattened subtree may stand.
_CONTAINERS: Final = frozenset((w("body"), w("tc"), TEXT_BOX, w("footnote"), w("endnote"), w("hdr"), w("ftr")))
_LOOSE: Final = frozenset((M_T, A_T))
_KEPT: Final = frozenset(
    (R_PR, T, DELETED_T, FIELD_MARK, *map(w, ("instrText", "sym", "tab", "br", "cr", "noBreakHyphen", "softHyphen")))
)


def flatten(root: Element, deepest: int) -> int:
    """Replace what is nested deeper than `deepest` by paragraphs of its runs; returns in how many places."""
    found: dict[Element, None] = {}
    stack = [(root, 1, root)]
    while stack:
        element, depth, container = stack.pop()
        inner = element if element.tag in _CONTAINERS else container
        if depth < deepest:
            stack.extend((child, depth + 1, inner) for child in reversed(element))
        elif len(element):
            found[inner] = None
    for container in found:
        _flatten(container)
    return len(found)


def _flatten(container: Element) -> None:
    """Runs keep their formatting and stay deleted where they were: flattening must not show what was hidden."""
    paragraphs = [etree.Element(P)]
    for element in container.iter(P, R, *_LOOSE):
        if element.tag == P:
            paragraphs.append(etree.Element(P))
            continue
        run = etree.Element(R)
        if element.tag in _LOOSE:
            etree.SubElement(run, T).text = element.text
        else:
            run.extend(copy.deepcopy(child) for child in element if child.tag in _KEPT)
        is_removed = any(above.tag in REMOVED for above in element.iterancestors())
        parent = etree.SubElement(paragraphs[-1], w("del")) if is_removed else paragraphs[-1]
        parent.append(run)
    for child in list(container):
        container.remove(child)
    container.extend(paragraph for paragraph in paragraphs if len(paragraph))
