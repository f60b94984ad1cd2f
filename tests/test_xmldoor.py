"""The one door through which XML comes in."""

from __future__ import annotations

import pytest

from pipeline import xmldoor
from pipeline.errors import UnreadableSource

BOMB = '<!DOCTYPE a [<!ENTITY b "x">]><a>A&b;B</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    with pytest.raises(UnreadableSource, match="xml-dtd"):
        xmldoor.parse(f'<?xml version="1.0" encoding="{encoding[:6]}"?>{BOMB}'.encode(encoding), what="a.xml")


def test_what_is_not_well_formed_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableSource) as caught:
        xmldoor.parse(b"<a>\n<b></a>", what="a.xml")
    assert (caught.value.reason, caught.value.values) == ("xml-broken", {"part": "a.xml", "line": "2"})


def test_an_entity_is_never_resolved() -> None:
    with pytest.raises(UnreadableSource):
        xmldoor.parse(b"<a>&b;</a>")


def test_depth_is_capped_unless_it_was_checked_before() -> None:
    deep = b"<a>" * 1000 + b"</a>" * 1000
    with pytest.raises(UnreadableSource, match="xml-broken"):
        xmldoor.parse(deep)
    assert xmldoor.parse(deep, huge=True).tag == "a"


def test_comments_and_instructions_are_no_content() -> None:
    assert [child.tag for child in xmldoor.parse(b"<a><!-- x --><?y z?><b/></a>")] == ["b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_bytes_of_each_element_are_known_in_the_order_of_the_tree(encoding: str) -> None:
    text = '<a x=">"><!-- é --><b/>é<c ><d>t</d></c >\n</a >\n'
    data = text.encode(encoding)
    bare = "utf-16-le" if encoding == "utf-16" else encoding  # of a part: it has no mark of its own
    found = [
        (data[span.start : span.inner].decode(bare), data[span.outer : span.end].decode(bare), span.is_one_tag)
        for span in xmldoor.spans(data)
    ]
    assert found == [
        ('<a x=">">', "</a >", False),
        ("<b/>", "", True),
        ("<c >", "</c >", False),
        ("<d>", "</d>", False),
    ]
    assert [element.tag for element in xmldoor.parse(data).iter()] == ["a", "b", "c", "d"]
