"""The document as tagged PDF: everything opened out, guidance left out, to be read on paper and aloud."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.emit.pdf.compose import Composed, compose
from pipeline.emit.pdf.typeset import encode, refused, typeset
from pipeline.emit.setting import Setting
from pipeline.errors import EmitError
from pipeline.model import BudgetDocument


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Typeset as tagged PDF (PDF/UA-1, ISO 14289-1; PDF/A-2a, ISO 19005-2). Raises EmitError where Typst refuses."""
    composed = compose(document, setting.labels, setting.theme)
    try:
        made = _typeset(composed)
    except EmitError:
        # Only now is each picture tried by itself: a broken one is rare, and decoding all of them twice is slow.
        broken = refused(composed.files)
        if not broken:
            raise
        composed = compose(
            document, setting.labels, setting.theme, frozenset(PurePosixPath(name).stem for name in broken)
        )
        made = _typeset(composed)
    for flaw in composed.flaws:
        setting.report(flaw)
    return made


def _typeset(composed: Composed) -> bytes:
    return typeset(encode(composed.document), composed.files)
