"""The document as Markdown, pandoc's: title and the like in a block of YAML, pictures as data."""

from __future__ import annotations

from typing import Final

from pipeline.emit.office.compose import compose
from pipeline.emit.office.make import make
from pipeline.emit.office.target import Target
from pipeline.emit.setting import Setting
from pipeline.model import BudgetDocument

# Without what changes the words, or what other programs than pandoc do not read.
_TARGET: Final = Target("markdown-smart-simple_tables-multiline_tables", options=("--wrap=none",), plain=True)


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """Write as Markdown: UTF-8, LF. Raises EmitError."""
    return make(compose(document, setting, _TARGET), _TARGET)
