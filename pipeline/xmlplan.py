"""How any type of the model is written as XML and read back, derived from the type itself, once for all of them.

    a Struct                       an element named after the type (`item-list`)
    a field that is one Struct     an element named after the field (`planning`)
    a number, a truth, a word      an attribute, named as in JSON (`headerRows`); a word is an enumeration, or a text
                                   whose field is one of `WORDS`
    any other text, and bytes      an element named after the field, which holds it (bytes in base64); the Struct's own
                                   element where nothing else could stand in that
    a tuple of Structs             an element named after the field, around theirs; none is needed where the field is
                                   called `content`, or after the one type that it holds (`rows`)
    a tuple of texts               an element named after the field, around `entry` elements
    a tuple of enumerated words    an attribute with blanks between
    a mapping                      as a tuple; each member has its key in the attribute `key`, and they are sorted by it
    None, and a field's default    nothing

No element holds both text and elements, so indentation never changes what is read. Nothing here recurses over a value: how deep it
may be is for the parser to say.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
from lxml import etree
from msgspec import inspect

from pipeline.content import kebab

WORDS: Final = frozenset(
    {
        *("asset", "date", "format", "href", "id", "key", "kind", "label", "language", "media_type", "name", "note"),
        *("number", "part", "profile", "ref", "sha256"),
    }
)
"""Fields of type `str` that hold a name, a number or a reference, whatever Struct they are in: never prose."""

_ENTRY: Final = "entry"
_KEY: Final = "key"

_Opener = Callable[[etree._Element, dict[str, Any], "list[_Reading]"], None]


class _Scalar(NamedTuple):
    """How a single value is spelled, and read back."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


class _Writing(NamedTuple):
    """A value whose element is there, and still empty."""

    plan: Plan
    value: Any
    element: etree._Element


class _Reading(NamedTuple):
    """An element that becomes a value, and where that belongs: `into[at]`. `values` are its fields, as far as read."""

    plan: Plan
    element: etree._Element
    into: Any
    at: str | int
    values: dict[str, Any]


def write(plan: Plan, value: Any, element: etree._Element) -> int:
    """Fill an element with a value; how many Structs stand inside one another (each takes two elements at most).

    Raises ValueError where a text has a character that XML cannot hold.
    """
    depth = 0
    level = [_Writing(plan, value, element)]
    while level:
        depth += 1
        below: list[_Writing] = []
        for job in level:
            job.plan.fill(job.element, job.value, below)
        level = below
    return depth


def read(plan: Plan, element: etree._Element) -> Any:
    """The value that an element holds. It must fit the schema."""
    result: list[Any] = [None]
    jobs = [_Reading(plan, element, result, 0, {})]
    for job in jobs:  # Grows as it goes: each element comes before those inside it …
        job.plan.open(job.element, job.values, jobs)
    for job in reversed(jobs):  # … so that backwards each comes when all that it holds is there.
        job.into[job.at] = job.plan.make(job.values)
    return result[0]


class _Leaf:
    """A text of its own element."""

    def __init__(self, tag: str, name: str, scalar: _Scalar) -> None:
        self.tag, self.name, self.scalar = tag, name, scalar

    def fill(self, parent: etree._Element, value: Any, _below: list[_Writing]) -> None:
        etree.SubElement(parent, self.tag).text = self.scalar.write(value)

    def openers(self) -> Iterator[tuple[str, _Opener]]:
        yield self.tag, self._open

    def _open(self, element: etree._Element, values: dict[str, Any], _jobs: list[_Reading]) -> None:
        values[self.name] = self.scalar.read(element.text or "")


class _Part:
    """One Struct, in an element named after its field."""

    def __init__(self, tag: str, name: str, plan: Plan) -> None:
        self.tag, self.name, self.plan = tag, name, plan

    def fill(self, parent: etree._Element, value: Any, below: list[_Writing]) -> None:
        below.append(_Writing(self.plan, value, etree.SubElement(parent, self.tag)))

    def openers(self) -> Iterator[tuple[str, _Opener]]:
        yield self.tag, self._open

    def _open(self, element: etree._Element, values: dict[str, Any], jobs: list[_Reading]) -> None:
        jobs.append(_Reading(self.plan, element, values, self.name, {}))


class _Members:
    """A tuple of Structs, each in an element named after its type; `tag` is the element around them, if any."""

    def __init__(self, tag: str | None, name: str, plans: Mapping[str, Plan]) -> None:
        self.tag, self.name, self.plans = tag, name, plans
        self._tags = {plan.kind: (tag, plan) for tag, plan in plans.items()}

    def fill(self, parent: etree._Element, value: Any, below: list[_Writing]) -> None:
        around = parent if self.tag is None else etree.SubElement(parent, self.tag)
        for member in value:
            tag, plan = self._tags[type(member)]
            below.append(_Writing(plan, member, etree.SubElement(around, tag)))

    def openers(self) -> Iterator[tuple[str, _Opener]]:
        if self.tag is None:
            yield from ((tag, self._open_member) for tag in self.plans)
        else:
            yield self.tag, self._open

    def _open(self, element: etree._Element, values: dict[str, Any], jobs: list[_Reading]) -> None:
        for member in element:
            self._open_member(member, values, jobs)

    def _open_member(self, element: etree._Element, values: dict[str, Any], jobs: list[_Reading]) -> None:
        places: list[Any] = values.setdefault(self.name, [])
        places.append(None)
        jobs.append(_Reading(self.plans[element.tag], element, places, len(places) - 1, {}))


class _Entries:
    """A tuple of texts."""

    def __init__(self, tag: str, entry: str, name: str, scalar: _Scalar) -> None:
        self.tag, self.entry, self.name, self.scalar = tag, entry, name, scalar

    def fill(self, parent: etree._Element, value: Any, _below: list[_Writing]) -> None:
        around = etree.SubElement(parent, self.tag)
        for member in value:
            etree.SubElement(around, self.entry).text = self.scalar.write(member)

    def openers(self) -> Iterator[tuple[str, _Opener]]:
        yield self.tag, self._open

    def _open(self, element: etree._Element, values: dict[str, Any], _jobs: list[_Reading]) -> None:
        values[self.name] = [self.scalar.read(member.text or "") for member in element]


class _Keyed:
    """A mapping from texts to Structs or to texts."""

    def __init__(self, tag: str, member: str, name: str, content: Plan | _Scalar) -> None:
        self.tag, self.member, self.name, self.content = tag, member, name, content

    def fill(self, parent: etree._Element, value: Any, below: list[_Writing]) -> None:
        around = etree.SubElement(parent, self.tag)
        for key in sorted(value):
            element = etree.SubElement(around, self.member)
            element.set(_KEY, key)
            if isinstance(self.content, Plan):
                below.append(_Writing(self.content, value[key], element))
            else:
                element.text = self.content.write(value[key])

    def openers(self) -> Iterator[tuple[str, _Opener]]:
        yield self.tag, self._open

    def _open(self, element: etree._Element, values: dict[str, Any], jobs: list[_Reading]) -> None:
        found: dict[str, Any] = {}
        values[self.name] = found
        for member in element:
            key = str(member.get(_KEY))
            if isinstance(self.content, Plan):
                jobs.append(_Reading(self.content, member, found, key, {}))
            else:
                found[key] = self.content.read(member.text or "")


_Child = _Leaf | _Part | _Members | _Entries | _Keyed


class Plan:
    """How one Struct type is written and read. Raises TypeError for a type that has no place in the rules above."""

    def __init__(self, kind: type[msgspec.Struct]) -> None:
        self.kind = kind
        self._attributes: dict[str, tuple[str, Any, _Scalar]] = {}
        self._text: tuple[str, _Scalar] | None = None
        self._children: list[tuple[str, Any, _Child]] = []
        self._openers: dict[str, _Opener] = {}
        self._implied: list[tuple[str, Any]] = []
        self._tuples: list[str] = []

    def fill(self, element: etree._Element, value: Any, below: list[_Writing]) -> None:
        """Write a value into its element; what Structs it holds is left to do."""
        for attribute, (name, missing, scalar) in self._attributes.items():
            field = getattr(value, name)
            if field != missing:
                element.set(attribute, scalar.write(field))
        if self._text is not None:
            name, scalar = self._text
            element.text = scalar.write(getattr(value, name))
        for name, missing, child in self._children:
            field = getattr(value, name)
            if field != missing:
                child.fill(element, field, below)

    def open(self, element: etree._Element, values: dict[str, Any], jobs: list[_Reading]) -> None:
        """Read an element's own fields into `values`; what Structs it holds is left to do."""
        if self._attributes:
            for attribute, text in element.items():
                if attribute in self._attributes:
                    name, _, scalar = self._attributes[attribute]
                    values[name] = scalar.read(text)
        if self._text is not None:
            name, scalar = self._text
            values[name] = scalar.read(element.text or "")
            return
        for child in element:
            self._openers[child.tag](child, values, jobs)

    def make(self, values: dict[str, Any]) -> Any:
        """The value with these fields."""
        for name in self._tuples:
            if name in values:
                values[name] = tuple(values[name])
        for name, empty in self._implied:
            values.setdefault(name, empty)
        return self.kind(**values)

    def learn(self, info: inspect.StructType, space: _Space) -> None:
        """Find a place for each field."""
        leaves: list[tuple[str, Any, _Leaf]] = []
        for field in info.fields:
            kind, optional = _without_none(field.type)
            missing = self._missing(field, kind, optional=optional)
            scalar = _scalar(kind)
            if scalar is not None and _is_word(kind, field.name):
                self._add_attribute(field.encode_name, (field.name, missing, scalar))
                continue
            child = space.child(field.name, kind, scalar)
            if isinstance(child, _Leaf) and not optional:
                leaves.append((field.name, missing, child))
            if isinstance(child, _Members | _Entries):
                self._tuples.append(field.name)
            self._children.append((field.name, missing, child))
        if len(self._children) == 1 and leaves:
            self._text = (leaves[0][0], leaves[0][2].scalar)
            self._children.clear()
        for _, _, child in self._children:
            for tag, opener in child.openers():
                if self._openers.setdefault(tag, opener) is not opener:
                    raise TypeError(f"{self.kind.__name__}: two fields both want the element {tag}")

    def has_attribute(self, name: str) -> bool:
        """Whether a field is written as the attribute of this name."""
        return name in self._attributes

    def _add_attribute(self, attribute: str, how: tuple[str, Any, _Scalar]) -> None:
        self._attributes[attribute] = how

    def _missing(self, field: inspect.Field, kind: inspect.Type, *, optional: bool) -> Any:
        """The value that an absent element or attribute stands for; msgspec.NODEFAULT where it may not be absent."""
        if field.required:
            empty: Any = None if optional else {inspect.VarTupleType: (), inspect.DictType: {}}.get(type(kind))
            if empty is None and not optional:
                return msgspec.NODEFAULT
            self._implied.append((field.name, empty))
            return empty
        default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
        if optional and default is not None:
            raise TypeError(f"{self.kind.__name__}.{field.name}: None and {default!r} would both be left out")
        return default


class _Space:
    """The plans of one namespace."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self.plans: dict[type[msgspec.Struct], Plan] = {}

    def tag(self, name: str) -> str:
        return f"{{{self.namespace}}}{name}"

    def plan(self, info: inspect.StructType) -> Plan:
        """The plan of a type; types may hold themselves, so it is known before it is complete."""
        known = self.plans.get(info.cls)
        if known is not None:
            return known
        made = self.plans[info.cls] = Plan(info.cls)
        made.learn(info, self)
        return made

    def child(self, name: str, kind: inspect.Type, scalar: _Scalar | None) -> _Child:
        """How a field that needs elements is written."""
        tag = self.tag(kebab(name))
        match kind:
            case _ if scalar is not None:
                return _Leaf(tag, name, scalar)
            case inspect.StructType():
                return _Part(tag, name, self.plan(kind))
            case inspect.VarTupleType(item_type=inspect.StrType()):
                return _Entries(tag, self.tag(_ENTRY), name, _TEXT)
            case inspect.VarTupleType(item_type=inspect.StructType() as member):
                bare = name in ("content", member.cls.__name__.lower(), f"{member.cls.__name__.lower()}s")
                return _Members(None if bare else tag, name, self._members(member))
            case inspect.VarTupleType(item_type=inspect.UnionType(types=members)):
                return _Members(None if name == "content" else tag, name, self._members(*members))
            case inspect.DictType(value_type=inspect.StrType()):
                return _Keyed(tag, self.tag(_ENTRY), name, _TEXT)
            case inspect.DictType(value_type=inspect.StructType() as member):
                plan = self.plan(member)
                if plan.has_attribute(_KEY):
                    raise TypeError(f"{member.cls.__name__}: its field `key` and its key in {name} are one attribute")
                return _Keyed(tag, self.tag(kebab(member.cls.__name__)), name, plan)
            case _:
                raise TypeError(f"{name}: no rule says how to write {kind} as XML")

    def _members(self, *kinds: inspect.Type) -> dict[str, Plan]:
        structs = [kind for kind in kinds if isinstance(kind, inspect.StructType)]
        return {self.tag(kebab(struct.cls.__name__)): self.plan(struct) for struct in structs}


@cache
def plan_of(kind: type[msgspec.Struct], namespace: str) -> Plan:
    """The plan of a type and of all that it holds. Raises TypeError where the rules do not cover one."""
    info = inspect.type_info(kind)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{kind} is not a Struct")
    return _Space(namespace).plan(info)


_TEXT: Final = _Scalar(str, str)
_FLAGS: Final = {True: "true", False: "false"}
_TRUE: Final = frozenset({"true", "1"})  # XML Schema 1.0 part 2, 3.2.2.1


def _scalar(kind: inspect.Type) -> _Scalar | None:
    """How a type that needs no elements is spelled; None where it needs them."""
    match kind:
        case inspect.StrType() | inspect.LiteralType():
            return _TEXT
        case inspect.IntType():
            return _Scalar(str, int)
        case inspect.FloatType():
            return _Scalar(repr, float)
        case inspect.BoolType():
            return _Scalar(_FLAGS.__getitem__, _TRUE.__contains__)
        case inspect.EnumType(cls=enumeration):
            return _Scalar(lambda member: str(member.value), enumeration)
        case inspect.BytesType():
            return _Scalar(lambda data: base64.b64encode(data).decode("ascii"), base64.b64decode)
        case inspect.VarTupleType(item_type=inspect.LiteralType()):
            return _Scalar(" ".join, lambda text: tuple(text.split()))
        case _:
            return None


def _is_word(kind: inspect.Type, name: str) -> bool:
    """Whether a scalar is an attribute: a number, a truth, or a word."""
    return name in WORDS if isinstance(kind, inspect.StrType) else not isinstance(kind, inspect.BytesType)


def _without_none(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """A type that may be None without that, and whether it may."""
    if isinstance(kind, inspect.UnionType) and kind.includes_none:
        others = tuple(member for member in kind.types if not isinstance(member, inspect.NoneType))
        return (others[0] if len(others) == 1 else inspect.UnionType(others)), True
    return kind, False
