"""Metadata for the Woo: which category of information it is, in the elements of DiWoo and the concepts of TOOI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.labels import Labels
from pipeline.opendata import organisation
from pipeline.opendata.files import File
from pipeline.opendata.markup import maker, written
from pipeline.publication import Publication

NAMESPACE: Final = "https://standaarden.overheid.nl/diwoo/metadata/"
_ADOPTION: Final = f"{organisation.CONCEPTS}/c_641ecd76"

_e: Final = maker(NAMESPACE, {"diwoo": NAMESPACE})


def emit(publication: Publication, _files: Sequence[File], labels: Labels) -> bytes | None:
    """The metadata as XML; None for a publication without a title, an organisation or a category."""
    who, what = organisation.identifier(publication), organisation.category(publication)
    if not (publication.title and who and what):
        return None
    key = f"opendata.category-{publication.category}"
    name = labels(key) if labels.has(key) else publication.category
    parts = [_e("classificatiecollectie", _e("informatiecategorieen", _e("informatiecategorie", name, resource=what)))]
    if publication.decided:
        day = publication.decided.isoformat()
        adopted = _e(
            "documenthandeling",
            _e("soortHandeling", labels("opendata.adoption"), resource=_ADOPTION),
            _e("atTime", f"{day}T00:00:00"),
        )
        parts += [_e("creatiedatum", day), _e("documenthandelingen", adopted)]
    if publication.base_url:
        parts.append(_e("identifiers", _e("identifier", publication.base_url)))
    parts += [
        _e("publisher", publication.municipality or publication.organisation, resource=who),
        _e("titelcollectie", _e("officieleTitel", publication.title)),
    ]
    return written(_e("Document", _e("DiWoo", *parts)))
