"""What a heading means where its own words leave that open: its neighbours settle it.

Three questions. *Inleiding* and *Resultaat* are block titles in one municipality and head any chapter in another: they
are block titles beside one that is known for sure. *Verbonden partijen* is a block of a programme, and a chapter among
the paragraphs. And a heading without a number is a section where those beside it are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.profile import Profile
from pipeline.rules import SectionKind
from pipeline.structure.headings import Heading, as_block, titled
from pipeline.structure.sift import Sifted

# The kinds that a chapter of a book is of: an introduction is one only beside others.
_CHAPTERS: Final[frozenset[SectionKind]] = frozenset(("programme", "product", "paragraph", "appendix"))
# What a page of policy has, and no other: beside one of these a word like *Visie* is the title of a block.
_TELLING: Final = frozenset(("objectives", "developments", "actions", "finances", "indicators"))
# One numbered heading among others of its level may be the page that they all stand on. Two are pages, and so is one
# under which sections or known titles stand.
_PAGES: Final = 2


class _Member(msgspec.Struct):
    """A heading in its row. `holds` says that what stands under it makes it a section: a number, a known title."""

    position: int
    heading: Heading
    holds: bool = False


class _Row(msgspec.Struct):
    """Headings of one level under one parent; None is that of the outermost."""

    parent: _Member | None
    members: list[_Member] = msgspec.field(default_factory=list)


def settled(entries: Sequence[Heading | Sifted], profile: Profile) -> list[Heading | Sifted]:
    """The flow, in which each heading says whether it is the title of a block or of a section."""
    result = list(entries)
    for row in _rows(entries, profile):
        _settle(row, profile)
        for member in row.members:
            result[member.position] = member.heading
    return result


def _rows(entries: Sequence[Heading | Sifted], profile: Profile) -> tuple[_Row, ...]:
    """The headings by parent and level, in the order in which each row begins: parents come before what is in them."""
    rows: dict[tuple[int | None, int], _Row] = {}
    above: list[_Member] = []
    for position, entry in enumerate(entries):
        if not isinstance(entry, Heading):
            continue
        while above and above[-1].heading.level >= entry.level:
            above.pop()
        member = _Member(position, entry)
        parent = above[-1] if above else None
        rows.setdefault((parent.position if parent else None, entry.level), _Row(parent)).members.append(member)
        if entry.kind is not None or entry.number or _is_told(entry, profile):
            for holder in above:
                holder.holds = True
        above.append(member)
    return tuple(rows.values())


def _settle(row: _Row, profile: Profile) -> None:
    """Settle the headings of one row."""
    parent = row.parent.heading if row.parent else None
    written = [member.heading for member in row.members]
    for member in row.members:
        if _is_chapter(member.heading, written, parent, profile) or _stands_among_chapters(member, row, profile):
            member.heading = replace(titled(member.heading.level, member.heading.piece, profile), opens_section=True)
    plain = [member.heading for member in row.members]
    common = [_kind_beside_titles(member, profile) for member in row.members]
    for position, (member, kind) in enumerate(zip(row.members, common, strict=True)):
        page = _page(position, plain)
        if kind is not None and (any(plain[at].kind in _TELLING for at in page) or _support(common, page, row)):
            member.heading = as_block(member.heading.level, member.heading.piece, kind, profile)
    for member in row.members:
        if _is_section(member, row, profile):
            member.heading = replace(member.heading, opens_section=True)


# --------------------------------------------------------------------------- a block title, or a chapter's


def _is_chapter(heading: Heading, row: Sequence[Heading], parent: Heading | None, profile: Profile) -> bool:
    """Whether a block title that names a kind of section too is the title of such a section here."""
    if heading.kind is None or heading.section not in _CHAPTERS:
        return False
    if parent is not None and _held(parent, profile) is not None:
        return True
    others = [other for other in row if other is not heading]
    if any(other.kind is not None and other.section is None for other in others):
        return False
    return parent is None or any(other.section == heading.section for other in others)


def _stands_among_chapters(member: _Member, row: _Row, profile: Profile) -> bool:
    """Whether a block title (*Investeringen*) heads a chapter of a book: no other block title stands in its row.

    So in the outermost row of a book, and where it has a number in one row with the chapters: `2 Investeringen`.
    """
    heading = member.heading
    if heading.kind is None or not heading.level:
        return False
    others = [other for other in row.members if other is not member]
    if any(other.heading.kind is not None for other in others):
        return False
    number = profile.split_number(heading.title)[0].rstrip(".:)")
    if number.isdigit():
        return sum(other.heading.number.rstrip(".:)").isdigit() for other in others) >= _PAGES
    return _is_outermost(row) and sum(other.holds or _is_told(other.heading, profile) for other in others) >= _PAGES


def _is_outermost(row: _Row) -> bool:
    """Whether the chapters of a book stand in a row: below nothing, or below the book's own title."""
    return row.parent is None or (row.parent.heading.level <= 1 and not row.parent.heading.number)


def _kind_beside_titles(member: _Member, profile: Profile) -> str | None:
    """The kind of block that a heading is the title of, if a known title stands beside it."""
    heading = member.heading
    if heading.kind is not None or not heading.level:
        return None
    kind = profile.common_kind(heading.title)
    return kind or (None if member.holds or heading.number else profile.labelled_kind(heading.title))


def _support(kinds: Sequence[str | None], page: Sequence[int], row: _Row) -> bool:
    """Whether common titles of two kinds stand on a numbered page: *Ambities* and *Resultaat* make each other sure."""
    numbered = row.parent is not None and bool(row.parent.heading.number)
    return numbered and len({kinds[at] for at in page} & _TELLING) >= _PAGES


def _page(position: int, row: Sequence[Heading]) -> Sequence[int]:
    """The positions of a row that stand on one page with this one: those between two that name a section."""
    first, last = position, position + 1
    while first and not _is_page(row[first - 1]):
        first -= 1
    while last < len(row) and not _is_page(row[last]):
        last += 1
    return range(first, last)


def _is_page(heading: Heading) -> bool:
    return heading.kind is None and (bool(heading.number) or heading.opens_section)


# --------------------------------------------------------------------------- sections by what stands beside them


def _is_section(member: _Member, row: _Row, profile: Profile) -> bool:
    """Whether those beside a heading, or above it, make it a section."""
    heading = member.heading
    if heading.kind is not None or heading.number or heading.opens_section:
        return False
    if row.parent is not None and _held(row.parent.heading, profile) is not None:
        return True
    others = [other for other in row.members if other is not member]
    if any(other.heading.kind is not None for other in others):
        return False
    pages = sum(
        _PAGES if other.holds else bool(other.heading.number) or _is_told(other.heading, profile) for other in others
    )
    told = _is_told(heading, profile)
    return pages >= (1 if told else _PAGES) or (told and row.parent is None)


def _is_told(heading: Heading, profile: Profile) -> bool:
    """Whether its words say that a heading is a chapter: *Bijlagen*, *Lokale heffingen*."""
    return heading.kind is None and (heading.section in _CHAPTERS or profile.kind_of_parts(heading.title) is not None)


def _held(parent: Heading, profile: Profile) -> SectionKind | None:
    """The kind of the sections that a chapter holds."""
    return profile.kind_of_parts(parent.title) if parent.kind is None else None
