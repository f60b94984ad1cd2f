"""Flaws of a document: a stable code, a severity, a place, and the values that the reader's sentence needs.

The sentences themselves (what is wrong, what to do about it) are labels: `labels/nl.toml`, one entry a code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

import msgspec


class Severity(StrEnum):
    """How much it matters: an error fails the document, a warning wants a look, info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(StrEnum):
    """The stable names of all flaws. A name is never reused for another flaw."""

    # Reading
    TRACKED_CHANGES = "tracked-changes"
    DELETED_TEXT = "deleted-text"
    HIDDEN_TEXT = "hidden-text"
    COMMENT = "comment"
    HIGHLIGHTED_TEXT = "highlighted-text"
    CONTENTS_KEPT_APART = "contents-kept-apart"
    NOISE = "noise"
    RUNNING_TEXT = "running-text"
    TEXT_NOT_READ = "text-not-read"
    TEXT_NOT_WRITTEN = "text-not-written"
    ENCODING_GUESSED = "encoding-guessed"
    IMAGE_MISSING = "image-missing"
    IMAGE_FORMAT = "image-format"
    OBJECT_REPLACED = "object-replaced"
    DESCRIPTION_LEFT_OUT = "description-left-out"
    EMBEDDED_SKIPPED = "embedded-skipped"
    MACROS_IGNORED = "macros-ignored"
    PART_UNREADABLE = "part-unreadable"
    CHARACTER_REPLACED = "character-replaced"
    LIMIT_REACHED = "limit-reached"
    NOTE_MISSING = "note-missing"
    # Structure
    HEADING_INFERRED = "heading-inferred"
    LANGUAGE_DIFFERS = "language-differs"
    BLOCK_EMPTY = "block-empty"
    TABLE_NOT_ACTIONS = "table-not-actions"
    TAAKVELD_UNKNOWN = "taakveld-unknown"
    SUM_DIFFERS = "sum-differs"
    STATUS_ONLY_COLOUR = "status-only-colour"
    PLANNING_TYPO = "planning-typo"
    LINK_UNSAFE = "link-unsafe"
    LINK_BROKEN = "link-broken"
    # Checking
    PLANNING_EMPTY = "planning-empty"
    TYPE_UNKNOWN = "type-unknown"
    STATUS_UNKNOWN = "status-unknown"
    ACTION_DUPLICATE = "action-duplicate"
    ACTION_SIMILAR = "action-similar"
    OBJECTIVE_WITHOUT_ACTION = "objective-without-action"
    ACTION_WITHOUT_OBJECTIVE = "action-without-objective"
    NUMBER_SKIPPED = "number-skipped"
    LEVEL_SKIPPED = "level-skipped"
    DRAFT_TEXT = "draft-text"
    LINK_VAGUE = "link-vague"
    ALT_MISSING = "alt-missing"
    REFERENCE_BROKEN = "reference-broken"
    YEAR_OTHER = "year-other"
    # Emitting
    GLYPH_REPLACED = "glyph-replaced"
    IMAGE_LEFT_OUT = "image-left-out"
    TABLE_MENDED = "table-mended"
    PDF_SIMPLIFIED = "pdf-simplified"
    SOURCE_KEPT_BACK = "source-kept-back"


_NOT_WARNINGS: Final[Mapping[Code, Severity]] = {
    Code.CONTENTS_KEPT_APART: Severity.INFO,
    Code.NOISE: Severity.INFO,
    Code.RUNNING_TEXT: Severity.INFO,
    Code.ENCODING_GUESSED: Severity.INFO,
    Code.DESCRIPTION_LEFT_OUT: Severity.INFO,
    Code.MACROS_IGNORED: Severity.INFO,
    Code.BLOCK_EMPTY: Severity.INFO,
    Code.HEADING_INFERRED: Severity.INFO,
    Code.LANGUAGE_DIFFERS: Severity.INFO,
    Code.LEVEL_SKIPPED: Severity.INFO,
    Code.SOURCE_KEPT_BACK: Severity.INFO,
    # A word that the profile does not know may be a good one.
    Code.TYPE_UNKNOWN: Severity.INFO,
    Code.STATUS_UNKNOWN: Severity.INFO,
}


class Place(msgspec.Struct, frozen=True, gc=False, rename="camel", omit_defaults=True):
    """Where something stands, in words that a user of Word can follow.

    `part` is `document`, `footnotes`, `header` …; `item` counts the paragraphs and tables of a part from 1 (0:
    unknown); `table`, `row` and `column` count from 1 (0: not in a table); `headings` is the path of titles above
    it; `quote` is up to 60 characters to search for.
    """

    part: str = "document"
    item: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    headings: tuple[str, ...] = ()
    quote: str = ""


QUOTE_LENGTH: Final = 60


def quote(text: str, length: int = QUOTE_LENGTH) -> str:
    """Shorten to what fits a place: white space folded, cut at `length` characters with an ellipsis."""
    folded = " ".join(text.split())
    return folded if len(folded) <= length else folded[: length - 1].rstrip() + "…"


class Diagnostic(msgspec.Struct, frozen=True, rename="camel"):
    """One flaw at one place. `values` fill the sentence of its code; `text` is the source text it concerns, in full."""

    code: Code
    place: Place
    severity: Severity
    text: str = ""
    values: Mapping[str, str] = {}


Report = Callable[[Diagnostic], None]


def flaw(code: Code, place: Place, text: str = "", **values: object) -> Diagnostic:
    """Make a diagnostic with the severity that its code has by default."""
    return Diagnostic(
        code=code,
        place=place,
        severity=_NOT_WARNINGS.get(code, Severity.WARNING),
        text=text,
        values={key: str(value) for key, value in values.items()},
    )
