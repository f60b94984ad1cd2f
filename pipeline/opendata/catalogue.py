"""The publication as a dataset in a catalogue of data: DCAT-AP-NL 3.0 in JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from pipeline.labels import Labels
from pipeline.opendata import organisation
from pipeline.opendata.files import File
from pipeline.publication import Publication

# Inside the file: who reads it needs nothing from elsewhere.
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LISTS: Final = "http://publications.europa.eu/resource/authority"
_MEDIA: Final = "https://www.iana.org/assignments/media-types"
_PUBLIC: Final = f"{_LISTS}/access-right/PUBLIC"
_GOVERNMENT: Final = f"{_LISTS}/data-theme/GOVE"
_DUTCH: Final = f"{_LISTS}/language/NLD"


def emit(publication: Publication, files: Sequence[File], labels: Labels) -> bytes | None:
    """The dataset with its files of data; None for a publication without an address, title or organisation.

    Without these it has no IRI, no name and no publisher, and a catalogue takes none such. It also asks for a licence
    and a point of contact: these are left out where the publication does not tell them.
    """
    publisher = organisation.identifier(publication)
    if not (publication.base_url and publication.title and publisher):
        return None
    identifier = f"{publication.base_url}#gegevens"
    who = {"@id": publisher, "@type": "foaf:Agent", "foaf:name": _dutch(publication.municipality)}
    body = {
        "@context": _CONTEXT,
        "@id": identifier,
        "@type": "dcat:Dataset",
        "dct:identifier": identifier,
        "dct:title": _dutch(publication.title),
        "dct:description": _dutch(_description(publication, labels)),
        "dct:publisher": who,
        "dct:creator": {"@id": publisher},
        "dcat:contactPoint": _contact(publication),
        "dct:accessRights": {"@id": _PUBLIC},
        "dcat:theme": {"@id": _GOVERNMENT},
        "dct:language": {"@id": _DUTCH},
        "dct:issued": _typed(publication.decided.isoformat(), "date") if publication.decided else None,
        "dct:temporal": _year(publication.year) if publication.year else None,
        "dcat:landingPage": {"@id": publication.base_url},
        "dcat:distribution": [_distribution(file, publication) for file in files if file.format.is_data],
    }
    return msgspec.json.format(msgspec.json.encode(_said(body)), indent=2) + b"\n"


def _description(publication: Publication, labels: Labels) -> str:
    said = labels("opendata.description", title=publication.title, municipality=publication.municipality)
    return f"{said} {labels('standing.concept-sentence')}" if publication.is_concept else said


def _contact(publication: Publication) -> dict[str, Any] | None:
    contact = publication.contact
    if not contact:
        return None
    key, iri = ("vcard:hasURL", contact) if "://" in contact else ("vcard:hasEmail", f"mailto:{contact}")
    return {"@type": "vcard:Organization", "vcard:fn": publication.municipality, key: {"@id": iri}}


def _distribution(file: File, publication: Publication) -> dict[str, Any]:
    address = file.address(publication)
    return _said(
        {
            "@id": address,
            "@type": "dcat:Distribution",
            "dct:title": _dutch(file.path),
            "dcat:accessURL": {"@id": publication.base_url},
            "dcat:downloadURL": {"@id": address},
            "dct:license": {"@id": publication.license} if publication.license else None,
            "dct:format": {"@id": f"{_LISTS}/file-type/{file.format.code}"},
            "dcat:mediaType": {"@id": f"{_MEDIA}/{file.format.media}"},
            "dcat:byteSize": _typed(str(file.size), "nonNegativeInteger"),
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
            },
        }
    )


def _year(year: int) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": _typed(f"{year}-01-01", "date"),
        "dcat:endDate": _typed(f"{year}-12-31", "date"),
    }


def _dutch(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _typed(text: str, kind: str) -> dict[str, str]:
    return {"@value": text, "@type": f"xsd:{kind}"}


def _said(body: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in body.items() if value is not None}
