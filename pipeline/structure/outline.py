"""What is a heading of what: a flat flow of pieces becomes drafts of sections, blocks and details.

The rule (`ARCHITECTURE.md`, "Sections, blocks, details"): a heading opens a *section* if it is numbered, or if numbered
headings or known block titles stand under it; else a *block*, if none is open above it; else a *detail* of the open
block. A known title opens a block at whatever level it has, unless it stands deeper than an open block.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from pipeline.profile import Profile
from pipeline.rules import SectionKind
from pipeline.source import Piece
from pipeline.structure.headings import Heading
from pipeline.structure.sift import Sifted


class DetailDraft(msgspec.Struct):
    """A detail under construction."""

    heading: Heading
    content: list[Piece | DetailDraft]


class BlockDraft(msgspec.Struct):
    """A block under construction."""

    heading: Heading
    content: list[Piece | DetailDraft]
    id: str = ""


class SectionDraft(msgspec.Struct):
    """A section under construction; without a heading where the source has none. `level` is that of its heading.

    `kind` is told when all of it is there (`kinds.py`).
    """

    heading: Heading | None
    level: int
    guidance: list[Piece]
    intro: list[Piece]
    blocks: list[BlockDraft]
    sections: list[SectionDraft]
    id: str = ""
    kind: SectionKind = "other"


def _new_section(heading: Heading | None, level: int) -> SectionDraft:
    return SectionDraft(heading, level, [], [], [], [])


def outline(entries: Sequence[Heading | Sifted], profile: Profile) -> list[SectionDraft]:
    """The sections of headings, content and guidance, in order."""
    outliner = _Outliner(frozenset(kind for kind, rule in profile.blocks.items() if rule.details))
    for position, entry in enumerate(entries):
        if isinstance(entry, Heading):
            outliner.heading(entry, opens_section=_opens_section(entry, entries[position + 1 :]))
        elif entry.kind == "guidance":
            outliner.section().guidance.append(entry.piece)
        else:
            outliner.content().append(entry.piece)
    return outliner.root.sections


# --------------------------------------------------------------------------- what a heading opens


def _opens_section(heading: Heading, following: Sequence[Heading | Sifted]) -> bool:
    """Whether a heading that is no known block title opens a section."""
    if heading.kind is not None:
        return False
    if heading.number or heading.opens_section or heading.level == 0:
        return True
    for entry in following:
        if isinstance(entry, Heading):
            if entry.level <= heading.level:
                return False
            if entry.number or entry.opens_section or entry.kind is not None:
                return True
    return False


# --------------------------------------------------------------------------- sections, blocks, details


class _Outliner:
    """Takes headings and content in order, and holds what is open: sections, a block, details."""

    def __init__(self, detailed: frozenset[str]) -> None:
        self._detailed = detailed
        self.root = _new_section(None, -1)
        self._sections: list[SectionDraft] = []
        self._block: BlockDraft | None = None
        self._details: list[DetailDraft] = []

    def section(self) -> SectionDraft:
        """The innermost open section; one without a heading where none is open."""
        if not self._sections:
            self._open_section(None, 0)
        return self._sections[-1]

    def content(self) -> list[Piece] | list[Piece | DetailDraft]:
        """Where content goes now."""
        if self._details:
            return self._details[-1].content
        if self._block is not None:
            return self._block.content
        return self.section().intro

    def heading(self, heading: Heading, *, opens_section: bool) -> None:
        """Take a heading."""
        if (
            self._block is not None
            and heading.level > self._block.heading.level
            and not self._continues(heading.number)
        ) or (self._block is not None and not opens_section and self._takes_as_peer(self._block, heading)):
            self._open_detail(self._block, heading)
        elif opens_section:
            self._close_sections(heading.level)
            self._open_section(heading, heading.level)
        else:
            self._open_block(heading)

    def _takes_as_peer(self, block: BlockDraft, heading: Heading) -> bool:
        """Whether a heading of the block's own level is a sub-heading of it.

        Authors who know one heading style give it to a block's title and to each part of it. So in a kind of block that
        has parts, as long as nothing else stands in it.
        """
        return (
            heading.kind in {None, block.heading.kind}
            and heading.level == block.heading.level
            and block.heading.kind in self._detailed
            and all(isinstance(part, DetailDraft) for part in block.content)
        )

    def _continues(self, number: str) -> bool:
        """Whether a number goes on where the open sections are: `2.6.1` or `2.7` in section `2.6`."""
        parts = _parts(number)
        for section in self._sections:
            own = _parts(section.heading.number) if section.heading else ()
            if own and parts and (parts[: len(own)] == own != parts or parts == (*own[:-1], own[-1] + 1)):
                return True
        return False

    def _close_sections(self, level: int) -> None:
        while self._sections and (self._sections[-1].level >= level or self._sections[-1].heading is None):
            self._sections.pop()

    def _open_section(self, heading: Heading | None, level: int) -> None:
        parent = self._sections[-1] if self._sections else self.root
        section = _new_section(heading, level)
        parent.sections.append(section)
        self._sections.append(section)
        self._block, self._details = None, []

    def _open_block(self, heading: Heading) -> None:
        self._go_home(heading.level)
        if not self._sections and not self.root.sections:
            self._open_section(None, 0)
        if not self._sections or self._sections[-1].sections:
            # A block here would stand before the sections that the source has before it: it gets one of its own.
            if heading.kind is None:
                self._open_section(heading, heading.level)
                return
            self._open_section(None, heading.level)
        self._block, self._details = BlockDraft(heading, []), []
        self._sections[-1].blocks.append(self._block)

    def _go_home(self, level: int) -> None:
        """Close the sections that a block of this level does not belong to.

        A section at the same or a deeper level stays open while its own blocks are no deeper than this one: many
        authors give page titles and block titles the same level.
        """
        while self._sections:
            section = self._sections[-1]
            if section.level < level or not _nests(section, level):
                return
            self._sections.pop()

    def _open_detail(self, block: BlockDraft, heading: Heading) -> None:
        while self._details and self._details[-1].heading.level >= heading.level:
            self._details.pop()
        target = self._details[-1].content if self._details else block.content
        detail = DetailDraft(heading, [])
        target.append(detail)
        self._details.append(detail)


def _nests(section: SectionDraft, level: int) -> bool:
    """Whether a section holds blocks or sections at a level deeper than this one."""
    return bool(section.sections) or any(block.heading.level > level for block in section.blocks)


_DIGITS: Final = re.compile(r"\d+")


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in _DIGITS.findall(number))
