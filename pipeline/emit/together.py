"""All documents of a publication as one: each a section at the top, with ids of its own, and links between them."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final
from urllib.parse import unquote

import msgspec
from msgspec.structs import replace

from pipeline.content import Asset, Cell, Image, LineBreak, Link, Math, Note, NoteReference, Text, is_blank
from pipeline.diagnostics import Place
from pipeline.labels import Labels
from pipeline.model import BudgetDocument, Meta, Origin, Section
from pipeline.publication import Publication

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_LEAVES: Final = (Text, LineBreak, Image, Math)


class Part(msgspec.Struct, frozen=True):
    """A document, its path below the input with `/`, and its slug, which no other part has."""

    name: str
    slug: str
    document: BudgetDocument


def together(parts: Sequence[Part], publication: Publication, labels: Labels) -> BudgetDocument:
    """Put documents together in the order given.

    A document that is one titled section becomes that section; another stands in a section of its title. Links from
    one to the other lead inside; those to what is no part stay as they are. Ids begin with the part's slug.
    """
    targets = _Targets(parts)
    sections: list[Section] = []
    notes: list[Note] = []
    assets: dict[str, Asset] = {}
    places: dict[str, Place] = {}
    for part in parts:
        inside = _Renamer(part, targets)
        sections.append(_top(part, tuple(map(inside, part.document.sections)), labels))
        notes.extend(map(inside, part.document.notes))
        assets |= part.document.assets
        places |= {inside.name(id_): place for id_, place in part.document.places.items()}
    meta = _meta(parts, publication)
    return BudgetDocument(meta=meta, sections=tuple(sections), notes=tuple(notes), assets=assets, places=places)


def _top(part: Part, sections: tuple[Section, ...], labels: Labels) -> Section:
    if _is_one_section(part.document):
        return sections[0]
    meta = part.document.meta
    given = (meta.title, *(each.full_title for each in part.document.sections), posixpath.splitext(meta.source.name)[0])
    title = next((" ".join(text.split()) for text in given if not is_blank(text)), labels("pdf.untitled"))
    return Section(part.slug, "", title, 1, sections=tuple(map(_deeper, sections)))


def _is_one_section(document: BudgetDocument) -> bool:
    return len(document.sections) == 1 and not is_blank(document.sections[0].full_title)


def _deeper(section: Section) -> Section:
    return replace(section, level=section.level + 1, sections=tuple(map(_deeper, section.sections)))


def _meta(parts: Sequence[Part], publication: Publication) -> Meta:
    metas = [part.document.meta for part in parts]
    digests = hashlib.sha256("\n".join(meta.source.sha256 for meta in metas).encode()).hexdigest()
    languages = Counter(meta.language for meta in metas)
    decided = publication.date.isoformat() if publication.date and not publication.is_concept else ""
    title = publication.title or next((meta.title for meta in metas if meta.title), "")
    return Meta(
        title=title,
        language=languages.most_common(1)[0][0] if languages else "nl",
        source=Origin(name=title, format="", sha256=digests),
        profile=next((meta.profile for meta in metas), ""),
        author=publication.municipality,
        date=decided or max((meta.date for meta in metas), default=""),
    )


class _Targets:
    """Where a link in one part leads to in another."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._named = {part.name.casefold(): part for part in parts} | {part.name: part for part in parts}
        self._ids = {part.slug: frozenset(_ids(part.document.sections)) for part in parts}

    def of(self, href: str, part: Part) -> str | None:
        """The id in the whole that an address leads to; None where it leads out of it."""
        path, _, fragment = href.strip().partition("#")
        if _SCHEME.match(path):
            return None
        if not path:
            return _name(part, fragment)
        beside = posixpath.join(posixpath.dirname(part.name), unquote(path.partition("?")[0]))
        name = posixpath.normpath(beside)
        other = self._named.get(name) or self._named.get(name.casefold())
        if other is None:
            return None
        # A bookmark of Word is no id of ours: such a link leads to the document.
        wanted = unquote(fragment)
        if wanted in self._ids[other.slug]:
            return _name(other, wanted)
        return _name(other, other.document.sections[0].id) if _is_one_section(other.document) else other.slug


class _Renamer:
    """A value of a part with its ids and links as they are in the whole; equal parts of it stay the same objects."""

    def __init__(self, part: Part, targets: _Targets) -> None:
        self._part = part
        self._targets = targets

    def name(self, id_: str) -> str:
        return _name(self._part, id_)

    def __call__(self, value: Any) -> Any:
        if isinstance(value, tuple):
            made = tuple(map(self, value))
            return value if all(new is old for new, old in zip(made, value, strict=True)) else made
        if not isinstance(value, msgspec.Struct) or isinstance(value, _LEAVES):
            return value
        changed = dict(self._own(value))
        for name in value.__struct_fields__:
            old = getattr(value, name)
            if name not in changed and isinstance(old, tuple | msgspec.Struct) and (new := self(old)) is not old:
                changed[name] = new
        return replace(value, **changed) if changed else value

    def _own(self, value: msgspec.Struct) -> Iterator[tuple[str, str]]:
        match value:
            case NoteReference(note=note):
                yield "note", self.name(note)
            case Cell(ref=str() as ref):
                yield "ref", self.name(ref)
            case Link(href=href) if (target := self._targets.of(href, self._part)) is not None:
                yield "href", f"#{target}"
            case _:
                if isinstance(id_ := getattr(value, "id", None), str) and id_:
                    yield "id", self.name(id_)


def _name(part: Part, id_: str) -> str:
    return f"{part.slug}--{id_}" if id_ else ""


def _ids(value: Any) -> Iterator[str]:
    """Every id inside a value, whatever its type: also in semantic tables that are yet to come."""
    todo = [value]
    while todo:
        inner = todo.pop()
        if isinstance(inner, tuple):
            todo.extend(inner)
        elif isinstance(inner, msgspec.Struct) and not isinstance(inner, _LEAVES):
            if isinstance(id_ := getattr(inner, "id", None), str):
                yield id_
            todo.extend(getattr(inner, name) for name in inner.__struct_fields__)
