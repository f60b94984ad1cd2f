"""Typst in process: one compiler, the shipped fonts, and for each document its data and its pictures."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from pipeline.emit.pdf.glyphs import FONTS
from pipeline.emit.pdf.tags import finished
from pipeline.errors import EmitError

if TYPE_CHECKING:
    import typst

STANDARDS: Final[list[typst.PDFStandard]] = ["ua-1", "a-2a"]
WITH_ATTACHMENTS: Final[list[typst.PDFStandard]] = ["ua-1", "a-3a"]
"""PDF/A-2 takes no attachments that are no PDF/A themselves (ISO 19005-2, 6.8)."""

_PROBE: Final = b'#set document(title: "x")\n#set text(lang: "nl")\n#image(sys.inputs.file, alt: "x", width: 10pt)'


@cache
def _template() -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted((Path(__file__).parent / "template").glob("*.typ")))


@cache
def _compiler() -> typst.Compiler:
    # Imported here: 84 MB of Typst, which no other format needs. One compiler a process: it reads the fonts once.
    import typst  # noqa: PLC0415

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def typeset(data: bytes, files: dict[str, bytes], standards: list[typst.PDFStandard] = STANDARDS) -> bytes:
    """Typeset the template with its data (JSON). Raises EmitError where Typst refuses.

    The pictures stand in a folder of their own for as long as it takes, the only one that Typst can read from. The file
    says that it was made on the date in its data; no clock is asked.
    """
    return finished(_compiled(_template(), {"data": data.decode()}, files, standards))


def refused(files: dict[str, bytes]) -> frozenset[str]:
    """The names of the pictures that Typst refuses."""
    return frozenset(name for name, data in files.items() if not _passes(name, data))


def _passes(name: str, data: bytes) -> bool:
    try:
        _compiled(_PROBE, {"file": name}, {name: data}, STANDARDS)
    except EmitError:
        return False
    return True


def _compiled(
    source: bytes, inputs: dict[str, str], files: dict[str, bytes], standards: list[typst.PDFStandard]
) -> bytes:
    compiler = _compiler()
    with tempfile.TemporaryDirectory(prefix="begroting-") as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        try:
            made = compiler.compile(input=source, root=folder, sys_inputs=inputs, pdf_standards=standards)
        except RuntimeError as error:
            raise EmitError("pdf-refused", detail=str(error).splitlines()[0]) from error
    if not isinstance(made, bytes):
        raise EmitError("pdf-refused", detail=type(made).__name__)
    return made


def encode(document: msgspec.Struct) -> bytes:
    """Give the data as the template reads it."""
    return msgspec.json.encode(document)
