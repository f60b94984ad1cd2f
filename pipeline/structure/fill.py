"""Drafts become the model: their pieces as content, action tables recognised, links led to ids, places noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.blocks import actions
from pipeline.blocks.actions import ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import Content, Inline, Table, is_empty
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.model import Block, BlockContent, Detail, Section
from pipeline.profile import Profile
from pipeline.source import Piece, gather
from pipeline.structure import figures
from pipeline.structure.figures import Where
from pipeline.structure.headings import Heading
from pipeline.structure.ids import action_digest
from pipeline.structure.links import Linker
from pipeline.structure.naming import Names
from pipeline.structure.outline import BlockDraft, DetailDraft, SectionDraft
from pipeline.structure.tables import normal, with_captions

ACTIONS_KIND = "actions"
_NOWHERE = Where()


class Filler:
    """Makes sections of drafts. `places` collects where each section, block and action stands.

    `year` is the one that the document is of, where it says so.
    """

    def __init__(self, names: Names, profile: Profile, linker: Linker, report: Report, year: int | None) -> None:
        self.places: dict[str, Place] = {}
        self._names = names
        self._profile = profile
        self._linker = linker
        self._report = report
        self._year = year

    def section(self, draft: SectionDraft, level: int) -> Section:
        """A section with all that is in it; `level` is how deep it stands."""
        heading = draft.heading
        if heading is not None:
            self.places[draft.id] = self._titled(heading)
        return Section(
            id=draft.id,
            number=heading.number if heading else "",
            title=heading.title if heading else "",
            level=level,
            kind=draft.kind,
            heading=self._rich(heading),
            guidance=gather(self._linked(piece) for piece in draft.guidance),
            intro=self._content(draft.intro, draft.id),
            blocks=tuple(self._block(block) for block in draft.blocks),
            sections=tuple(self.section(section, level + 1) for section in draft.sections),
        )

    def _block(self, draft: BlockDraft) -> Block:
        self.places[draft.id] = self._titled(draft.heading)
        block = Block(
            id=draft.id,
            kind=draft.heading.kind or "text",
            title=draft.heading.title,
            heading=self._rich(draft.heading),
            content=self._content(draft.content, draft.id, Where(draft.heading.kind or "text", (draft.heading.title,))),
        )
        if block.kind == ACTIONS_KIND:
            self._check_actions(block)
        return block

    def _detail(self, draft: DetailDraft, owner: str, where: Where) -> Detail:
        heading = draft.heading
        rich = self._rich(heading)
        title = f"{heading.number} {heading.title}".strip()
        if rich and heading.number:
            # A detail has no number of its own: the heading as written says it all.
            rich = self._linker.line(heading.written, self._place(heading.piece))
        inside = replace(where, titles=(*where.titles, title))
        return Detail(title=title, heading=rich, content=self._content(draft.content, owner, inside))

    def _rich(self, heading: Heading | None) -> tuple[Inline, ...]:
        return self._linker.line(heading.rich, self._place(heading.piece)) if heading else ()

    def _content(
        self, parts: Sequence[Piece | DetailDraft], owner: str, where: Where = _NOWHERE
    ) -> tuple[BlockContent, ...]:
        result: list[BlockContent] = []
        plain: list[Piece] = []
        run = list(_captions_in_runs(parts, self._profile))
        contents = [part.content if isinstance(part, Piece) else None for part in run]
        for at, part in enumerate(run):
            if isinstance(part, DetailDraft):
                result.extend(gather(plain))
                plain.clear()
                result.append(self._detail(part, owner, where))
                continue
            piece = self._normal(part)
            table = self._actions(piece, owner) or self._figures(
                piece, part.content, owner, where, figures.nearest(contents, at)
            )
            if table is None:
                plain.append(piece)
            else:
                result.extend(gather(plain))
                plain.clear()
                result.append(table)
        result.extend(gather(plain))
        return tuple(result)

    def _normal(self, piece: Piece) -> Piece:
        linked = self._linked(piece)
        return replace(linked, content=normal(linked.content, self._profile))

    def _linked(self, piece: Piece) -> Piece:
        content: tuple[Content, ...] = self._linker.content((piece.content,), self._place(piece))
        return replace(piece, content=content[0])

    def _actions(self, piece: Piece, owner: str) -> ActionTable | None:
        if not isinstance(piece.content, Table):
            return None
        table = actions.recognise(piece.content, self._profile, self._year)
        if table is None:
            return None
        named = tuple(
            replace(action, id=self._names.namer.name(f"{owner}--{action_digest(action.description)}"))
            for action in table.actions
        )
        rows = actions.action_rows(piece.content)
        for action, row in zip(named, rows, strict=True):
            self.places[action.id] = replace(self._place(piece), row=row, quote=quote(action.description))
        return replace(table, actions=named)

    def _figures(
        self, piece: Piece, source: Content, owner: str, where: Where, beside: Sequence[Content]
    ) -> FinancialTable | IndicatorTable | None:
        if not isinstance(piece.content, Table):
            return None
        table = figures.recognise(piece.content, self._profile, where, beside)
        if not isinstance(table, FinancialTable):
            return table
        named = replace(table, id=self._names.namer.name(f"{owner}--amounts"))
        place = figures.place_of(self._place(piece), source, named)
        self.places[named.id] = place
        figures.check_taakvelden(named, place, self._year, self._report)
        return named

    def _check_actions(self, block: Block) -> None:
        """A block of actions with a table, none of which is an action table, is worth a look."""
        found = [table for table in _tables(block.content) if isinstance(table, ActionTable) or not is_empty((table,))]
        if found and not any(isinstance(table, ActionTable) for table in found):
            known = ", ".join(names[0] for names in self._profile.actions.columns.values() if names)
            self._report(flaw(Code.TABLE_NOT_ACTIONS, self.places[block.id], title=block.title, columns=known))

    def _titled(self, heading: Heading) -> Place:
        """The place of what a heading opens: its titles say where it is."""
        return replace(self._place(heading.piece), quote="")

    def _place(self, piece: Piece) -> Place:
        titles = self._names.titles_above(piece.place.part, piece.place.item)
        return replace(piece.place, headings=titles)


def _captions_in_runs(parts: Sequence[Piece | DetailDraft], profile: Profile) -> Iterable[Piece | DetailDraft]:
    """Parts in order, with captions joined to what they stand beside; a detail ends a run of pieces."""
    run: list[Piece] = []
    for part in parts:
        if isinstance(part, DetailDraft):
            yield from with_captions(run, profile)
            run = []
            yield part
        else:
            run.append(part)
    yield from with_captions(run, profile)


def _tables(content: Iterable[BlockContent]) -> Iterable[Table | ActionTable]:
    for node in content:
        if isinstance(node, Table | ActionTable):
            yield node
        elif isinstance(node, Detail):
            yield from _tables(node.content)
