"""What may stand in a profile: its keys, the kinds of its values, their bounds, and names that look like a slip."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args, get_origin

import msgspec

from pipeline.check_rules import PATTERNS
from pipeline.diagnostics import Code, Severity
from pipeline.errors import ProfileError
from pipeline.figure_rules import FINANCE_COLUMNS, FINANCE_ROWS, INDICATOR_COLUMNS, SIGNS
from pipeline.profile import Profile
from pipeline.rules import COLUMNS, SectionKind, Texts

_KINDS: Final[Mapping[Any, str]] = {
    str: "text",
    bool: "switch",
    int: "whole",
    float: "number",
    Texts: "list",
    tuple[int, int]: "pair",
    Severity: "severity",
}
"""What a value may be, by its type: the error `profile-value-…` says it."""

_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")
_KIND_NAME: Final = re.compile("[a-z][a-z0-9-]*")

# As difflib has it: `actoins` (0.86) and `objectivs` (0.95) are slips of what there is; `options` (0.71) is new.
_NEAR: Final = 0.8
# A name that is less alike is no help: `plain` is 0.57 like `in`.
_ALIKE: Final = 0.6

_MONTHS: Final = (1, 12)
_SCALES: Final = (1, 1_000_000_000)


def nearest(name: str, known: Texts, cutoff: float = _ALIKE) -> str:
    """The known name that is most like this one; empty where none is like it."""
    return next(iter(difflib.get_close_matches(name, known, n=1, cutoff=cutoff)), "")


def checked(table: Mapping[str, Any], name: str) -> Profile:
    """The profile that a table describes. Raises ProfileError, which names the key and the nearest that exists."""
    _check_table(table, Profile, name, "")
    profile = msgspec.convert(table, Profile)
    _check_names(profile, name)
    for key, value, low, high in _bounded(profile):
        if not low <= value <= high:
            raise ProfileError("profile-range", name=name, key=key, value=value, low=low, high=high)
    _check_patterns(profile, name)
    return profile


def check_new_kinds(known: Texts, table: Mapping[str, Any], name: str) -> None:
    """Refuse a kind of block that is new and named almost as one that is known: `objectivs`. Raises ProfileError."""
    blocks = table.get("blocks")
    for kind in blocks if isinstance(blocks, Mapping) else ():
        near = "" if kind in known else nearest(kind, known, _NEAR)
        if near:
            raise ProfileError("profile-kind-near", name=name, key=f"blocks.{kind}", nearest=near)


def _check_table(value: Any, kind: Any, name: str, path: str) -> None:
    """Check the keys of a table, and the types of its values, down to the last."""
    if not isinstance(value, Mapping):
        raise ProfileError("profile-value-table", name=name, key=path, value=_written(value))
    for key, inner in value.items():
        at = f"{path}.{key}" if path else key
        wanted = _type_of(key, kind)
        if wanted is None:
            known = _keys(kind)
            raise ProfileError(
                "profile-key-unknown", name=name, key=at, known=", ".join(known), nearest=nearest(key, known)
            )
        if wanted in _KINDS:
            _check_value(inner, wanted, name, at)
        else:
            _check_table(inner, wanted, name, at)


def _check_value(value: Any, kind: Any, name: str, path: str) -> None:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ProfileError(f"profile-value-{_KINDS[kind]}", name=name, key=path, value=_written(value)) from error


def _type_of(key: str, kind: Any) -> Any:
    """The type of what stands under a key of a table of this kind; None where that key cannot be."""
    if get_origin(kind) is not None:
        return get_args(kind)[1]  # a mapping: its keys are words of the profile
    return {field.encode_name: field.type for field in msgspec.structs.fields(kind)}.get(key)


def _keys(kind: Any) -> Texts:
    return tuple(field.encode_name for field in msgspec.structs.fields(kind))


def _written(value: Any) -> str:
    """A value about as TOML has it, so that it can be searched for."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def _check_names(profile: Profile, name: str) -> None:
    for kind in profile.blocks:
        if not _KIND_NAME.fullmatch(kind):
            raise ProfileError("profile-kind-name", name=name, key=f"blocks.{kind}")
    for table, written, known in (
        ("actions.columns", profile.actions.columns, COLUMNS),
        ("finances.columns", profile.finances.columns, FINANCE_COLUMNS),
        ("finances.rows", profile.finances.rows, FINANCE_ROWS),
        ("indicators.columns", profile.indicators.columns, INDICATOR_COLUMNS),
        ("finances.signs", (profile.finances.signs,), SIGNS),
    ):
        for key in written:
            if key not in known:
                raise ProfileError(
                    "profile-key-unknown",
                    name=name,
                    key=f"{table}.{key}",
                    known=", ".join(filter(None, known)),
                    nearest=nearest(key, known),
                )
    for colour, samples in profile.status.colours.items():
        for sample in samples:
            if sample.startswith("#") and not _COLOUR.fullmatch(sample):
                raise ProfileError("profile-colour", name=name, key=f"status.colours.{colour}", value=sample)

    codes = tuple(code.value for code in Code)
    for key, named in (("checks.off", profile.checks.off), ("checks.severity", profile.checks.severity)):
        for code in named:
            if code not in codes:
                raise ProfileError("profile-code-unknown", name=name, key=key, code=code, nearest=nearest(code, codes))


def _bounded(profile: Profile) -> Iterator[tuple[str, float, int, int]]:
    """Each number that has bounds: its key, itself, the lowest and the highest that it may be."""
    yield "coverage.minimum", profile.coverage.minimum, 0, 1
    planning = profile.planning
    for key, words, bounds in (
        ("headings.styles", profile.headings.styles, (1, 9)),
        ("headings.own-styles", profile.headings.own_styles, (1, 9)),
        ("planning.months", planning.months, _MONTHS),
        ("planning.ordinals", planning.ordinals, (1, 4)),
        ("finances.words.scales", profile.finances.words.scales, _SCALES),
        ("finances.words.units", profile.finances.words.units, _SCALES),
    ):
        yield from ((f"{key}.{word}", number, *bounds) for word, number in words.items())
    for word, (first, last) in planning.parts.items():
        yield f"planning.parts.{word}", first, *_MONTHS
        yield f"planning.parts.{word}", last, *_MONTHS


def _check_patterns(profile: Profile, name: str) -> None:
    for key, patterns in (
        ("headings.numbers", profile.headings.numbers),
        ("actions.objectives", profile.actions.objectives),
        *((f"sections.{kind}.patterns", getattr(profile.sections, kind).patterns) for kind in get_args(SectionKind)),
        ("guidance", profile.guidance),
        ("noise.patterns", profile.noise.patterns),
        *((f"checks.{key}", getattr(profile.checks, key.replace("-", "_"))) for key in PATTERNS),
    ):
        for pattern in patterns:
            # Alone, and as it is used: flags for the whole may not stand in a part.
            for before in ("", "(?:"):
                try:
                    re.compile(f"{before}{pattern}{')' if before else ''}")
                except re.error as error:
                    position = (error.pos or 0) - len(before) + 1
                    raise ProfileError(
                        "profile-pattern", name=name, key=key, pattern=pattern, position=position
                    ) from error
            group = PATTERNS.get(key.removeprefix("checks."), "") if key.startswith("checks.") else ""
            if group and group not in re.compile(pattern).groupindex:
                raise ProfileError("profile-pattern-group", name=name, key=key, pattern=pattern, group=group)
