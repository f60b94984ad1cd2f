"""The plan of each type: which of its fields becomes an attribute, which the element's text, which child elements."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import msgspec
from lxml import etree
from msgspec import inspect

from pipeline.content import kebab
from pipeline.xmlmap import fields
from pipeline.xmlmap.fields import KEY, Child, Opener, Reading, Writing
from pipeline.xmlmap.scalars import TEXT, Scalar, is_word, scalar

_ENTRY: Final = "entry"


@cache
def plan_of(kind: type[msgspec.Struct], namespace: str) -> Plan:
    """The plan of a type and of all that it holds, made once. Raises TypeError where the rules do not cover one."""
    info = inspect.type_info(kind)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{kind} is not a Struct")
    return _Planner(namespace).plan(info)


class Plan:
    """How one Struct type is written and read."""

    def __init__(self, kind: type[msgspec.Struct]) -> None:
        self.kind = kind
        self._attributes: dict[str, tuple[str, Any, Scalar]] = {}
        self._text: tuple[str, Scalar] | None = None
        self._children: list[tuple[Child, Any]] = []
        self._openers: dict[str, Opener] = {}
        self._implied: list[tuple[str, Any]] = []
        self._tuples: list[str] = []

    def fill(self, element: etree._Element, value: Any, below: list[Writing]) -> None:
        """Write a value into its element; what Structs it holds is left to do, in `below`."""
        for attribute, (name, missing, how) in self._attributes.items():
            field = getattr(value, name)
            if field != missing:
                element.set(attribute, how.write(field))
        if self._text is not None:
            name, how = self._text
            element.text = how.write(getattr(value, name))
        for child, missing in self._children:
            field = getattr(value, child.name)
            if field != missing:
                child.fill(element, field, below)

    def open(self, element: etree._Element, values: dict[str, Any], jobs: list[Reading]) -> None:
        """Read an element's own fields into `values`; what Structs it holds is left to do, in `jobs`."""
        if self._attributes:
            for attribute, text in element.items():
                if attribute in self._attributes:
                    name, _, how = self._attributes[attribute]
                    values[name] = how.read(str(text))
        if self._text is not None:
            name, how = self._text
            values[name] = how.read(element.text or "")
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

    def has_attribute(self, name: str) -> bool:
        """Whether a field is written as the attribute of this name."""
        return name in self._attributes

    def learn(self, info: inspect.StructType, planner: _Planner) -> None:
        """Find a place for each field."""
        for field in info.fields:
            kind, optional = _without_none(field.type)
            missing = self._missing(field, kind, optional=optional)
            how = scalar(kind)
            if how is not None and is_word(kind, field.name):
                self._attributes[field.encode_name] = (field.name, missing, how)
                continue
            child = planner.child(field.name, kind, how)
            self._children.append((child, missing))
            if isinstance(kind, inspect.VarTupleType):
                self._tuples.append(field.name)
        if len(self._children) == 1:
            self._take_text(*self._children[0])
        for child, _ in self._children:
            for tag, opener in child.openers.items():
                if self._openers.setdefault(tag, opener) is not opener:
                    raise TypeError(f"{self.kind.__name__}: two fields both want the element {tag}")

    def _take_text(self, only: Child, missing: Any) -> None:
        """Make the only field that needs an element the text of the Struct's own element, where it can be that."""
        if only.text is not None and missing is not None:  # the own element is never absent, as None would be
            self._text = (only.name, only.text)
            self._children.clear()

    def _missing(self, field: inspect.Field, kind: inspect.Type, *, optional: bool) -> Any:
        """The value that an absent element or attribute stands for; msgspec.NODEFAULT where it may not be absent."""
        if not field.required:
            default = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
            if optional and default is not None:
                raise TypeError(f"{self.kind.__name__}.{field.name}: None and {default!r} would both be left out")
            return default
        empty = None if optional else _EMPTY.get(type(kind), msgspec.NODEFAULT)
        if empty is not msgspec.NODEFAULT:
            self._implied.append((field.name, empty))
        return empty


_EMPTY: Final[dict[type[inspect.Type], Any]] = {inspect.VarTupleType: (), inspect.DictType: {}}


class _Planner:
    """Makes the plans of one namespace."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace
        self._plans: dict[type[msgspec.Struct], Plan] = {}

    def plan(self, info: inspect.StructType) -> Plan:
        """The plan of a type. Types may hold themselves, so it is known before it is complete."""
        known = self._plans.get(info.cls)
        if known is not None:
            return known
        made = self._plans[info.cls] = Plan(info.cls)
        made.learn(info, self)
        return made

    def child(self, name: str, kind: inspect.Type, how: Scalar | None) -> Child:
        """How a field that needs elements is written."""
        if how is not None:
            return fields.leaf(self._tag(name), name, how)
        match kind:
            case inspect.StructType():
                return fields.part(self._tag(name), name, self.plan(kind))
            case inspect.VarTupleType(item_type=member):
                return self._tuple(name, member)
            case inspect.DictType(value_type=member):
                return self._mapping(name, member)
        raise _uncovered(name, kind)

    def _tuple(self, name: str, member: inspect.Type) -> Child:
        match member:
            case inspect.StrType():
                return fields.entries(self._tag(name), self._tag(_ENTRY), name, TEXT)
            case inspect.StructType():
                after_type = member.cls.__name__.lower()
                bare = name in ("content", after_type, f"{after_type}s")
                return fields.members(None if bare else self._tag(name), name, self._members((member,)))
            case inspect.UnionType(types=members):
                return fields.members(None if name == "content" else self._tag(name), name, self._members(members))
        raise _uncovered(name, member)

    def _mapping(self, name: str, member: inspect.Type) -> Child:
        match member:
            case inspect.StrType():
                return fields.keyed_texts(self._tag(name), self._tag(_ENTRY), name, TEXT)
            case inspect.StructType():
                plan = self.plan(member)
                if plan.has_attribute(KEY):
                    raise TypeError(f"{member.cls.__name__}: its field and its key in {name} want one attribute")
                return fields.keyed_structs(self._tag(name), self._tag(member.cls.__name__), name, plan)
        raise _uncovered(name, member)

    def _members(self, kinds: tuple[inspect.Type, ...]) -> dict[str, Plan]:
        return {self._tag(kind.cls.__name__): self.plan(kind) for kind in kinds if isinstance(kind, inspect.StructType)}

    def _tag(self, name: str) -> str:
        return f"{{{self._namespace}}}{kebab(name)}"


def _uncovered(name: str, kind: inspect.Type) -> TypeError:
    return TypeError(f"{name}: no rule says how to write {kind} as XML")


def _without_none(kind: inspect.Type) -> tuple[inspect.Type, bool]:
    """A type that may be None without that, and whether it may."""
    if isinstance(kind, inspect.UnionType) and kind.includes_none:
        others = tuple(member for member in kind.types if not isinstance(member, inspect.NoneType))
        return (others[0] if len(others) == 1 else inspect.UnionType(others)), True
    return kind, False
