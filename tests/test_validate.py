"""Validation of a file that someone hands over: XML or JSON, told in Dutch what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest

from pipeline import canonical, labels, resources, validate
from pipeline.emit import json as json_emitter
from pipeline.emit import theme
from pipeline.emit.setting import Setting
from tests.strategies import everything

NL = labels.load()
XML = canonical.dumps(everything())
JSON = json_emitter.emit(everything(), Setting(NL, theme.load()))
VALIDATOR = jsonschema.Draft202012Validator(json.loads(resources.schema(resources.DOCUMENT_JSON_SCHEMA)))


def told(data: bytes, name: str) -> list[str]:
    """What a user is told."""
    return [NL.sentence(error) for error in validate.validate(data, name)]


def test_what_the_program_writes_is_valid() -> None:
    assert told(XML, "begroting.xml") == []
    assert told(JSON, "begroting.json") == []


def test_a_file_without_a_known_ending_is_known_by_its_first_character() -> None:
    assert told(b"\n " + JSON, "begroting") == []
    assert told(XML, "begroting.txt") == []
    assert told(b"begroting", "begroting.txt") == ["„begroting.txt” is geen XML en geen JSON."]
    assert told(b"", "leeg") == ["„leeg” is geen XML en geen JSON."]


def test_every_misfit_of_xml_is_told_with_its_line() -> None:
    lines = XML.decode().splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "<section" in text)
    wrong = told(XML.replace(b'level="1"', b'level="0"').replace(b'kind="header"', b'kind="rand"'), "begroting.xml")
    assert wrong[0].startswith(f"Het document past niet in het schema, bij regel {line}: Element 'section', attribute")
    assert any("'rand'" in sentence for sentence in wrong)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"<html/>", "a.xml", "Dit is geen begrotingsdocument: de XML begint met „html”."),
        (b"<budget", "a.xml", "Het onderdeel XML is beschadigd (bij regel 1)."),
        (
            XML.replace(b'schemaVersion="1.1"', b'schemaVersion="2.1"'),
            "a.xml",
            "Het document heeft schemaversie „2.1”; dit programma kent versie 1.1.",
        ),
        (
            JSON.replace(b'"schemaVersion": "1.1"', b'"schemaVersion": "2.1"'),
            "a.json",
            "Het document heeft schemaversie „2.1”; dit programma kent versie 1.1.",
        ),
        (
            JSON.replace(b'"level": 1', b'"level": "een"', 1),
            "a.json",
            "Het document past niet in het schema, bij $.sections[0].level: Expected `int`, got `str`.",
        ),
        (
            b'{"schemaVersion": "1.1"}',
            "a.json",
            "Het document past niet in het schema, bij $: Object missing required field `title`.",
        ),
        (b'{"schemaVersion": ', "a.json", "Het bestand is geen geldige JSON: Input data was truncated."),
        (b'{"a":' * 5_000, "a.json", "Het document heeft te veel onderdelen in elkaar voor JSON."),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(data: bytes, name: str, sentence: str) -> None:
    assert told(data, name) == [sentence]


def test_text_that_is_no_utf_8_is_told() -> None:
    (sentence,) = told(JSON.replace(b"Begroting", b"Begr\xf6ting"), "a.json")
    assert sentence.startswith("Het bestand is geen geldige JSON: ")


def changes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything in a JSON value."""
    inner = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in inner for found in changes(child, (*path, key)))]


def with_change(path: tuple[Any, ...], new: Any) -> Any:
    made = json.loads(JSON)
    parent = made
    for key in path[:-1]:
        parent = parent[key]
    if new is None and isinstance(parent, dict):
        del parent[path[-1]]
    else:
        parent[path[-1]] = new
    return made


def test_the_types_refuse_what_the_json_schema_refuses() -> None:
    paths = [path for path in changes(json.loads(JSON)) if path]
    tries: tuple[Any, ...] = (None, 1, "x", [], {}, {"type": "text"})
    differ = []
    for path in paths:
        for new in tries:
            made = with_change(path, new)
            ours = validate.validate(json.dumps(made).encode(), "a.json") == ()
            if ours and not VALIDATOR.is_valid(made):
                differ.append((path[-2:], new))
    assert len(paths) > 300
    # msgspec does not miss the `type` of a value that can be of one type only: a figure's image, a table as written.
    assert differ == [((2, "image"), {}), (("image", "type"), None), *[(("written", "type"), None)] * 2]
