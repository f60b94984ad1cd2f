"""The profiles that ship with the program, one TOML file each; and how a profile is loaded, extended and checked."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any, Final, get_args, get_origin

import msgspec

from pipeline.errors import ProfileError
from pipeline.profile import Profile, Texts

Find = Callable[[str], str | None]
"""The TOML of a profile by its name; None where there is none of that name."""

_REMOVE: Final = "!"


def names() -> tuple[str, ...]:
    """The profiles that ship with the program, by name."""
    found = (file.name for file in files("pipeline.profiles").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def shipped(name: str) -> str | None:
    """The TOML of a profile that ships with the program."""
    return (files("pipeline.profiles") / f"{name}.toml").read_text(encoding="utf-8") if name in names() else None


def load(name: str, find: Find = shipped) -> Profile:
    """The profile of this name, with what it extends. Raises ProfileError."""
    text = find(name)
    if text is None:
        raise ProfileError("profile-unknown", name=name, known=", ".join(names()), nearest=_nearest(name, names()))
    return parse(text, name, find)


def parse(text: str, name: str, find: Find = shipped) -> Profile:
    """The profile that this TOML describes; `name` is for messages and where the file names none. Raises ProfileError.

    A profile that `extends` another adds to it: tables are joined key by key, lists are added to (an entry that
    begins with `!` is taken out instead), other values are replaced.
    """
    merged = _extended(text, name, find, ())
    for path, nearest in _unknown_keys(merged, Profile):
        raise ProfileError("profile-key-unknown", name=name, key=path, nearest=nearest)
    try:
        profile = msgspec.convert(merged, Profile)
    except msgspec.ValidationError as error:
        raise ProfileError("profile-value", name=name, detail=str(error)) from error
    _check_patterns(profile, name)
    return profile


def _extended(text: str, name: str, find: Find, seen: Texts) -> dict[str, Any]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError("profile-toml", name=name, detail=str(error)) from error
    table.setdefault("name", name)
    base = table.pop("extends", None)
    if base is None:
        return table
    if not isinstance(base, str) or base in seen:
        raise ProfileError("profile-extends-circle", name=name, base=str(base))
    base_text = find(base)
    if base_text is None:
        raise ProfileError("profile-unknown", name=base, known=", ".join(names()), nearest=_nearest(base, names()))
    return _joined(_extended(base_text, base, find, (*seen, name)), table)


def _joined(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            result[key] = _joined(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            gone = {entry.removeprefix(_REMOVE) for entry in value if str(entry).startswith(_REMOVE)}
            kept = [entry for entry in old if entry not in gone]
            result[key] = kept + [entry for entry in value if not str(entry).startswith(_REMOVE) and entry not in kept]
        else:
            result[key] = value
    return result


def _unknown_keys(table: Mapping[str, Any], kind: Any, path: str = "") -> Iterator[tuple[str, str]]:
    fields = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    for key, value in table.items():
        if key not in fields:
            yield f"{path}{key}", _nearest(key, tuple(fields))
        elif isinstance(value, Mapping):
            yield from _unknown_in(value, fields[key], f"{path}{key}.")


def _unknown_in(value: Mapping[str, Any], kind: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield from _unknown_keys(value, kind, path)
    elif get_origin(kind) is not None and issubclass(get_origin(kind), Mapping):
        for key, inner in value.items():
            if isinstance(inner, Mapping):
                yield from _unknown_in(inner, get_args(kind)[1], f"{path}{key}.")


def _nearest(key: str, known: Texts) -> str:
    return next(iter(difflib.get_close_matches(key, known, n=1, cutoff=0.0)), "")


def _check_patterns(profile: Profile, name: str) -> None:
    for key, patterns in (
        ("headings.numbers", profile.headings.numbers),
        ("guidance", profile.guidance),
        ("noise.patterns", profile.noise.patterns),
    ):
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ProfileError("profile-pattern", name=name, key=key, pattern=pattern, detail=str(error)) from error
