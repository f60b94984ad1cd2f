"""The model on disk: canonical XML, behind a schema gate on both sides.

How types are spelled is the business of `xmlmap`; what a document must be is that of `schemas/budget-document.xsd`,
which is written by hand. `dumps` writes nothing that `loads` would refuse: the tree that it makes goes through the same
gate before it becomes bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any, Final

from lxml import etree

from pipeline import resources, xmldoor, xmlmap
from pipeline.diagnostics import quote
from pipeline.errors import SchemaError
from pipeline.limits import Limits
from pipeline.model import SCHEMA_VERSION, BudgetDocument

NAMESPACE: Final = "urn:begroting:document:1"

_ROOT: Final = f"{{{NAMESPACE}}}budget-document"
_VERSION: Final = "schemaVersion"
_NAMESPACES: Final[Any] = {None: NAMESPACE}  # lxml-stubs know no default namespace
_LIMITS: Final = Limits()
_MESSAGE: Final = 240  # a message quotes the whole value, be it a picture
# libxml2 reads no deeper than 2,048 elements, and a Struct takes two at most; a source is cut off at 400 (limits.py).
_DEPTH: Final = 1_000


def dumps(document: BudgetDocument) -> bytes:
    """Write a document as XML: UTF-8, indented, the same bytes for equal documents.

    Raises SchemaError where a text has characters that XML 1.0 cannot hold (`xml-characters`; `content.clean` takes
    them out), where it is nested beyond what a parser takes (`xml-too-deep`), or where it breaks a rule of the schema
    (`xml-unwritable`: two equal ids, a note that is not there) or of the assets (`asset-altered`).
    """
    root = etree.Element(_ROOT, {_VERSION: SCHEMA_VERSION}, nsmap=_NAMESPACES)
    try:
        depth = xmlmap.write(_plan(), document, root)
    except ValueError as error:
        raise SchemaError("xml-characters") from error
    if depth > _DEPTH:
        raise SchemaError("xml-too-deep", limit=_DEPTH)
    for _, message in _misfits(root):
        raise SchemaError("xml-unwritable", detail=message)
    for key in _altered(document):
        raise SchemaError("asset-altered", asset=key)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def loads(data: bytes, limits: Limits = _LIMITS) -> BudgetDocument:
    """Read a document from XML that fits the schema.

    Raises SchemaError (`xml-too-large`, `xml-other`, `schema-version`, `xml-schema` with the line, `asset-altered`),
    UnreadableSource where it is not well-formed.
    """
    root = _root(data, limits)
    for line, message in _misfits(root):
        raise SchemaError("xml-schema", line=line, detail=message)
    document: BudgetDocument = xmlmap.read(_plan(), root)
    for key in _altered(document):
        raise SchemaError("asset-altered", asset=key)
    return document


def flaws(data: bytes, limits: Limits = _LIMITS) -> tuple[SchemaError, ...]:
    """Every way in which XML does not fit the schema, in order. Raises as `loads` does where it is no document."""
    root = _root(data, limits)
    found = _misfits(root)
    if found:
        return tuple(SchemaError("xml-schema", line=line, detail=message) for line, message in found)
    return tuple(SchemaError("asset-altered", asset=key) for key in _altered(xmlmap.read(_plan(), root)))


def _root(data: bytes, limits: Limits) -> etree._Element:
    """The root of XML that says of itself that it is a document of a version that this program knows."""
    if len(data) > limits.xml_part_bytes:
        raise SchemaError("xml-too-large", size=len(data), limit=limits.xml_part_bytes)
    root = xmldoor.parse(data, huge=True)
    if root.tag != _ROOT:
        raise SchemaError("xml-other", element=etree.QName(root).localname)
    version = root.get(_VERSION, "")
    if version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise SchemaError("schema-version", version=version, known=SCHEMA_VERSION)
    return root


def _misfits(root: etree._Element) -> tuple[tuple[int, str], ...]:
    """Where a tree does not fit the schema: the line, and what is wrong in the words of libxml2."""
    gate = _gate()
    if gate.validate(root):
        return ()
    entries: Any = gate.error_log  # lxml-stubs do not know that it can be iterated
    return tuple((entry.line, quote(entry.message.replace(f"{{{NAMESPACE}}}", ""), _MESSAGE)) for entry in entries)


def _altered(document: BudgetDocument) -> Iterator[str]:
    """The assets whose bytes are not those of their fingerprint, which no schema can tell."""
    return (key for key, asset in document.assets.items() if sha256(asset.data).hexdigest() != key)


@cache
def _gate() -> etree.XMLSchema:
    return etree.XMLSchema(xmldoor.parse(resources.schema(resources.DOCUMENT_XSD)))


def _plan() -> xmlmap.Plan:
    return xmlmap.plan_of(BudgetDocument, NAMESPACE)
