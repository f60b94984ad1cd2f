"""Metadata for the archive (MDTO-XML 1.0.1, Nationaal Archief): the publication as one record, and each of its files.

Only of a publication that the council has decided on: what still changes is no record, and MDTO asks of each checksum
when it was made, which no clock may tell here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from lxml import etree

from pipeline.labels import Labels
from pipeline.opendata import organisation
from pipeline.opendata.files import File
from pipeline.opendata.markup import maker, written
from pipeline.publication import Publication
from pipeline.slug import slug

NAMESPACE: Final = "https://www.nationaalarchief.nl/mdto"
FOLDER: Final = "mdto"

_e: Final = maker(NAMESPACE, {None: NAMESPACE})
_PROGRAM: Final = "begroting"


def emit(publication: Publication, files: Sequence[File], labels: Labels) -> bytes | None:
    """The publication as a record (informatieobject); None where it is not decided on, or lacks a title or a maker."""
    decided = _decided(publication)
    if decided is None:
        return None
    adopted = _e(
        "event",
        _e("eventType", *_concept(labels, "event")),
        _e("eventTijd", decided.isoformat()),
        _actor(publication),
    )
    parts = [
        _identity(_key(publication), publication.municipality),
        _e("naam", publication.title),
        _e("aggregatieniveau", *_concept(labels, "level")),
        *([_e("raadpleeglocatie", _e("raadpleeglocatieOnline", publication.base_url))] if publication.base_url else []),
        *([_coverage(publication.year, labels)] if publication.year else []),
        _e("taal", "nl"),
        adopted,
        _e("waardering", *_concept(labels, "appraisal")),
        *(_e("heeftRepresentatie", *_reference(file.path, file.sha256, _PROGRAM)) for file in files),
        _e("archiefvormer", *_maker(publication)),
        _e("beperkingGebruik", _e("beperkingGebruikType", *_concept(labels, "access"))),
    ]
    return written(_e("MDTO", _e("informatieobject", *parts)))


def of_files(publication: Publication, files: Sequence[File], labels: Labels) -> Iterator[tuple[str, bytes]]:
    """The metadata of each file (bestand): its path and its bytes; none where there is no record that it is of."""
    decided = _decided(publication)
    if decided is None:
        return
    made = f"{decided.isoformat()}T00:00:00"
    for file in files:
        parts = [
            _identity(file.sha256, _PROGRAM),
            _e("naam", file.path),
            _e("omvang", str(file.size)),
            _e("bestandsformaat", *_begrip(file.format.name, file.format.pronom, "PRONOM")),
            _e(
                "checksum",
                _e("checksumAlgoritme", *_concept(labels, "checksum")),
                _e("checksumWaarde", file.sha256),
                _e("checksumDatum", made),
            ),
            *([_e("URLBestand", file.address(publication))] if publication.base_url else []),
            _e("isRepresentatieVan", *_reference(publication.title, _key(publication), publication.municipality)),
        ]
        yield f"{FOLDER}/{file.path}.mdto.xml", written(_e("MDTO", _e("bestand", *parts)))


def _decided(publication: Publication) -> date | None:
    """When the council decided on it; None for what is no record, or has no name or maker to be known by."""
    return publication.decided if publication.title and publication.municipality else None


def _key(publication: Publication) -> str:
    return "-".join(filter(None, (publication.organisation, slug(publication.title), str(publication.date))))


def _identity(key: str, origin: str) -> etree._Element:
    return _e("identificatie", _e("identificatieKenmerk", key), _e("identificatieBron", origin))


def _reference(name: str, key: str, origin: str) -> Iterator[etree._Element]:
    yield _e("verwijzingNaam", name)
    if key:
        identity = (_e("identificatieKenmerk", key), _e("identificatieBron", origin))
        yield _e("verwijzingIdentificatie", *identity)


def _maker(publication: Publication) -> Iterator[etree._Element]:
    return _reference(publication.municipality, organisation.identifier(publication), "TOOI")


def _actor(publication: Publication) -> etree._Element:
    return _e("eventVerantwoordelijkeActor", *_maker(publication))


def _coverage(year: int, labels: Labels) -> etree._Element:
    return _e(
        "dekkingInTijd",
        _e("dekkingInTijdType", *_concept(labels, "coverage")),
        _e("dekkingInTijdBegindatum", f"{year}-01-01"),
        _e("dekkingInTijdEinddatum", f"{year}-12-31"),
    )


def _concept(labels: Labels, name: str) -> Iterator[etree._Element]:
    """A concept of one of MDTO's lists: its label, its code where it has one, and the list."""
    code = f"opendata.mdto.{name}.code"
    return _begrip(
        labels(f"opendata.mdto.{name}.label"),
        labels(code) if labels.has(code) else "",
        labels(f"opendata.mdto.{name}.list"),
    )


def _begrip(label: str, code: str, of: str) -> Iterator[etree._Element]:
    yield _e("begripLabel", label)
    if code:
        yield _e("begripCode", code)
    yield _e("begripBegrippenlijst", _e("verwijzingNaam", of))
