"""The document as tagged PDF: everything opened out, guidance left out, to be read on paper and aloud."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.diagnostics import Code, Place
from pipeline.diagnostics import flaw as flaw_of
from pipeline.emit.pdf.compose import Composed, compose
from pipeline.emit.pdf.plain import plain
from pipeline.emit.pdf.typeset import encode, refused, typeset
from pipeline.emit.setting import Setting
from pipeline.errors import EmitError
from pipeline.model import BudgetDocument


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Typeset as tagged PDF (PDF/UA-1, ISO 14289-1; PDF/A-2a, ISO 19005-2). Raises EmitError where Typst refuses."""
    composed = compose(document, setting)
    try:
        made = _typeset(composed)
    except EmitError as refusal:
        composed = _mended(document, setting, composed, refusal)
        made = _typeset(composed)
    for flaw in composed.flaws:
        setting.report(flaw)
    return made


def _mended(document: BudgetDocument, setting: Setting, composed: Composed, refusal: EmitError) -> Composed:
    """What Typst may take after it refused: without the pictures that are broken, else without links."""
    # Only now is each picture tried by itself: a broken one is rare, and decoding all of them twice is slow.
    broken = refused(composed.files)
    if broken:
        names = frozenset(PurePosixPath(name).stem for name in broken)
        composed = compose(document, setting, names)
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
    return typeset(encode(composed.document), composed.files)
