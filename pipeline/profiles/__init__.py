"""The profiles that ship with the program, one TOML file each; and how a profile is loaded, extended and checked."""

from __future__ import annotations

import posixpath
import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any, Final

from pipeline.errors import ProfileError
from pipeline.profile import Profile
from pipeline.profiles.check import check_new_kinds, checked, nearest
from pipeline.rules import Texts

Find = Callable[[str], str | None]
"""The TOML of a profile by its name or its file's; None where there is none of that name."""

SUFFIX: Final = ".toml"

_REMOVE: Final = "!"
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


def names() -> tuple[str, ...]:
    """The profiles that ship with the program, by name."""
    found = (file.name for file in files("pipeline.profiles").iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def shipped(name: str) -> str | None:
    """The TOML of a profile that ships with the program."""
    return (files("pipeline.profiles") / f"{name}{SUFFIX}").read_text(encoding="utf-8") if name in names() else None


def file_name(name: str) -> str:
    """The file of a profile that is no shipped one: `basis` and `basis.toml` are both in `basis.toml`."""
    return name if name.lower().endswith(SUFFIX) else f"{name}{SUFFIX}"


def load(name: str, find: Find = shipped) -> Profile:
    """The profile of this name, with what it extends. Raises ProfileError."""
    text = find(name)
    if text is None:
        raise ProfileError("profile-unknown", name=name, known=", ".join(names()), nearest=nearest(name, names()))
    return parse(text, name, find)


def parse(text: str, name: str, find: Find = shipped) -> Profile:
    """The profile that this TOML describes; `name` is for messages and where the file names none. Raises ProfileError.

    A profile that `extends` another adds to it: tables are joined key by key, lists are added to (an entry that
    begins with `!` is taken out instead), other values are replaced. Where `name` is that of a file (`eigen.toml`),
    what it extends may be a file beside it.
    """
    return checked(_extended(text, name, find, ()), name)


def _extended(text: str, name: str, find: Find, seen: Texts) -> dict[str, Any]:
    table = _parsed(text, name)
    table.setdefault("name", posixpath.basename(name).removesuffix(SUFFIX))
    base = table.pop("extends", None)
    if base is None:
        return _joined({}, table, name)
    if not isinstance(base, str):
        raise ProfileError("profile-value-text", name=name, key="extends", value=base)
    if base.lower().endswith(SUFFIX):
        base = posixpath.normpath(posixpath.join(posixpath.dirname(name), base))
    if base in (*seen, name):
        raise ProfileError("profile-extends-circle", name=name, base=base)
    base_text = find(base)
    if base_text is None:
        near = nearest(base, names())
        raise ProfileError("profile-base-unknown", name=name, base=base, known=", ".join(names()), nearest=near)
    below = _extended(base_text, base, find, (*seen, name))
    check_new_kinds(tuple(below.get("blocks", ())), table, name)
    return _joined(below, table, name)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        if place is None:
            raise ProfileError("profile-toml-end", name=name) from error
        raise ProfileError("profile-toml", name=name, line=place[1], column=place[2]) from error


def _joined(base: Mapping[str, Any], over: Mapping[str, Any], name: str, path: str = "") -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        at = f"{path}.{key}" if path else key
        if isinstance(value, Mapping) and (old is None or isinstance(old, Mapping)):
            result[key] = _joined(old or {}, value, name, at)
        elif _is_texts(value) and (old is None or _is_texts(old)):
            result[key] = _added(old or [], value, name, at)
        else:
            result[key] = value
    return result


def _is_texts(value: Any) -> bool:
    """Whether it is a list that can be added to: not so the two months of a part of a year."""
    return isinstance(value, list) and all(isinstance(entry, str) for entry in value)


def _added(old: list[str], entries: list[str], name: str, path: str) -> list[str]:
    """A list with the entries of another added, and those that it marks taken out. Raises ProfileError."""
    gone = [entry.removeprefix(_REMOVE) for entry in entries if entry.startswith(_REMOVE)]
    for entry in gone:
        if entry not in old:
            near = nearest(entry, tuple(old))
            raise ProfileError("profile-not-in-list", name=name, key=path, entry=entry, nearest=near)
    kept = [entry for entry in old if entry not in gone]
    return kept + [entry for entry in entries if not entry.startswith(_REMOVE) and entry not in kept]
