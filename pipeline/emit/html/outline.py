"""Sections and blocks: the tree of a document as nested parts of a page, and its table of contents."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.content import Text, is_blank
from pipeline.emit.context import Context
from pipeline.emit.html.flow import flow
from pipeline.emit.html.heading import heading, is_heading
from pipeline.emit.html.inline import references, text_line
from pipeline.emit.html.markup import Element, Part, el
from pipeline.model import Block, BudgetDocument, Section, walk_sections


def opening(document: BudgetDocument) -> Section | None:
    """The section that the whole page is about: the only one at the top, if the page is called as it is."""
    if len(document.sections) != 1:
        return None
    section = document.sections[0]
    title = _folded(document.meta.title)
    called = {title for title in (_folded(section.title), _folded(section.full_title)) if not is_blank(title)}
    return section if called and (title in called or not title) else None


def page_title(document: BudgetDocument, context: Context) -> str:
    """The title of the whole page, in one line."""
    return written_title(document) or context.labels("html.untitled")


def written_title(document: BudgetDocument) -> str:
    """What the document says its title is, in one line; empty where it says none."""
    if section := opening(document):
        return _folded(section.full_title)
    titled = (section.full_title for section in walk_sections(document.sections) if is_titled(section))
    written = _folded(document.meta.title)
    return written if not is_blank(written) else _folded(next(titled, ""))


def page_heading(document: BudgetDocument, context: Context) -> Element:
    """The one heading of the first level."""
    if section := opening(document):
        return el("div", _section_heading(section, context), id=section.id, class_="page-title")
    return el("div", el("h1", page_title(document, context)), class_="page-title")


def body(document: BudgetDocument, context: Context) -> list[Part]:
    """All that stands under the page's heading."""
    if section := opening(document):
        return _inside(section, context.inside(section, context.level))
    return [_section(section, context) for section in document.sections]


def contents(document: BudgetDocument, context: Context) -> Element | None:
    """The table of contents; None where there is no choice."""
    titled = [section for section in walk_sections(document.sections) if is_titled(section)]
    if len(titled) < 2:
        return None
    first = opening(document)
    label = context.labels("html.contents")
    return el(
        "nav",
        el("details", el("summary", label), *_entries(first.sections if first else document.sections), open="open"),
        aria_label=label,
        class_="contents",
    )


def is_titled(section: Section) -> bool:
    """Whether anything of a section's title can be seen as text: what can be listed, and be a page of its own."""
    return not is_blank(section.full_title)


def _entries(sections: Iterable[Section]) -> list[Element]:
    """The titles as a list of lists; sections without a title lend theirs to the list above."""
    items: list[Element] = []
    for section in sections:
        below = _entries(section.sections)
        if is_titled(section):
            number: list[Part] = [el("span", section.number, class_="number"), " "] if section.number else []
            items.append(el("li", el("a", *number, section.title, href=f"#{section.id}"), *below))
        elif below:
            items.extend(below[0])
    return [el("ul", *items)] if items else []


def _section(section: Section, context: Context) -> Element:
    if is_blank(section.number) and not is_heading(section.title, section.heading):
        # Nothing stands between its own blocks and the heading above, so no level is skipped.
        return el("div", *_inside(section, context.inside(section, context.level)), id=section.id, class_="section")
    inside = context.inside(section, context.level + 1)
    return el("section", _section_heading(section, inside), *_inside(section, inside), id=section.id, class_="section")


def _section_heading(section: Section, context: Context) -> Element:
    return heading(section.title, section.heading, context, number=section.number)


def _inside(section: Section, context: Context) -> list[Part]:
    parts: list[Part] = []
    if section.guidance:
        parts.append(el("div", *flow(section.guidance, context), role="note", class_="guidance"))
    if section.intro:
        parts.append(el("div", *flow(section.intro, context), class_="intro"))
    if section.blocks:
        parts.append(el("div", *(_block(block, context) for block in section.blocks), class_="blocks"))
    return [*parts, *(_section(child, context) for child in section.sections)]


def _block(block: Block, context: Context) -> Element:
    """A heading and a panel; `script.js` makes the heading a button that opens and closes the panel."""
    kind = f"block block-{block.kind}"
    if not is_heading(block.title, block.heading):
        return el("div", *flow(block.content, context.inside(block, context.level)), id=block.id, class_=kind)
    inside = context.inside(block, context.level + 1)
    title_id = f"{block.id}--title"
    # A group and not a region: a book has dozens, and where all is a landmark nothing is. No `section`: that asks for a
    # heading inside itself.
    panel = el(
        "div",
        *flow(block.content, inside),
        id=f"{block.id}--panel",
        role="group",
        aria_labelledby=title_id,
        class_="panel",
    )
    return el("div", _block_heading(block, inside, title_id), panel, id=block.id, class_=kind)


def _block_heading(block: Block, context: Context, title_id: str) -> Element:
    """A heading whose title can become a button: what leads elsewhere stands behind the title."""
    title = el("span", *text_line(block.heading or (Text(block.title),), context), class_="title", id=title_id)
    node = heading("", tuple(references(block.heading)), context)
    node.insert(0, title)
    return node


def _folded(text: str) -> str:
    return " ".join(text.split())
