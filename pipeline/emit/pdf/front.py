"""The first page and the metadata: title, author, language, and a date that is never the clock's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.blocks.actions import ActionTable
from pipeline.blocks.financial import FinancialTable
from pipeline.blocks.indicators import IndicatorTable
from pipeline.content import content_text, is_blank
from pipeline.emit import dates
from pipeline.emit.pdf import page
from pipeline.emit.pdf.desk import Desk
from pipeline.model import ActionList, BlockContent, BudgetDocument, Detail, Section, walk_sections

_LANGUAGE: Final = re.compile(r"([a-zA-Z]{2,3})(?:-[a-zA-Z]{4})?(?:-([a-zA-Z]{2}))?(?:-.*)?")

# A document of some six pages or more gets a cover and a page of contents of its own: a whole empty cover on two pages
# of text looks silly.
_BOOK: Final = 15_000


def title(document: BudgetDocument, desk: Desk) -> page.Title:
    """What the document is called. A document without a title is called after its first section, else its file."""
    meta = document.meta
    language, region = _language(meta.language)
    written = dates.written(meta)
    day = dates.made(meta)
    return page.Title(
        text=_called(document, desk),
        subject=desk.line(meta.subject),
        author=desk.line(meta.author),
        keywords=tuple(word for part in re.split("[,;]", meta.keywords) if (word := desk.line(part))),
        language=language,
        region=region,
        date=(day.year, day.month, day.day),
        issued=dates.in_words(written, desk.labels) if written else "",
    )


def kind(document: BudgetDocument, called: str) -> page.Front:
    """What stands before the text: a cover and contents, a head and contents, or, above one section, a head.

    The head is bare where the section right below it says the same as the title.
    """
    titled = [section for section in walk_sections(document.sections) if not is_blank(section.full_title)]
    if len(titled) < 2:
        same = titled[:1] == list(document.sections[:1]) and _says(titled, called)
        return "bare" if same else "head"
    length = 0
    for part in _texts(document):
        length += len(part)
        if length > _BOOK:
            return "cover"
    return "head-and-contents"


def _says(sections: list[Section], called: str) -> bool:
    words = " ".join(called.casefold().split())
    return any(
        words == " ".join(text.casefold().split()) for each in sections for text in (each.full_title, each.title)
    )


def _texts(document: BudgetDocument) -> Iterator[str]:
    for section in walk_sections(document.sections):
        yield from _content_texts(section.intro)
        for block in section.blocks:
            yield from _content_texts(block.content)


def _content_texts(content: tuple[BlockContent, ...]) -> Iterator[str]:
    for node in content:
        if isinstance(node, Detail | ActionList):
            yield from _content_texts(node.content)
        elif isinstance(node, ActionTable):
            yield from (action.description for action in node.actions)
        elif isinstance(node, FinancialTable | IndicatorTable):
            yield content_text((node.written,))
        else:
            yield content_text((node,))


def _called(document: BudgetDocument, desk: Desk) -> str:
    first = next((each.full_title for each in document.sections if not is_blank(each.full_title)), "")
    given = (document.meta.title, first, document.meta.source.name.rsplit(".", maxsplit=1)[0])
    return next((text for each in given if (text := desk.line(each))), desk.labels("pdf.untitled"))


def _language(tag: str) -> tuple[str, str]:
    match = _LANGUAGE.fullmatch(tag)
    if match is None:
        return "nl", ""
    return match[1].lower(), (match[2] or "").upper()
