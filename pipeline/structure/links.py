"""Links: those inside the document are led to ids of the model; those to an unsafe address become text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from pipeline.content import (
    Content,
    Figure,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Table,
    inline_text,
    merged,
)
from pipeline.diagnostics import Code, Place, Report, flaw, quote

_SCHEMES: Final = frozenset({"https", "http", "mailto", "tel"})
_SCHEME: Final = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
# Browsers drop these before they look for the scheme (URL Standard, 4.4): `java\nscript:` is a scheme.
_DROPPED: Final = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\ufeff]")


def is_safe(href: str) -> bool:
    """Whether an address may stand in an output: https, http, mailto, tel, a fragment, or a path below the document."""
    bare = _DROPPED.sub("", href)
    if not bare or bare.startswith(("//", "\\", "/\\")):
        return False
    scheme = _SCHEME.match(bare)
    return scheme is None or scheme.group(1).lower() in _SCHEMES


class Linker:
    """Rewrites the links of content. `anchors` gives the id that a name of the source belongs to."""

    def __init__(self, anchors: Mapping[str, str], report: Report) -> None:
        self._anchors = anchors
        self._report = report

    def content(self, content: Iterable[Content], place: Place) -> tuple[Content, ...]:
        """Block content with its links rewritten."""
        return tuple(self._node(node, place) for node in content)

    def line(self, content: tuple[Inline, ...], place: Place) -> tuple[Inline, ...]:
        """Inline content with its links rewritten."""
        if not any(isinstance(node, Link) for node in content):
            return content
        result: list[Inline] = []
        for node in content:
            result.extend(self._link(node, place) if isinstance(node, Link) else (node,))
        return merged(result)

    def _node(self, node: Content, place: Place) -> Content:
        match node:
            case Paragraph():
                line = self.line(node.content, place)
                return node if line is node.content else replace(node, content=line)
            case ItemList():
                items = tuple(replace(item, content=self.content(item.content, place)) for item in node.items)
                return replace(node, items=items)
            case Table():
                rows = tuple(
                    replace(
                        row,
                        cells=tuple(replace(cell, content=self.content(cell.content, place)) for cell in row.cells),
                    )
                    for row in node.rows
                )
                return replace(node, rows=rows, caption=self.line(node.caption, place))
            case Figure():
                return replace(node, caption=self.line(node.caption, place))

    def _link(self, link: Link, place: Place) -> tuple[Inline, ...]:
        inner = self.line(link.content, place)
        here = replace(place, quote=quote(inline_text(inner)))
        href = link.href.strip()
        if href.startswith("#"):
            target = self._anchors.get(href[1:])
            if target is not None:
                return (Link(f"#{target}", inner),)
            # "#" alone and "#top" lead to the top of a web page: nothing to tell the author.
            if href not in {"#", "#top", "#_top"}:
                self._report(flaw(Code.LINK_BROKEN, here, href=href))
            return inner
        if not is_safe(href):
            if href:
                self._report(flaw(Code.LINK_UNSAFE, here, href=quote(href)))
            return inner
        return (Link(href, inner),)
