"""Canonical XML: what is written is read back, byte for byte the same, and nothing else gets in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from pipeline import canonical, model, resources, xmldoor, xmlmap
from pipeline.content import Asset, Item, ItemList, Paragraph, Text, paragraph
from pipeline.diagnostics import Place
from pipeline.errors import SchemaError, UnreadableSource
from pipeline.limits import Limits
from pipeline.model import BudgetDocument, Section
from tests.builders import document
from tests.strategies import NASTY, PROPERTY, documents, everything, nodes, texts

EVERYTHING = everything()
XML = canonical.dumps(EVERYTHING)
XS = "{http://www.w3.org/2001/XMLSchema}"

Change = Callable[[etree._Element], object]


def changed(change: Change) -> bytes:
    """The XML of a document with everything in it, after a change."""
    root = xmldoor.parse(XML)
    change(root)
    return etree.tostring(root)


def first(root: etree._Element, path: str) -> etree._Element:
    """The first element at a path of local names: `section/block`, `.//cell`."""
    steps = [f"{{{canonical.NAMESPACE}}}{step}" if step[:1].isalpha() else step for step in path.split("/")]
    found = root.find("/".join(steps))
    assert found is not None, path
    return found


def set_to(path: str, attribute: str, value: str) -> Change:
    return lambda root: first(root, path).set(attribute, value)


def without(path: str, attribute: str = "") -> Change:
    def change(root: etree._Element) -> None:
        element = first(root, path)
        if attribute:
            del element.attrib[attribute]
        else:
            element.getparent().remove(element)  # type: ignore[union-attr]

    return change


def text_of(path: str, text: str) -> Change:
    return lambda root: setattr(first(root, path), "text", text)


def added(path: str, name: str) -> Change:
    return lambda root: etree.SubElement(first(root, path), f"{{{canonical.NAMESPACE}}}{name}")


def nested(lists: int) -> BudgetDocument:
    """A document with lists inside one another."""
    content = (paragraph("diep"),)
    for _ in range(lists):
        content = (ItemList((Item(content),)),)  # type: ignore[assignment]
    return document(Section("s1", "", "", 1, intro=content))


# ------------------------------------------------------------------------------------ round trip


@PROPERTY
@given(documents())
def test_what_is_written_is_read_back(made: BudgetDocument) -> None:
    data = canonical.dumps(made)
    assert canonical.loads(data) == made
    assert canonical.dumps(canonical.loads(data)) == data


@PROPERTY
@given(texts(40), texts(40))
def test_every_character_of_a_text_and_of_an_attribute_comes_back(one: str, two: str) -> None:
    made = document(Section("s1", number=one, title=two, level=1))
    assert canonical.loads(canonical.dumps(made)) == made


def test_every_type_and_every_field_is_tried() -> None:
    made = list(nodes(EVERYTHING)) + list(nodes(tuple(EVERYTHING.assets.values()) + tuple(EVERYTHING.places.values())))
    untried = {
        f"{type(node).__name__}.{field.name}"
        for node in made
        for field in msgspec.structs.fields(type(node))
        if all(getattr(other, field.name) == field.default for other in made if type(other) is type(node))
    }
    assert untried == set()
    assert {type(node) for node in made} >= all_types(BudgetDocument)
    assert canonical.loads(XML) == EVERYTHING


def all_types(kind: type[msgspec.Struct]) -> set[type[msgspec.Struct]]:
    """The Struct types that a type can hold."""
    info = msgspec.inspect.multi_type_info([kind])
    found: set[type[msgspec.Struct]] = set()
    todo: list[object] = list(info)
    while todo:
        match todo.pop():
            case msgspec.inspect.StructType(cls=cls, fields=fields) if cls not in found:
                found.add(cls)
                todo += [field.type for field in fields]
            case msgspec.inspect.UnionType(types=types):
                todo += types
            case msgspec.inspect.VarTupleType(item_type=inner) | msgspec.inspect.DictType(value_type=inner):
                todo.append(inner)
    return found


def test_the_xml_reads_like_a_document() -> None:
    made = document(
        Section(
            "zorg",
            "2.6.1",
            "Zorg & welzijn",
            1,
            intro=(Paragraph((Text("Wij ", ("bold", "italic")), Text(" zorgen "))),),
        )
    )
    assert canonical.dumps(made).decode() == (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<budget-document xmlns="urn:begroting:document:1" schemaVersion="1.1">\n'
        '  <meta language="nl" profile="nl">\n'
        "    <title>Titel</title>\n"
        f'    <source name="pagina.docx" format="docx" sha256="{"0" * 64}"/>\n'
        "  </meta>\n"
        '  <section id="zorg" number="2.6.1" level="1">\n'
        "    <title>Zorg &amp; welzijn</title>\n"
        "    <intro>\n"
        "      <paragraph>\n"
        '        <text marks="bold italic">Wij </text>\n'
        "        <text> zorgen </text>\n"
        "      </paragraph>\n"
        "    </intro>\n"
        "  </section>\n"
        "</budget-document>\n"
    )


def test_equal_documents_have_equal_bytes_in_whatever_order_they_were_made() -> None:
    places = EVERYTHING.places
    turned = replace(EVERYTHING, places=dict(reversed(list(places.items()))))
    assert turned == EVERYTHING
    assert list(turned.places) != list(EVERYTHING.places)
    assert canonical.dumps(turned) == XML


def test_indentation_comments_and_character_data_do_not_change_what_is_read() -> None:
    other = XML.replace(b"  <", b"\t\n <").replace(b"<title>", b"<!-- x --><title><!-- y -->")
    other = other.replace(b">en twee<", b"><![CDATA[en twee]]><")
    assert canonical.loads(other) == EVERYTHING


# ------------------------------------------------------------------------------------ what dumps refuses


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_text_that_xml_cannot_hold_is_refused_before_it_is_written(character: str) -> None:
    for made in (Section("s1", "", character, 1), Section("s1", character, "", 1)):
        with pytest.raises(SchemaError, match="xml-characters"):
            canonical.dumps(document(made))


def test_a_document_that_breaks_a_promise_is_refused_before_it_is_written() -> None:
    twice = Section("s1", "", "Zorg", 1)
    with pytest.raises(SchemaError, match=r"xml-unwritable.*unique-id"):
        canonical.dumps(document(twice, twice))


def test_any_depth_is_written_and_read_up_to_what_a_parser_takes() -> None:
    deep = nested(lists=490)
    assert canonical.dumps(canonical.loads(canonical.dumps(deep))) == canonical.dumps(deep)
    with pytest.raises(SchemaError, match="xml-too-deep"):
        canonical.dumps(nested(lists=5_000))


def test_bytes_that_are_not_those_of_their_fingerprint_are_refused_on_both_sides() -> None:
    key = next(iter(EVERYTHING.assets))
    with pytest.raises(SchemaError, match="asset-altered"):
        canonical.dumps(replace(EVERYTHING, assets={key: Asset("image/png", b"other")}))
    data = changed(text_of("assets/asset", "AAAA"))
    with pytest.raises(SchemaError, match="asset-altered"):
        canonical.loads(data)
    assert [flaw.values for flaw in canonical.flaws(data)] == [{"asset": key}]


# ------------------------------------------------------------------------------------ what loads refuses

MISFITS: Mapping[str, Change] = {
    "an unknown element": added("section", "page"),
    "an unknown attribute": set_to("section", "page", "3"),
    "text between elements": text_of("section", "los"),
    "elements in another order": lambda root: root.append(first(root, "meta")),
    "no meta": without("meta"),
    "a section without id": without("section", "id"),
    "a section without title": without("section/title"),
    "an id with white space": set_to("section", "id", "a b"),
    "an empty id": set_to("section", "id", ""),
    "one id for two sections": set_to("section/section", "id", "zorg"),
    "one id for a section and a block": set_to("section/block", "id", "zorg"),
    "one id for a section and an action": set_to(".//action", "id", "zorg"),
    "level 0": set_to("section", "level", "0"),
    "a language that is none": set_to("meta", "language", "plat Haags!"),
    "a day that is none": set_to("meta", "date", "2025-02-30"),
    "a day with a time zone": set_to("meta", "date", "2025-02-03Z"),
    "a fingerprint in capitals": set_to("meta/source", "sha256", "A" * 64),
    "a fingerprint that is short": set_to("meta/source", "sha256", "a" * 63),
    "an unknown kind of note": set_to("note", "kind", "sidenote"),
    "one id for two notes": set_to("note", "id", "footnote-2"),
    "a reference without note": set_to(".//note-reference", "note", "footnote-9"),
    "a picture without bytes": set_to(".//image", "asset", "a" * 64),
    "bytes that are not base64": text_of("assets/asset", "abcde"),
    "a media type that is none": set_to("assets/asset", "mediaType", "plaatje"),
    "bytes without key": without("assets/asset", "key"),
    "an unknown mark": set_to(".//text", "marks", "bold blink"),
    "a truth that is none": set_to(".//item-list", "ordered", "ja"),
    "a span of 0": set_to(".//cell", "colspan", "0"),
    "rows above the top": set_to(".//table", "headerRows", "-1"),
    "an unknown role": set_to(".//cell", "role", "koning"),
    "an unknown tone": set_to(".//cell", "tone", "groen"),
    "a width below 0": set_to(".//image", "width", "-1"),
    "a width without end": set_to(".//image", "width", "INF"),
    "a figure without image": without(".//figure/image"),
    "actions without columns": lambda root: etree.strip_elements(root, "{*}column", "{*}extra", "{*}formatted"),
    "two columns with one key": set_to(".//column", "key", "planning"),
    "an extra without column": set_to(".//extra", "key", "extra-7"),
    "a full cell without column": set_to(".//formatted", "key", "extra-7"),
    "an action without description": without(".//action/description"),
    "two plannings": added(".//action/planning/..", "planning"),
    "an unknown kind of running text": set_to("running", "kind", "margin"),
    "a place without key": without("places/place", "key"),
    "two places with one key": set_to("places/place", "key", "zorg"),
    "a quote that is long": text_of("places/place[2]/quote", "x" * 61),
    "a count below 0": set_to("coverage/part-coverage", "read", "-1"),
    "an unknown flaw": set_to("diagnostic", "code", "ugly"),
    "an unknown severity": set_to("diagnostic", "severity", "fatal"),
    "a value without key": without("diagnostic/values/entry", "key"),
}


@pytest.mark.parametrize("change", MISFITS.values(), ids=MISFITS.keys())
def test_the_schema_refuses(change: Change) -> None:
    data = changed(change)
    with pytest.raises(SchemaError) as refused:
        canonical.loads(data)
    assert refused.value.reason == "xml-schema"
    assert canonical.flaws(data)[0].values == refused.value.values
    assert canonical.NAMESPACE not in refused.value.values["detail"]


def test_a_misfit_quotes_no_more_than_a_reader_needs() -> None:
    (refused,) = canonical.flaws(changed(text_of("assets/asset", "a" * 100_001)))
    assert len(refused.values["detail"]) <= 240


def test_every_misfit_is_told_with_its_line() -> None:
    lines = XML.decode().splitlines()
    wrong = XML.replace(b'level="1"', b'level="0"').replace(b'colspan="2"', b'colspan="x"')
    told = sorted({int(flaw.values["line"]) for flaw in canonical.flaws(wrong)})
    assert told == [number for number, text in enumerate(lines, 1) if 'level="1"' in text or 'colspan="2"' in text]
    assert canonical.flaws(XML) == ()


@pytest.mark.parametrize("version", ["2.0", "0.9", "10.0", ""])
def test_another_major_version_is_refused(version: str) -> None:
    with pytest.raises(SchemaError, match="schema-version"):
        canonical.loads(XML.replace(b'schemaVersion="1.1"', f'schemaVersion="{version}"'.encode()))


def test_a_later_minor_version_is_read_where_it_uses_nothing_new() -> None:
    assert canonical.loads(XML.replace(b'schemaVersion="1.1"', b'schemaVersion="1.7"')) == EVERYTHING


def test_what_is_no_budget_document_is_refused() -> None:
    with pytest.raises(SchemaError, match="xml-other"):
        canonical.loads(b"<html/>")
    with pytest.raises(SchemaError, match="xml-other"):
        canonical.loads(XML.replace(b"urn:begroting:document:1", b"urn:begroting:document:2"))
    with pytest.raises(UnreadableSource, match="xml-broken"):
        canonical.loads(XML[:-20])
    with pytest.raises(UnreadableSource, match="xml-dtd"):
        canonical.loads(b"<!DOCTYPE budget-document>" + XML.partition(b"?>")[2])
    with pytest.raises(SchemaError, match="xml-too-large"):
        canonical.loads(XML, Limits(xml_part_bytes=len(XML) - 1))


# ------------------------------------------------------------------------------------ the schema itself


def enumerations() -> set[frozenset[str]]:
    schema = xmldoor.parse(resources.schema(resources.DOCUMENT_XSD))
    listed = (
        {str(entry.get("value")) for entry in restriction.iter(f"{XS}enumeration")}
        for restriction in schema.iter(f"{XS}restriction")
    )
    return {frozenset(values) for values in listed if values}


def test_the_schema_and_the_types_list_the_same_words() -> None:
    words = set()
    for kind in all_types(BudgetDocument):
        for field in msgspec.inspect.type_info(kind).fields:  # type: ignore[attr-defined]
            match field.type:
                case (
                    msgspec.inspect.LiteralType(values=values)
                    | msgspec.inspect.VarTupleType(item_type=msgspec.inspect.LiteralType(values=values))
                    | msgspec.inspect.UnionType(types=(msgspec.inspect.LiteralType(values=values), *_))
                ):
                    words.add(frozenset(map(str, values)))
                case msgspec.inspect.EnumType(cls=enumeration):
                    words.add(frozenset(member.value for member in enumeration))
    assert enumerations() == words


def test_every_type_of_the_schema_is_explained() -> None:
    schema = xmldoor.parse(resources.schema(resources.DOCUMENT_XSD))
    unexplained = [
        str(kind.get("name"))
        for kind in schema
        if kind.tag in (f"{XS}complexType", f"{XS}simpleType", f"{XS}group", f"{XS}element")
        and not (kind.findtext(f"{XS}annotation/{XS}documentation") or "").strip()
    ]
    assert unexplained == []


def test_the_version_of_the_model_is_one_of_the_schema() -> None:
    assert model.SCHEMA_VERSION.startswith("1.")
    assert f'schemaVersion="{model.SCHEMA_VERSION}"'.encode() in XML


# ------------------------------------------------------------------------------------ the mapping, for types to come


class Part(msgspec.Struct, frozen=True, rename="camel"):
    """A Struct that is nothing but a text."""

    text: str


class Whole(msgspec.Struct, frozen=True, rename="camel"):
    """A Struct with a field of each kind."""

    amount_of: int
    share: float
    parts: tuple[Part, ...]
    other: tuple[Part, ...] = ()
    names: tuple[str, ...] = ()
    colours: tuple[Literal["red", "blue"], ...] = ()
    by_name: Mapping[str, Part] = {}
    remark: str | None = None
    last: Part | None = None
    loud: bool = False


@given(
    st.builds(
        Whole,
        share=st.floats(allow_nan=False, allow_infinity=False),
        parts=st.lists(st.builds(Part, st.sampled_from(NASTY)), max_size=3).map(tuple),
        by_name=st.dictionaries(st.sampled_from(NASTY), st.builds(Part, st.sampled_from(NASTY)), max_size=2),
        remark=st.none() | st.sampled_from(("", *NASTY)),
        names=st.just(()) | st.just(("a", "")),
        colours=st.sampled_from([(), ("red",), ("blue", "red")]),
        other=st.just((Part("x"),)),
        last=st.none() | st.just(Part("")),
    )
)
@PROPERTY
def test_a_type_that_is_yet_to_come_needs_no_code(value: Whole) -> None:
    plan = xmlmap.plan_of(Whole, "urn:x")
    element = etree.Element("{urn:x}whole")
    assert xmlmap.write(plan, value, element) == 1 + bool(value.parts or value.other or value.by_name or value.last)
    etree.indent(element)
    assert xmlmap.read(plan, xmldoor.parse(etree.tostring(element))) == value


def test_a_new_type_is_spelled_by_the_rules() -> None:
    element = etree.Element("whole")
    value = Whole(
        3, 0.5, (Part("a"),), (Part("b"),), ("c",), ("red", "blue"), {"d": Part("e")}, "f", Part("g"), loud=True
    )
    xmlmap.write(xmlmap.plan_of(Whole, ""), value, element)
    assert etree.tostring(element).decode().replace("{}", "") == (
        '<whole amountOf="3" share="0.5" colours="red blue" loud="true"><part>a</part><other><part>b</part></other>'
        "<names><entry>c</entry></names>"
        '<by-name><part key="d">e</part></by-name><remark>f</remark><last>g</last></whole>'
    )


class Ambiguous(msgspec.Struct):
    """Two fields that would be spelled alike."""

    part: Part
    parts: tuple[Part, ...]


class Silent(msgspec.Struct):
    """A field for which both None and a text would be left out."""

    remark: str | None = "niets"


class Complex(msgspec.Struct):
    """A field of a kind that no rule names."""

    pair: tuple[int, str]


class Named(msgspec.Struct):
    """A Struct that has a key of its own."""

    key: str


class Keys(msgspec.Struct):
    """A mapping whose members have two keys."""

    names: Mapping[str, Named]


@pytest.mark.parametrize("kind", [Ambiguous, Silent, Complex, Keys])
def test_a_type_that_the_rules_do_not_cover_is_a_mistake_in_the_code(kind: type[msgspec.Struct]) -> None:
    with pytest.raises(TypeError):
        xmlmap.plan_of(kind, "urn:x")


def test_a_place_without_anything_is_an_empty_element() -> None:
    assert b"<place/>" in canonical.dumps(
        replace(EVERYTHING, diagnostics=tuple(replace(flaw, place=Place()) for flaw in EVERYTHING.diagnostics))
    )
