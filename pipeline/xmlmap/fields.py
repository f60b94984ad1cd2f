"""How a field that needs elements is written and read, by what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, Protocol

import msgspec
from lxml import etree

from pipeline.xmlmap.scalars import Scalar

KEY: Final = "key"

Opener = Callable[[etree._Element, dict[str, Any], "list[Reading]"], None]
"""Reads a child element into the values of its parent; what Structs it holds is left to do."""


class StructPlan(Protocol):
    """How one Struct type is written and read."""

    kind: type[msgspec.Struct]

    def fill(self, element: etree._Element, value: Any, below: list[Writing]) -> None:
        """Write a value into its element; what Structs it holds is left to do, in `below`."""

    def open(self, element: etree._Element, values: dict[str, Any], jobs: list[Reading]) -> None:
        """Read an element's own fields into `values`; what Structs it holds is left to do, in `jobs`."""

    def make(self, values: dict[str, Any]) -> Any:
        """The value with these fields."""


class Writing(NamedTuple):
    """A value whose element is there, and still empty."""

    plan: StructPlan
    value: Any
    element: etree._Element


class Reading(NamedTuple):
    """An element that becomes a value, and where that belongs: `into[at]`. `values` are its fields, as far as read."""

    plan: StructPlan
    element: etree._Element
    into: Any
    at: str | int
    values: dict[str, Any]


class Child(NamedTuple):
    """How a field that needs elements is written, and how each element that may belong to it is read.

    `text` is how the field is spelled where it is nothing but one text.
    """

    name: str
    fill: Callable[[etree._Element, Any, list[Writing]], None]
    openers: Mapping[str, Opener]
    text: Scalar | None = None


def leaf(tag: str, name: str, scalar: Scalar) -> Child:
    """A text in an element of its own."""

    def fill(parent: etree._Element, value: Any, _below: list[Writing]) -> None:
        etree.SubElement(parent, tag).text = scalar.write(value)

    def open_(element: etree._Element, values: dict[str, Any], _jobs: list[Reading]) -> None:
        values[name] = scalar.read(element.text or "")

    return Child(name, fill, {tag: open_}, scalar)


def part(tag: str, name: str, plan: StructPlan) -> Child:
    """One Struct, in an element named after its field."""

    def fill(parent: etree._Element, value: Any, below: list[Writing]) -> None:
        below.append(Writing(plan, value, etree.SubElement(parent, tag)))

    def open_(element: etree._Element, values: dict[str, Any], jobs: list[Reading]) -> None:
        jobs.append(Reading(plan, element, values, name, {}))

    return Child(name, fill, {tag: open_})


def members(tag: str | None, name: str, plans: Mapping[str, StructPlan]) -> Child:
    """A tuple of Structs, each in an element named after its type; `tag` is the element around them, if any."""
    tags = {plan.kind: (tag, plan) for tag, plan in plans.items()}

    def fill(parent: etree._Element, value: Any, below: list[Writing]) -> None:
        around = parent if tag is None else etree.SubElement(parent, tag)
        for member in value:
            member_tag, plan = tags[type(member)]
            below.append(Writing(plan, member, etree.SubElement(around, member_tag)))

    def open_member(element: etree._Element, values: dict[str, Any], jobs: list[Reading]) -> None:
        places: list[Any] = values.setdefault(name, [])
        places.append(None)
        jobs.append(Reading(plans[element.tag], element, places, len(places) - 1, {}))

    def open_(element: etree._Element, values: dict[str, Any], jobs: list[Reading]) -> None:
        for member in element:
            open_member(member, values, jobs)

    return Child(name, fill, dict.fromkeys(plans, open_member) if tag is None else {tag: open_})


def entries(tag: str, entry: str, name: str, scalar: Scalar) -> Child:
    """A tuple of texts."""

    def fill(parent: etree._Element, value: Any, _below: list[Writing]) -> None:
        around = etree.SubElement(parent, tag)
        for member in value:
            etree.SubElement(around, entry).text = scalar.write(member)

    def open_(element: etree._Element, values: dict[str, Any], _jobs: list[Reading]) -> None:
        values[name] = [scalar.read(member.text or "") for member in element]

    return Child(name, fill, {tag: open_})


def keyed_structs(tag: str, member_tag: str, name: str, plan: StructPlan) -> Child:
    """A mapping from texts to Structs."""

    def fill(parent: etree._Element, value: Any, below: list[Writing]) -> None:
        around = etree.SubElement(parent, tag)
        below.extend(
            Writing(plan, value[key], etree.SubElement(around, member_tag, {KEY: key})) for key in sorted(value)
        )

    def open_(element: etree._Element, values: dict[str, Any], jobs: list[Reading]) -> None:
        found = values[name] = {}
        jobs.extend(Reading(plan, member, found, str(member.get(KEY)), {}) for member in element)

    return Child(name, fill, {tag: open_})


def keyed_texts(tag: str, member_tag: str, name: str, scalar: Scalar) -> Child:
    """A mapping from texts to texts."""

    def fill(parent: etree._Element, value: Any, _below: list[Writing]) -> None:
        around = etree.SubElement(parent, tag)
        for key in sorted(value):
            etree.SubElement(around, member_tag, {KEY: key}).text = scalar.write(value[key])

    def open_(element: etree._Element, values: dict[str, Any], _jobs: list[Reading]) -> None:
        values[name] = {str(member.get(KEY)): scalar.read(member.text or "") for member in element}

    return Child(name, fill, {tag: open_})
