"""What each section is to a budget: told by its words, the chapter that holds it, the section around it, its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.profile import Profile, SectionKind
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
    if profile.document_kind(heading) is None and (_has_policy(draft) or any(map(_has_policy, draft.sections))):
        return _by_number(draft)
    return "other"


def _has_policy(draft: SectionDraft) -> bool:
    return any(block.heading.kind in _POLICY for block in draft.blocks)


def _by_number(draft: SectionDraft) -> SectionKind:
    """A product where its number has parts (`2.6.1`) and no section with goals stands in it; else a programme."""
    number = draft.heading.number if draft.heading else ""
    inner = any(map(_has_policy, draft.sections))
    return "product" if len(_NUMBER.findall(number)) > 1 and not inner else "programme"
