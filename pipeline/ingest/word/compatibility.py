"""Elements of extensions that only wrap: what stands in them is shown, they themselves are not (ECMA-376-3, 9.3)."""

from __future__ import annotations

from typing import Final

from pipeline.ingest.word.names import COMPATIBILITY, Element, is_understood

PROCESS_CONTENT: Final = f"{{{COMPATIBILITY}}}ProcessContent"


def unwrap(root: Element) -> None:
    """Put what stands in the elements that `mc:ProcessContent` names (`x:wrap`, `x:*`) in their place."""
    names: set[str] = set()
    for element in root.iter("*"):
        for name in (element.get(PROCESS_CONTENT) or "").split():
            prefix, _, local = name.partition(":")
            space = element.nsmap.get(prefix)
            # A program that knows the extension itself reads its elements as they are.
            if space and local and not is_understood(space):
                names.add(f"{{{space}}}{local}")
    for element in list(root.iter(*names)) if names else ():
        parent = element.getparent()
        if parent is not None:
            for child in list(element):
                element.addprevious(child)
            parent.remove(element)
