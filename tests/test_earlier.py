"""Versions of the model (semver): what was written by 1.0 is read by all of 1.x, and what 1.0 knew is still there.

`schemas/earlier/` holds the schemas as they were, `tests/earlier/` documents of those days. Neither ever changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from lxml import etree

from pipeline import canonical, resources, xmldoor
from pipeline.model import SCHEMA_VERSION
from pipeline.validate import validate

Json = dict[str, Any]

HERE: Final = Path(__file__).parent
EARLIER: Final = HERE.parent / "schemas" / "earlier"
VERSION: Final = "1.0"
OLD: Final[Json] = json.loads((EARLIER / f"budget-document-{VERSION}.schema.json").read_bytes())
NEW: Final[Json] = json.loads(resources.schema(resources.DOCUMENT_JSON_SCHEMA))
DOCUMENTS: Final = sorted((HERE / "earlier" / VERSION).glob("*.*"))
GOLDENS: Final = sorted((HERE / "golden").glob("*/document.*"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_of_an_earlier_version_is_valid(path: Path) -> None:
    assert validate(path.read_bytes(), path.name) == ()
    if path.suffix == ".json":
        jsonschema.Draft202012Validator(NEW).validate(json.loads(path.read_bytes()))


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.suffix == ".xml"], ids=lambda path: path.name)
def test_a_document_of_an_earlier_version_is_read_and_written_as_one_of_today(path: Path) -> None:
    document = canonical.loads(path.read_bytes())
    assert document.sections
    today = canonical.dumps(document)
    assert f'schemaVersion="{SCHEMA_VERSION}"'.encode() in today
    assert canonical.loads(today) == document
    # Nothing but the version differs: what is new stays unsaid.
    old, new = path.read_bytes(), today.replace(SCHEMA_VERSION.encode(), VERSION.encode(), 1)
    assert etree.tostring(xmldoor.parse(new), method="c14n") == etree.tostring(xmldoor.parse(old), method="c14n")


# ------------------------------------------------------------------------------------ whoever knows only the old


@pytest.mark.parametrize("path", [path for path in GOLDENS if path.suffix == ".json"], ids=lambda path: path.parts[-2])
def test_json_of_today_without_what_is_new_is_as_it_was(path: Path) -> None:
    known = _only_known(json.loads(path.read_bytes()), OLD)
    jsonschema.Draft202012Validator(OLD).validate(known)
    assert known["sections"]


@pytest.mark.parametrize("path", [path for path in GOLDENS if path.suffix == ".xml"], ids=lambda path: path.parts[-2])
def test_xml_of_today_without_what_is_new_is_as_it_was(path: Path) -> None:
    gate = etree.XMLSchema(xmldoor.parse((EARLIER / f"budget-document-{VERSION}.xsd").read_bytes()))
    root = xmldoor.parse(path.read_bytes())
    while not gate.validate(root):
        assert _drop_what_is_new(root, gate), gate.error_log
    assert root.find(f"{{{canonical.NAMESPACE}}}section") is not None


def _only_known(value: Any, schema: Json) -> Any:
    """JSON without the properties, and without the kinds of content, that a schema does not know."""
    schema = _resolved(schema)
    match value:
        case dict() if "properties" in schema:
            known = schema["properties"]
            return {key: _only_known(inner, known[key]) for key, inner in value.items() if key in known}
        case dict() if "anyOf" in schema:
            (fitting,) = [option for option in map(_resolved, schema["anyOf"]) if _is_of(value, option)]
            return _only_known(value, fitting)
        case dict() if "additionalProperties" in schema:
            return {key: _only_known(inner, schema["additionalProperties"]) for key, inner in value.items()}
        case list():
            items = schema.get("items", {})
            return [_only_known(inner, items) for inner in value if _is_known(inner, items)]
    return value


def _is_known(value: Any, schema: Json) -> bool:
    options = _resolved(schema).get("anyOf")
    return not (options and isinstance(value, dict)) or any(_is_of(value, _resolved(option)) for option in options)


def _is_of(value: Any, schema: Json) -> bool:
    if not isinstance(value, dict) or schema.get("type") != "object":
        return False
    tag = schema.get("properties", {}).get("type", {})
    return "enum" not in tag or value.get("type") in tag["enum"]


def _resolved(schema: Json) -> Json:
    return OLD["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _drop_what_is_new(root: etree._Element, gate: etree.XMLSchema) -> bool:
    """Take out one attribute or element that the schema does not know; whether there was any."""
    for error in gate.error_log:  # type: ignore[attr-defined]
        at: Any = root.getroottree().xpath(error.path) if error.path else []
        for element in at:
            if error.type_name == "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1":
                del element.attrib[error.message.split("attribute '")[1].split("'")[0]]
                return True
            parent = element.getparent()
            if error.type_name == "SCHEMAV_ELEMENT_CONTENT" and "not expected" in error.message and parent is not None:
                parent.remove(element)
                return True
    return False


# ------------------------------------------------------------------------------------ the schema as a whole


def test_whatever_the_old_schema_allows_the_new_one_allows() -> None:
    assert list(_narrower(OLD, NEW, OLD, NEW, "$", set())) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda kinds: kinds["Section"]["properties"].pop("number"), "number is gone"),
        (lambda kinds: kinds["Section"]["required"].append("kind"), "kind is required"),
        (lambda kinds: kinds["Section"]["properties"].update(level={"type": "string"}), "level: integer is gone"),
        (lambda kinds: kinds["Cell"]["properties"].update(role={"enum": ["header"]}), "role: of ['data', "),
        (lambda kinds: kinds["Block"]["properties"]["content"]["items"]["anyOf"].pop(0), "content[]: "),
    ],
)
def test_a_change_that_breaks_readers_is_told(change: Any, told: str) -> None:
    broken = deepcopy(NEW)
    change(broken["$defs"])
    found = list(_narrower(OLD, broken, OLD, broken, "$", set()))
    assert any(told in line for line in found), found


def _narrower(old: Json, new: Json, olds: Json, news: Json, path: str, seen: set[str]) -> Iterator[str]:
    """Where a schema allows less than an older one: enough of JSON Schema for what msgspec writes."""
    name, old, new = old.get("$ref"), _of(old, olds), _of(new, news)
    pair = f"{name} {new.get('title')}"
    if name and pair in seen:
        return
    seen.add(pair)
    if "anyOf" in old:
        for option in old["anyOf"]:
            yield from _narrower(option, _like(_of(option, olds), new, news), olds, news, path, seen)
        return
    new = _like(old, new, news) if "anyOf" in new else new
    yield from _narrowed_itself(old, new, path)
    for key, inner in old.get("properties", {}).items():
        if key in new.get("properties", {}):
            yield from _narrower(inner, new["properties"][key], olds, news, f"{path}.{key}", seen)
    for key, mark in (("items", "[]"), ("additionalProperties", "{}")):
        if isinstance(old.get(key), dict) and new:
            yield from _narrower(old[key], new.get(key) or {}, olds, news, path + mark, seen)


def _narrowed_itself(old: Json, new: Json, path: str) -> Iterator[str]:
    """Where a schema, leaving what is inside it, allows less."""
    if old and (not new or old.get("type") != new.get("type")):
        yield f"{path}: {old.get('title') or old.get('type') or old.get('enum')} is gone"
        return
    if "enum" in new and not set(old.get("enum", ["anything"])) <= set(new["enum"]):
        yield f"{path}: of {old.get('enum', 'anything')} only {new['enum']} are left"
    for key in set(new.get("required", [])) - set(old.get("required", [])):
        yield f"{path}.{key} is required"
    for key in set(old.get("properties", {})) - set(new.get("properties", {})):
        yield f"{path}.{key} is gone"


def _of(schema: Json, whole: Json) -> Json:
    found: Json = whole["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    return found


def _like(old: Json, new: Json, news: Json) -> Json:
    """Of the options of a schema the one that an older one would be; nothing where there is none."""
    options = [_of(option, news) for option in new.get("anyOf", [new])]
    tag = old.get("properties", {}).get("type", {}).get("enum")
    for option in options:
        if option.get("type") == old.get("type") and option.get("properties", {}).get("type", {}).get("enum") == tag:
            return option
    return next((option for option in options if "enum" in option and "enum" in old), {})
