"""The model on disk: canonical XML, behind a schema gate on both sides.

How types are spelled is the business of `xmlplan`; what a document must be is that of `schemas/budget-document.xsd`,
which is written by hand. `dumps` writes nothing that `loads` would refuse: the tree that it makes goes through the same
gate before it becomes bytes.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lxml import etree

from pipeline import resources, xmldoor, xmlplan
from pipeline.errors import SchemaError
from pipeline.limits import Limits
from pipeline.model import SCHEMA_VERSION, BudgetDocument

NAMESPACE: Final = "urn:begroting:document:1"

_ROOT: Final = f"{{{NAMESPACE}}}budget-document"
_VERSION: Final = "schemaVersion"
_LIMITS: Final = Limits()
# libxml2 reads no deeper than 2,048 elements, and a Struct takes two at most; a source is cut off at 400 (limits.py).
_DEPTH: Final = 1_000


def dumps(document: BudgetDocument) -> bytes:
    """Write a document as XML: UTF-8, indented, the same bytes for equal documents.

    Raises SchemaError where a text has characters that XML 1.0 cannot hold (`xml-characters`; `content.clean` takes
    them out), where it is nested beyond what a parser takes (`xml-too-deep`), or where the document breaks a rule of the
    schema (`xml-schema`: two equal ids, a note that is not there).
    """
    root = etree.Element(_ROOT, {_VERSION: SCHEMA_VERSION}, nsmap={None: NAMESPACE})
    try:
        depth = xmlplan.write(_plan(), document, root)
    except ValueError as error:
        raise SchemaError("xml-characters") from error
    if depth > _DEPTH:
        raise SchemaError("xml-too-deep", limit=_DEPTH)
    _pass(root)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def loads(data: bytes, limits: Limits = _LIMITS) -> BudgetDocument:
    """Read a document from XML that fits the schema.

    Raises SchemaError (`xml-too-large`, `xml-other`, `schema-version`, `xml-schema` with the line), UnreadableSource
    where it is not well-formed.
    """
    root = _root(data, limits)
    _pass(root)
    document: BudgetDocument = xmlplan.read(_plan(), root)
    return document


def flaws(data: bytes, limits: Limits = _LIMITS) -> tuple[SchemaError, ...]:
    """Every way in which XML does not fit the schema, in order; raises what `loads` raises where it is not XML at all."""
    return _flaws(_root(data, limits))


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


def _pass(root: etree._Element) -> None:
    found = _flaws(root)
    if found:
        raise found[0]


def _flaws(root: etree._Element) -> tuple[SchemaError, ...]:
    gate = _gate()
    if gate.validate(root):
        return ()
    return tuple(
        SchemaError("xml-schema", line=entry.line, path=entry.path or "/", detail=_plain(entry.message))
        for entry in gate.error_log
    )


def _plain(message: str) -> str:
    """A message of libxml2 without the namespace before each name."""
    return message.replace(f"{{{NAMESPACE}}}", "")


@cache
def _gate() -> etree.XMLSchema:
    return etree.XMLSchema(xmldoor.parse(resources.schema(resources.DOCUMENT_XSD)))


def _plan() -> xmlplan.Plan:
    return xmlplan.plan_of(BudgetDocument, NAMESPACE)
