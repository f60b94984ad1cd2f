"""What a release holds: the site with the documents' files in `public/`, and what only its makers may see in `intern/`.

public/…                          the site (`pipeline/site/`), and beside each document's pages its PDF and its JSON;
                                      the registers (`acties.xlsx` …), and what tells others what the files are
intern/documents/<slug>/…         all that was kept of a document: XML, JSON, PDF, entry with diagnostics, insides
intern/moves.json                 pages that stood elsewhere in earlier releases
intern/report.html                 what came of it, for people
intern/manifest.json, run.json    what the release is made of, and the run that made it
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
from lxml import etree
from msgspec.structs import replace

from pipeline import opendata, registers, xmldoor
from pipeline.batch import files
from pipeline.batch.layout import INTERN, PUBLIC
from pipeline.batch.release import Published, Release, Staging
from pipeline.batch.shown import DOCUMENTS, Shown, kept_in
from pipeline.batch.store import CARD, Store
from pipeline.batch.work import ENTRY_FILE, INSIDE_FILE, Inside
from pipeline.emit import EMITTERS, dates
from pipeline.emit.html.markup import el
from pipeline.emit.theme import Theme
from pipeline.entry import Entry
from pipeline.errors import OutputError
from pipeline.labels import Labels
from pipeline.publication import Publication
from pipeline.site import Fragment, addresses, build, search
from pipeline.site.beside import moved
from pipeline.site.tree import plant

MOVES: Final = f"{INTERN}/moves.json"

_STEM: Final = "document"
_PUBLIC: Final = ("pdf", "json")


def beside_pages(formats: Sequence[str]) -> tuple[str, ...]:
    """The extensions of what stands beside the pages of a document, where these formats are made."""
    return tuple(EMITTERS[name].extension for name in _PUBLIC if name in formats)


def fill(
    staging: Staging,
    shown: Sequence[Shown],
    store: Store,
    publication: Publication,
    theme: Theme,
    labels: Labels,
    before: Release | None,
    formats: Sequence[str],
) -> tuple[Entry, ...]:
    """Put all that a release holds in, but its run and its manifest. The entries of what it shows.

    `formats` are the extensions of what stands beside the pages of a document (`beside_pages`).

    Raises OutputError, ReleaseError, and ThemeError where the frame of the house style has a mistake.
    """
    entries = tuple(entry_of(store.folder(each.result.key), each.document) for each in shown)
    for each, entry in zip(shown, entries, strict=True):
        _put_document(staging, each, entry, store, formats)
    moves = _moves(before, publication, entries, labels)
    staging.write(MOVES, msgspec.json.encode(moves, order="sorted"))
    with_search = search.available()
    pages = build(
        publication,
        entries,
        _fragments(shown, store, labels),
        theme,
        labels,
        formats=formats,
        moves=moves,
        search=with_search,
    )
    for path, data in pages:
        staging.write(f"{PUBLIC}/{path}", data)
    _put_data(staging, publication, entries, labels, formats)
    if with_search:
        search.index(staging.folder / PUBLIC)
        staging.take_in()
    return entries


def _put_data(
    staging: Staging, publication: Publication, entries: Sequence[Entry], labels: Labels, formats: Sequence[str]
) -> None:
    """Put the registers in, and what tells others what they and the documents are."""
    tree = plant(publication, entries, labels)

    def address(entry: Entry, section: str) -> str:
        return publication.base_url and f"{publication.base_url}{tree.places.get((entry.slug, section), '')}"

    made = dict(registers.build(publication, entries, labels, address))
    beside = [(addresses.download(entry, each), entry.name) for entry in entries for each in formats]
    for path, data in made.items():
        staging.write(f"{PUBLIC}/{path}", data)
    every = (*((path, "") for path in made), *beside)
    known = ((path, name, staging.files.get(f"{PUBLIC}/{path}")) for path, name in every)
    told = [opendata.File(path, file.sha256, file.size, name) for path, name, file in known if file is not None]
    for path, data in opendata.build(publication, entries, told, labels):
        staging.write(f"{PUBLIC}/{path}", data)


def entry_of(folder: Path, document: Published) -> Entry:
    """The entry of a document as it is called in a release. Raises OutputError where it cannot be read."""
    with files.telling(folder):
        data = (folder / ENTRY_FILE).read_bytes()
    return replace(msgspec.json.decode(data, type=Entry), slug=document.slug)


def entries_before(before: Release | None) -> tuple[Entry, ...] | None:
    """The entries of an earlier release, or None where there is none, or where they cannot be read any more.

    A version of this program may have written them that knew other fields: that must not stop a run.
    """
    if before is None:
        return None
    try:
        return tuple(entry_of(kept_in(before, document), document) for document in before.manifest.documents)
    except (OutputError, OSError, msgspec.MsgspecError):
        return None


def _put_document(staging: Staging, each: Shown, entry: Entry, store: Store, formats: Sequence[str]) -> None:
    folder, slug = store.folder(each.result.key), each.document.slug
    card = files.look(folder / CARD)
    for name, file in each.result.files.items():
        staging.link(f"{DOCUMENTS}/{slug}/{name}", folder / name, file)
    if card is not None:
        staging.link(f"{DOCUMENTS}/{slug}/{CARD}", folder / CARD, card)
    for extension in formats:
        name = f"{_STEM}{extension}"
        if name in each.result.files:
            staging.link(f"{PUBLIC}/{addresses.download(entry, extension)}", folder / name, each.result.files[name])


def _fragments(shown: Sequence[Shown], store: Store, labels: Labels) -> Fragment:
    by_slug = {each.document.slug: each for each in shown}

    # A site asks for the pages of one document after another.
    @lru_cache(maxsize=2)
    def inside(slug: str) -> Inside:
        folder = store.folder(by_slug[slug].result.key)
        with files.telling(folder):
            return msgspec.json.decode((folder / INSIDE_FILE).read_bytes(), type=Inside)

    def fragment(slug: str, section: str | None) -> str:
        document = by_slug[slug].document
        text = inside(slug).page(section)
        return _marked(text, document.made, labels) if document.stale else text

    return fragment


def _marked(text: str, made: str, labels: Labels) -> str:
    """The inside of a page that says of which day it is, because what it is made of is newer."""
    page = xmldoor.parse(text.encode(), what="HTML", huge=True)
    sentence = labels("standing.stale", date=dates.in_words(date.fromisoformat(made), labels))
    page[0].append(el("p", sentence, class_="standing stale"))
    return etree.tostring(page, encoding="unicode")


def _moves(
    before: Release | None, publication: Publication, entries: Sequence[Entry], labels: Labels
) -> Mapping[str, str]:
    """Where pages are now that stood elsewhere in the release before; nothing, where that cannot be told any more."""
    old = entries_before(before)
    if before is None or old is None:
        return {}
    try:
        known = msgspec.json.decode((before.folder / MOVES).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}
    return moved(plant(publication, old, labels), plant(publication, entries, labels), entries, known)
