"""Headings that are none in the file: lines that only look like one. Recognised conservatively, and each is reported.

Six kinds: a line whose words are a known block title; what opens a part of a web page; a line in a style of the
municipality's own (*Paragraaftitel*); a line that names a section, by its words or its number, and begins the document
or a page, or is bold; a bold line right above the first block title of a page; a bold line inside a block. None is an
item of a list; the last four do not end like a sentence.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from pipeline.content import ItemList, Table
from pipeline.diagnostics import Code, Report, flaw, quote
from pipeline.profile import Profile
from pipeline.rules import SectionKind
from pipeline.source import Piece
from pipeline.structure.headings import Heading, as_heading, heading_at, plain
from pipeline.structure.looks import Look, look
from pipeline.structure.sift import Sifted

_DEEPEST: Final = 9
# Sections that have parts and no blocks of policy: in a book of bold lines their parts are bold lines.
_BLOCKS_OF_TEXT: Final[frozenset[SectionKind | None]] = frozenset(("paragraph", "appendix"))
# What opens and closes a part of a web page is its title (HTML standard, 4.11.2).
_DISCLOSURES: Final = (("summary",), ("button",))


class _Open(msgspec.Struct):
    """What is open where a line stands.

    `section` and `block` are levels (0: none is open), `last` that of the heading right above, `kind` the block's and
    `kinds` those of the page so far. `bold_block` says that the block's title is a bold line, `bold_chapter` that the
    section is a paragraph of the law or an appendix, and its title no heading of the file. `holds` is what a chapter
    like *Paragrafen* holds, and its level; `levels` are those of the sections seen so far, by kind.
    """

    section: int = 0
    block: int = 0
    last: int = 0
    kind: str = ""
    kinds: set[str] = msgspec.field(default_factory=set)
    bold_block: bool = False
    bold_chapter: bool = False
    after_heading: bool = False
    titled: bool = False
    holds: tuple[SectionKind, int] | None = None
    levels: dict[SectionKind, int] = msgspec.field(default_factory=dict)

    def take(self, heading: Heading, profile: Profile, *, bold: bool) -> None:
        """Note that a heading opens what it opens."""
        self.after_heading = self.titled = True
        self.last = heading.level
        parts = profile.kind_of_parts(heading.title)
        if heading.kind is not None and heading.level <= (self.block or heading.level):
            self.block, self.kind, self.bold_block = heading.level, heading.kind, bold
            self.kinds.add(heading.kind)
        elif parts is not None and heading.level:
            self.holds = (parts, heading.level)
        if heading.kind is None and self._leaves(heading):
            self.section, self.block, self.kind = heading.level, 0, ""
            self.kinds = set()
            self.bold_chapter = bold and heading.section in _BLOCKS_OF_TEXT
        if heading.kind is None and heading.number and heading.section is not None:
            self.levels.setdefault(heading.section, heading.level)

    def _leaves(self, heading: Heading) -> bool:
        """Whether a heading that is no block title begins another page."""
        if heading.opens_section or (heading.number and heading.level <= (self.block or heading.level)):
            return True
        return heading.level < self.block or (not self.block and heading.level <= (self.section or heading.level))

    @property
    def inside(self) -> int:
        """The level of a block title that is none in the file."""
        return self.block or (self.last if self.after_heading else self.section) + 1


def headings(flow: Sequence[Sifted], profile: Profile, report: Report) -> list[Heading | Sifted]:
    """The flow with its headings, those of the file and those that only look like one."""
    return _Inferring(flow, profile, report).headings()


class _Inferring:
    """Takes the lines of a flow in order."""

    def __init__(self, flow: Sequence[Sifted], profile: Profile, report: Report) -> None:
        self._flow = flow
        self._profile = profile
        self._report = report
        self._given = [as_heading(entry.piece, profile) if entry.kind == "flow" else None for entry in flow]
        self._looks = [self._look(position) for position in range(len(flow))]
        self._styled = any(heading is not None and heading.kind is not None for heading in self._given)
        # Where a page begins for sure, and where a block does: what a word that is also a title means depends on it.
        self._pages = [at for at, heading in enumerate(self._given) if heading and heading.number and not heading.kind]
        self._titles = [at for at in range(len(flow)) if self._title_kind(at) is not None]
        self._open = _Open()

    def headings(self) -> list[Heading | Sifted]:
        """The flow with its headings."""
        found: list[Heading | Sifted] = []
        for position, entry in enumerate(self._flow):
            heading = self._given[position]
            seen = self._looks[position]
            if heading is None and seen is not None:
                heading = self._inferred(position, entry.piece, seen)
                if heading is not None:
                    self._report(flaw(Code.HEADING_INFERRED, replace(entry.piece.place, quote=quote(heading.title))))
            if heading is None:
                self._open.after_heading = False
                found.append(entry)
            else:
                self._open.take(heading, self._profile, bold=seen is not None and seen.bold)
                found.append(heading)
        return found

    def _look(self, position: int) -> Look | None:
        """How a line looks that may be a heading; None for all others."""
        entry = self._flow[position]
        if entry.kind != "flow" or self._given[position] is not None or not self._profile.headings.infer:
            return None
        return look(entry.piece, self._profile, is_first=position == 0)

    def _title_kind(self, position: int) -> str | None:
        """The kind of block whose title stands here for sure, as a heading of the file or not; None where none does."""
        heading, seen = self._given[position], self._looks[position] if position < len(self._flow) else None
        if heading is not None:
            return heading.kind
        return self._profile.block_kind(seen.line) if seen is not None else None

    def _inferred(self, position: int, piece: Piece, seen: Look) -> Heading | None:
        level, opens = self._level(position, piece, seen)
        if not level:
            return None
        heading = heading_at(min(level, _DEEPEST), plain(piece), self._profile)
        return replace(heading, opens_section=True) if heading is not None and opens else heading

    def _level(self, position: int, piece: Piece, seen: Look) -> tuple[int, bool]:
        """The level of the heading that a line is (0: it is none), and whether it opens a section whatever it says."""
        now = self._open
        own = self._profile.own_level(piece.styles)
        kind = self._profile.block_kind(seen.line)
        if kind is not None:
            level = own or now.inside
            # Developments have parts, which may be called like them: *Trends van belang voor het beleid*.
            part = own is None and kind == now.kind and self._profile.blocks[kind].details
            return (level + part if self._is_title(position, seen) else 0), False
        if piece.styles[:1] in _DISCLOSURES:
            return (now.block or now.section) + 1, False
        if seen.is_text:
            return 0, False
        if own is not None:
            return own, False
        if seen.stands_out and (level := self._section_level(position, seen)):
            return level, True
        return self._sub_level(position, seen), False

    # ----------------------------------------------------------------------- titles of blocks

    def _is_title(self, position: int, seen: Look) -> bool:
        """Whether a line with the words of a block title is one.

        Of an author whose block titles have a heading style, a bare word (*Activiteiten*) or a line that ends in a
        colon is prose, unless it stands where a title does: right below a heading, or above a list or a table.
        """
        if seen.bold or not self._styled or self._profile.own_level(self._flow[position].piece.styles) is not None:
            return True
        if self._open.after_heading:
            return True
        following = self._following(position)
        above_part = following is not None and (following.depth > 0 or isinstance(following.content, ItemList | Table))
        return not seen.introduces and (above_part or " " in seen.title)

    def _following(self, position: int) -> Piece | None:
        return self._flow[position + 1].piece if position + 1 < len(self._flow) else None

    def _next_look(self, position: int) -> Look | None:
        return self._looks[position + 1] if position + 1 < len(self._looks) else None

    # ----------------------------------------------------------------------- titles of sections

    def _section_level(self, position: int, seen: Look) -> int:
        """The level of the section that a line opens by its words, its number, or the block title right below it."""
        now = self._open
        if seen.section is not None and seen.number:
            beside = (self._next_look(position), self._looks[position - 1] if position else None)
            if any(other is not None and other.section == seen.section for other in beside):
                return 0  # one of a row: contents typed by hand
            held = now.holds[1] + 1 if now.holds and now.holds[0] == seen.section else 1
            return now.levels.get(seen.section, held)
        return seen.parts if seen.parts > 1 else self._leading_level(position, seen)

    def _leading_level(self, position: int, seen: Look) -> int:
        """The level of the section of which a line is the title because the first block title stands right below it."""
        now = self._open
        leads_to = self._title_kind(position + 1) if position + 1 < len(self._flow) else None
        if leads_to is None or seen.common:
            return 0
        if seen.number or ":" in seen.line:
            return seen.parts
        if not now.titled:
            return 1
        return (now.section or max(now.block - 1, 1)) if leads_to in now.kinds else 0

    # ----------------------------------------------------------------------- titles inside

    def _sub_level(self, position: int, seen: Look) -> int:
        """The level of a bold line as a block title that only its neighbours tell, or as a sub-heading of a block."""
        now = self._open
        following = self._next_look(position)
        if not seen.bold or (following is not None and following.bold):
            return 0
        kind = self._profile.common_kind(seen.line)
        if kind is not None and self._beside_title(position):
            detailed = now.kind in self._profile.blocks and self._profile.blocks[now.kind].details
            if not now.block or (now.bold_block and not detailed and kind not in now.kinds):
                return now.inside
        below = self._following(position)
        if below is None or not (now.block or (now.bold_chapter and ":" not in seen.line)):
            return 0
        is_caption = isinstance(below.content, Table) and not (seen.names_block or seen.number)
        return 0 if is_caption else (now.block or now.section) + 1

    def _beside_title(self, position: int) -> bool:
        """Whether a known block title stands on the same page."""
        at = bisect(self._pages, position)
        first = self._pages[at - 1] if at else -1
        last = self._pages[at] if at < len(self._pages) else len(self._flow)
        return bisect(self._titles, last - 1) > bisect(self._titles, first)
