"""The one door through which XML comes in: no entities, no DTD, no network.

lxml resolves entities and reads files when asked to; this module never asks, and nothing else parses XML (a test
holds that). Expat, which tells at which byte an element stands, is asked about nothing that lxml has not taken first.
"""

from __future__ import annotations

from typing import Final, NamedTuple
from xml.parsers import expat

from lxml import etree

from pipeline.errors import UnreadableSource

# The prolog (comments and processing instructions may stand before a DTD, white space too).
_PROLOG_BYTES: Final = 65_536
# What libxml2 reads at most, whatever it is asked to (parserInternals.h).
_DEEPEST: Final = 2_048


def parse(data: bytes, *, what: str = "XML", huge: bool = False) -> etree._Element:
    """Parse one XML document to its root element.

    `what` names the part in the error. `huge` lifts libxml2's caps on depth and text length (10 MB a text node):
    only for bytes whose size was checked first. Raises UnreadableSource where it is not well-formed (`xml-broken`),
    carries a document type declaration (`xml-dtd`): no Office format has one (ECMA-376-2, 8.1.4), and entities are
    how text disappears; or is deeper than `huge` reaches (`part-too-deep`).
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=huge,
    )
    if b"<!DOCTYPE" in data[:_PROLOG_BYTES]:
        raise UnreadableSource("xml-dtd", part=what)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if huge and error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:  # type: ignore[attr-defined]
            raise UnreadableSource("part-too-deep", part=what, limit=_DEEPEST) from error
        raise UnreadableSource("xml-broken", part=what, line=error.lineno) from error
    # UTF-16 hides the declaration from the look at the bytes above.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableSource("xml-dtd", part=what)
    return root


class Span(NamedTuple):
    """Where an element stands in the bytes: its start tag from `start` to `inner`, its end tag from `outer` to `end`.

    An element that is one empty tag has no inside: `inner`, `outer` and `end` are all the end of that tag.
    """

    start: int
    inner: int
    outer: int
    end: int

    @property
    def is_one_tag(self) -> bool:
        """Whether nothing can be put into it."""
        return self.inner == self.end


def spans(data: bytes) -> list[Span]:
    """Where each element of a document stands, in the order in which `parse(data).iter()` gives them.

    Only for bytes that `parse` took: it is what refuses entities.
    """
    parser = expat.ParserCreate()
    starts: list[int] = []
    inners: list[int] = []
    outers: list[int] = []
    ends: list[int] = []
    open_elements: list[int] = []
    waiting: list[tuple[list[int], int]] = []

    def here() -> int:
        """The byte at which we are; what ended right before it ends here."""
        at = parser.CurrentByteIndex
        for values, number in waiting:
            values[number] = at
        waiting.clear()
        return at

    def start(_name: str, _attributes: object) -> None:
        at = here()
        open_elements.append(len(starts))
        waiting.append((inners, len(starts)))
        for values in (starts, inners, outers, ends):
            values.append(at)

    def end(_name: str) -> None:
        at = here()
        number = open_elements.pop()
        outers[number] = ends[number] = at
        waiting.append((ends, number))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.DefaultHandler = lambda _text: here()
    parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    for values, number in waiting:
        values[number] = len(data)
    return [Span(*places) for places in zip(starts, inners, outers, ends, strict=True)]
