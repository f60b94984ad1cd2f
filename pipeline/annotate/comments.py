"""The part of a Word package that holds comments (ECMA-376-1, 17.13.4), and what in the text refers to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from lxml import etree

from pipeline import xmldoor
from pipeline.annotate.paragraphs import Paragraphs
from pipeline.ingest.word.ink import leaf_text
from pipeline.ingest.word.names import ID, RELATIONS, WORD, Element, P, T, number, w
from pipeline.ingest.word.package import transitional

AUTHOR: Final = "begroting"
"""Who says it: how a later run knows its own comments."""

_INITIALS: Final = "b"
_STRICT_WORD: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_RELATIONS: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS: Final = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))


class Old(msgspec.Struct, frozen=True):
    """The comments that are there: the highest id, and what an earlier run has said at which paragraph."""

    highest: int
    said: frozenset[tuple[int, tuple[str, ...]]] = frozenset()


NONE: Final = Old(-1)


def read(data: bytes, paragraphs: Paragraphs) -> Old:
    """The comments of a part. Raises UnreadableSource where it is broken."""
    root = xmldoor.parse(transitional(data), what="comments")
    own = {_id(one): _lines(one) for one in root.iterchildren(w("comment")) if one.get(w("author")) == AUTHOR}
    said = {(at, own[key]) for key, at in paragraphs.commented() if key in own}
    return Old(max(map(_id, root.iterchildren(w("comment"))), default=-1), frozenset(said))


def highest(root: Element) -> int:
    """The highest id of a comment that the text refers to, be it one that is not there."""
    return max(map(_id, root.iter(*_MARKS)), default=-1)


def _id(element: Element) -> int:
    return number(element.get(ID), -1)


def _lines(comment: Element) -> tuple[str, ...]:
    return tuple("".join(map(leaf_text, paragraph.iter(T))) for paragraph in comment.iter(P))


# --------------------------------------------------------------------------- what is put in


def comment(key: int, lines: Sequence[str], *, strict: bool) -> Element:
    """A comment, a paragraph a line."""
    made = _element("comment", strict=strict, id=str(key), author=AUTHOR, initials=_INITIALS)
    for line in lines:
        text = _element("t", strict=strict)
        text.text = line
        text.set(_SPACE, "preserve")
        _in(_in(made, "p", strict=strict), "r", strict=strict).append(text)
    return made


def part(made: Iterable[Element], *, strict: bool) -> bytes:
    """A part of comments."""
    root = _element("comments", strict=strict)
    root.extend(made)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def range_start(key: int, *, strict: bool) -> bytes:
    """Where what a comment is about begins."""
    return etree.tostring(_element("commentRangeStart", strict=strict, id=str(key)))


def range_end(key: int, *, strict: bool) -> bytes:
    """Where it ends, and the reference to the comment."""
    run = _element("r", strict=strict)
    run.append(_element("commentReference", strict=strict, id=str(key)))
    return etree.tostring(_element("commentRangeEnd", strict=strict, id=str(key))) + etree.tostring(run)


def relationship(key: str, target: str, *, strict: bool) -> Element:
    """The relationship of the main part to a part of comments."""
    kind = f"{_STRICT_RELATIONS if strict else RELATIONS}/comments"
    space = f"{_PACKAGE}/relationships"
    return etree.Element(f"{{{space}}}Relationship", Id=key, Type=kind, Target=target, nsmap=_default(space))


def no_relationships() -> bytes:
    """A part of relationships that holds none yet."""
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap=_default(space))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def content_type(name: str) -> Element:
    """What kind of part it is."""
    space = f"{_PACKAGE}/content-types"
    return etree.Element(f"{{{space}}}Override", PartName=f"/{name}", ContentType=_TYPE, nsmap=_default(space))


def _element(name: str, *, strict: bool, **attributes: str) -> Element:
    # Each says its own namespace: the file may have given the prefix `w` to another.
    space = _STRICT_WORD if strict else WORD
    values = {f"{{{space}}}{key}": value for key, value in attributes.items()}
    return etree.Element(f"{{{space}}}{name}", values, nsmap={"w": space})


def _in(parent: Element, name: str, *, strict: bool) -> Element:
    child = _element(name, strict=strict)
    parent.append(child)
    return child


def _default(space: str) -> Any:  # lxml-stubs know no default namespace
    return {None: space}
