"""What a check of documents has found, for people and for programs: as text, JSON or SARIF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from pipeline.annotate.comments import AUTHOR
from pipeline.conversion import ingest_document
from pipeline.diagnostics import Code, Diagnostic, Place, Severity
from pipeline.errors import CheckError, DocumentError
from pipeline.findings import as_json, sarif, text
from pipeline.findings.checked import Checked
from pipeline.labels import Labels
from pipeline.profile import Profile
from pipeline.source import Resources

FORMATS: Final[Mapping[str, Callable[[Sequence[Checked], Labels], str]]] = {
    "text": text.told,
    "json": as_json.told,
    "sarif": sarif.told,
}
"""How findings can be told, by name."""

# For the record of a conversion: its author need do nothing about it.
_NOTHING_TO_DO: Final = frozenset((Code.CONTENTS_KEPT_APART, Code.RUNNING_TEXT, Code.NOISE))


def check(data: bytes, name: str, profile: Profile, resources: Resources, labels: Labels, uri: str = "") -> Checked:
    """What an author is to hear about a document, in the order in which it stands in it.

    A document that cannot be read is no exception here: `failure` says why, beside what was found until then. Comments
    that an earlier check has put in are none of its findings.
    """
    failure = ""
    try:
        found = ingest_document(data, name, profile=profile, resources=resources).diagnostics
    except CheckError as error:  # the profile's own word for a finding
        found = error.diagnostics
    except DocumentError as error:
        found, failure = error.diagnostics, labels.sentence(error)
    told = [one for one in found if one.code not in _NOTHING_TO_DO and not _is_own(one)]
    return Checked(name, uri or name, tuple(sorted(told, key=lambda one: _order(one.place))), failure)


def is_clean(checked: Sequence[Checked]) -> bool:
    """Whether all could be read, and nothing was found that is a warning or worse."""
    return not any(
        document.failure or any(one.severity is not Severity.INFO for one in document.found) for document in checked
    )


def _is_own(found: Diagnostic) -> bool:
    return found.code is Code.COMMENT and found.values.get("author") == AUTHOR


def _order(place: Place) -> tuple[bool, int, int, int]:
    return place.part != "document", place.item, place.row, place.column


__all__ = ["FORMATS", "Checked", "check", "is_clean"]
