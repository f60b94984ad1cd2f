"""What docs/profiles.md tells those who do not program: every key, and examples that work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from pipeline import profiles
from pipeline.profile import Profile
from pipeline.rules import COLUMNS, SectionKind
from tests.builders import NL

GUIDE: Final = (Path(__file__).parent.parent / "docs" / "profiles.md").read_text(encoding="utf-8")
EXAMPLES: Final = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
ROWS: Final = re.findall(r"^\| `([^`]+)` \| \S", GUIDE, re.MULTILINE)


def keys(kind: type[msgspec.Struct], path: str = "") -> Iterator[str]:
    """Every key of a profile by its path; `<>` stands for any name, or for one of several tables that are alike."""
    for field in msgspec.structs.fields(kind):
        at = f"{path}{field.encode_name}"
        inner = _table(get_args(field.type)[-1] if get_args(field.type) else field.type)
        if inner is None:
            yield at
        elif alike := _alike(inner):
            yield from keys(alike, f"{at}.<>.")
        else:
            yield from keys(inner, f"{at}.<>." if get_args(field.type) else f"{at}.")


def _table(kind: Any) -> type[msgspec.Struct] | None:
    return kind if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else None


def _alike(kind: type[msgspec.Struct]) -> type[msgspec.Struct] | None:
    """The type that all tables in a table have; None where they differ, or are none."""
    below = {field.type for field in msgspec.structs.fields(kind)}
    return _table(below.pop()) if len(below) == 1 else None


def test_every_key_of_a_profile_has_its_row_and_no_other_has() -> None:
    told = [re.sub(r"<\w+>", "<>", row) for row in ROWS]
    assert sorted(told) == sorted(keys(Profile))


def test_every_kind_that_a_key_can_hold_is_named() -> None:
    for name in (*COLUMNS, *get_args(SectionKind), *NL.blocks):
        assert f"`{name}` (" in GUIDE, name


def test_the_examples_load_and_do_what_the_text_says() -> None:
    first, second = (profiles.parse(example, "voorbeeld") for example in EXAMPLES)
    assert first.block_kind("Doelen voor 2026") == "objectives"
    assert (NL.block_kind("Doelenboom"), first.block_kind("Doelenboom")) == ("objectives", None)
    assert (NL.status_value("Groen"), first.status_value("groen")) == ("good", "done")
    assert first.column_key("Wie is aan zet?") == "owner"
    assert first.own_level(("Tussenkop blauw",)) == 2
    assert second.section_kind("Opgave 3 Wonen") == "product"


def test_the_title_of_the_text_is_the_same_with_all_that_may_stand_around_it() -> None:
    assert NL.title_key("2.6.1 „Wat willen we bereiken ?”") == NL.title_key("Wat willen we bereiken?")
