"""Findings as a profile in TOML that a person finishes: each proposal stands behind a `#`, with how often it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.content import TONES
from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.profiles.toml import text as quoted
from pipeline.proposal.styles import Style
from pipeline.proposal.survey import Findings, Seen
from pipeline.rules import COLUMNS

_MOST: Final = 40
_REMOVES: Final = "!"


def write(name: str, findings: Findings, base: Profile, labels: Labels) -> str:
    """The TOML of a profile called `name` that extends `base`: it loads as it is, and says nothing yet."""
    title = name.replace("-", " ").replace("_", " ").strip().title()
    parts = [
        _comment(labels("proposal.head", name=name, documents=", ".join(findings.documents), base=base.name)),
        [f"extends = {quoted(base.name)}", f"title = {quoted(title)}"],
        [*_styles(findings, labels)],
        [*_titles(findings, base, labels)],
        [*_columns(findings, labels)],
        [*_statuses(findings, labels)],
        [*_plannings(findings, labels)],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def count(findings: Findings) -> int:
    """How many proposals there are."""
    seen = (*findings.titles, *findings.columns, *findings.statuses)
    return sum(bool(each.meaning) for each in seen) + len(findings.styles)


def _titles(findings: Findings, base: Profile, labels: Labels) -> Iterator[str]:
    yield from _comment(labels("proposal.titles"))
    yield from _known(findings.known_titles, labels)
    yield from _listed(findings.titles, labels)
    for kind in base.blocks:
        yield ""
        yield f"# {labels(f'proposal.kind-{kind}') if labels.has(f'proposal.kind-{kind}') else kind}"
        yield f"[blocks.{kind}]"
        yield from _list("titles", _proposed(findings.titles, kind), labels)


def _columns(findings: Findings, labels: Labels) -> Iterator[str]:
    yield from _comment(labels("proposal.columns"))
    yield from _known(findings.known_columns, labels)
    yield from _listed(findings.columns, labels)
    yield "[actions.columns]"
    yield from _lists(COLUMNS, findings.columns, labels)


def _statuses(findings: Findings, labels: Labels) -> Iterator[str]:
    yield from _comment(labels("proposal.statuses"))
    yield from _known(findings.known_statuses, labels)
    yield from _listed(findings.statuses, labels)
    yield "[status]"
    yield from _lists(TONES, findings.statuses, labels)


def _plannings(findings: Findings, labels: Labels) -> Iterator[str]:
    if findings.plannings:
        yield from _comment(labels("proposal.plannings"))
        yield from _rows(findings.plannings, labels)


def _styles(findings: Findings, labels: Labels) -> Iterator[str]:
    yield from _comment(labels("proposal.styles"))
    yield "[headings.own-styles]"
    for style in findings.styles:
        yield f"# {_style(style)}  # {_safe(labels('proposal.style', count=style.count, sample=style.sample))}"
    if not findings.styles:
        yield from _comment(labels("proposal.none"))


def _style(style: Style) -> str:
    return f"{quoted(style.name)} = {style.level}"


# --------------------------------------------------------------------------- lists of proposals


def _lists(keys: Iterable[str], seen: Sequence[Seen], labels: Labels) -> Iterator[str]:
    for key in keys:
        yield from _list(key, _proposed(seen, key), labels)


def _proposed(seen: Iterable[Seen], meaning: str) -> list[Seen]:
    return [each for each in seen if each.meaning == meaning and _can_stand(each)]


def _list(key: str, seen: Sequence[Seen], labels: Labels) -> Iterator[str]:
    """A list with its proposals, each on a line of its own; without any it stands there to be filled."""
    if not seen:
        yield f"{key} = []"
        return
    yield f"{key} = ["
    for each in seen:
        yield f"  # {quoted(each.text)},  # {_safe(_often(each, labels))}"
    yield "]"


def _known(seen: Sequence[Seen], labels: Labels) -> Iterator[str]:
    if seen:
        yield f"# {labels('proposal.known')}"
        yield from _rows(seen, labels)


def _listed(seen: Sequence[Seen], labels: Labels) -> Iterator[str]:
    """What nobody but a person can tell the meaning of."""
    unknown = [each for each in seen if not each.meaning or not _can_stand(each)]
    if unknown:
        yield f"# {labels('proposal.unknown')}"
        yield from _rows(unknown, labels)
    elif not seen:
        yield f"# {labels('proposal.none')}"


def _rows(seen: Sequence[Seen], labels: Labels) -> Iterator[str]:
    for each in seen[:_MOST]:
        yield f"#   - {_safe(each.text)} ({_safe(_often(each, labels))})"
    if len(seen) > _MOST:
        yield f"#   - {labels('proposal.more', count=len(seen) - _MOST)}"


def _often(seen: Seen, labels: Labels) -> str:
    return labels("proposal.often" if seen.count > 1 else "proposal.once", count=seen.count, where=seen.where)


def _comment(text: str) -> list[str]:
    return [f"# {_printable(line)}".rstrip() for line in text.strip().split("\n")]


def _safe(text: str) -> str:
    """Words as they can stand in a comment: in one line."""
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _can_stand(seen: Seen) -> bool:
    """Whether words can be an entry of a list: one that begins with ! takes another out."""
    return not seen.text.startswith(_REMOVES)
