"""A profile as TOML (1.0.0): all that it knows, with what it extends, as one file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from pipeline.profile import Profile

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH: Final = 110


def dumps(profile: Profile) -> str:
    """The TOML of a profile; `parse` makes the same profile of it."""
    table = msgspec.to_builtins(profile)
    return "\n".join(_table(table, ())).strip() + "\n"


def text(words: str) -> str:
    """A text as a basic string. JSON's escapes are TOML's too, but for DEL, which TOML does not take as it is."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    plain = {key: value for key, value in table.items() if not isinstance(value, Mapping) and value is not None}
    if path and plain:
        yield ""
        yield f"[{'.'.join(map(_key, path))}]"
    for key, value in plain.items():
        yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _table(value, (*path, key))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else text(key)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return text(value)
        case list() | tuple():
            entries = [_value(entry) for entry in value]
            line = f"[{', '.join(entries)}]"
            return line if len(line) <= _WIDTH else "[\n" + "".join(f"  {entry},\n" for entry in entries) + "]"
        case _:
            return repr(value)
