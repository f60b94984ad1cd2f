"""What the parts of a page need to know of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from pipeline.blocks.actions import ActionTable
from pipeline.content import Asset
from pipeline.diagnostics import Code, Place, Report, flaw
from pipeline.emit.lower import note_numbers
from pipeline.emit.setting import Setting
from pipeline.labels import Labels
from pipeline.model import ActionList, Block, BlockContent, BudgetDocument, Detail, Section, walk_sections


class Context(msgspec.Struct, frozen=True):
    """The whole as seen from one place in it.

    `notes` gives each note's number, `targets` the ids that a link may lead to. `place` is that of what stands
    around, `level` that of the heading above (1 is the page's own).
    """

    labels: Labels
    report: Report
    assets: Mapping[str, Asset]
    notes: Mapping[str, int]
    targets: frozenset[str]
    places: Mapping[str, Place]
    place: Place = Place()
    level: int = 1

    def inside(self, part: Section | Block, level: int) -> Context:
        """The same, from inside a section or block whose heading is of this level."""
        return msgspec.structs.replace(self, place=self.places.get(part.id, self.place), level=level)

    def under(self) -> Context:
        """The same, from under a detail's heading."""
        return msgspec.structs.replace(self, level=self.level + 1)

    def mended(self, code: Code, text: str = "", **values: object) -> None:
        """Report what was found wrong at this place."""
        self.report(flaw(code, self.place, text, **values))


def look_at(document: BudgetDocument, setting: Setting) -> Context:
    """The context of a document as a whole."""
    return Context(
        labels=setting.labels,
        report=setting.report,
        assets=document.assets,
        notes=note_numbers(document, setting.labels),
        targets=frozenset(_targets(document)),
        places=document.places,
    )


def _targets(document: BudgetDocument) -> Iterator[str]:
    for section in walk_sections(document.sections):
        yield section.id
        yield from _actions(section.intro)
        for block in section.blocks:
            yield block.id
            yield from _actions(block.content)


def _actions(content: Iterable[BlockContent]) -> Iterator[str]:
    for node in content:
        match node:
            case Detail():
                yield from _actions(node.content)
            case ActionList():
                yield from (action.id for action in node.actions)
                yield from _actions(node.content)
            case ActionTable():
                yield from (action.id for action in node.actions)
            case _:
                pass
