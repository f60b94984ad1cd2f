"""The one door through which XML comes in: no entities, no DTD, no network.

lxml resolves entities and reads files when asked to; this module never asks, and nothing else parses XML (a test
holds that).
"""

from __future__ import annotations

from typing import Final

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
