"""The document as tagged PDF: everything opened out, guidance left out, to be read on paper and aloud."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.diagnostics import Code, Place
from pipeline.diagnostics import flaw as flaw_of
from pipeline.emit.pdf.compose import Composed, compose
from pipeline.emit.pdf.plain import plain
from pipeline.emit.pdf.typeset import STANDARDS, WITH_ATTACHMENTS, encode, refused, typeset
from pipeline.emit.setting import Setting
from pipeline.emit.together import Part, together
from pipeline.errors import EmitError
from pipeline.model import BudgetDocument
from pipeline.publication import Publication


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Typeset as tagged PDF (PDF/UA-1, ISO 14289-1; PDF/A-2a, ISO 19005-2). Raises EmitError where Typst refuses.

    With attachments it is PDF/A-3a (ISO 19005-3).
    """
    return _made(document, setting, is_book=False)


def emit_whole(parts: Sequence[Part], setting: Setting) -> bytes:
    """Typeset the pruned documents of a publication, in the order given, as one: cover, contents, pages numbered on.

    Standards and errors are those of `emit`. What is mended is reported again, by places in the parts' own sources.
    """
    whole = together(parts, setting.publication or Publication(), setting.labels)
    return _made(whole, setting, is_book=True)


def _made(document: BudgetDocument, setting: Setting, *, is_book: bool) -> bytes:
    composed = compose(document, setting, is_book=is_book)
    try:
        made = _typeset(composed)
    except EmitError as refusal:
        composed = _mended(document, setting, composed, refusal, is_book=is_book)
        made = _typeset(composed)
    for flaw in composed.flaws:
        setting.report(flaw)
    return made


def _mended(
    document: BudgetDocument, setting: Setting, composed: Composed, refusal: EmitError, *, is_book: bool
) -> Composed:
    """What Typst may take after it refused: without the pictures that are broken, else without links."""
    # Only now is each picture tried by itself: a broken one is rare, and decoding all of them twice is slow.
    pictures = {name: data for name, data in composed.files.items() if PurePosixPath(name).suffix}
    broken = refused(pictures)
    if broken:
        names = frozenset(PurePosixPath(name).stem for name in broken)
        composed = compose(document, setting, names, is_book=is_book)
        try:
            _typeset(composed)
        except EmitError as again:
            refusal = again
        else:
            return composed
    told = flaw_of(Code.PDF_SIMPLIFIED, Place(), detail=refusal.values.get("detail", ""))
    simple = plain(composed.document, setting.labels("pdf.notes"))
    return Composed(simple, composed.files, (*composed.flaws, told))


def _typeset(composed: Composed) -> bytes:
    standards = WITH_ATTACHMENTS if composed.document.attachments else STANDARDS
    return typeset(encode(composed.document), composed.files, standards)
