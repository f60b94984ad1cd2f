"""What is to be done about each document: shown by a result that is kept, made, or left as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from pipeline import storage
from pipeline.batch import keys
from pipeline.batch.discover import Document, Found
from pipeline.batch.release import Published, Release
from pipeline.batch.store import Result, Store
from pipeline.publication import Publication
from pipeline.site.names import slugs

Publications = Callable[[Path], Publication | None]


class Planned(msgspec.Struct, frozen=True):
    """A document with the base and the key of its result (`keys.py`), and the result, where there is one already."""

    document: Document
    base: str
    key: str
    publication: Publication | None
    result: Result | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether it is to be made."""
        return self.result is None and not self.document.busy


def plan(
    found: Found, store: Store, recipe: keys.Recipe, published: Publications, *, force: bool = False
) -> list[Planned]:
    """Each document with its key, and its result unless all are to be made anew (`force`)."""
    base_of = keys.bases(recipe)
    planned: list[Planned] = []
    for document in found.documents:
        publication = published(document.path)
        base = base_of(document, publication)
        key = keys.key(base, _beside(document, store.beside(base), recipe.profile.limits.media_part_bytes))
        planned.append(Planned(document, base, key, publication, None if force else store.find(key)))
    return planned


def _beside(document: Document, names: Sequence[str], limit: int) -> Mapping[str, str]:
    """The files beside a document that it named when it was made, as they are now."""
    if not names:
        return {}
    resources = storage.resources_beside(document.path, limit)
    now = {name: resources(name) for name in names}
    return {name: "" if data is None else hashlib.sha256(data).hexdigest() for name, data in now.items()}


def sound(planned: Iterable[Planned], store: Store) -> list[Planned]:
    """The same, without results of which a file is no longer what it was: those are removed, and made again."""
    checked: list[Planned] = []
    for each in planned:
        if each.result is None or store.is_sound(each.result):
            checked.append(each)
        else:
            store.drop(each.key)
            checked.append(msgspec.structs.replace(each, result=None))
    return checked


def named(found: Found, before: Release | None) -> Mapping[str, str]:
    """The folder of each document on the site: of all that are known, so that it does not hang on what fails today."""
    known = before.manifest.by_name() if before is not None else {}
    closed = tuple(f"{each.name}/" for each in found.refused if each.is_folder)
    here = {document.name for document in found.documents} | {each.name for each in found.refused}
    return slugs(here | {name for name in known if name.startswith(closed)})


def ingredients(documents: Iterable[Published], recipe: keys.Recipe, frame: object, publication: Publication) -> str:
    """A hash of all that decides what a release holds. `frame` is the house style, whole.

    The day on which a document was made counts only where the release tells it.
    """
    shown = sorted((each.name, each.slug, each.key, each.stale, each.made if each.stale else "") for each in documents)
    return keys.digest((shown, recipe, keys.versions(keys.OF_RELEASE), frame, publication, keys.program()))
