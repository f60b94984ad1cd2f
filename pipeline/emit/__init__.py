"""Emitters: functions of the pruned model to bytes. Each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, cast

import msgspec

from pipeline.emit.setting import Emitter
from pipeline.errors import UnsupportedFormat


class Format(msgspec.Struct, frozen=True):
    """An output format: the module whose function `emit` makes it, and the extension of its files."""

    module: str
    extension: str


EMITTERS: Final[Mapping[str, Format]] = {
    "html": Format("pipeline.emit.html", ".html"),
    "pdf": Format("pipeline.emit.pdf", ".pdf"),
    "json": Format("pipeline.emit.json", ".json"),
    "text": Format("pipeline.emit.text", ".txt"),
    "docx": Format("pipeline.emit.docx", ".docx"),
    "odt": Format("pipeline.emit.odt", ".odt"),
    "epub": Format("pipeline.emit.epub", ".epub"),
    "md": Format("pipeline.emit.markdown", ".md"),
}
"""The formats that are made of the pruned model. Canonical XML is the model itself: `canonical.py`."""


def emitter(name: str) -> Emitter:
    """The emitter of a format. Raises UnsupportedFormat."""
    if name not in EMITTERS:
        raise UnsupportedFormat("format-unknown", name=name, known=", ".join((*EMITTERS, "xml")))
    return cast("Emitter", import_module(EMITTERS[name].module).emit)
