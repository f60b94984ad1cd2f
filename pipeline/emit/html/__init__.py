"""The HTML emitter: one self-contained, accessible page a document."""

from __future__ import annotations

from pipeline.emit.html.page import page
from pipeline.emit.setting import Setting
from pipeline.model import BudgetDocument

__all__ = ["emit"]


def emit(document: BudgetDocument, setting: Setting) -> bytes:
    """The document as one page (HTML, UTF-8). Raises ThemeError where the frame of the house style fails."""
    return page(document, setting)
