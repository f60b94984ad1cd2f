"""The body as pandoc reads it without loss: what it would lose is put elsewhere, what no one should see is taken out.

Each step changes the tree, and says why pandoc needs it. What is taken out is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from pipeline.content import clean, paragraph
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.ingest.odt.names import CELL, HREF, NOTE, SPAN, A, Element, H, P, draw, office, table, text
from pipeline.ingest.odt.numbering import Numbering
from pipeline.ingest.odt.pictures import Description, descriptions
from pipeline.ingest.odt.styles import Paragraph, Styles, key
from pipeline.ingest.odt.words import NO_TEXT, leaves, line, texts, words
from pipeline.source import Piece

_INDEXES: Final = tuple(
    text(name)
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
_SHAPES: Final = tuple(
    draw(name)
    for name in (
        *("text-box", "custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon", "path", "circle"),
        *("ellipse", "connector", "caption", "measure"),
    )
)
_BLOCKS: Final = frozenset((P, H, text("list"), table("table"), text("section"), text("numbered-paragraph")))
# What pandoc reads inside a paragraph (its module Text.Pandoc.Readers.ODT.ContentReader); the text of all else is lost.
_READ_INLINE: Final = frozenset(
    (
        *(SPAN, A, NOTE, P, H, draw("frame")),
        *(text(name) for name in ("s", "tab", "line-break", "bookmark", "bookmark-start", "bookmark-end")),
        *(text(name) for name in ("reference-mark-start", "reference-mark-end", "bookmark-ref", "reference-ref")),
    )
)
# Pandoc drops what stands in these, some of them in cells only.
_WRAPPERS: Final = (
    *(table(name) for name in ("table-row-group", "table-rows", "table-columns", "table-column-group")),
    *(text(name) for name in ("section", "numbered-paragraph", "bibliography", "index-body")),
)
_COVERED: Final = table("covered-table-cell")
_LIST_PARTS: Final = (text("list"), text("list-item"), text("list-header"))


class Sifted(msgspec.Struct, frozen=True):
    """What came of it: what diagnostics quote, the generated lists, all paragraphs and all pictures."""

    kept_out: tuple[str, ...]
    kept_out_of_notes: tuple[str, ...]
    contents: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    descriptions: tuple[Description, ...]


def sift(body: Element, styles: Styles, numbering: Numbering, report: Report) -> Sifted:
    """Sift a body in place."""
    kept_out, kept_out_of_notes = _take_out(body, styles, report)
    contents = tuple(_contents(body))
    labels = numbering.labels(body)
    _lift_shapes(body)
    _flatten_tables(body)
    for element in [*body.iter(*_WRAPPERS), *_lists_of_headings(body)]:
        _unwrap(element)
    _plain_inlines(body)
    _link(body)
    paragraphs = tuple(
        Paragraph(key(line(element)), styles.names(element), labels.get(element, ""))
        for element in body.iter(P, H)
        if not _inside(element, CELL, NOTE)
    )
    return Sifted(kept_out, kept_out_of_notes, contents, paragraphs, descriptions(body))


# ------------------------------------------------------------------------------------ taken out


def _take_out(body: Element, styles: Styles, report: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take deleted, commented and hidden text out, and report it; returns that of the body, and that of notes."""
    kept_out: tuple[list[str], list[str]] = ([], [])
    revisions = sum(1 for _ in body.iter(text("changed-region")))
    if revisions:
        report(flaw(Code.TRACKED_CHANGES, Place(), count=revisions))
    for code, elements in (
        (Code.DELETED_TEXT, list(body.iter(text("tracked-changes")))),
        (Code.COMMENT, list(body.iter(office("annotation")))),
        (Code.HIDDEN_TEXT, [element for element in body.iter() if _is_hidden(element, styles)]),
    ):
        for element in elements:
            if not _inside(element, office("text")):
                continue  # It went with what it stood in.
            if said := words(element):
                kept_out[_inside(element, NOTE)].append(leaves(element))
                report(flaw(code, Place(quote=quote(said)), said))
            if element.tag == _COVERED:
                _empty(element)
            else:
                _drop(element)
    return tuple(kept_out[0]), tuple(kept_out[1])


def _is_hidden(element: Element, styles: Styles) -> bool:
    """Whether it says so itself (OpenDocument 1.3-3, 7.7.3, 7.7.9, 19.825), or its style does (20.364)."""
    tag = element.tag
    if tag == _COVERED:
        # A cell under another's span is not shown (OpenDocument 1.3-3, 9.1.5).
        return len(element) > 0
    if tag == text("section"):
        return element.get(text("display")) == "none" or element.get(text("is-hidden")) == "true"
    if tag == text("hidden-text"):
        return element.get(text("is-hidden")) != "false"
    if tag in {P, H, SPAN}:
        return styles.hides(element) or any(
            mark.get(text("is-hidden")) == "true" for mark in element.iterchildren(text("hidden-paragraph"))
        )
    return False


def _contents(body: Element) -> Iterator[Piece]:
    """Take out generated lists, which pandoc drops: their lines, as such. They stand first, as they mostly do."""
    for index in list(body.iter(*_INDEXES)):
        for element in index.iter(P, H):
            if said := clean(line(element)).strip():
                yield Piece(paragraph(said), Place(quote=quote(said)), region="contents")
        _drop(index)


# ------------------------------------------------------------------------------------ put elsewhere


def _lift_shapes(body: Element) -> None:
    """What stands in a shape goes behind the paragraph that anchors it: pandoc drops it, or joins it to one line."""
    for shape in list(body.iter(*_SHAPES)):
        blocks = [child for child in shape if child.tag in _BLOCKS]
        # In a frame of a list or table cell too the paragraph is the nearest around it; one of the page has none.
        anchor = next((above for above in shape.iterancestors(P, H)), None)
        if anchor is None:
            anchor = next(above for above in (shape, *shape.iterancestors()) if above.getparent() is body)
        for block in reversed(blocks):
            _move_behind(anchor, block)
        if anchor in {shape, shape.getparent()} or not _holds_picture(shape):
            _drop(shape)


def _holds_picture(shape: Element) -> bool:
    return next(shape.iter(draw("image"), draw("object")), None) is not None


def _flatten_tables(body: Element) -> None:
    """In cells and notes pandoc reads paragraphs and lists: headings become paragraphs, tables those of their cells."""
    for cell in body.iter(CELL):
        for heading in list(cell.iterchildren(H)):
            heading.tag = P
    for inner in list(body.iter(table("table"))):
        if not _inside(inner, CELL, NOTE):
            continue
        anchor = inner
        for block in [child for cell in inner.iter(CELL) for child in cell if child.tag in _BLOCKS]:
            if block.tag != table("table"):
                _move_behind(anchor, block)
                anchor = block
        _drop(inner)


def _lists_of_headings(body: Element) -> list[Element]:
    """Lists that number headings: a heading in a list is none to any reader."""
    return list(dict.fromkeys(part for heading in body.iter(H) for part in heading.iterancestors(*_LIST_PARTS)))


def _plain_inlines(body: Element) -> None:
    """Fields, placeholders, ruby and the like are read as what they show."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str) or element.tag in _READ_INLINE or element.tag in NO_TEXT:
            continue
        parent = element.getparent()
        if parent is None or parent.tag not in {P, H, SPAN, A}:
            continue
        if element.tag.startswith(_TEXT_NAMESPACE) and any(part.strip() for part in texts(element)):
            for attribute in list(element.attrib):
                del element.attrib[attribute]
            element.tag = SPAN
            for inner in element.iterdescendants():
                if inner.tag not in _READ_INLINE:
                    inner.tag = SPAN


_TEXT_NAMESPACE: Final = text("")
_TAB: Final = text("tab")
_BLANK: Final = text("s")


def _link(body: Element) -> None:
    """Links to bookmarks: pandoc names these anew, and uses the new names in references (plain text) only."""
    marks = {element.get(text("name")) for element in body.iter(text("bookmark"), text("bookmark-start"))}
    for link in body.iter(A):
        target = link.get(HREF, "")
        is_text = all(part.tag in {SPAN, _TAB, _BLANK} for part in link.iterdescendants())
        if target.startswith("#") and target[1:] in marks and is_text:
            said = "".join(texts(link))
            for part in list(link):
                link.remove(part)
            link.text = said
            for attribute in list(link.attrib):
                del link.attrib[attribute]
            link.tag = text("bookmark-ref")
            link.set(text("ref-name"), target[1:])
            link.set(text("reference-format"), "text")


# ------------------------------------------------------------------------------------ the tree


def _inside(element: Element, *names: str) -> bool:
    return next(element.iterancestors(*names), None) is not None


def _drop(element: Element) -> None:
    """Take an element out, not the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    _add_text(element.getprevious(), parent, element.tail)
    parent.remove(element)


def _empty(element: Element) -> None:
    """Take out all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.text = None


def _unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    children = list(element)
    _drop(element)
    for number, child in enumerate(children):
        parent.insert(place + number, child)


def _move_behind(anchor: Element, block: Element) -> None:
    block.tail = None
    anchor.addnext(block)


def _add_text(previous: Element | None, parent: Element, words: str | None) -> None:
    if not words:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
