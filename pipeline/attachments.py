"""What is attached to a PDF for the archive (PDF/A-3, ISO 19005-3): the document as data, and the file it came from.

The file goes along only where nothing in it is kept from readers: no deleted, hidden or commented text, nothing that
nobody has looked into.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from pipeline import canonical
from pipeline.check_rules import CheckRules
from pipeline.diagnostics import Code, Place, flaw
from pipeline.emit import json
from pipeline.emit.published import published
from pipeline.emit.setting import Attachment, Setting
from pipeline.model import BudgetDocument

_KEPT_FROM_READERS: Final = frozenset(
    {
        Code.TRACKED_CHANGES,
        Code.DELETED_TEXT,
        Code.HIDDEN_TEXT,
        Code.COMMENT,
        Code.TEXT_NOT_READ,
        Code.EMBEDDED_SKIPPED,
        Code.MACROS_IGNORED,
        Code.PART_UNREADABLE,
        Code.LIMIT_REACHED,
    }
)

# Of these the reader accounts for all text, whatever hides it. A web page may hold more in comments and scripts.
_MEDIA_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
}


def attachments(
    document: BudgetDocument, setting: Setting, source: bytes | None, rules: CheckRules
) -> tuple[Attachment, ...]:
    """The XML and the JSON of a pruned document, and its source where that may be shown to everybody.

    That the source is kept back is reported with the reason. `rules` are those that the document was read by. Raises
    what the formats raise.
    """
    stem = PurePath(document.meta.source.name).stem or setting.labels("pdf.untitled")
    made = (
        _data(f"{stem}.xml", "application/xml", canonical.dumps(published(document, setting.labels)), setting),
        _data(f"{stem}.json", "application/json", json.emit(document, setting), setting),
    )
    if source is None:
        return made
    if found := _kept_from_readers(document, rules):
        setting.report(flaw(Code.SOURCE_KEPT_BACK, Place(), codes=", ".join(found)))
        return made
    origin = document.meta.source
    described = setting.labels("pdf.attached-source")
    return (*made, Attachment(origin.name, _MEDIA_TYPES[origin.format], source, "source", described))


def _kept_from_readers(document: BudgetDocument, rules: CheckRules) -> list[str]:
    """Why the source may not be shown: the codes of what was found in it, or could not be."""
    if document.meta.source.format not in _MEDIA_TYPES:
        return [document.meta.source.format]
    found = {flaw.code for flaw in document.diagnostics}
    # Of what the profile keeps quiet about nobody knows here whether it was found.
    return sorted(code.value for code in _KEPT_FROM_READERS if code in found or code.value in rules.off)


def _data(name: str, media_type: str, data: bytes, setting: Setting) -> Attachment:
    return Attachment(name, media_type, data, "data", setting.labels("pdf.attached-data"))
