"""The inside of a document's pages, kept until a site puts its frame around them: the whole, and each section.

A document with two titled sections or more is a book. Each titled section is a page, with the sections without a title
that stand in it; its inner titled sections are pages of their own. What stands before and between them is on the
document's own page, unless the document is about one section: then that is its page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree
from msgspec.structs import replace

from pipeline.emit.context import Context, look_at
from pipeline.emit.html.inside import inside
from pipeline.emit.html.markup import Element
from pipeline.emit.html.outline import is_titled, opening, written_title
from pipeline.emit.lower import note_numbers
from pipeline.emit.setting import Setting, silent
from pipeline.model import BudgetDocument, Section, walk_sections

WHOLE: Final = None
START: Final = ""


def fragments(document: BudgetDocument, setting: Setting) -> Mapping[str | None, str]:
    """The inside of each page by the id of its section, of the whole (None), and of a book's own page (empty).

    Each is one element without a frame, as well-formed XML: a site changes its links and pictures. Links inside the
    document are `#id`, wherever that stands; the numbers of notes are those of the whole. Pictures are `data:`
    addresses. A document that is no book has the whole alone. What was mended is reported once. Nothing of the
    publication stands in them: how it stands is said by the frame.
    """
    context = look_at(document, setting)
    made: dict[str | None, str] = {WHOLE: _written(inside(document, context))}
    for id_, view in _views(document):
        made[id_] = _written(inside(view, _within(view, context)))
    return made


def _views(document: BudgetDocument) -> Iterator[tuple[str, BudgetDocument]]:
    """The document as it is on each page of a book."""
    titled = [section for section in walk_sections(document.sections) if is_titled(section)]
    if len(titled) < 2:
        return
    if opening(document) is None:
        meta = replace(document.meta, title=written_title(document))
        yield START, replace(document, meta=meta, sections=_untitled(document.sections))
    for section in titled:
        alone = replace(section, sections=_untitled(section.sections))
        yield section.id, replace(document, meta=replace(document.meta, title=section.full_title), sections=(alone,))


def _untitled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections that are no pages of their own, with nothing in them that is one."""
    return tuple(
        replace(section, sections=_untitled(section.sections)) for section in sections if not is_titled(section)
    )


def _within(view: BudgetDocument, context: Context) -> Context:
    """The context of the whole, with the notes of a page alone."""
    here = note_numbers(view, context.labels)
    return replace(context, report=silent, notes={name: context.notes[name] for name in here})


def _written(page: Element) -> str:
    return etree.tostring(page, encoding="unicode")
