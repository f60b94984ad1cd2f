"""The words that end users read: one TOML file a language, looked up by dotted key (`html.open-all`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from pipeline.diagnostics import Diagnostic, Place
from pipeline.errors import PipelineError


class Labels(msgspec.Struct, frozen=True):
    """All texts of one language. `language` is the BCP 47 tag of the texts."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key, with `{name}` filled in.

        Raises KeyError for an unknown key: that is a mistake in the code.
        """
        text = self.texts[key]
        return text.format_map({name: str(value) for name, value in values.items()}) if values else text

    def has(self, key: str) -> bool:
        """Whether there is a text for this key."""
        return key in self.texts

    def sentence(self, error: PipelineError) -> str:
        """What stopped the work, in one sentence; with the `nearest` name, where the error holds one, in another.

        An error's `errno` is the name of what the system refused (`EACCES`): its words are the `detail`.
        """
        values = dict(error.values)
        if "part" in values:
            values["part"] = self.texts.get(f"places.parts.{values['part']}", values["part"])
        if "errno" in values:
            name = values["errno"]
            values["detail"] = self.texts.get(f"system.{name}") or self("system.other", name=name or "?")
        sentence = self.texts[f"errors.{error.reason}"].format_map(_Known(values))
        return f"{sentence} {self('hints.nearest', name=values['nearest'])}" if values.get("nearest") else sentence

    def what(self, diagnostic: Diagnostic) -> str:
        """What is wrong."""
        return self._of(diagnostic, "what")

    def advice(self, diagnostic: Diagnostic) -> str:
        """What to do about it."""
        return self._of(diagnostic, "advice")

    def place(self, place: Place) -> str:
        """Where it is, as a user of Word finds it: headings, table, row and column, and words to search for."""
        return ", ".join(self._steps(place))

    def _of(self, diagnostic: Diagnostic, which: str) -> str:
        values = {"text": diagnostic.text, **diagnostic.values}
        key = f"diagnostics.{diagnostic.code.value}"
        # What is wrong in one part may want other words than in the rest: `diagnostics.hidden-text.footnotes`.
        text = self.texts.get(f"{key}.{diagnostic.place.part}.{which}") or self.texts[f"{key}.{which}"]
        return text.format_map(_Known(values))

    def _steps(self, place: Place) -> Iterator[str]:
        if place.part != "document":
            yield self.texts.get(f"places.parts.{place.part}", place.part)
        if place.headings:
            yield " › ".join(place.headings)
        if place.table:
            yield self("places.table", number=place.table)
        if place.row:
            yield self("places.row", number=place.row)
        if place.column:
            yield self("places.column", number=place.column)
        if place.item and not (place.headings or place.table or place.quote):
            yield self("places.item", number=place.item)
        if place.quote:
            yield self("places.quote", text=place.quote)


class _Known(dict[str, str]):
    """Values by name; a name that was not given stays visible as an ellipsis, so that a message never fails."""

    def __getitem__(self, name: str) -> _Value:
        return _Value(super().get(name, "…"))


class _Value(str):
    """A value that a label may want as a size: `{limit:MB}` shows 500000000 as `500 MB`."""

    __slots__ = ()

    def __format__(self, wish: str) -> str:
        return _size(int(self)) if wish == "MB" and self.isdecimal() else str(self)


def _size(count: int) -> str:
    """A number of bytes as people read it, with a unit and a decimal comma."""
    for unit, worth in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= worth:
            return f"{count / worth:.1f}".removesuffix(".0").replace(".", ",") + f" {unit}"
    return f"{count} bytes"


def _flat(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", str(value)


@cache
def load(language: str = "nl") -> Labels:
    """The labels of a language; those of a language without a file are Dutch, the language of the outputs' readers."""
    folder = files("pipeline.labels")
    name = language.split("-", maxsplit=1)[0].lower()
    file = folder / f"{name}.toml"
    if not (name.isalpha() and file.is_file()):
        name, file = "nl", folder / "nl.toml"
    return Labels(language=name, texts=dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")))))
