"""The names of drafts: an id for each section and block, and what the source's own names and places lead to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from pipeline.slug import slug
from pipeline.source import Piece
from pipeline.structure.headings import Heading
from pipeline.structure.ids import Namer
from pipeline.structure.outline import BlockDraft, DetailDraft, SectionDraft

_UNTITLED = "section"


class Names(msgspec.Struct):
    """What was named.

    `anchors` gives the id that an anchor of the source stands in, `headings` the titles above each piece, by part and
    number; `namer` hands out further ids.
    """

    anchors: dict[str, str]
    headings: dict[tuple[str, int], tuple[str, ...]]
    namer: Namer

    def titles_above(self, part: str, item: int) -> tuple[str, ...]:
        """The titles above a piece of the source; none where it is not known."""
        return self.headings.get((part, item), ())


def name_drafts(drafts: Sequence[SectionDraft]) -> Names:
    """Give every draft its id, and note what stands where."""
    names = Names({}, {}, Namer())
    for draft in drafts:
        _name_section(draft, "", (), names)
    return names


def title_of(heading: Heading) -> str:
    """Number and title in one line."""
    return f"{heading.number} {heading.title}".strip()


def _name_section(draft: SectionDraft, parent: str, above: tuple[str, ...], names: Names) -> None:
    word = slug(draft.heading.title) if draft.heading else ""
    draft.id = names.namer.name("--".join(filter(None, (parent, word or _UNTITLED))))
    titles = (*above, title_of(draft.heading)) if draft.heading else above
    if draft.heading is not None:
        _note([draft.heading.piece], draft.id, titles, names)
    _note([*draft.guidance, *draft.intro], draft.id, titles, names)
    for block in draft.blocks:
        _name_block(block, draft.id, titles, names)
    for section in draft.sections:
        _name_section(section, draft.id, titles, names)


def _name_block(block: BlockDraft, parent: str, above: tuple[str, ...], names: Names) -> None:
    word = block.heading.kind or slug(block.heading.title) or "text"
    block.id = names.namer.name(f"{parent}--{word}")
    _note_content(block.content, block.heading, block.id, above, names)


def _note_content(
    content: Iterable[Piece | DetailDraft], heading: Heading, owner: str, above: tuple[str, ...], names: Names
) -> None:
    titles = (*above, title_of(heading))
    _note([heading.piece], owner, titles, names)
    for part in content:
        if isinstance(part, DetailDraft):
            _note_content(part.content, part.heading, owner, titles, names)
        else:
            _note([part], owner, titles, names)


def _note(pieces: Iterable[Piece], owner: str, titles: tuple[str, ...], names: Names) -> None:
    for piece in pieces:
        names.headings[piece.place.part, piece.place.item] = titles
        for anchor in piece.anchors:
            names.anchors.setdefault(anchor, owner)
