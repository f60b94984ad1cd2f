"""Drafts become the model: their pieces as content, action tables recognised, links led to ids, places noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from pipeline.blocks.actions import Action, ActionTable
from pipeline.blocks.columns import Column
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.heads import Around
from pipeline.blocks.indicators import IndicatorTable
from pipeline.blocks.recognise import recognise
from pipeline.blocks.spelling import typos
from pipeline.blocks.status import is_described
from pipeline.content import Content, Inline, Table, inline_text, is_empty
from pipeline.diagnostics import Code, Place, Report, flaw, quote
from pipeline.model import Block, BlockContent, Detail, Section, actions_in
from pipeline.profile import Profile
from pipeline.source import Piece, as_line, gather, piece_text, without_looks
from pipeline.structure import figures
from pipeline.structure.action_list import action_list
from pipeline.structure.figures import Where
from pipeline.structure.headings import Heading
from pipeline.structure.ids import action_digest
from pipeline.structure.links import Linker
from pipeline.structure.naming import Names, title_of
from pipeline.structure.outline import BlockDraft, DetailDraft, SectionDraft
from pipeline.structure.tables import normal, with_captions

ACTIONS_KIND = "actions"
_NOWHERE = Where()
OBJECTIVES_KIND = "objectives"


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
        self._columns: tuple[Column, ...] = ()
        self._objectives: frozenset[str] = frozenset()

    def section(self, draft: SectionDraft, level: int) -> Section:
        """A section with all that is in it; `level` is how deep it stands."""
        heading = draft.heading
        if heading is not None:
            self.places[draft.id] = self._titled(heading)
        above, self._objectives = self._objectives, self._objectives | self._named_objectives(draft)
        made = self._section(draft, heading, level)
        self._objectives = above
        return made

    def _section(self, draft: SectionDraft, heading: Heading | None, level: int) -> Section:
        return Section(
            id=draft.id,
            number=heading.number if heading else "",
            title=heading.title if heading else "",
            level=level,
            kind=draft.kind,
            heading=self._rich(heading),
            guidance=without_looks(gather(self._linked(piece) for piece in draft.guidance)),
            intro=self._content(draft.intro, draft.id),
            blocks=tuple(self._block(block) for block in draft.blocks),
            sections=tuple(self.section(section, level + 1) for section in draft.sections),
        )

    def _block(self, draft: BlockDraft) -> Block:
        self.places[draft.id] = self._titled(draft.heading)
        kind = draft.heading.kind or "text"
        in_actions = kind == ACTIONS_KIND
        content = self._content(draft.content, draft.id, Where(kind, (draft.heading.title,)))
        block = Block(
            id=draft.id,
            kind=kind,
            title=draft.heading.title,
            heading=self._rich(draft.heading),
            content=self._with_actions(content, draft) if in_actions else content,
        )
        if in_actions:
            self._check_actions(block)
        return block

    def _with_actions(self, content: tuple[BlockContent, ...], draft: BlockDraft) -> tuple[BlockContent, ...]:
        """The content of a block of actions; where it has no table, with the actions that it tells of."""
        found = action_list(content, self._profile, self._year)
        if found is None:
            return content
        places = iter(list(self._flat(draft.content)))
        named = []
        for action in self._named(found.actions, draft.id):
            # In the order of the source: each stands in the next piece that has its words.
            place = next((place for text, place in places if action.description in text), self.places[draft.id])
            self.places[action.id] = replace(place, quote=quote(action.description))
            named.append(action)
        self._check_months(named)
        return (replace(found, actions=tuple(named)),)

    def _flat(self, parts: Iterable[Piece | DetailDraft]) -> Iterable[tuple[str, Place]]:
        """The words of each heading and piece, and where they stand."""
        for part in parts:
            if isinstance(part, DetailDraft):
                yield title_of(part.heading), self._place(part.heading.piece)
                yield from self._flat(part.content)
            else:
                yield piece_text(part), self._place(part)

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
            tables: Sequence[BlockContent] = self._actions(
                piece, owner, plain[-1:], in_actions=where.kind == ACTIONS_KIND
            ) or self._figures(piece, part.content, owner, where, figures.nearest(contents, at))
            if tables:
                result.extend(gather(plain))
                plain.clear()
                result.extend(tables)
            else:
                plain.append(replace(piece, content=without_looks((piece.content,))[0]))
        result.extend(gather(plain))
        return tuple(result)

    def _normal(self, piece: Piece) -> Piece:
        linked = self._linked(piece)
        return replace(linked, content=normal(linked.content, self._profile))

    def _linked(self, piece: Piece) -> Piece:
        content: tuple[Content, ...] = self._linker.content((piece.content,), self._place(piece))
        return replace(piece, content=content[0])

    # ----------------------------------------------------------------------- actions

    def _actions(
        self, piece: Piece, owner: str, before: Sequence[Piece], *, in_actions: bool
    ) -> tuple[ActionTable, ...]:
        """The action tables that a table is; `before` is the piece right above it, if any."""
        if not isinstance(piece.content, Table):
            return ()
        around = Around(self._year, in_actions, self._columns, self._objective(piece, before))
        made: list[ActionTable] = []
        for table, rows in ((found.table, found.rows) for found in recognise(piece.content, self._profile, around)):
            named = self._named(table.actions, owner)
            for action, row in zip(named, rows, strict=True):
                self.places[action.id] = replace(self._place(piece), row=row, quote=quote(action.description))
            self._check_months(named)
            self._check_colours(named)
            self._columns = table.columns
            made.append(replace(table, actions=named))
        return tuple(made)

    def _objective(self, table: Piece, before: Sequence[Piece]) -> str | None:
        """The objective of a table's actions: what its caption, the line right above it or a title above it names."""
        caption = inline_text(table.content.caption) if isinstance(table.content, Table) else ""
        lines = (as_line(piece) for piece in before)
        titles = reversed(self._place(table).headings)
        return next((text for text in (caption, *lines, *titles) if text and self._is_objective(text)), None)

    def _is_objective(self, text: str) -> bool:
        return self._profile.is_objective(text) or self._profile.title_key(text) in self._objectives

    def _named_objectives(self, draft: SectionDraft) -> frozenset[str]:
        """The objectives that a section lists, as titles are compared."""
        return frozenset(
            self._profile.title_key(text)
            for block in draft.blocks
            if block.heading.kind == OBJECTIVES_KIND
            for text, _ in self._flat(block.content)
            if text and "\n" not in text
        )

    def _named(self, found: Iterable[Action], owner: str) -> tuple[Action, ...]:
        return tuple(
            replace(action, id=self._names.namer.name(f"{owner}--{action_digest(action.description)}"))
            for action in found
        )

    def _check_months(self, found: Sequence[Action]) -> None:
        """Report names of months that were understood though they are misspelt."""
        for action in found:
            planning = action.planning.text if action.planning else ""
            for written, meant in typos(planning, self._profile.planning):
                place = self.places[action.id]
                self._report(flaw(Code.PLANNING_TYPO, place, text=planning, word=written, meant=meant))

    def _check_colours(self, found: Sequence[Action]) -> None:
        """Report once of a table that colours or pictures alone say how its actions stand."""
        names = [
            (action, status.name)
            for action in found
            for key, status in (("status", action.status), *((aspect.key, aspect) for aspect in action.aspects))
            if status is not None and status.name and not is_described(action.content(key), status.name)
        ]
        if names:
            action, name = names[0]
            place = self.places[action.id]
            count = len(names)
            self._report(flaw(Code.STATUS_ONLY_COLOUR, place, text=action.description, status=name, count=count))

    def _figures(
        self, piece: Piece, source: Content, owner: str, where: Where, beside: Sequence[Content]
    ) -> tuple[FinancialTable | IndicatorTable, ...]:
        (content,) = without_looks((piece.content,))
        if not isinstance(content, Table):
            return ()
        table = figures.recognise(content, self._profile, where, beside)
        if not isinstance(table, FinancialTable):
            return () if table is None else (table,)
        named = replace(table, id=self._names.namer.name(f"{owner}--amounts"))
        place = figures.place_of(self._place(piece), source, named)
        self.places[named.id] = place
        figures.check_taakvelden(named, place, self._year, self._report)
        return (named,)

    def _check_actions(self, block: Block) -> None:
        """A block of actions with tables, none of which is an action table, is worth a look."""
        found = [table for table in _tables(block.content) if isinstance(table, ActionTable) or not is_empty((table,))]
        if found and not any(actions_in(block.content)) and not any(isinstance(each, ActionTable) for each in found):
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
