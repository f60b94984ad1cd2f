"""Structure: a flat source and a profile become a budget document.

It knows budgets and no file format. The stages: sift what is no part of the flow, find its headings and settle by
their neighbours what they mean, outline it into drafts of sections, blocks and details, name them, and fill them with
content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from msgspec.structs import replace

from pipeline.diagnostics import Diagnostic, Place, Report
from pipeline.model import BudgetDocument, Meta, Origin
from pipeline.profile import Profile
from pipeline.rules import DocumentKind
from pipeline.source import Source, without_looks
from pipeline.structure.fill import Filler
from pipeline.structure.infer import headings
from pipeline.structure.kinds import tell_kinds
from pipeline.structure.language import language_of
from pipeline.structure.links import Linker
from pipeline.structure.naming import Names, name_drafts, title_of
from pipeline.structure.outline import SectionDraft, outline
from pipeline.structure.prepare import prepared
from pipeline.structure.settle import settled
from pipeline.structure.sift import running, sift

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def build(
    source: Source,
    profile: Profile,
    report: Report,
    origin: Origin,
    found: Sequence[Diagnostic] = (),
    year: int | None = None,
) -> BudgetDocument:
    """Make a budget document of what was read. Never fails: what has no other place is kept as text.

    `origin` names the file; `found` is what the reader found: it is reported on, with the headings above it.
    `year` is the budget year of a document whose title names none.
    """
    sifted = sift(prepared(source.pieces, profile), profile)
    inferred: list[Diagnostic] = []
    flow = [entry for entry in sifted if entry.kind in {"flow", "guidance"}]
    drafts = outline(settled(headings(flow, profile, inferred.append), profile), profile)
    tell_kinds(drafts, profile)
    names = name_drafts(drafts)
    for diagnostic in (*found, *inferred):
        report(_under_headings(diagnostic, names))
    linker = Linker(names.anchors, report)
    title = _title(drafts, source, origin)
    filler = Filler(names, profile, linker, report, budget_year(title) or year)
    sections = tuple(filler.section(draft, 1) for draft in drafts)
    notes = tuple(
        replace(note, content=without_looks(linker.content(note.content, Place(part="footnotes"))))
        for note in source.notes
    )
    return BudgetDocument(
        meta=Meta(
            title=title,
            language=language_of(source.language, source.pieces, profile, report),
            source=origin,
            profile=profile.name,
            author=source.author,
            subject=source.subject,
            keywords=source.keywords,
            date=source.date,
            kind=_document_kind((title, source.title, origin.name), profile),
        ),
        sections=sections,
        notes=notes,
        assets=dict(source.assets),
        running=running(sifted, report),
        places=dict(filler.places),
    )


def _under_headings(diagnostic: Diagnostic, names: Names) -> Diagnostic:
    titles = names.titles_above(diagnostic.place.part, diagnostic.place.item)
    return replace(diagnostic, place=replace(diagnostic.place, headings=titles)) if titles else diagnostic


def _title(drafts: Sequence[SectionDraft], source: Source, origin: Origin) -> str:
    """The title paragraph, else the only section's title, else what the file says, else the first heading."""
    titled = [draft for draft in drafts if draft.heading is not None]
    if titled and (len(titled) == 1 or _level(titled[0]) == 0):
        return _full_title(titled[0])
    if source.title:
        return source.title
    first = next(_headings(drafts), "")
    return first or PurePath(origin.name).stem


def _document_kind(titles: Sequence[str], profile: Profile) -> DocumentKind | None:
    """The kind of document that the first of its titles tells that tells any."""
    return next((kind for title in titles if (kind := profile.document_kind(title))), None)


def budget_year(title: str) -> int | None:
    """The year that a document's title names; None where it names none, or several."""
    years = {int(year) for year in _YEARS.findall(title)}
    return years.pop() if len(years) == 1 else None


def _level(draft: SectionDraft) -> int:
    return draft.heading.level if draft.heading else 1


def _full_title(draft: SectionDraft) -> str:
    return title_of(draft.heading) if draft.heading else ""


def _headings(drafts: Sequence[SectionDraft]) -> Iterator[str]:
    for draft in drafts:
        if draft.heading is not None:
            yield _full_title(draft)
        for block in draft.blocks:
            yield block.heading.title
        yield from _headings(draft.sections)
