"""What each section is to a budget: told by its words, the chapter that holds it, the section around it, its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.profile import Profile
from pipeline.rules import SectionKind
from pipeline.structure.naming import title_of
from pipeline.structure.outline import SectionDraft

# A programme has goals and actions (BBV, article 8); whatever section has them is one, or a part of one.
_POLICY: Final = frozenset(("objectives", "actions"))
_NUMBER: Final = re.compile(r"\d+")
# What stands in these is part of them, whatever its words.
_WHOLE: Final[frozenset[SectionKind]] = frozenset(("paragraph", "appendix"))


def tell_kinds(drafts: Sequence[SectionDraft], profile: Profile) -> None:
    """Give every draft its kind."""
    for draft in drafts:
        _tell(draft, None, None, profile)


def _tell(draft: SectionDraft, around: SectionKind | None, held: SectionKind | None, profile: Profile) -> None:
    """Give a draft and those in it their kinds; `around` is the parent's, `held` that of the parts of its chapter."""
    heading = title_of(draft.heading) if draft.heading else ""
    parts = profile.kind_of_parts(heading) if heading else None
    draft.kind = _kind(draft, heading, around, held, profile)
    for section in draft.sections:
        _tell(section, draft.kind, parts, profile)


def _kind(
    draft: SectionDraft, heading: str, around: SectionKind | None, held: SectionKind | None, profile: Profile
) -> SectionKind:
    if around in _WHOLE or not heading:
        return around or "other"
    told = profile.section_kind(heading)
    if told is None and (profile.kind_of_parts(heading) or (draft.heading and draft.heading.level == 0)):
        return "other"
    if told is not None or held is not None:
        return told or held or "other"
    if around in {"programme", "product"}:
        return "product"
    return _by_content(draft, heading, profile)


def _by_content(draft: SectionDraft, heading: str, profile: Profile) -> SectionKind:
    """The kind of a section of which only goals and actions tell what it is."""
    inner = [section for section in draft.sections if _has_policy(section, profile)]
    if profile.document_kind(heading) is not None or any(_is_programme(section, profile) for section in inner):
        return "other"
    if inner and not all(_is_objective(section, profile) for section in inner):
        return "programme"
    if not _has_policy(draft, profile):
        return "other"
    number = draft.heading.number if draft.heading else ""
    return "product" if len(_NUMBER.findall(number)) > 1 else "programme"


def _has_policy(draft: SectionDraft, profile: Profile) -> bool:
    """Whether goals or actions stand in a section, or in one of its objectives that is a section itself."""
    return any(block.heading.kind in _POLICY for block in draft.blocks) or any(
        _is_objective(section, profile) and _has_policy(section, profile) for section in draft.sections
    )


def _is_objective(draft: SectionDraft, profile: Profile) -> bool:
    """Whether a section is a numbered objective: *Operationeel doel 1.1.1: schone lucht*."""
    return draft.heading is not None and profile.labelled_kind(draft.heading.title) is not None


def _is_programme(draft: SectionDraft, profile: Profile) -> bool:
    return draft.heading is not None and profile.section_kind(title_of(draft.heading)) == "programme"
