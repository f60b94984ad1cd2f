"""The policy fields of Iv3 (taakvelden) by code, one TOML file a year in which the list changed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from pipeline.terms import words

_SUFFIX = ".toml"


class Taakvelden(msgspec.Struct, frozen=True):
    """The list of one year: the name of each policy field by its code, a string (`0.10` is not `0.1`)."""

    year: int
    names: Mapping[str, str]

    def is_named(self, code: str, label: str) -> bool:
        """Whether a label that begins with a code gives it the name that the list gives it."""
        name = words(self.names.get(code, ""))
        return bool(name) and words(label.strip().removeprefix(code))[: len(name)] == name


def of_year(year: int) -> Taakvelden | None:
    """The list of this year; None where the program has none: codes differ between years."""
    return _load(year) if year in _years() else None


def latest() -> Taakvelden:
    """The newest list."""
    return _load(max(_years()))


@cache
def _years() -> frozenset[int]:
    names = (file.name for file in files("pipeline.taakvelden").iterdir())
    return frozenset(int(name.removesuffix(_SUFFIX)) for name in names if name.endswith(_SUFFIX))


@cache
def _load(year: int) -> Taakvelden:
    text = (files("pipeline.taakvelden") / f"{year}{_SUFFIX}").read_text(encoding="utf-8")
    return Taakvelden(year, tomllib.loads(text)["taakvelden"])
