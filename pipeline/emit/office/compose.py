"""From the model to pandoc's tree: headings of built-in levels, everything opened out, in reading order."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from msgspec.structs import replace

from pipeline.content import Content, Figure, Inline, ItemList, Link, Paragraph, Table, Text, is_empty_line, tidy
from pipeline.emit.context import Context, look_at
from pipeline.emit.html.outline import page_title
from pipeline.emit.lower import lower
from pipeline.emit.office.ast import NONE, Element, caption, element, named, pandoc, para, plain, words
from pipeline.emit.office.formulas import formulas
from pipeline.emit.office.lines import Lines
from pipeline.emit.office.lists import item_list
from pipeline.emit.office.nodes import every
from pipeline.emit.office.tables import table
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.emit.standing import standing
from pipeline.model import Block, BlockContent, BudgetDocument, Detail, Section


def compose(document: BudgetDocument, setting: Setting, target: Target, **more: str) -> Element:
    """The tree of a document for a target; `more` is metadata that only this target has. Raises EmitError."""
    whole = look_at(document, setting)
    # Only a place that something leads to needs a name: in Markdown each is there to be seen.
    used = {link.href[1:] for link in every(Link, document) if link.href.startswith("#")}
    context = replace(whole, targets=whole.targets & used)
    composer = _Composer(document, target, context.targets)
    meta = document.meta
    return pandoc(
        {
            **more,
            "title": page_title(document, context),
            "author": meta.author,
            "subject": meta.subject,
            "keywords": [word for part in re.split("[,;]", meta.keywords) if (word := part.strip())],
            "lang": language(meta.language),
            "date": meta.date,
        },
        [*_standing(setting), *composer.sections(document.sections, 1, context)],
    )


def _standing(setting: Setting) -> Iterator[Element]:
    """What a reader must know before all else: that the council has not decided yet, or when it did."""
    if told := standing(setting):
        word = [element("Strong", words(told.word)), element("Space")] if told.word else []
        yield para([*word, *words(told.sentence)])


def language(tag: str) -> str:
    """The language with its country, which Word asks for: Dutch is that of the Netherlands."""
    return "nl-NL" if tag.lower() in {"nl", ""} else tag


class _Composer:
    def __init__(self, document: BudgetDocument, target: Target, targets: frozenset[str]) -> None:
        notes = {note.id: note for note in document.notes}
        self._lines = Lines(notes, formulas(document), self._blocks)
        self._target = target
        self._targets = targets

    def sections(self, sections: Iterable[Section], level: int, context: Context) -> Iterator[Element]:
        for section in sections:
            inside = context.inside(section, level)
            title = section.heading or (Text(section.title),)
            number = (Text(f"{section.number} "),) if section.number else ()
            below = yield from self._heading((*number, *title), section.id, level, inside)
            yield from self._content(section.intro, below, inside)
            for block in section.blocks:
                yield from self._block(block, below, inside.inside(block, below))
            yield from self.sections(section.sections, below, context)

    def _block(self, block: Block, level: int, context: Context) -> Iterator[Element]:
        below = yield from self._heading(block.heading or (Text(block.title),), block.id, level, context)
        yield from self._content(block.content, below, context)

    def _heading(
        self, title: tuple[Inline, ...], name: str, level: int, context: Context
    ) -> Generator[Element, None, int]:
        """A heading, where there is anything to be seen; returns the level of those below it."""
        if is_empty_line(title):
            return level
        yield element(
            "Header",
            min(level, self._target.levels),
            named(name if name in self._targets else ""),
            self._lines(title, context),
        )
        return level + 1

    def _content(self, content: Iterable[BlockContent], level: int, context: Context) -> Iterator[Element]:
        for node in content:
            made = lower(node, context.labels)
            if not isinstance(made, Detail):
                yield from self._block_content(made, context)
                continue
            below = yield from self._heading(made.heading or (Text(made.title),), "", level, context)
            yield from self._content(made.content, below, context.under())

    def _blocks(self, content: Iterable[Content], context: Context) -> list[Element]:
        return [made for node in content for made in self._block_content(node, context)]

    def _block_content(self, node: Content, context: Context) -> Iterable[Element]:
        match node:
            case Paragraph(content=line):
                # Tidied: a dash behind a line end is a bullet to Markdown.
                return [] if is_empty_line(line) else [para(self._lines(tidy(line), context))]
            case ItemList():
                return [item_list(node, context, self._blocks)] if node.items else []
            case Table():
                return table(node, context, self._lines, self._blocks, plain=self._target.plain)
            case Figure():
                return self._figure(node, context)

    def _figure(self, node: Figure, context: Context) -> list[Element]:
        image = self._lines((node.image,), context)
        title = self._lines(node.caption, context)
        if self._target.plain or not title or not image:
            return [para(line) for line in (image, title) if line]
        return [element("Figure", NONE, caption(title), [plain(image)])]
