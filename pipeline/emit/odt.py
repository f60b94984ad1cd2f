"""The document as an OpenDocument text."""

from __future__ import annotations

from typing import Final

from pipeline.emit import dates
from pipeline.emit.office.finish import dated, finish, replaced
from pipeline.emit.office.make import make, template
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.model import BudgetDocument

_TARGET: Final = Target("odt", levels=9, options=(template("odt.xml"),))
_A4: Final = {
    b'fo:page-width="8.5in"': b'fo:page-width="21cm"',
    b'fo:page-height="11in"': b'fo:page-height="29.7cm"',
}


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as OpenDocument (1.3). Raises EmitError."""
    return finish(
        make(document, setting, _TARGET),
        {"meta.xml": dated(dates.made(document.meta)), "styles.xml": replaced(_A4)},
    )
