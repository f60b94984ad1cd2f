"""Links that do not say where they lead, pictures that nobody describes, references to sections that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from pipeline.checks.walk import Spot, around, texts
from pipeline.content import Figure, Image, Inline, Link, inline_text
from pipeline.diagnostics import Code, Report, flaw
from pipeline.model import BlockContent, BudgetDocument, Detail, walk_sections
from pipeline.profile import Profile

_DIGITS: Final = re.compile(r"\d+(?:\.\d+)*")
# Fewer numbered sections are some pages of a book: what they refer to may stand in the rest of it.
_WHOLE_BOOK: Final = 8


def link_texts(spots: Iterable[Spot], profile: Profile, report: Report) -> None:
    """Report links by the name of `klik hier`: heard alone, they lead anywhere (WCAG 2.1, 2.4.4)."""
    for spot in spots:
        for link in _links(spot):
            words = " ".join(inline_text(link.content).split())
            if profile.checks.is_vague_link(words):
                place = replace(spot.place, quote=around(spot.text, max(spot.text.find(words), 0)))
                report(flaw(Code.LINK_VAGUE, place, words, href=link.href))


def pictures(spots: Iterable[Spot], _profile: Profile, report: Report) -> None:
    """Report pictures that have no alternative text and are not marked as decoration (WCAG 2.1, 1.1.1)."""
    for spot in spots:
        for image in _images(spot):
            if image.alt is None:
                report(flaw(Code.ALT_MISSING, replace(spot.place, quote=around(spot.text))))


def _links(spot: Spot) -> Iterator[Link]:
    content = spot.node.caption if isinstance(spot.node, Figure) else spot.node.content
    yield from (node for node in content if isinstance(node, Link))


def _images(spot: Spot) -> Iterator[Image]:
    if isinstance(spot.node, Figure):
        yield spot.node.image
        yield from _in_line(spot.node.caption)
    else:
        yield from _in_line(spot.node.content)


def _in_line(content: Iterable[Inline]) -> Iterator[Image]:
    for node in content:
        if isinstance(node, Image):
            yield node
        elif isinstance(node, Link):
            yield from _in_line(node.content)


def broken_fields(spots: Iterable[Spot], profile: Profile, report: Report) -> None:
    """Report `Fout! Verwijzingsbron niet gevonden.`, which Word writes where a reference leads to nothing."""
    for spot in spots:
        match = profile.checks.broken_field(spot.text)
        if match is not None:
            place = replace(spot.place, quote=around(spot.text, match.start(), match.end()))
            report(flaw(Code.REFERENCE_BROKEN, place, match.group()))


def references(document: BudgetDocument, profile: Profile, report: Report) -> None:
    """Report `zie paragraaf 2.9.4` in a whole book that has chapter 2 and no 2.9.4; not where another text is meant."""
    numbers = set(_numbers(document))
    chapters = {number[0] for number in numbers if len(number) > 1}
    if len(numbers) < _WHOLE_BOOK or len(chapters) < 2:
        return
    for spot in texts(document):
        text = spot.text
        for match in profile.checks.references_in(text):
            number = _parsed(match["number"])
            if len(number) > 1 and number[0] in chapters and number not in numbers:
                place = replace(spot.place, quote=around(text, match.start(), match.end()))
                report(flaw(Code.REFERENCE_BROKEN, place, match.group()))


def _numbers(document: BudgetDocument) -> Iterator[tuple[int, ...]]:
    for section in walk_sections(document.sections):
        yield from _first_number(section.number)
        for block in section.blocks:
            yield from _first_number(block.title)
            yield from _of_details(block.content)


def _of_details(content: Iterable[BlockContent]) -> Iterator[tuple[int, ...]]:
    for node in content:
        if isinstance(node, Detail):
            yield from _first_number(node.title)
            yield from _of_details(node.content)


def _first_number(title: str) -> Iterator[tuple[int, ...]]:
    match = _DIGITS.search(title)
    if match:
        yield _parsed(match.group())


def _parsed(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))
